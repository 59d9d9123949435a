import { escalationEventTypes } from '../handoffs/handoffs.events.ts';

interface WebhookEventType {
  /** As the event log and the payload name it. */
  readonly type: string;
  /** As the API names it. */
  readonly name: string;
  readonly description: string;
  /** What messages to a chat begin with. */
  readonly headline: string;
}

/** What an endpoint can subscribe to. A kind of event that is added to the log is offered by a line here. */
export const webhookEventTypes: readonly WebhookEventType[] = [
  {
    type: escalationEventTypes.created,
    name: 'ESCALATION_CREATED',
    description: 'An engineer is stuck: a new escalation.',
    headline: 'New escalation',
  },
  {
    type: escalationEventTypes.claimed,
    name: 'ESCALATION_CLAIMED',
    description: 'Somebody has taken it.',
    headline: 'Escalation claimed',
  },
  {
    type: escalationEventTypes.released,
    name: 'ESCALATION_RELEASED',
    description: 'It is back in the queue.',
    headline: 'Escalation back in the queue',
  },
  {
    type: escalationEventTypes.returned,
    name: 'ESCALATION_RETURNED',
    description: 'It went back to its maker, with guidance.',
    headline: 'Escalation returned',
  },
  {
    type: escalationEventTypes.withdrawn,
    name: 'ESCALATION_WITHDRAWN',
    description: 'Its maker took it back.',
    headline: 'Escalation withdrawn',
  },
  {
    type: escalationEventTypes.resolved,
    name: 'ESCALATION_RESOLVED',
    description: 'Its session was completed.',
    headline: 'Escalation resolved',
  },
];

/** The message that `testWebhookEndpoint` sends. Nobody subscribes to it. */
export const testEventType = 'test';
