import { EscalationStreamError } from './stream-end.ts';

/**
 * A subscription as text, or as a document that code generation has typed. It subscribes to one field with the
 * variable `$after: EventCursor`, and asks for `__typename` and, in every event, for `cursor`.
 */
export interface LiveDocument<Data> {
  toString(): string;
  /** Never there: it only carries the types. */
  readonly __apiType?: (variables: never) => Data;
}

/** The events of a subscription with this data: those it asks something of, but `StreamReady`. */
export type EventOf<Data> = Exclude<
  Extract<Data[Exclude<keyof Data, '__typename'>], { readonly cursor: string }>,
  { readonly __typename: 'StreamReady' }
>;

/** What a result says. */
export type LiveResult<Data> =
  | { readonly kind: 'ready'; readonly cursor: string }
  | { readonly kind: 'event'; readonly event: EventOf<Data> }
  /** A kind of event that the document does not know. */
  | { readonly kind: 'unknown' };

interface AnyEvent {
  readonly __typename?: unknown;
  readonly cursor?: unknown;
}

/**
 * Reads the data of one result.
 * @throws EscalationStreamError when the document does not ask for what is needed to go on after an event
 */
export function readLiveResult<Data extends object>(data: Data): LiveResult<Data> {
  const [, value] = Object.entries(data).find(([name]) => name !== '__typename') ?? [];
  if (isEvent<EventOf<Data>>(value)) {
    const { __typename, cursor } = value;
    return __typename === 'StreamReady' ? { kind: 'ready', cursor } : { kind: 'event', event: value };
  }
  if (isObject(value) && Object.keys(value).every(name => name === '__typename')) return { kind: 'unknown' };
  throw new EscalationStreamError({
    code: 'BAD_DOCUMENT',
    message: 'Ask for `__typename`, and for `cursor` in every event; without it the stream cannot go on.',
  });
}

function isEvent<Event>(value: unknown): value is Event & { __typename?: string; cursor: string } {
  return isObject(value) && typeof value.cursor === 'string';
}

function isObject(value: unknown): value is AnyEvent {
  return typeof value === 'object' && value !== null;
}
