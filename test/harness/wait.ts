/** How long a test waits for a thing before it says what came instead; far above what a busy machine takes. */
const usualDeadlineMs = 20_000;

/**
 * Waits until `probe` returns something other than null, undefined or false.
 * @param describe what there is instead, for the message when the deadline passes
 */
export async function waitFor<T>(
  what: string,
  probe: () => T | Promise<T>,
  describe: () => string = () => '',
  deadlineMs = usualDeadlineMs,
): Promise<NonNullable<Exclude<T, false>>> {
  const until = performance.now() + deadlineMs;
  for (;;) {
    const found = await probe();
    if (found !== null && found !== undefined && found !== false)
      return found as NonNullable<Exclude<T, false>>;
    if (performance.now() > until) throw new Error(`waited ${deadlineMs} ms for ${what}. ${describe()}`);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
