import { createTurns } from '../../src/platform/live/turns.ts';
import { expect, test } from '../harness/test.ts';

/** Keeps the processor busy. */
function work(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}

test('work that comes in a crowd is done in its order, and timers and sockets have their turn in between', async () => {
  const turns = createTurns();
  const done: number[] = [];
  let looks = 0;
  let isOver = false;
  const look = () => {
    looks++;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);

  await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      await turns.next();
      work(2);
      done.push(index);
    }),
  );
  isOver = true;

  expect(done).toEqual(Array.from({ length: 60 }, (_, index) => index));
  // 120 ms of work, some 10 ms at a time.
  expect(looks).toBeGreaterThan(6);
});

test('those who come back for more stand at the end of the queue, so that all advance side by side', async () => {
  const turns = createTurns();
  const order: string[] = [];

  await Promise.all(
    ['ada', 'grace', 'linus'].map(async name => {
      for (let step = 1; step <= 3; step++) {
        await turns.next();
        order.push(`${name} ${step}`);
      }
    }),
  );

  const steps = [1, 2, 3].flatMap(step => ['ada', 'grace', 'linus'].map(name => `${name} ${step}`));
  expect(order).toEqual(steps);
});
