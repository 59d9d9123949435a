import { createLog } from '../../src/platform/log.ts';
import { openLogOutput, type WriteBytes } from '../../src/platform/log-output.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

/** A place for a log that fails as a test wants. */
function openPlace() {
  let text = '';
  let attempts = 0;
  let errorCode: string | null = null;
  let bytesMax = Infinity;
  const write: WriteBytes = (bytes, done) => {
    attempts += 1;
    setImmediate(() => {
      if (errorCode !== null) {
        done(Object.assign(new Error(errorCode), { code: errorCode }), 0);
        return;
      }
      const taken = bytes.subarray(0, bytesMax);
      text += Buffer.from(taken).toString('utf8');
      done(null, taken.length);
    });
  };
  return {
    write,
    fail(code: string | null) {
      errorCode = code;
    },
    takeAtOnce(max: number) {
      bytesMax = max;
    },
    attempts: () => attempts,
    lines: (): Record<string, unknown>[] =>
      text
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line)),
  };
}

test('lines are written whole and in order, also where only a part is taken at once', async () => {
  const place = openPlace();
  place.takeAtOnce(7);
  const output = openLogOutput(place.write);
  const log = createLog('info', output);

  for (let n = 0; n < 50; n++) log.info({ n }, 'ä line');
  await output.flush(60_000);

  expect(place.lines().map(({ n }) => n)).toEqual(Array.from({ length: 50 }, (_, n) => n));
});

test('while the disk is full lines wait, and when there is room again they follow with a line that says so', async () => {
  const place = openPlace();
  const output = openLogOutput(place.write);
  const log = createLog('info', output);
  log.info('before');
  await output.flush(60_000);

  place.fail('ENOSPC');
  log.info('meanwhile');
  await waitFor('two failed attempts', () => output.failedWrites >= 2);
  place.fail(null);
  await waitFor('the last line', () => place.lines().length === 3);

  expect(place.lines()).toMatchObject([
    { msg: 'before' },
    { msg: 'meanwhile' },
    { msg: 'the log could not be written for a while', reason: 'ENOSPC', lostLines: 0 },
  ]);
  expect(output.lostLines).toBe(0);
});

test('lines beyond what is kept are lost, counted, and the writing is not tried for each of them', async () => {
  const place = openPlace();
  place.fail('EPIPE');
  const output = openLogOutput(place.write);
  const log = createLog('info', output);
  const filler = 'x'.repeat(10_000);

  for (let n = 0; n < 200; n++) log.info({ n, filler }, 'a long line');
  await waitFor('a failed attempt', () => output.failedWrites > 0);
  const kept = 200 - output.lostLines;
  expect(place.attempts()).toBeLessThan(20);
  place.fail(null);
  await waitFor('the last line', () => place.lines().length === kept + 1);

  expect(kept).toBeGreaterThan(90);
  expect(kept).toBeLessThan(110);
  expect(place.lines().at(-1)).toMatchObject({ reason: 'EPIPE', lostLines: 200 - kept });
  expect(place.lines()[kept - 1]).toMatchObject({ n: kept - 1 });
});

test('what was said just before the end is written at once, after what is being written, and only where it can be', async () => {
  const place = openPlace();
  let last = '';
  const output = openLogOutput(place.write, bytes => {
    last += Buffer.from(bytes).toString('utf8');
  });

  output.write('"under way"\n');
  output.write('"the last words"\n');
  output.flushNow();
  await output.flush(60_000);
  place.fail('ENOSPC');
  output.write('"cannot be said"\n');
  await waitFor('a failed attempt', () => output.failedWrites > 0);
  output.flushNow();

  expect(place.lines()).toEqual(['under way']);
  expect(last).toBe('"the last words"\n');
});

test('a pipe that is full for a moment is no failure, and a flush that cannot end does not hold up', async () => {
  const place = openPlace();
  place.fail('EAGAIN');
  const output = openLogOutput(place.write);
  const log = createLog('info', output);

  log.info('late');
  await output.flush(1);
  expect(place.lines()).toEqual([]);
  place.fail(null);
  await output.flush(60_000);

  expect(place.lines()).toMatchObject([{ msg: 'late' }]);
  expect(output).toMatchObject({ failedWrites: 0, lostLines: 0 });
});
