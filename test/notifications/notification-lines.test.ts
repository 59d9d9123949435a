import {
  describeLine,
  lineLimits,
  type NotificationFacts,
  notificationKinds,
  readFacts,
} from '../../src/notifications/notification-lines.ts';
import { notificationAddedEvents } from '../../src/notifications/notifications.events.ts';
import { expect, test } from '../harness/test.ts';

const facts: NotificationFacts = {
  actorName: 'Grace',
  problem: 'Outlook cannot connect',
  ticketRef: 'T-4711',
  priority: 'NORMAL',
  reason: null,
};

test('each kind of line has its wording', () => {
  const worded = Object.fromEntries(notificationKinds.map(kind => [kind, describeLine(kind, facts)]));

  expect(worded).toEqual({
    ESCALATION_CREATED: 'Grace escalated T-4711 “Outlook cannot connect”',
    ESCALATION_TARGETED: 'Grace asks for you: T-4711 “Outlook cannot connect”',
    ESCALATION_REPEATED: 'Nobody has claimed it yet: T-4711 “Outlook cannot connect”',
    ESCALATION_TAKEN: 'Taken by Grace: T-4711 “Outlook cannot connect”',
    ESCALATION_CLAIMED: 'Grace took your escalation T-4711 “Outlook cannot connect”',
    ESCALATION_RELEASED: 'Grace put back into the queue: T-4711 “Outlook cannot connect”',
    ESCALATION_RETURNED: 'Grace returned your escalation T-4711 “Outlook cannot connect”',
    ESCALATION_WITHDRAWN: 'Grace withdrew T-4711 “Outlook cannot connect”',
    ESCALATION_RESOLVED: 'Grace completed your escalation T-4711 “Outlook cannot connect”',
  });
});

test('urgency leads where somebody is wanted, and a reason follows where one was given', () => {
  const urgent = { ...facts, priority: 'URGENT', reason: 'Clear the\nARP cache', ticketRef: null } as const;

  expect(describeLine('ESCALATION_CREATED', urgent)).toBe('URGENT: Grace escalated “Outlook cannot connect”');
  expect(describeLine('ESCALATION_TAKEN', urgent)).toBe('Taken by Grace: “Outlook cannot connect”');
  expect(describeLine('ESCALATION_RETURNED', urgent)).toBe(
    'Grace returned your escalation “Outlook cannot connect”. Clear the ARP cache',
  );
});

test('what nobody did is said of nobody', () => {
  const byRule = { ...facts, actorName: null, reason: 'Nothing happened for 30 minutes' };

  expect(describeLine('ESCALATION_RELEASED', byRule)).toBe(
    'Back in the queue: T-4711 “Outlook cannot connect”. Nothing happened for 30 minutes',
  );
  for (const kind of notificationKinds) expect(describeLine(kind, byRule)).not.toMatch(/null|undefined/);
});

test('a line stays one short line, whatever is in it', () => {
  const long = 'wörd 🚒 '.repeat(2_000);
  const huge: NotificationFacts = {
    actorName: long,
    problem: `${long}\n\u2028${long}`,
    ticketRef: long,
    priority: 'URGENT',
    reason: long,
  };
  const { nameCharsMax, problemCharsMax, ticketCharsMax, reasonCharsMax } = lineLimits;

  for (const kind of notificationKinds) {
    const line = describeLine(kind, huge);
    expect([...line].length).toBeLessThan(
      nameCharsMax + problemCharsMax + ticketCharsMax + reasonCharsMax + 60,
    );
    expect(line).not.toMatch(/[\n\r\u2028]/);
    expect(line.isWellFormed()).toBe(true);
  }
});

test('facts that are missing or of another shape still make a line', () => {
  expect(readFacts({})).toEqual({
    actorName: null,
    problem: '…',
    ticketRef: null,
    priority: 'NORMAL',
    reason: null,
  });
  expect(readFacts({ actorName: 7, problem: 'x', priority: 'HIGH', reason: ' ' })).toMatchObject({
    actorName: null,
    problem: 'x',
    priority: 'HIGH',
    reason: null,
  });
});

test('an event holds at most one line of a person and two hundred in all, in order, the accounts sorted', () => {
  const people = Array.from({ length: 250 }, (_, index) => `person ${index}`);
  const line = (accountId: string, userId: string, id: string) => ({ accountId, userId, id });
  const lines = [
    ...people.map(person => line('b', person, `${person} first`)),
    line('a', 'person 0', 'other account'),
    ...people.slice(0, 3).map(person => line('b', person, `${person} second`)),
  ];

  const events = notificationAddedEvents(lines);

  const shape = events.map(({ accountId, payload }) => [accountId, (payload.lines as unknown[]).length]);
  expect(shape).toEqual([
    ['a', 1],
    ['b', 200],
    ['b', 50],
    ['b', 3],
  ]);
  const inB = events.slice(1).flatMap(({ payload }) => payload.lines as [string, string][]);
  expect(inB.filter(([person]) => person === 'person 2').map(([, id]) => id)).toEqual([
    'person 2 first',
    'person 2 second',
  ]);
  for (const { payload } of events) {
    const persons = (payload.lines as [string, string][]).map(([person]) => person);
    expect(new Set(persons).size).toBe(persons.length);
  }
  expect(notificationAddedEvents([])).toEqual([]);
});
