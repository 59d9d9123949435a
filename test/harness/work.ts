/** How often each size is measured; the least counts, as everything else that goes on can only add to it. */
const rounds = 3;

/** Processor time may be counted in steps of 4 ms, so work is repeated until it has taken this long. */
const measurableMs = 40;

/**
 * How many times the work of `small` the work of `large` is, in processor time of this thread: what it says holds on a
 * slow or a busy machine too. Work for eight times as much that grows in step is about 8, work that grows with its
 * square is 64.
 */
export async function compareWork(
  small: () => unknown | Promise<unknown>,
  large: () => unknown | Promise<unknown>,
): Promise<number> {
  let [smallMs, largeMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round++) {
    smallMs = Math.min(smallMs, await measureMs(small));
    largeMs = Math.min(largeMs, await measureMs(large));
  }
  return largeMs / smallMs;
}

/** Milliseconds of processor time of this thread, in which a test's product runs as well. */
export async function processorMsOf(work: () => unknown | Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

async function measureMs(work: () => unknown | Promise<unknown>): Promise<number> {
  let spentMs = 0;
  for (let times = 1; ; times++) {
    spentMs += await processorMsOf(work);
    if (spentMs >= measurableMs) return spentMs / times;
  }
}
