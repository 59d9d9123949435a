import { createStatementNames } from '../../src/platform/database/statement-names.ts';
import { openHarness } from '../harness/harness.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

/** Clients choose what is selected, and so the texts of statements: odd ones must not displace those in use. */

const limits = { countMax: 300, charsMax: 1_000_000, usesMin: 3, questionsPerAge: 20_000 };

const numbered = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => `select ${index} as ${prefix}_column from handoff`);

function askAll(ask: (text: string) => unknown, texts: readonly string[], times: number): void {
  for (let round = 0; round < times; round++) for (const text of texts) ask(text);
}

test('a thousand odd statements, each asked a few times, take no name from those that are asked all the time', () => {
  const names = createStatementNames(limits);
  const usual = numbered(250, 'usual');
  askAll(names.nameFor, usual, 10);
  const before = usual.map(names.nameFor);

  askAll(names.nameFor, numbered(1_000, 'odd'), 6);

  expect(before.every(name => name !== undefined)).toBe(true);
  expect(usual.map(names.nameFor)).toEqual(before);
  expect(names.size.count).toBeLessThanOrEqual(limits.countMax);
});

test('odd statements that came first give way to those that are asked more often', () => {
  const names = createStatementNames(limits);
  askAll(names.nameFor, numbered(1_000, 'odd'), 3);
  expect(names.size.count).toBe(limits.countMax);
  const usual = numbered(250, 'usual');

  askAll(names.nameFor, usual, 12);

  expect(usual.filter(text => names.nameFor(text) === undefined)).toEqual([]);
  expect(names.size.count).toBe(limits.countMax);
});

test('a statement that was usual once and is asked no more loses its name in time', () => {
  const names = createStatementNames({ ...limits, questionsPerAge: 1_000 });
  const [old = ''] = numbered(1, 'old');
  askAll(names.nameFor, [old], 100);
  const name = names.nameFor(old) ?? '';
  const { generation } = names;

  askAll(names.nameFor, numbered(10, 'new'), 1_000);

  expect(names.isGiven(name)).toBe(false);
  expect(names.generation).toBeGreaterThan(generation);
  expect(names.size).toMatchObject({ count: 10, strangers: 0 });
});

test('what is kept is bounded in number and in length, whatever is asked', () => {
  const names = createStatementNames({ ...limits, charsMax: 10_000 });
  const long = (index: number) => `select ${index} as ${'x'.repeat(900)}`;

  for (let index = 0; index < 5_000; index++) askAll(names.nameFor, [long(index)], 3);
  askAll(names.nameFor, [`select ${'y'.repeat(2_000)}`], 50);

  expect(names.size.chars).toBeLessThanOrEqual(10_000);
  expect(names.size.count).toBeLessThanOrEqual(11);
  expect(names.size.strangers).toBeLessThanOrEqual(4 * limits.countMax);
  expect(names.nameFor(`select ${'y'.repeat(2_000)}`)).toBeUndefined();
});

serverTest(
  'after a thousand odd statements, the server has prepared the usual ones and no more than it may',
  async () => {
    await using h = await openHarness({ DATABASE_POOL: '2' });
    const { database } = h.app;
    const ask = (text: string) => database.queryPrepared(text, []);
    const usual = numbered(60, 'usual').map(text => `${text} limit 1`);
    const odd = numbered(1_000, 'odd').map(text => `${text} limit 1`);
    for (let round = 0; round < 3; round++) for (const text of odd) await ask(text);

    for (let round = 0; round < 12; round++) for (const text of usual) await ask(text);

    // Both connections of the pool, in transactions that are open at once.
    // A connection prepares what is asked on it, and which one of the pool answers is for the pool to say.
    const prepared = await waitFor('the usual ones to be prepared', async () => {
      for (const text of usual) await ask(text);
      const rows = await database.query<{ statement: string }>(
        `select statement from pg_prepared_statements where name like 'read\\_%'`,
      );
      const texts = new Set(rows.map(({ statement }) => statement));
      return usual.every(text => texts.has(text)) && texts;
    });
    expect(prepared.size).toBeLessThanOrEqual(limits.countMax);
    expect(odd.filter(text => prepared.has(text)).length).toBeGreaterThan(0);
  },
);
