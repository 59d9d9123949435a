import { cursorExpired } from '../../kernel/errors.ts';

/** A position in one account's event log. Clients get it as an opaque text and give it back unchanged. */
export interface EventCursor {
  readonly epoch: string;
  readonly seq: number;
}

/** The opaque text of a position. */
export function encodeEventCursor({ epoch, seq }: EventCursor): string {
  return Buffer.from(`${epoch}.${seq}`, 'latin1').toString('base64url');
}

/**
 * The position in a cursor's text.
 * @throws CURSOR_EXPIRED when it is not one of ours: the client's way out is the same as for an old one
 */
export function decodeEventCursor(text: string): EventCursor {
  const match = text.length <= 100 ? /^([0-9a-f]{16})\.(\d{1,15})$/.exec(decode(text)) : null;
  const [, epoch, seq] = match ?? [];
  if (epoch === undefined || seq === undefined) throw cursorExpired();
  return { epoch, seq: Number(seq) };
}

function decode(text: string): string {
  return /^[A-Za-z0-9_-]+$/.test(text) ? Buffer.from(text, 'base64url').toString('latin1') : '';
}
