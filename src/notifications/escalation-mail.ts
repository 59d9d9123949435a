import type { HandoffSnapshot, SnapshotStep } from '../handoffs/handoff-snapshot.ts';
import type { Priority } from '../handoffs/priority.ts';
import type { Uuid } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { type MailContent, renderMail } from '../platform/mail/mail-layout.ts';
import type { MailMessage } from '../platform/mail/mailer.ts';
import {
  describeDuration,
  describeMoment,
  describeStep,
  describeTree,
  shortenLine,
} from '../sessions/transcript.ts';

/** Bounds on what a mail repeats; the rest is one click away. Text is counted in Unicode code points. */
export const escalationMailLimits = {
  /** With a ticket and the problem, this keeps the subject below the 200 characters that the mailer sends. */
  subjectNameCharsMax: 40,
  subjectProblemCharsMax: 60,
  stepsMax: 15,
  stepNoteCharsMax: 200,
} as const;

/** What the mail about an escalation is made from, for one person. */
export interface EscalationMailInput {
  /** `id` is the person's user id. */
  readonly recipient: { readonly id: Uuid; readonly name: string; readonly address: string };
  /** Whether the maker asked for this very person. */
  readonly isTarget: boolean;
  readonly makerName: string;
  readonly handoff: {
    readonly id: Uuid;
    readonly priority: Priority;
    readonly engineerNotes: string;
    readonly createdAt: Date;
    readonly snapshot: HandoffSnapshot;
  };
  /** Whom the maker asked for; null: nobody in particular. */
  readonly targetName: string | null;
  readonly accountName: string;
  /** Base of the link, without a trailing slash. */
  readonly publicUrl: string;
  /** The handoff's id as the API shows it, `handoff_…`. */
  readonly handoffPublicId: string;
  /** 0 when it is new; later ones say that it is still open. */
  readonly round: number;
}

/**
 * The mail that tells one person of an escalation, with all that was tried.
 *
 * The Message-ID is the same whenever it is made for the same handoff, person and round, so a second attempt after a crash
 * does not arrive as a second mail.
 */
export function renderEscalationMail(input: EscalationMailInput): MailMessage {
  const { recipient, handoff, makerName, round } = input;
  return {
    to: { name: recipient.name, address: recipient.address },
    subject: `${round > 0 ? 'Still open: ' : ''}${describeSubject(makerName, handoff.priority, handoff.snapshot)}`,
    ...renderMail(composeContent(input)),
    messageId: messageIdOf(input, round),
    // Readers show the later ones below the first.
    ...(round > 0 ? { headers: { References: messageIdOf(input, 0) } } : {}),
  };
}

function messageIdOf({ handoff, recipient }: EscalationMailInput, round: number): string {
  return `<escalation.${handoff.id}.${recipient.id}${round > 0 ? `.${round}` : ''}@resolutionflow>`;
}

/** Who, which ticket and what, as one line that the mailer sends uncut. */
export function describeSubject(
  makerName: string,
  priority: Priority,
  snapshot: Pick<HandoffSnapshot, 'ticketRef' | 'problem'>,
): string {
  const urgent = priority === 'URGENT' ? '[URGENT] ' : '';
  const maker = shortenLine(makerName, escalationMailLimits.subjectNameCharsMax);
  const ticket =
    snapshot.ticketRef === null ? '' : ` · ${shortenLine(snapshot.ticketRef, limits.ticketRefCharsMax)}`;
  const problem = shortenLine(snapshot.problem, escalationMailLimits.subjectProblemCharsMax);
  return `${urgent}Escalation from ${maker}${ticket}: ${problem}`;
}

function composeContent(input: EscalationMailInput): MailContent {
  const { makerName, handoff, accountName, publicUrl, handoffPublicId } = input;
  const { engineerNotes, snapshot } = handoff;
  return {
    title: `Escalation from ${makerName}`,
    intro: describeRequest(input),
    facts: listFacts(input),
    sections: [
      { title: `Notes from ${makerName}`, lines: engineerNotes.trim() === '' ? [] : [engineerNotes] },
      { title: 'The path so far', lines: describePath(snapshot.steps) },
    ],
    action: { label: 'Open the escalation', url: `${publicUrl}/handoffs/${handoffPublicId}` },
    footer: `You get this mail because you handle escalations at ${accountName}.`,
  };
}

/** Whom the maker asked for. A target is a wish and no reservation, and whoever else reads this must know it. */
function describeRequest({ makerName, isTarget, targetName }: EscalationMailInput): string {
  if (isTarget) return `${makerName} asked for you.`;
  if (targetName !== null) return `${makerName} asked for ${targetName}; anybody may claim it.`;
  return `${makerName} needs somebody to take this over. Whoever claims it first has it.`;
}

function listFacts({ makerName, handoff }: EscalationMailInput): MailContent['facts'] {
  const { snapshot } = handoff;
  const facts: [label: string, value: string | null][] = [
    ['Problem', snapshot.problem],
    ['Client', snapshot.clientName],
    ['Ticket', snapshot.ticketRef],
    ['Priority', describePriority(handoff.priority)],
    ['Tree', describeTree(snapshot)],
    ['Current step', snapshot.currentNode?.title ?? null],
    ['Time spent', describeDuration(snapshot.secondsSpent)],
    ['Escalated', `${describeMoment(handoff.createdAt)} by ${makerName}`],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

/** A priority as people write it: `Urgent`. */
export function describePriority(priority: Priority): string {
  return priority.charAt(0) + priority.slice(1).toLowerCase();
}

/** The newest steps, oldest of them first: what was tried last is what the next person must not try again. */
function describePath(steps: readonly SnapshotStep[]): string[] {
  if (steps.length === 0) return ['No steps were recorded.'];
  const earlier = Math.max(0, steps.length - escalationMailLimits.stepsMax);
  const lines = steps.slice(earlier).map((step, position) => {
    const { what, answer, note } = describeStep(step);
    const head = `${earlier + position + 1}. ${answer === '' ? what : `${what} → ${answer}`}`;
    return note.length === 0
      ? head
      : `${head}\n${shortenLine(note.join(' '), escalationMailLimits.stepNoteCharsMax)}`;
  });
  return earlier === 0 ? lines : [`… and ${earlier} earlier ${earlier === 1 ? 'step' : 'steps'}`, ...lines];
}
