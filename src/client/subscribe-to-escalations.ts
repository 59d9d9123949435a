import { type EscalationEventsData, escalationDocument } from './escalation-document.ts';
import { followEvents } from './follow-events.ts';
import type { EventOf, LiveDocument } from './live-events.ts';
import type { PauseOptions } from './pauses.ts';

export type { EscalatedHandoff, EscalationEvent } from './escalation-document.ts';
export { escalationDocument } from './escalation-document.ts';
export { type KeepTokensOptions, keepTokens, type TokenKeeper, type Tokens } from './keep-tokens.ts';
export type { EventOf, LiveDocument } from './live-events.ts';
export type { PauseOptions } from './pauses.ts';
export { EscalationStreamError } from './stream-end.ts';

export interface SubscribeOptions<Data = EscalationEventsData> {
  /** Such as `https://desk.example.com/graphql/stream`. */
  readonly url: string;
  /** The access token; asked for before each connection. */
  accessToken(): string | Promise<string>;
  /**
   * Gets a newer access token, which `accessToken` then returns. Resolves to false when that is refused: the person
   * has to sign in. Throws when it could not be tried; it will be, again. `keepTokens` has both functions.
   */
  refreshTokens?(): Promise<boolean>;
  /** The cursor of the last event that was applied. Without it, `loadQueue` says where to begin; without that, now. */
  readonly after?: string | null;
  /**
   * Queries the queue, replaces what is shown by it, and resolves to its `eventCursor`. Called to begin with, unless
   * there is `after`, and after a gap: when events are no longer there to be replayed. It is never called while an
   * event is being applied. Null: go on from now. Without this function a gap ends the iteration.
   */
  loadQueue?(): Promise<string | null>;
  /** What to subscribe to; everything that a dashboard shows, unless told. */
  readonly query?: LiveDocument<Data>;
  /** Variables beside `after`. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Ends the iteration, as leaving the loop does. */
  readonly signal?: AbortSignal;
  /** A connection on which no byte came for this long is given up; three heartbeats, 75 s, unless told. */
  readonly silenceMsMax?: number;
  readonly pauses?: PauseOptions;
  /** What to show of the connection: an old queue looks like a quiet one. */
  onStatus?(status: StreamStatus): void;
  /** In place of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
}

/** How the connection is. */
export type StreamStatus =
  /** The stream is being opened; `failures` in a row came before. */
  | { readonly state: 'connecting'; readonly failures: number }
  /** Whatever happens now arrives. */
  | { readonly state: 'live' }
  /** Not connected, and trying again after a pause. `STREAM_ROTATED` is nothing to tell people about. */
  | { readonly state: 'waiting'; readonly code: string; readonly message: string; readonly delayMs: number }
  /** Some events are no longer there to be replayed: the queue is being loaded anew. */
  | { readonly state: 'gap'; readonly code: string; readonly message: string }
  /** Over. `code` is that of the error which was thrown; null when the caller has ended it. */
  | { readonly state: 'ended'; readonly code: string | null };

/** A running subscription. */
export interface EscalationStream<Event> extends AsyncIterableIterator<Event, undefined>, AsyncDisposable {
  /** The position to go on from: that of the last event given out, or of the beginning; null before there is one. */
  readonly cursor: string | null;
  /** Opens a new connection at once. For when the device has woken up or is online again. */
  reconnect(): void;
  return(): Promise<IteratorReturnResult<undefined>>;
}

/**
 * Follows the escalations of the account: every event after the beginning, once and in order, over broken networks,
 * restarts, rotations and renewed tokens.
 *
 * Nothing is read ahead: asking for the next event says that the last one is applied. While nobody asks, the socket is
 * not read either, and the server waits; memory stays at one event and a piece of the network's buffer. Nothing is
 * sent before the first event is asked for. Leaving the loop closes the connection at once.
 *
 * @throws EscalationStreamError from `next`, when trying again would not help before somebody has done something
 */
export function subscribeToEscalations<Data extends object = EscalationEventsData>(
  options: SubscribeOptions<Data>,
): EscalationStream<EventOf<Data>> {
  const { query = escalationDocument } = options;
  return followEvents<Data>(options, query.toString());
}
