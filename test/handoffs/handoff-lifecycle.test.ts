import {
  canMoveHandoff,
  closedStates,
  type HandoffIntent,
  type HandoffState,
  handoffIntents,
  handoffStates,
} from '../../src/handoffs/handoff-lifecycle.ts';
import { priorities, priorityRanks } from '../../src/handoffs/priority.ts';
import { expect, test } from '../harness/test.ts';

const allowed: Record<HandoffIntent, [HandoffState, HandoffState][]> = {
  ESCALATE: [
    ['OPEN', 'CLAIMED'],
    ['OPEN', 'WITHDRAWN'],
    ['CLAIMED', 'OPEN'],
    ['CLAIMED', 'RETURNED'],
    ['CLAIMED', 'RESOLVED'],
  ],
  PARK: [['OPEN', 'RETURNED']],
};

for (const intent of handoffIntents) {
  test(`the moves of a ${intent} handoff are these and no others`, () => {
    const pairs = handoffStates.flatMap(from =>
      handoffStates.map((to): [HandoffState, HandoffState] => [from, to]),
    );

    const possible = pairs.filter(([from, to]) => canMoveHandoff(intent, from, to));

    expect(possible).toEqual(expect.arrayContaining(allowed[intent]));
    expect(possible).toHaveLength(allowed[intent].length);
  });

  test(`nothing follows a closed ${intent} handoff`, () => {
    const moves = closedStates.flatMap(from => handoffStates.filter(to => canMoveHandoff(intent, from, to)));

    expect(moves).toEqual([]);
  });
}

test('URGENT stands before HIGH before NORMAL before LOW', () => {
  expect(priorities.toSorted((a, b) => priorityRanks[a] - priorityRanks[b])).toEqual([
    'URGENT',
    'HIGH',
    'NORMAL',
    'LOW',
  ]);
});
