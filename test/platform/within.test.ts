import { within } from '../../src/platform/within.ts';
import { expect, test } from '../harness/test.ts';

test('what comes in time comes through, good or bad', async () => {
  expect(await within(1_000, 'an answer', Promise.resolve(42))).toBe(42);
  await expect(within(1_000, 'an answer', Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('what takes too long is given up, and failing later harms nobody', async () => {
  const { promise, reject } = Promise.withResolvers<never>();

  await expect(within(10, 'an answer', promise)).rejects.toThrow('an answer took longer than 10 ms');

  reject(new Error('late'));
  await Promise.resolve();
});
