import fc from 'fast-check';
import { webhookEventTypes } from '../../src/integrations/webhook-event-types.ts';
import {
  disableAfterSeconds,
  judgeFailing,
  parseRetryAfter,
  pauseAfterAttempt,
  retryPausesSeconds,
  warnAfterSeconds,
  webhookDeliveryMoves,
  webhookDeliveryStates,
} from '../../src/integrations/webhook-lifecycle.ts';
import type { EscalationPayload } from '../../src/integrations/webhook-payload.ts';
import { maskPayload, writeBody } from '../../src/integrations/webhook-payload.ts';
import { escapeSlack } from '../../src/integrations/webhook-slack.ts';
import { maskUrl } from '../../src/integrations/webhooks.queries.ts';
import { expect, test } from '../harness/test.ts';

const now = new Date('2026-11-21T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

test('a delivery that is sent, given up or cancelled stays so', () => {
  const ends = webhookDeliveryStates.filter(state => webhookDeliveryMoves[state].length === 0);

  expect(ends).toEqual(['SENT', 'FAILED', 'CANCELLED']);
  expect(webhookDeliveryMoves.PENDING).toEqual(['SENDING', 'FAILED', 'CANCELLED']);
  expect(webhookDeliveryMoves.SENDING).toEqual(['PENDING', 'SENT', 'FAILED', 'CANCELLED']);
});

test('the pauses are those of the specification, and up to a tenth longer', () => {
  expect(retryPausesSeconds).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  for (const [index, pause] of retryPausesSeconds.entries()) {
    expect(pauseAfterAttempt(index + 1, null, 0)).toBe(pause);
    expect(pauseAfterAttempt(index + 1, null, 0.999)).toBeLessThanOrEqual(Math.ceil(pause * 1.1));
  }
  expect(pauseAfterAttempt(10, null, 0)).toBeNull();
  expect(pauseAfterAttempt(10, 60, 0)).toBeNull();
});

test('a receiver may ask for more patience, within a day, and never for less', () => {
  expect(pauseAfterAttempt(1, 120, 0)).toBe(120);
  expect(pauseAfterAttempt(3, 1, 0)).toBe(1_800);
  expect(pauseAfterAttempt(1, 10 ** 9, 0)).toBe(86_400);
  expect(pauseAfterAttempt(1, -5, 0)).toBe(5);
});

test.each([
  ['120', 120],
  [' 7 ', 7],
  ['0', 0],
  ['Sat, 21 Nov 2026 12:01:00 GMT', 60],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
  ['soon', null],
  ['', null],
  [undefined, null],
])('Retry-After %p is %p seconds', (header, seconds) => {
  expect(parseRetryAfter(header, now)).toBe(seconds);
});

test.each([
  ['an hour', 3_600, null, 3, null],
  ['a day', warnAfterSeconds, null, 1, 'WARN'],
  ['two days, told of', 2 * warnAfterSeconds, ago(warnAfterSeconds), 3, null],
  ['five days, told of', disableAfterSeconds, ago(4 * warnAfterSeconds), 3, 'DISABLE'],
  ['five days, told of, with a first attempt', disableAfterSeconds, ago(4 * warnAfterSeconds), 1, null],
  ['a month, not told of', 30 * warnAfterSeconds, null, 3, 'WARN'],
])('an endpoint that fails for %s', (_what, seconds, warnedAt, attempt, verdict) => {
  expect(judgeFailing({ failingSince: ago(seconds), warnedAt, attempt, now })).toBe(verdict);
});

test('of an address that is a secret, the host and the last characters are shown', () => {
  expect(maskUrl('https://hooks.slack.com/services/T0001/B0002/abcdefghijkl')).toBe(
    'https://hooks.slack.com/…ijkl',
  );
  expect(maskUrl('https://prod-1.westeurope.logic.azure.com:443/workflows/x?sig=verysecretsig')).toBe(
    'https://prod-1.westeurope.logic.azure.com/…tsig',
  );
  expect(maskUrl('https://hooks.example/short')).toBe('https://hooks.example/…');
});

const hostile =
  '<!channel> <@U123> <https://evil.example|Reset your password> & [click](https://evil.example) <at>Everyone</at> *bold* ';

function payload(text: string): EscalationPayload {
  const person = { id: 'user_1', name: text };
  return {
    type: webhookEventTypes[0]?.type ?? '',
    timestamp: now.toISOString(),
    data: {
      handoff: {
        ...{
          id: 'handoff_1',
          priority: 'URGENT',
          state: 'OPEN',
          url: 'https://desk.example/handoffs/handoff_1',
        },
        ...{ problem: text, clientName: text, ticketRef: text, engineerNotes: text },
        ...{ createdBy: person, createdAt: now.toISOString(), target: person, claimedBy: null },
      },
      actor: person,
      reason: text,
    },
  };
}

/** Every text anywhere in a value, with its key. */
function textsIn(value: unknown, key = ''): [key: string, text: string][] {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => textsIn(part, name));
}

