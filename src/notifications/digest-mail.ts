import type { Priority } from '../handoffs/priority.ts';
import type { Uuid } from '../kernel/ids.ts';
import { renderMail } from '../platform/mail/mail-layout.ts';
import type { MailMessage } from '../platform/mail/mailer.ts';
import { describeMoment, shortenLine } from '../sessions/transcript.ts';
import { describePriority, escalationMailLimits } from './escalation-mail.ts';
import { notificationLimits } from './notification-limits.ts';

export interface DigestMailInput {
  readonly digestId: Uuid;
  readonly recipient: { readonly name: string; readonly address: string };
  readonly accountName: string;
  /** Base of the links, without a trailing slash. */
  readonly publicUrl: string;
  /** The most urgent first. */
  readonly escalations: readonly DigestEntry[];
}

export interface DigestEntry {
  /** As the API shows it, `handoff_…`. */
  readonly publicId: string;
  readonly priority: Priority;
  readonly problem: string;
  readonly ticketRef: string | null;
  readonly makerName: string;
  readonly createdAt: Date;
}

/** Several escalations in one mail. However often it is made, the Message-ID is that of the digest. */
export function renderDigestMail(input: DigestMailInput): MailMessage {
  const { digestId, recipient, escalations, publicUrl, accountName } = input;
  const shown = escalations.slice(0, notificationLimits.digestItemsMax);
  const more = escalations.length - shown.length;
  const count =
    escalations.length === 1 ? '1 more escalation waits' : `${escalations.length} more escalations wait`;
  const first = escalations[0];
  const begins =
    first === undefined ? '' : `: ${shortenLine(first.problem, escalationMailLimits.subjectProblemCharsMax)}`;
  return {
    to: recipient,
    subject: `${count} at ${shortenLine(accountName, escalationMailLimits.subjectNameCharsMax)}${begins}`,
    messageId: `<digest.${digestId}@resolutionflow>`,
    ...renderMail({
      title: count,
      intro: 'There were many within two minutes, so these come together. Whoever claims one first has it.',
      facts: [],
      sections: [
        { title: 'The most urgent first', lines: shown.map(entry => describeEntry(entry, publicUrl)) },
        { title: 'Further', lines: more === 0 ? [] : [`${more} more are in the queue.`] },
      ],
      footer: `You get this mail because you handle escalations at ${accountName}.`,
    }),
  };
}

function describeEntry(entry: DigestEntry, publicUrl: string) {
  const { priority, makerName, ticketRef, problem, createdAt, publicId } = entry;
  const ticket = ticketRef === null ? '' : ` · ${ticketRef}`;
  const head = `${describePriority(priority)} · ${makerName}${ticket} · ${describeMoment(createdAt)}`;
  const what = shortenLine(problem, escalationMailLimits.stepNoteCharsMax);
  return { text: `${head}\n${what}`, url: `${publicUrl}/handoffs/${publicId}` };
}
