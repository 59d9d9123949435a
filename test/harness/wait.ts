/** How long a test waits for a thing before it says what came instead: many times what a busy machine takes. */
const usualDeadlineMs = 180_000;

/** The first pauses between two looks are short, since most things are there at once; a look may cost a query. */
const pauseMsMin = 4;
const pauseMsMax = 50;

/**
 * Waits until `probe` returns something other than null, undefined or false.
 * @param describe what there is instead, for the message when the deadline passes
 * @param deadlineMs only for what is as large as a load test
 */
export async function waitFor<T>(
  what: string,
  probe: () => T | Promise<T>,
  describe: () => string = () => '',
  deadlineMs = usualDeadlineMs,
): Promise<NonNullable<Exclude<T, false>>> {
  const until = performance.now() + deadlineMs;
  for (let pauseMs = pauseMsMin; ; pauseMs = Math.min(pauseMs * 1.5, pauseMsMax)) {
    const found = await probe();
    if (found !== null && found !== undefined && found !== false)
      return found as NonNullable<Exclude<T, false>>;
    if (performance.now() > until) throw new Error(`waited ${deadlineMs} ms for ${what}. ${describe()}`);
    await new Promise(resolve => setTimeout(resolve, pauseMs));
  }
}
