import { requestLimits } from '../../src/graphql/limits.ts';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { aSessionWithNotes, repeated } from './large-content.ts';

const tooLarge = { code: 'ANSWER_TOO_LARGE' };

test('an answer of up to 8 MB is given, and a larger one is refused and names the field', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const id = await aSessionWithNotes(h, acme.ada, 190, 'x'.repeat(10_000));

  const fits = await ada.send(repeated('transcript', 4), { id });
  const refused = await ada.send(repeated('transcript', 5), { id });

  expect(fits.errors).toBeUndefined();
  expect(JSON.stringify(fits.data).length).toBeGreaterThan(requestLimits.answerBytes * 0.9);
  expect(refused).toEqual({
    status: 400,
    errors: [
      expect.objectContaining({
        extensions: { ...tooLarge, field: expect.stringMatching(/^session\.f\d$/) },
      }),
    ],
  });
});

test('an answer counts as it is written: a quotation mark takes two bytes of JSON', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const id = await aSessionWithNotes(h, acme.ada, 150, '"'.repeat(10_000));

  const fits = await h.as(acme.ada).send(repeated('steps { note }', 2), { id });
  const refused = await h.as(acme.ada).send(repeated('steps { note }', 3), { id });

  expect(fits.errors).toBeUndefined();
  expect(refused).toEqual({ status: 400, errors: [expect.objectContaining({ extensions: tooLarge })] });
});

test('an answer of many small fields is refused too, also where a field may be null', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const id = await aSessionWithNotes(h, acme.ada, 2_000, 'x');
  const steps = 'steps { index kind nodeKey nodeTitle branch note at }';

  const fits = await h.as(acme.ada).send(repeated(steps, 6), { id });
  const refused = await h.as(acme.ada).send(repeated(steps, 8), { id });

  expect(fits.errors).toBeUndefined();
  expect(refused).toEqual({
    status: 400,
    errors: [expect.objectContaining({ extensions: expect.objectContaining(tooLarge) })],
  });
});

test('every transport refuses an answer that is too large', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const id = await aSessionWithNotes(h, acme.ada, 190, 'x'.repeat(10_000));
  const query = repeated('transcript', 5);
  const ask = async (accept: string, path: string) => {
    const search = new URLSearchParams({ query, variables: JSON.stringify({ id }) });
    const response = await fetch(`${h.app.url}${path}?${search}`, {
      headers: { accept, authorization: `Bearer ${h.as(acme.ada).token}` },
    });
    return { status: response.status, text: await response.text() };
  };

  const answers = [
    await ask('application/graphql-response+json', '/graphql'),
    await ask('application/json', '/graphql'),
    await ask('text/event-stream', '/graphql/stream'),
  ];

  expect(answers.map(({ status }) => status)).toEqual([400, 200, 200]);
  for (const { text } of answers) {
    expect(text).toContain('"code":"ANSWER_TOO_LARGE"');
    expect(text.length).toBeLessThan(1_000);
  }
});
