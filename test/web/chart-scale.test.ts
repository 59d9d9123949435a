import {
  countTicks,
  durationTicks,
  formatDuration,
  labelEvery,
  linePath,
  position,
  spread,
} from '../../dashboard/src/screens/account/metrics/chart-scale.ts';
import { expect, test } from '../harness/test.ts';

test('ticks of times are full seconds, minutes, hours or days, and reach above the greatest value', () => {
  expect(durationTicks(0).values).toEqual([0, 1]);
  expect(durationTicks(4).values).toEqual([0, 1, 2, 3, 4]);
  expect(durationTicks(7).values).toEqual([0, 2, 4, 6, 8]);
  expect(durationTicks(170).values).toEqual([0, 60, 120, 180]);
  expect(durationTicks(3_100)).toEqual({ values: [0, 900, 1_800, 2_700, 3_600], max: 3_600 });
  expect(durationTicks(26 * 3_600).max).toBe(30 * 3_600);
  expect(durationTicks(2_000 * 86_400).values.length).toBeLessThanOrEqual(6);
});

test('ticks of counts are never a half', () => {
  expect(countTicks(0).values).toEqual([0, 1]);
  expect(countTicks(3).values).toEqual([0, 1, 2, 3]);
  expect(countTicks(12)).toEqual({ values: [0, 5, 10, 15], max: 15 });
  expect(countTicks(98).max).toBe(100);
  expect(countTicks(4_321).values).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000]);
});

test('every axis has at most as many steps as were asked for, whatever the values', () => {
  for (let max = 1; max < 1e7; max = Math.ceil(max * 1.7)) {
    for (const ticks of [durationTicks(max, 4), countTicks(max, 4)]) {
      expect(ticks.values.length).toBeLessThanOrEqual(5);
      expect(ticks.max).toBeGreaterThanOrEqual(max);
    }
  }
});

test('a time is written in its two greatest units', () => {
  const written = [0, 45, 60, 150, 3_600, 3_900, 90_000, 172_800].map(formatDuration);

  expect(written).toEqual(['0 s', '45 s', '1 min', '2 min 30 s', '1 h', '1 h 5 min', '1 d 1 h', '2 d']);
});

test('a line has a gap where there is no value', () => {
  const points = [
    { x: 0, y: 10 },
    { x: 10, y: 5.25 },
    { x: 20, y: null },
    { x: 30, y: 7 },
  ];

  expect(linePath(points)).toBe('M0 10L10 5.3M30 7');
  expect(linePath([])).toBe('');
});

test('labels that do not fit are left out, and those on each other move apart', () => {
  expect(labelEvery(30, 600, 60)).toBe(3);
  expect(labelEvery(4, 600, 60)).toBe(1);
  expect(spread(10, 40, 16)).toEqual([10, 40]);
  expect(spread(20, 24, 16)).toEqual([14, 30]);
  expect(position(5, 10, 0, 100)).toBe(50);
  expect(position(0, 0, 20, 100)).toBe(20);
});
