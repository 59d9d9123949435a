import type { HandoffSnapshot } from '../handoffs/handoff-snapshot.ts';
import type { Priority } from '../handoffs/priority.ts';
import type { Uuid } from '../kernel/ids.ts';
import { renderMail } from '../platform/mail/mail-layout.ts';
import type { MailMessage } from '../platform/mail/mailer.ts';
import { describeMoment } from '../sessions/transcript.ts';
import type { DeliverySkipReason, DeliveryState } from './delivery-lifecycle.ts';
import { describePriority, describeSubject } from './escalation-mail.ts';

/** How many people's mails about an escalation ended alike. */
export interface ReachTally {
  readonly state: DeliveryState;
  readonly skip_reason: DeliverySkipReason | null;
  readonly count: number;
}

/** What is told of why nobody was reached, for one and for several; what is left out is the rule and no reason. */
const words: Partial<Record<DeliveryState | DeliverySkipReason, readonly [one: string, several: string]>> = {
  FAILED: ['1 mail failed', '# mails failed'],
  PENDING: ['1 mail is not sent yet', '# mails are not sent yet'],
  SENDING: ['1 mail is still being tried', '# mails are still being tried'],
  MUTED: ['1 person is muted', '# people are muted'],
  QUIET_HOURS: ['1 person has quiet hours', '# people have quiet hours'],
  NOT_TARGETED: ['1 person wants only what they are asked for', '# people want only what they are asked for'],
  THROTTLED: ['1 person had too many mails', '# people had too many mails'],
  NO_ADDRESS: ['1 person has not confirmed their address', '# people have not confirmed their address'],
  WATCHING: ['1 person was reading it', '# people were reading it'],
};

/** Why an escalation reached nobody, as a sentence. */
export function describeUnreached(tallies: readonly ReachTally[]): string {
  const parts = Object.entries(words).flatMap(([kind, [one, several]]) => {
    const count = tallies
      .filter(({ state, skip_reason }) => (skip_reason ?? state) === kind)
      .reduce((sum, tally) => sum + tally.count, 0);
    if (count === 0) return [];
    return [count === 1 ? one : several.replace('#', String(count))];
  });
  const why = parts.length === 0 ? 'there is nobody else who handles escalations' : parts.join(', ');
  return `Nobody was reached: ${why}.`;
}

export interface UnreachedMailInput {
  readonly recipient: { readonly id: Uuid; readonly name: string; readonly address: string };
  readonly handoffId: Uuid;
  readonly handoffPublicId: string;
  readonly makerName: string;
  readonly priority: Priority;
  readonly createdAt: Date;
  readonly snapshot: HandoffSnapshot;
  readonly reason: string;
  readonly accountName: string;
  /** Base of the link, without a trailing slash. */
  readonly publicUrl: string;
}

/** The mail that tells an owner of an escalation that nobody has heard of. The same one has the same Message-ID. */
export function renderUnreachedMail(input: UnreachedMailInput): MailMessage {
  const { recipient, handoffId, makerName, snapshot, priority } = input;
  const facts: [label: string, value: string | null][] = [
    ['Why', input.reason],
    ['Problem', snapshot.problem],
    ['Client', snapshot.clientName],
    ['Ticket', snapshot.ticketRef],
    ['Priority', describePriority(priority)],
    ['Escalated', `${describeMoment(input.createdAt)} by ${makerName}`],
  ];
  return {
    to: { name: recipient.name, address: recipient.address },
    subject: `[NOBODY REACHED] ${describeSubject(makerName, priority, snapshot)}`,
    messageId: `<unreached.${handoffId}.${recipient.id}@resolutionflow>`,
    ...renderMail({
      title: 'An escalation has reached nobody',
      intro: `${makerName} needs somebody to take this over, and nobody has heard of it. It is still open.`,
      facts: facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }])),
      sections: [],
      action: {
        label: 'Open the escalation',
        url: `${input.publicUrl}/handoffs/${input.handoffPublicId}`,
      },
      footer: `You get this mail because you are an owner of ${input.accountName}; it does not depend on your preferences.`,
    }),
  };
}
