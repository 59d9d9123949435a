import { serverAudits } from 'graphql-http';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openRawSocket, requestHead } from './raw-http.ts';

/** The specification of GraphQL over HTTP, as its own audits read it. */

/** What the server does otherwise than the specification says, of all that it says with this word. */
async function findDeviations(url: string, word: 'MUST' | 'SHOULD' | 'MAY'): Promise<string[]> {
  const audits = serverAudits({ url }).filter(({ name }) => name.startsWith(word));
  expect(audits.length).toBeGreaterThan(10);
  const deviations: string[] = [];
  for (const { id, name, fn } of audits) {
    const result = await fn();
    if (result.status !== 'ok') deviations.push(`${id} ${name}: ${result.reason}`);
  }
  return deviations;
}

for (const word of ['MUST', 'SHOULD'] as const) {
  test(`everything is as the specification of GraphQL over HTTP says it ${word} be`, async () => {
    await using h = await openHarness();

    expect(await findDeviations(`${h.app.url}/graphql`, word)).toEqual([]);
  });
}

test('what the specification leaves open is said, where the server chose otherwise', async () => {
  await using h = await openHarness();

  const deviations = await findDeviations(`${h.app.url}/graphql`, 'MAY');

  if (deviations.length > 0) process.stderr.write(`${deviations.join('\n')}\n`);
});

const question = JSON.stringify({ query: '{ __typename }' });
const asJson = { 'content-type': 'application/json', 'content-length': String(question.length) };

for (const [what, target, headers] of [
  ['a target with scheme and host', 'http://127.0.0.1/graphql', asJson],
  ['a target with a host and nothing after it', 'http://127.0.0.1', asJson],
  ['a media type in capitals', '/graphql', { ...asJson, 'content-type': 'Application/JSON; Charset=UTF-8' }],
  ['cookies of 17 kilobytes', '/graphql', { ...asJson, cookie: `a=${'x'.repeat(17_000)}` }],
] as const) {
  test(`${what} is understood`, async () => {
    await using h = await openHarness();
    using connection = await openRawSocket(h.app.url);
    const isRoot = target === 'http://127.0.0.1';

    connection.write(requestHead(isRoot ? 'GET' : 'POST', target, isRoot ? {} : headers));
    if (!isRoot) connection.write(question);

    await waitFor(
      'the answer',
      () => connection.text.includes('\r\n\r\n'),
      () => connection.text,
    );
    if (isRoot) expect(connection.text).not.toMatch(/^HTTP\/1\.1 (404|500)/);
    else
      await waitFor(
        'its body',
        () => connection.text.includes('"__typename":"Query"'),
        () => connection.text,
      );
  });
}