test('hostile text mentions nobody in Slack and hides no link', () => {
  const message = JSON.parse(writeBody('SLACK', payload(hostile)));

  const texts = textsIn(message).map(([, text]) => text);
  expect(texts.filter(text => /[<>]/.test(text))).toEqual([]);
  expect(texts.some(text => text.includes('&lt;!channel&gt;'))).toBe(true);
  expect(texts.filter(text => /&(?!amp;|lt;|gt;)/.test(text))).toEqual([]);
});

test('a Slack message stays within Slack’s bounds, however long the texts are', () => {
  for (const text of ['&'.repeat(20_000), '🔑'.repeat(10_000), 'x'.repeat(10_000)]) {
    const { text: short, blocks } = JSON.parse(writeBody('SLACK', payload(text)));

    expect(short.length).toBeLessThanOrEqual(4_000);
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const block of blocks) {
      if (block.type === 'header') expect(block.text.text.length).toBeLessThanOrEqual(150);
      else if (block.text) expect(block.text.text.length).toBeLessThanOrEqual(3_000);
      expect(block.fields?.length ?? 0).toBeLessThanOrEqual(10);
      for (const field of block.fields ?? []) expect(field.text.length).toBeLessThanOrEqual(2_000);
    }
  }
});

test('text that is escaped for Slack never grows beyond its bound, and no entity is cut in two', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('&', '<', '>', 'a', '🔑') }),
      fc.integer({ min: 1, max: 40 }),
      (text, max) => {
        const escaped = escapeSlack(text, max);
        expect(escaped.length).toBeLessThanOrEqual(max);
        expect(escaped.replaceAll(/&(amp|lt|gt);/g, '')).not.toMatch(/[&<>]/);
        expect(escaped.isWellFormed()).toBe(true);
      },
    ),
  );
});

test('in Teams, hostile text stands in text runs alone, and the message stays below 28 kB', () => {
  const message = JSON.parse(writeBody('TEAMS', payload(hostile)));
  const long = writeBody('TEAMS', payload('🔑"\\'.repeat(5_000)));

  const [attachment] = message.attachments;
  expect(message).toMatchObject({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
  });
  expect(attachment.content).toMatchObject({ type: 'AdaptiveCard', version: '1.4' });
  expect(new Set(attachment.content.body.map((block: { type: string }) => block.type))).toEqual(
    new Set(['RichTextBlock']),
  );
  expect(attachment.content.actions).toEqual([
    { type: 'Action.OpenUrl', title: 'Open the escalation', url: 'https://desk.example/handoffs/handoff_1' },
  ]);
  expect(Buffer.byteLength(long)).toBeLessThan(28_000);
});

test('secrets in what people wrote are masked before anything leaves', () => {
  const secret = 'password: hunter2hunter2';
  for (const format of ['EVENT', 'SLACK', 'TEAMS'] as const) {
    const body = writeBody(format, maskPayload(payload(secret)));
    const people = body.split('hunter2hunter2').length - 1;
    // The names of people are no free text, and stay as they are.
    const names =
      writeBody(format, { ...payload('x'), ...namesOf(secret) }).split('hunter2hunter2').length - 1;
    expect({ format, people }).toEqual({ format, people: names });
  }
});

function namesOf(name: string): Pick<EscalationPayload, 'data'> {
  const plain = payload('x');
  const person = { id: 'user_1', name };
  return {
    data: {
      ...plain.data,
      handoff: { ...plain.data.handoff, createdBy: person, target: person },
      actor: person,
    },
  };
}
