/**
 * Tells every replica "account A is now at event n". A hint, never the truth: it may be lost, doubled or late,
 * and nothing but a little time is lost with it.
 */
export interface Wire {
  /** Starts listening. `onHint` gets every hint; `onGap` is called when hints may have been missed. */
  start(listener: WireListener): Promise<void>;
  /** Says it after the commit. Never throws. */
  announceAfterCommit(accountId: string, seq: number): void;
  isConnected(): boolean;
  close(): Promise<void>;
}

export interface WireListener {
  onHint(accountId: string, seq: number): void;
  onGap(): void;
}

/** Name of the channel, the same on every kind of wire. */
export const wireChannel = 'resolutionflow_events';

/** A hint as it travels. */
export function encodeHint(accountId: string, seq: number): string {
  return `${accountId}:${seq}`;
}

/** What a received text says; null when it is not a hint (others may write to the channel). */
export function decodeHint(text: string): { accountId: string; seq: number } | null {
  const match = /^([0-9a-f-]{36}):(\d{1,15})$/.exec(text);
  const [, accountId, seq] = match ?? [];
  return accountId === undefined || seq === undefined ? null : { accountId, seq: Number(seq) };
}
