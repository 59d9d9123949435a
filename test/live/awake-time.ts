const tickMs = 50;

/**
 * How long something took, as far as this thread was awake: a machine that does other things as well makes it no longer.
 */
export async function awakeMsOf(work: Promise<unknown>): Promise<number> {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, tickMs);
  await work.finally(() => clearInterval(timer));
  return ticks * tickMs;
}
