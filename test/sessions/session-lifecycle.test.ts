import {
  canMoveSession,
  type SessionStatus,
  sessionMoves,
  sessionStatuses,
  sessionStatusWords,
} from '../../src/sessions/session-lifecycle.ts';
import { moveSession, secondsSpent } from '../../src/sessions/session-moves.ts';
import { expect, test } from '../harness/test.ts';

const noon = new Date('2026-03-01T12:00:00.000Z');
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

/** What moves of a session, with 100 seconds spent before noon. */
function aSession(status: SessionStatus) {
  return {
    status,
    activeSeconds: 100,
    activeSince: status === 'ACTIVE' ? noon : null,
    updatedAt: noon,
  };
}

const allowed = [
  'ACTIVE PARKED',
  'ACTIVE ESCALATED',
  'ACTIVE COMPLETED',
  'PARKED ACTIVE',
  'ESCALATED ACTIVE',
];

for (const from of sessionStatuses) {
  for (const to of sessionStatuses) {
    const isAllowed = allowed.includes(`${from} ${to}`);

    test(`from ${from} a session ${isAllowed ? 'goes' : 'does not go'} to ${to}`, () => {
      const session = aSession(from);
      const move = () => moveSession(session, to, later(60));

      expect(canMoveSession(from, to)).toBe(isAllowed);
      if (isAllowed) {
        move();
        expect(session).toMatchObject({ status: to, updatedAt: later(60) });
      } else {
        expect(move).toThrow(
          expect.objectContaining({
            code: 'CONFLICT',
            message: sessionStatusWords[from],
            details: { status: from },
          }),
        );
        expect(session).toMatchObject({ status: from, updatedAt: noon, activeSeconds: 100 });
      }
    });
  }
}

test('every status has its moves and its words, and the end has no way out', () => {
  expect(Object.keys(sessionMoves)).toEqual([...sessionStatuses]);
  expect(Object.keys(sessionStatusWords)).toEqual([...sessionStatuses]);
  expect(sessionMoves.COMPLETED).toEqual([]);
});

test('the clock of a session runs while it is active, and stands while it waits', () => {
  const session = aSession('ACTIVE');
  expect(secondsSpent(session, later(60))).toBe(160);

  moveSession(session, 'ESCALATED', later(60));
  expect(session).toMatchObject({ activeSeconds: 160, activeSince: null });
  expect(secondsSpent(session, later(3_600))).toBe(160);

  moveSession(session, 'ACTIVE', later(3_600));
  expect(session).toMatchObject({ activeSeconds: 160, activeSince: later(3_600) });
  expect(secondsSpent(session, later(3_610))).toBe(170);

  moveSession(session, 'COMPLETED', later(3_610));
  expect(secondsSpent(session, later(86_400))).toBe(170);
});

test('a clock that was set back takes nothing from the time spent', () => {
  const session = aSession('ACTIVE');

  moveSession(session, 'PARKED', later(-60));

  expect(session.activeSeconds).toBe(100);
});
