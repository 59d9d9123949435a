import { setTimeout as delay } from 'node:timers/promises';
import { openHarness } from '../harness/harness.ts';
import { countStatements } from '../harness/statements.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

/** Idleness is a length of time, so this one is waited for; what is asserted is a number of statements. */
const idleMs = 5_000;
/**
 * Half a dozen are usual, and twenty when a minute begins, at which work by the clock is due. One look for each of some
 * thirty queues every two seconds would be ninety.
 */
const statementsMax = 30;

test('a product with nobody there leaves its database alone', async () => {
  await using h = await openHarness({});
  using statements = countStatements(h.app.database);
  let before = -1;
  await waitFor('the start to be over', async () => {
    const isOver = statements.texts.length === before;
    before = statements.texts.length;
    await delay(1_000);
    return isOver;
  });

  const from = statements.texts.length;
  await delay(idleMs);

  const asked = statements.texts.slice(from);
  expect(asked.length < statementsMax || asked).toBe(true);
});
