import { exitCodes } from '../../src/exit-codes.ts';
import { createRestartPolicy, type End } from '../../src/restart-policy.ts';
import { expect, test } from '../harness/test.ts';

const crash: End = { code: 1, signal: null, readyForMs: 5_000 };
const hung: End = { code: null, signal: 'SIGKILL', readyForMs: 5_000 };
const minuteMs = 60_000;

test('whether a program is started again depends on how it ended', () => {
  const ends: [End, 'restart' | number][] = [
    [crash, 'restart'],
    [hung, 'restart'],
    [{ code: null, signal: 'SIGABRT', readyForMs: null }, 'restart'],
    [{ code: exitCodes.failed, signal: null, readyForMs: null }, 'restart'],
    [{ code: exitCodes.inUse, signal: null, readyForMs: 10 }, 'restart'],
    [{ code: exitCodes.inUse, signal: null, readyForMs: null }, exitCodes.inUse],
    [{ code: exitCodes.misconfigured, signal: null, readyForMs: null }, exitCodes.misconfigured],
    [{ code: exitCodes.stopped, signal: null, readyForMs: 5_000 }, exitCodes.stopped],
    [{ code: exitCodes.stopForced, signal: null, readyForMs: 5_000 }, exitCodes.stopForced],
    [{ code: null, signal: 'SIGTERM', readyForMs: null }, 143],
    [{ code: null, signal: 'SIGINT', readyForMs: null }, 130],
  ];

  for (const [end, expected] of ends) {
    const verdict = createRestartPolicy()(end);
    expect({ end, verdict: verdict.action === 'end' ? verdict.code : verdict.action }).toEqual({
      end,
      verdict: expected,
    });
  }
});

test('a port that is taken is waited for once the program has been ready', () => {
  const judge = createRestartPolicy();
  judge(hung);

  expect(judge({ code: exitCodes.inUse, signal: null, readyForMs: null })).toMatchObject({
    action: 'restart',
  });
});

test('pauses double to a minute, differ from process to process, and start over after a healthy run', () => {
  const pauses = (random: number, ends: readonly End[]) => {
    const judge = createRestartPolicy(() => random);
    return ends.map(end => {
      const verdict = judge(end);
      return verdict.action === 'restart' ? verdict.pauseMs : null;
    });
  };

  expect(pauses(0, Array(8).fill(crash))).toEqual([
    ...[1_000, 2_000, 4_000, 8_000, 16_000, 32_000],
    ...[60_000, 60_000],
  ]);
  expect(pauses(1, [crash, crash])).toEqual([500, 1_000]);
  // Hanging at once after each start, and being ended by the watchdog a minute later, is not healthy.
  expect(pauses(0, Array(3).fill({ ...hung, readyForMs: 2 * minuteMs }))).toEqual([1_000, 2_000, 4_000]);
  expect(pauses(0, [crash, crash, { ...crash, readyForMs: 10 * minuteMs }, crash])).toEqual([
    ...[1_000, 2_000, 1_000, 2_000],
  ]);
});
