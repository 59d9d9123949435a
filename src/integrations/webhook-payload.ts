import type { HandoffState } from '../handoffs/handoff-lifecycle.ts';
import type { Priority } from '../handoffs/priority.ts';
import { maskSecrets } from '../platform/masking/masking.ts';
import { testEventType } from './webhook-event-types.ts';
import type { WebhookFormat } from './webhook-lifecycle.ts';
import { renderSlackMessage } from './webhook-slack.ts';
import { renderTeamsMessage } from './webhook-teams.ts';

export interface PayloadPerson {
  readonly id: string;
  readonly name: string;
}

/** What is sent about an escalation. Keys stay; new ones may come. */
export interface EscalationPayload {
  readonly type: string;
  /** When it happened, ISO 8601. */
  readonly timestamp: string;
  readonly data: {
    readonly handoff: {
      readonly id: string;
      readonly priority: Priority;
      readonly state: HandoffState;
      /** Where a person opens it. */
      readonly url: string;
      readonly problem: string;
      readonly clientName: string | null;
      readonly ticketRef: string | null;
      readonly engineerNotes: string;
      readonly createdBy: PayloadPerson;
      readonly createdAt: string;
      readonly target: PayloadPerson | null;
      readonly claimedBy: PayloadPerson | null;
    };
    /** Who did it; null: a rule of the account. */
    readonly actor: PayloadPerson | null;
    readonly reason: string | null;
  };
}

/** The payload with everything that people wrote masked: it leaves the product. */
export function maskPayload(payload: EscalationPayload): EscalationPayload {
  const mask = (text: string) => maskSecrets(text).text;
  const maskOptional = (text: string | null) => (text === null ? null : mask(text));
  const { handoff, actor, reason } = payload.data;
  return {
    ...payload,
    data: {
      handoff: {
        ...handoff,
        problem: mask(handoff.problem),
        clientName: maskOptional(handoff.clientName),
        ticketRef: maskOptional(handoff.ticketRef),
        engineerNotes: mask(handoff.engineerNotes),
      },
      actor,
      reason: maskOptional(reason),
    },
  };
}

const writers: Readonly<Record<WebhookFormat, (payload: EscalationPayload) => object>> = {
  EVENT: payload => payload,
  SLACK: renderSlackMessage,
  TEAMS: renderTeamsMessage,
};

/** The body of the request, as it is signed, sent and kept. */
export function writeBody(format: WebhookFormat, payload: EscalationPayload): string {
  return JSON.stringify(writers[format](payload));
}

const testLine = 'This is a test from ResolutionFlow. Escalations will be announced here.';

/** The body of a test message. */
export function writeTestBody(format: WebhookFormat, endpoint: PayloadPerson, at: Date): string {
  if (format === 'SLACK') return JSON.stringify({ text: testLine });
  if (format === 'TEAMS') return JSON.stringify(renderTeamsMessage(null, testLine));
  return JSON.stringify({
    type: testEventType,
    timestamp: at.toISOString(),
    data: { message: testLine, endpoint },
  });
}
