import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { demoProblems } from '../../demo/company.ts';
import * as operations from '../../demo/operations.ts';
import { endlessTickets, findTexts, settledTickets } from '../../demo/tickets.ts';
import { demoTrees } from '../../demo/trees/index.ts';
import { demoWalks } from '../../demo/walks.ts';
import { limits } from '../../src/kernel/limits.ts';
import { findNode } from '../../src/trees/tree-document.ts';
import { expect, test } from '../harness/test.ts';

test('every problem has one walk, and each of its answers is a branch of the node where it stands', () => {
  expect(demoWalks.map(({ ticketRef }) => ticketRef)).toEqual(demoProblems.map(({ ticketRef }) => ticketRef));

  const lost = demoProblems.flatMap(({ ticketRef, treeTitle }) => {
    const document = demoTrees.find(({ title }) => title === treeTitle)?.document;
    let key = document?.rootKey ?? '';
    for (const { branch } of demoWalks.find(walk => walk.ticketRef === ticketRef)?.answers ?? []) {
      const next = document && findNode(document, key)?.branches.find(({ label }) => label === branch);
      if (!next) return [`${ticketRef}: "${key}" has no answer "${branch}"`];
      key = next.to;
    }
    return [];
  });
  expect(lost).toEqual([]);
});

test('what is settled without help ends at a solution', () => {
  const ends = settledTickets.map(({ treeTitle, answers }) => {
    const document = demoTrees.find(({ title }) => title === treeTitle)?.document;
    if (document === undefined) return null;
    const end = answers.reduce(
      (key, { branch }) => findNode(document, key)?.branches.find(({ label }) => label === branch)?.to ?? '',
      document.rootKey,
    );
    return findNode(document, end)?.kind;
  });

  expect(settledTickets.length).toBeGreaterThanOrEqual(3);
  expect(new Set(ends)).toEqual(new Set(['SOLUTION']));
});

test('every problem has a summary, and every escalation a note of whoever works on it', () => {
  const tickets = take(27);

  expect(new Set(tickets.map(({ ending }) => ending.summary)).size).toBe(27);
  expect(tickets.filter(({ workNote }) => workNote === null)).toEqual([]);
  expect(tickets.every(({ ending }) => ending.summary.length <= limits.summaryCharsMax)).toBe(true);
});

test('tickets never end, never come twice, and their texts are found in every round', () => {
  const tickets = take(90);

  expect(new Set(tickets.map(({ ticketRef }) => ticketRef)).size).toBe(90);
  for (const { ticketRef, ending, guidance, workNote } of tickets) {
    expect(findTexts(ticketRef)).toMatchObject({ ending, guidance, workNote });
  }
  for (const foreign of [null, '', 'T-1', 'NW-1', 'NW-00001', 'NW-48103']) {
    expect(findTexts(foreign)).toMatchObject({ guidance: null, workNote: null });
  }
});

test('everything the demo sends is valid for the schema', () => {
  const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));

  const problems = Object.entries(operations).flatMap(([name, { document }]) =>
    validate(schema, parse(document)).map(({ message }) => `${name}: ${message}`),
  );
  expect(Object.keys(operations).length).toBeGreaterThan(10);
  expect(problems).toEqual([]);
});

function take(count: number) {
  const tickets = endlessTickets();
  return Array.from({ length: count }, () => tickets.next().value);
}
