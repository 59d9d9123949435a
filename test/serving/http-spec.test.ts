import { serverAudits } from 'graphql-http';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';

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
