import { webhookEventTypes } from './webhook-event-types.ts';
import type { EscalationPayload } from './webhook-payload.ts';

/** What a message to a chat says of an escalation, before it has a form. */
export interface WebhookSummary {
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

export function summarize({ type, data: { handoff, actor } }: EscalationPayload): WebhookSummary {
  const headline = webhookEventTypes.find(known => known.type === type)?.headline ?? type;
  const urgent = handoff.priority === 'URGENT' ? '[URGENT] ' : '';
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    ['Problem', handoff.problem],
    ['Priority', handoff.priority.charAt(0) + handoff.priority.slice(1).toLowerCase()],
    ['Client', handoff.clientName],
    ['Ticket', handoff.ticketRef],
    ['Escalated by', handoff.createdBy.name],
    ['For', handoff.target?.name ?? null],
    ['Claimed by', handoff.claimedBy?.name ?? null],
  ];
  return {
    title: `${urgent}${headline}${actor === null ? '' : ` by ${actor.name}`}`,
    facts: facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }])),
  };
}
