import type {
  WebhookDeliveryFieldsFragment,
  WebhookDeliveryState,
  WebhookEvent,
  WebhookFieldsFragment,
  WebhookFormat,
} from '../../../generated/graphql.ts';
import type { Choice } from '../../../ui/choice-field.tsx';

export type Endpoint = WebhookFieldsFragment;
export type Delivery = WebhookDeliveryFieldsFragment;

export const formats: readonly Choice<WebhookFormat>[] = [
  { value: 'EVENT', label: 'A program', hint: 'JSON, signed, as in Standard Webhooks.' },
  { value: 'SLACK', label: 'Slack', hint: 'The address of an incoming webhook.' },
  {
    value: 'TEAMS',
    label: 'Microsoft Teams',
    hint: 'The address of a workflow that begins with “When a Teams webhook request is received”.',
  },
];

export const formatNames: Record<WebhookFormat, string> = {
  EVENT: 'Program',
  SLACK: 'Slack',
  TEAMS: 'Teams',
};

export const events: readonly {
  readonly value: WebhookEvent;
  readonly label: string;
  readonly hint: string;
}[] = [
  { value: 'ESCALATION_CREATED', label: 'Created', hint: 'An engineer is stuck.' },
  { value: 'ESCALATION_CLAIMED', label: 'Claimed', hint: 'Somebody has taken it.' },
  { value: 'ESCALATION_RELEASED', label: 'Released', hint: 'It is back in the queue.' },
  { value: 'ESCALATION_RETURNED', label: 'Returned', hint: 'It went back to its maker, with guidance.' },
  { value: 'ESCALATION_WITHDRAWN', label: 'Withdrawn', hint: 'Its maker took it back.' },
  { value: 'ESCALATION_RESOLVED', label: 'Resolved', hint: 'Its session was completed.' },
];

/** The events in one line. */
export function describeEvents(chosen: readonly WebhookEvent[]): string {
  if (chosen.length === events.length) return 'all events';
  const names = events.filter(({ value }) => chosen.includes(value)).map(({ label }) => label.toLowerCase());
  return names.join(', ');
}

export const deliveryStates: Record<WebhookDeliveryState, { readonly label: string; readonly tone: string }> =
  {
    PENDING: { label: 'waiting', tone: 'info' },
    SENDING: { label: 'trying', tone: 'warning' },
    SENT: { label: 'sent', tone: 'success' },
    FAILED: { label: 'failed', tone: 'danger' },
    CANCELLED: { label: 'cancelled', tone: 'low' },
  };

/** What came of a delivery, in a sentence. */
export function describeOutcome({ state, responseStatus, lastError, attempts }: Delivery): string {
  const answer = responseStatus === null ? 'no answer' : `HTTP ${responseStatus}`;
  const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  if (state === 'SENT') return `Accepted with ${answer}.`;
  if (state === 'PENDING' && attempts === 0) return 'Goes out in a moment.';
  const why = lastError ?? answer;
  return `${why}${/[.!?]$/.test(why) ? '' : '.'} ${tries}.`;
}
