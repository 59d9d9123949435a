import {
  describeClaim,
  describeMinutes,
  describeRungs,
} from '../../dashboard/src/screens/account/ladder/describe-ladder.ts';
import { expect, test } from '../harness/test.ts';

const rung = { urgentMinutes: 3, highMinutes: 5, normalMinutes: 10, lowMinutes: 60 };

test('the ladder is told rung by rung, with the time since the escalation was made', () => {
  const rungs = [
    { ...rung, audience: 'SECOND_LINE' },
    { ...rung, audience: 'OWNERS' },
  ] as const;

  expect(describeRungs(rungs, 'URGENT', [])).toEqual([
    'After 3 minutes, everyone is told again, as the second line names nobody.',
    '3 minutes later (6 minutes after it was made), the owners are told.',
  ]);
  expect(describeRungs(rungs, 'LOW', ['Ada', 'Grace'])[0]).toBe(
    'After 1 hour, Ada and Grace are told again.',
  );
  expect(describeRungs([], 'HIGH', [])).toHaveLength(1);
  expect(describeRungs([{ ...rung, audience: 'EVERYONE' }], 'HIGH', [])).toEqual([
    'After 5 minutes, everyone is told again.',
    '5 minutes later (10 minutes after it was made), the owners are told.',
  ]);
});

test('what happens to an idle claim is told as far as it is switched on', () => {
  const both = { claimReminderMinutes: 30, claimReleaseMinutes: 15 };

  expect(describeClaim(both)).toMatch(
    /for 30 minutes is reminded by mail\. 15 minutes after that .* into the queue/,
  );
  expect(describeClaim({ ...both, claimReleaseMinutes: null })).toMatch(/It stays with them/);
  expect(describeClaim({ claimReminderMinutes: null, claimReleaseMinutes: null })).toMatch(/keeps it/);
});

test('minutes are hours when there are enough of them', () => {
  expect([1, 45, 60, 90, 180].map(describeMinutes)).toEqual([
    '1 minute',
    '45 minutes',
    '1 hour',
    '1 h 30 min',
    '3 hours',
  ]);
});
