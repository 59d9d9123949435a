import {
  describeBasis,
  judgeByExperience,
  lowerBoundOfShare,
  noExperience,
  tierOf,
} from '../../src/handoffs/assessment-rules.ts';
import { smallDocument } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';

const nodes = smallDocument.nodes.map(node => ({
  ...node,
  branches: (node.branches ?? []).map(branch => ({ ...branch })),
}));

test('the tiers meet at 0.4 and 0.8, which both are EXPLORING', () => {
  expect([0, 0.3999, 0.4, 0.6, 0.8, 0.8001, 1].map(tierOf)).toEqual([
    'DISCOVERY',
    'DISCOVERY',
    'EXPLORING',
    'EXPLORING',
    'EXPLORING',
    'GUIDED',
    'GUIDED',
  ]);
});

test('a share of few cases counts for less than the same share of many', () => {
  expect(lowerBoundOfShare(0, 0)).toBe(0);
  expect(lowerBoundOfShare(0, 50)).toBe(0);
  // As tables of Wilson's interval have them.
  expect(lowerBoundOfShare(1, 1)).toBeCloseTo(0.2065, 4);
  expect(lowerBoundOfShare(3, 3)).toBeCloseTo(0.4385, 4);
  expect(lowerBoundOfShare(12, 15)).toBeCloseTo(0.5481, 4);
  expect(lowerBoundOfShare(15, 15)).toBeCloseTo(0.7961, 4);
  expect(lowerBoundOfShare(16, 16)).toBeCloseTo(0.8064, 4);
  expect(tierOf(lowerBoundOfShare(15, 15))).toBe('EXPLORING');
  expect(tierOf(lowerBoundOfShare(16, 16))).toBe('GUIDED');
});

test('the end where most were resolved is the likely cause, by the way that they took', () => {
  const opinion = judgeByExperience(nodes, 'ping', {
    passedCount: 15,
    resolvedByEnd: new Map([
      ['solved', 2],
      ['senior', 12],
    ]),
    usualWay: [
      { nodeKey: 'ping', branch: 'No' },
      { nodeKey: 'cable', branch: 'It was fine' },
    ],
  });

  expect(opinion).toEqual({
    source: 'EXPERIENCE',
    likelyCause: 'Ask a senior',
    suggestedSteps: [
      'Does the server answer a ping? → No',
      'Check the network cable → It was fine',
      'Ask a senior',
    ],
    confidence: 0.5481,
    ends: [
      { nodeKey: 'senior', title: 'Ask a senior', resolvedCount: 12 },
      { nodeKey: 'solved', title: 'Solved', resolvedCount: 2 },
    ],
    passedCount: 15,
  });
  expect(describeBasis(opinion.ends, opinion.passedCount)).toBe('12 of 15');
});

test('where the usual way is not one of this version, the shortest is suggested', () => {
  const opinion = judgeByExperience(nodes, 'ping', {
    passedCount: 3,
    resolvedByEnd: new Map([['solved', 3]]),
    usualWay: [{ nodeKey: 'ping', branch: 'An answer of an older version' }],
  });

  expect(opinion.suggestedSteps).toEqual([
    'Does the server answer a ping? → Yes',
    'Restart the service → It works',
    'Solved',
  ]);
});

test('without experience there is no cause, no step and no confidence, but the ends are listed', () => {
  const opinion = judgeByExperience(nodes, 'restart', noExperience);

  expect(opinion).toEqual({
    source: 'NONE',
    likelyCause: null,
    suggestedSteps: [],
    confidence: 0,
    ends: [
      { nodeKey: 'solved', title: 'Solved', resolvedCount: 0 },
      { nodeKey: 'senior', title: 'Ask a senior', resolvedCount: 0 },
    ],
    passedCount: 0,
  });
  expect(describeBasis(opinion.ends, 0)).toBeNull();
  expect(describeBasis(opinion.ends, 4)).toBe('0 of 4');
});
