import { describeEvent } from '../../demo/lines.ts';
import type { FeedEvent } from '../../demo/operations.ts';
import { expect, test } from '../harness/test.ts';

const event: FeedEvent = {
  __typename: 'EscalationCreated',
  cursor: 'c1',
  at: '2026-03-02T10:00:30.000Z',
  actor: null,
  reason: null,
  handoff: {
    priority: 'HIGH',
    createdAt: '2026-03-02T10:00:00.000Z',
    createdBy: { name: 'Ada Lovelace' },
    target: null,
    claimedBy: { name: 'Grace Hopper' },
    snapshot: { ticketRef: 'T-1', problem: 'Printer on fire' },
    session: { outcome: null, summary: null },
    assessment: { likelyCause: 'The toner is empty' },
  },
};

test('what nobody did is told as a sentence of its own, whatever kind of event it is', () => {
  const tell = (change: Partial<FeedEvent>) => describeEvent({ ...event, ...change });

  expect([
    tell({ __typename: 'EscalationUnreached', reason: '1 mail failed.' }),
    tell({ __typename: 'EscalationRepeated', reason: 'Nobody claimed it within 10 minutes.' }),
    tell({ __typename: 'EscalationClaimIdle', reason: 'Grace has done nothing.' }),
    tell({ __typename: 'EscalationWatched', actor: { name: 'Linus Torvalds' } }),
    tell({ __typename: 'AssessmentReady' }),
    tell({ __typename: 'AssessmentReady', handoff: { ...event.handoff, assessment: null } }),
    tell({ __typename: 'EscalationOfTomorrow' }),
  ]).toEqual([
    'ResolutionFlow could reach nobody about T-1: 1 mail failed.',
    'ResolutionFlow told people again of T-1: Nobody claimed it within 10 minutes.',
    'ResolutionFlow reminded Grace of T-1: Grace has done nothing.',
    'Linus is reading T-1',
    'ResolutionFlow assessed T-1: The toner is empty',
    'ResolutionFlow assessed T-1',
    'ResolutionFlow: EscalationOfTomorrow T-1',
  ]);
});
