import {
  explainRange,
  presetRange,
  toMoments,
} from '../../dashboard/src/screens/account/metrics/metrics-range.ts';
import { expect, test } from '../harness/test.ts';

/** A Wednesday. */
const now = new Date(2026, 2, 4, 15, 30);

test('thirty days have today in them, and twelve weeks begin on a Monday', () => {
  expect(presetRange('days', now)).toEqual({ from: '2026-02-03', to: '2026-03-04' });
  expect(presetRange('weeks', now)).toEqual({ from: '2025-12-15', to: '2026-03-04' });
  expect(presetRange('year', now)).toEqual({ from: '2025-03-05', to: '2026-03-04' });
});

test('on a Sunday the week is still the one that began six days ago', () => {
  expect(presetRange('weeks', new Date(2026, 2, 8)).from).toBe('2025-12-15');
  expect(presetRange('weeks', new Date(2026, 2, 9)).from).toBe('2025-12-22');
});

test('the last day counts to its end', () => {
  const { from, to } = toMoments({ from: '2026-03-01', to: '2026-03-01' });

  expect([new Date(from).getDate(), new Date(to).getDate()]).toEqual([1, 2]);
  expect([new Date(from).getHours(), new Date(to).getHours()]).toEqual([0, 0]);
});

test('a range that the server would refuse is explained first', () => {
  expect(explainRange({ from: '2026-03-01', to: '2026-03-04' })).toBeNull();
  expect(explainRange({ from: '2026-03-05', to: '2026-03-04' })).toBe('The first day is after the last.');
  expect(explainRange({ from: '', to: '2026-03-04' })).toBe('Choose both days.');
  expect(explainRange({ from: '2024-01-01', to: '2026-03-04' })).toMatch(/^That is 794 days; 400/);
});
