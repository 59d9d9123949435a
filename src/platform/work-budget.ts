import { rateLimited } from '../kernel/errors.ts';
import { createCache } from './cache.ts';
import { requestStore } from './request-store.ts';

/** What one network address may cost this process in a time. docs/limits.md lists the same numbers for users. */
export const workBudget = {
  seconds: 60,
  /** Processor time to read, check and weigh documents that were not kept prepared. */
  processorMs: 5_000,
  /** Documents that were refused: not GraphQL, not valid, or too large. */
  refusals: 300,
} as const;

/** Of one address. The one heard of longest ago is forgotten first. */
const bytesOfAddress = 400;

/**
 * Bounds work that anybody can ask for without signing in, by the network address of the request under way. Counted by
 * each process for itself, since it is this process whose time is spent.
 */
export interface WorkBudget {
  /**
   * Does a piece of work in one go, and counts its processor time.
   * @param isSmall done whatever was spent: no more than any request may cost
   * @throws RATE_LIMITED with `retryAfterSeconds`, and does nothing, when the address has spent what it may
   */
  run<T>(work: () => T, isSmall?: boolean): T;
  /** Counts one document that was refused. */
  countRefusal(): void;
}

interface Spent {
  readonly untilMs: number;
  processorMs: number;
  refusals: number;
}

/**
 * @param isOn without it nothing is counted
 * @param processorMs processor time of this thread so far
 */
export function createWorkBudget(isOn: boolean, processorMs: () => number = threadProcessorMs): WorkBudget {
  if (!isOn) return { run: work => work(), countRefusal() {} };
  const addresses = createCache<Spent>('addresses', () => bytesOfAddress);

  function spentSoFar(): Spent {
    const address = requestStore.getStore()?.clientIp() ?? 'unknown';
    const known = addresses.get(address);
    if (known !== undefined && known.untilMs > performance.now()) return known;
    const spent = { untilMs: performance.now() + workBudget.seconds * 1_000, processorMs: 0, refusals: 0 };
    addresses.set(address, spent);
    return spent;
  }

  return {
    run(work, isSmall = false) {
      const spent = spentSoFar();
      const isSpent = spent.processorMs >= workBudget.processorMs || spent.refusals >= workBudget.refusals;
      if (isSpent && !isSmall) throw rateLimited(Math.ceil((spent.untilMs - performance.now()) / 1_000));
      const beforeMs = processorMs();
      try {
        return work();
      } finally {
        spent.processorMs += processorMs() - beforeMs;
      }
    },
    countRefusal() {
      spentSoFar().refusals++;
    },
  };
}

function threadProcessorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
