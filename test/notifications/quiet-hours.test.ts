import fc from 'fast-check';
import { isQuiet, isTimeZone, parseMinutes } from '../../src/notifications/quiet-hours.ts';
import { expect, test } from '../harness/test.ts';

const night = { start: '22:00', end: '06:30', timeZone: 'Europe/Berlin' };

test.each([
  ['2026-01-10T20:59:59Z', false, '21:59:59'],
  ['2026-01-10T21:00:00Z', true, '22:00'],
  ['2026-01-10T23:30:00Z', true, '00:30 of the next day'],
  ['2026-01-11T05:29:59Z', true, '06:29:59'],
  ['2026-01-11T05:30:00Z', false, '06:30'],
  ['2026-07-10T19:59:00Z', false, '21:59 in summer'],
  ['2026-07-10T20:00:00Z', true, '22:00 in summer'],
  ['2026-07-11T04:30:00Z', false, '06:30 in summer'],
])('from 22:00 to 06:30 in Berlin, %s is quiet: %s (%s)', (at, expected) => {
  expect(isQuiet(night, new Date(at))).toBe(expected);
});

test.each([
  ['2026-03-29T00:59:00Z', true, '01:59, before the clock skips an hour'],
  ['2026-03-29T01:00:00Z', false, '03:00, right after'],
  ['2026-10-25T00:30:00Z', true, '02:30, the first time'],
  ['2026-10-25T01:30:00Z', true, '02:30, the second time'],
  ['2026-10-25T02:00:00Z', false, '03:00'],
])('from 01:00 to 03:00 over a change of the clock, %s is quiet: %s (%s)', (at, expected) => {
  expect(isQuiet({ start: '01:00', end: '03:00', timeZone: 'Europe/Berlin' }, new Date(at))).toBe(expected);
});

test('quiet hours that lie within the skipped hour alone are not kept on that day', () => {
  const skipped = { start: '02:00', end: '03:00', timeZone: 'Europe/Berlin' };
  const minutes = Array.from({ length: 24 * 60 }, (_, minute) => Date.UTC(2026, 2, 28, 23) + minute * 60_000);

  expect(minutes.some(at => isQuiet(skipped, new Date(at)))).toBe(false);
});

test('zones with odd offsets count by their own clock', () => {
  const inNepal = { start: '12:00', end: '12:01', timeZone: 'Asia/Kathmandu' };

  expect(isQuiet(inNepal, new Date('2026-01-10T06:15:00Z'))).toBe(true);
  expect(isQuiet(inNepal, new Date('2026-01-10T06:16:00Z'))).toBe(false);
});

test('a moment is quiet either by some hours or by all the others', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(parts => parts.map(part => String(part).padStart(2, '0')).join(':'));
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
  );
  const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(time, time, zone, moment, (start, end, timeZone, at) => {
      fc.pre(start !== end);

      expect(isQuiet({ start, end, timeZone }, at)).toBe(!isQuiet({ start: end, end: start, timeZone }, at));
    }),
  );
});

test('times and zones are told from what only looks like them', () => {
  expect(['00:00', '06:30', '23:59'].map(parseMinutes)).toEqual([0, 390, 1_439]);
  expect(['24:00', '6:30', '06:60', '06.30', ' 06:30', '06:30:00', ''].map(parseMinutes)).toEqual(
    Array(7).fill(null),
  );
  expect(['Europe/Berlin', 'UTC', 'America/Argentina/Ushuaia', 'Etc/GMT+2'].map(isTimeZone)).toEqual(
    Array(4).fill(true),
  );
  expect(['Berlin', '+02:00', 'Europe/Atlantis', '', 'x'.repeat(1_000)].map(isTimeZone)).toEqual(
    Array(5).fill(false),
  );
});
