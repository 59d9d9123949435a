import {
  chooseWay,
  digestDueAt,
  judgeInApp,
  judgeMail,
  type MailPace,
  noMails,
  quicken,
  type RecipientFacts,
} from '../../src/notifications/delivery-plan.ts';
import { notificationLimits } from '../../src/notifications/notification-limits.ts';
import { expect, test } from '../harness/test.ts';

const now = new Date('2026-01-10T12:00:00Z');
const wishes = { mail: true, inApp: true, onlyTargeted: false, quietHours: null, muteUntil: null };

function aPerson(changes: Partial<RecipientFacts> = {}): RecipientFacts {
  return {
    handoffState: 'OPEN',
    isMaker: false,
    isAskedFor: false,
    isActive: true,
    canHandle: true,
    address: 'grace@example.com',
    hasOpenStream: false,
    isWatching: false,
    wishes,
    ...changes,
  };
}

const quietNow = { start: '11:00', end: '13:00', timeZone: 'UTC' };
const later = new Date(now.getTime() + 1);

test.each<[string, Partial<RecipientFacts>, string, string | null]>([
  ['a colleague', {}, 'PENDING', 'PENDING'],
  ['a colleague with an open stream', { hasOpenStream: true }, 'PENDING', 'SENT'],
  ['the maker', { isMaker: true }, 'SKIPPED MAKER', null],
  ['somebody deactivated', { isActive: false }, 'SKIPPED DEACTIVATED', null],
  ['a viewer', { canHandle: false }, 'SKIPPED VIEWER', null],
  ['it is claimed', { handoffState: 'CLAIMED' }, 'SKIPPED ALREADY_CLAIMED', 'SKIPPED ALREADY_CLAIMED'],
  ['it is withdrawn', { handoffState: 'WITHDRAWN' }, 'CANCELLED', 'CANCELLED'],
  ['no address', { address: ' ' }, 'SKIPPED NO_ADDRESS', 'PENDING'],
  ['no mails wanted', { wishes: { ...wishes, mail: false } }, 'SKIPPED MUTED', 'PENDING'],
  ['no lines wanted', { wishes: { ...wishes, inApp: false } }, 'PENDING', 'SKIPPED MUTED'],
  ['muted', { wishes: { ...wishes, muteUntil: later } }, 'SKIPPED MUTED', 'PENDING'],
  ['a mute that ends now', { wishes: { ...wishes, muteUntil: now } }, 'PENDING', 'PENDING'],
  ['quiet hours', { wishes: { ...wishes, quietHours: quietNow } }, 'SKIPPED QUIET_HOURS', 'PENDING'],
  [
    'only what one is asked for',
    { wishes: { ...wishes, onlyTargeted: true } },
    'SKIPPED NOT_TARGETED',
    'SKIPPED NOT_TARGETED',
  ],
  [
    'only what one is asked for, and one is',
    { wishes: { ...wishes, onlyTargeted: true }, isAskedFor: true },
    'PENDING',
    'PENDING',
  ],
  ['reading it now', { isWatching: true }, 'SKIPPED WATCHING', 'SENT'],
])('what is told to: %s', (_who, changes, mail, inApp) => {
  const words = (verdict: ReturnType<typeof judgeInApp>) =>
    verdict === null ? null : Object.values(verdict).join(' ');

  expect(words(judgeMail(aPerson(changes), now))).toBe(mail);
  expect(words(judgeInApp(aPerson(changes)))).toBe(inApp);
});

/** The ways of so many mails in a row at one moment. */
function waysOf(count: number, mail: Parameters<typeof chooseWay>[1], from: MailPace = noMails): string[] {
  const ways: string[] = [];
  let pace = from;
  for (let at = 0; at < count; at++) {
    const way = chooseWay(pace, mail);
    ways.push(way);
    pace = quicken(pace, way, now);
  }
  return ways;
}

test('the fourth mail of a storm and those after it are held for a digest', () => {
  const ways = waysOf(300, { priority: 'HIGH', isAskedFor: false });

  expect(ways.slice(0, 4)).toEqual(['ALONE', 'ALONE', 'ALONE', 'DIGEST']);
  expect(new Set(ways.slice(3))).toEqual(new Set(['DIGEST']));
});

test.each([
  { priority: 'URGENT' as const, isAskedFor: false },
  { priority: 'LOW' as const, isAskedFor: true },
])('what is urgent, or asks for a person, comes alone until the cap of an hour: %j', mail => {
  const ways = waysOf(notificationLimits.mailsPerHourMax + 2, mail);

  expect(ways.filter(way => way === 'ALONE')).toHaveLength(notificationLimits.mailsPerHourMax);
  expect(ways.slice(-2)).toEqual(['THROTTLED', 'THROTTLED']);
});

test('a digest is sent when the two minutes of its storm are over, within 15 and 90 seconds', () => {
  const secondsAfter = (storm: number) => {
    const pace = { alone: 3, inHour: 3, aloneSince: new Date(now.getTime() - storm * 1000) };
    return (digestDueAt(pace, now).getTime() - now.getTime()) / 1000;
  };

  expect([0, 40, 60, 119].map(secondsAfter)).toEqual([90, 80, 60, 15]);
});
