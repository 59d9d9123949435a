import { type ClaimFacts, judgeClaim } from '../../src/notifications/claim-idleness.ts';
import { expect, test } from '../harness/test.ts';

const minute = 60_000;

/** A claim of the usual policy, taken at minute 0. */
function aClaim(facts: Partial<ClaimFacts> = {}): ClaimFacts {
  return {
    state: 'CLAIMED',
    isWithClaimer: true,
    sessionStatus: 'ACTIVE',
    isClaimerAble: true,
    claimedAtMs: 0,
    sessionUpdatedAtMs: 0,
    remindedAtMs: null,
    reminderMinutes: 30,
    releaseMinutes: 15,
    ...facts,
  };
}

test('a claim is judged by what was last done in it', () => {
  const at = (minutes: number) => minutes * minute;
  const cases: [what: string, facts: Partial<ClaimFacts>, minutes: number, verdict: object][] = [
    ['nothing yet, early', {}, 29, { kind: 'WAIT', seconds: 60 }],
    ['nothing for half an hour', {}, 30, { kind: 'REMIND', idleSeconds: 1_800, releaseSeconds: 900 }],
    ['a second early is on time', {}, 30 - 1 / 60, { kind: 'REMIND' }],
    ['work after 10 minutes', { sessionUpdatedAtMs: at(10) }, 30, { kind: 'WAIT', seconds: 600 }],
    ['reminded, waiting', { remindedAtMs: at(30) }, 40, { kind: 'WAIT', seconds: 300 }],
    ['reminded in vain', { remindedAtMs: at(30) }, 45, { kind: 'RELEASE', idleSeconds: 2_700 }],
    [
      'work after the reminder',
      { remindedAtMs: at(30), sessionUpdatedAtMs: at(40) },
      45,
      { kind: 'WAIT', seconds: 1_500 },
    ],
    [
      'idle again after the reminder',
      { remindedAtMs: at(30), sessionUpdatedAtMs: at(40) },
      70,
      { kind: 'REMIND' },
    ],
    ['parked', { sessionStatus: 'PARKED' }, 300, { kind: 'WAIT', seconds: 1_800 }],
    ['parked and deactivated', { sessionStatus: 'PARKED', isClaimerAble: false }, 300, { kind: 'REMIND' }],
    ['passed on', { isWithClaimer: false }, 300, { kind: 'WAIT', seconds: 1_800 }],
    [
      'passed on, short times',
      { isWithClaimer: false, reminderMinutes: 1 },
      9,
      { kind: 'WAIT', seconds: 600 },
    ],
    ['no reminder', { reminderMinutes: null, releaseMinutes: null }, 300, { kind: 'OVER' }],
    ['no release, not reminded', { releaseMinutes: null }, 30, { kind: 'REMIND', releaseSeconds: null }],
    ['no release', { releaseMinutes: null, remindedAtMs: at(30) }, 300, { kind: 'WAIT' }],
    ['released', { state: 'OPEN' }, 300, { kind: 'OVER' }],
    ['returned', { state: 'RETURNED' }, 300, { kind: 'OVER' }],
    ['resolved', { state: 'RESOLVED' }, 300, { kind: 'OVER' }],
  ];

  for (const [what, facts, minutes, verdict] of cases)
    expect({ what, ...judgeClaim(aClaim(facts), at(minutes)) }).toMatchObject({ what, ...verdict });
});
