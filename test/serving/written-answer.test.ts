import fc from 'fast-check';
import { jsonPieces, stringifyResult, writeInSlices } from '../../src/graphql/written-answer.ts';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { aSessionWithNotes, repeated } from './large-content.ts';

const longTexts = fc
  .tuple(fc.constantFrom('x', '🚒', '"\n', '\ud83d', 'é'), fc.integer({ min: 65_530, max: 65_545 }))
  .map(([unit, length]) => unit.repeat(length));

test('an answer that is written piece by piece is what JSON.stringify makes of it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), longTexts, (value, key, long) => {
      const data = { value, [key]: [value, long, { long }], none: undefined, list: [], empty: {} };

      expect([...jsonPieces(data)].join('')).toBe(JSON.stringify(data));
    }),
    { numRuns: 50 },
  );
});

test('no piece is longer than what is written in about a millisecond', () => {
  const data = {
    text: 'x'.repeat(1_000_000),
    items: Array.from({ length: 5_000 }, (_, index) => ({ index })),
  };

  const pieces = [...jsonPieces(data)];

  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(70_000);
});

test('what was written to see how large it is is not written again', async () => {
  const data = { me: { name: 'Ada' } };
  await writeInSlices(data);
  data.me.name = 'Grace';

  expect(stringifyResult({ data })).toBe('{"data":{"me":{"name":"Ada"}}}');
  expect(stringifyResult({ data: { ...data } })).toBe('{"data":{"me":{"name":"Grace"}}}');
});

test('large answers are the same on every transport', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const note = 'The “Exchange” service\tsays: 🚒 \\ done. '.repeat(200);
  const id = await aSessionWithNotes(h, acme.ada, 200, note);
  const query = repeated('steps { index note }', 1);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${h.as(acme.ada).token}` };
  const body = JSON.stringify({ query, variables: { id } });
  const post = async (accept: string, path = '/graphql', method = 'POST') => {
    const search =
      method === 'GET' ? `?${new URLSearchParams({ query, variables: JSON.stringify({ id }) })}` : '';
    const sent = method === 'GET' ? {} : { body };
    const response = await fetch(`${h.app.url}${path}${search}`, {
      method,
      headers: { ...headers, accept },
      ...sent,
    });
    const text = await response.text();
    return accept === 'text/event-stream' ? (/^data: (.*)$/m.exec(text)?.[1] ?? '') : text;
  };

  const answers = [
    await post('application/json'),
    await post('application/graphql-response+json', '/graphql', 'GET'),
    await post('text/event-stream', '/graphql/stream'),
  ];

  const steps = Array.from({ length: 200 }, (_, index) => ({ index, note }));
  for (const answer of answers) expect(JSON.parse(answer)).toEqual({ data: { session: { f0: steps } } });
});
