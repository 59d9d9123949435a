import type { EventLog, LoggedEvent } from '../events/event-log.ts';
import type { Metrics } from '../metrics.ts';

/** Events that are taken from the log at a time. Pages begin at multiples of it, so that readers share them. */
export const logPageEvents = 200;
/** Pages of older events that are kept until the next sweep, for readers that are far behind. */
const keptPagesMax = 8;

/** Pages of one account's log, for readers that are further behind than the ring reaches. */
export interface LogPages {
  /** The page in which the event after this number stands; those who ask for the same one share the read. */
  pageAfter(seq: number): Promise<readonly LoggedEvent[]>;
  clear(): void;
}

export function createLogPages(options: {
  readonly accountId: string;
  readonly log: EventLog;
  readonly metrics: Metrics;
}): LogPages {
  const { accountId, log, metrics } = options;
  const pages = new Map<number, Promise<readonly LoggedEvent[]>>();
  return {
    pageAfter(seq) {
      const index = Math.floor(seq / logPageEvents);
      const kept = pages.get(index);
      if (kept !== undefined) return kept;
      metrics.ringMisses.inc();
      const page = log.read(accountId, index * logPageEvents, logPageEvents);
      pages.set(index, page);
      const forget = () => void (pages.get(index) === page && pages.delete(index));
      // One that is not full would hide what is added to it later.
      page.then(events => events.length < logPageEvents && forget(), forget);
      const [oldest] = pages.keys();
      if (pages.size > keptPagesMax && oldest !== undefined) pages.delete(oldest);
      return page;
    },
    clear: () => pages.clear(),
  };
}
