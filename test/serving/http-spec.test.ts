import { serverAudits } from 'graphql-http';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';

/** What the GraphQL-over-HTTP specification asks of a server, by how strongly it asks. */
async function findFailures(url: string, isMeant: (name: string) => boolean): Promise<string[]> {
  const failures: string[] = [];
  for (const audit of serverAudits({ url }).filter(({ name }) => isMeant(name))) {
    const result = await audit.fn();
    if (result.status !== 'ok') failures.push(`${audit.id} ${audit.name}: ${result.reason}`);
  }
  return failures;
}

test('the specification of GraphQL over HTTP is met in everything it says a server MUST do', async () => {
  await using h = await openHarness();

  expect(await findFailures(`${h.app.url}/graphql`, name => name.startsWith('MUST'))).toEqual([]);
});

test('the specification of GraphQL over HTTP is met in everything it says a server SHOULD do', async () => {
  await using h = await openHarness();

  expect(await findFailures(`${h.app.url}/graphql`, name => name.startsWith('SHOULD'))).toEqual([]);
});

test('m', async () => {
  await using h = await openHarness();

  expect(await findFailures(`${h.app.url}/graphql`, name => name.startsWith('MAY'))).toEqual([]);
});
