/**
 * Tells every replica "account A is now at event n". A hint, never the truth: it may be lost, doubled or late,
 * and nothing but a little time is lost with it.
 */
export interface Wire {
  /** Starts listening. `onHint` gets every hint; `onGap` is called when hints may have been missed. */
  start(listener: WireListener): Promise<void>;
  /** Says it after the commit. Never throws. */
  announceAfterCommit(accountId: string, seq: number): void;
  /** Says that this process has added jobs. Never throws. */
  announceJobs(): void;
  isConnected(): boolean;
  close(): Promise<void>;
}

export interface WireListener {
  onHint(accountId: string, seq: number): void;
  onGap(): void;
  /** Another process has added jobs. */
  onJobs?(): void;
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

const jobsSignalStart = 'jobs:';

/** The signal of jobs as it travels: it names its sender, who hears it as well and needs it least. */
export function encodeJobsSignal(sender: string): string {
  return `${jobsSignalStart}${sender}`;
}

/** Hands over what a received text says; passes over what is neither a hint nor a signal of somebody else. */
export function hear(text: string, listener: WireListener, self: string): void {
  const hint = decodeHint(text);
  if (hint !== null) listener.onHint(hint.accountId, hint.seq);
  else if (text.startsWith(jobsSignalStart) && text !== encodeJobsSignal(self)) listener.onJobs?.();
}
