import { defaultPauses, type PauseOptions } from './pauses.ts';
import type { StreamStatus, SubscribeOptions } from './subscribe-to-escalations.ts';

/** What a subscription knows while its streams come and go. */
export interface Course<Data> {
  readonly options: SubscribeOptions<Data>;
  readonly query: string;
  /** Ends everything. */
  readonly stop: AbortController;
  pauses: Required<PauseOptions>;
  cursor: string | null;
  /** Whether the queue has to be loaded before the next stream. */
  mustLoad: boolean;
  /** The token of the last stream. */
  accessToken: string;
  /** When the last stream was accepted; null when it was not. */
  openedAtMs: number | null;
  /** Failures in a row. */
  failures: number;
  /** New tokens and new cursors in a row that led to no live stream. */
  renewals: number;
  /** How often in a row the event after `cursor` could not be delivered. */
  failuresHere: number;
  /** Gives up what is waited for and connects anew. */
  hurry(): void;
  tell(status: StreamStatus): void;
}

export function beginCourse<Data>(options: SubscribeOptions<Data>, query: string): Course<Data> {
  const cursor = options.after ?? null;
  return {
    options,
    query,
    stop: new AbortController(),
    pauses: { ...defaultPauses, ...options.pauses },
    cursor,
    mustLoad: cursor === null && options.loadQueue !== undefined,
    accessToken: '',
    openedAtMs: null,
    failures: 0,
    renewals: 0,
    failuresHere: 0,
    hurry() {},
    tell: status => options.onStatus?.(status),
  };
}
