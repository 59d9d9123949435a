import { cursorExpired } from '../../kernel/errors.ts';
import { noMark } from './event-marks.ts';

/** A position in one account's event log. Clients get it as an opaque text and give it back unchanged. */
export interface EventCursor extends LogPosition {
  readonly epoch: string;
}

/** A position in a log whose epoch is known. */
export interface LogPosition {
  /** Number of the last event before the position; 0 before the first. */
  readonly seq: number;
  /** Mark of that event; `noMark` when it is not known. */
  readonly mark: string;
}

/** The opaque text of a position. */
export function encodeEventCursor({ epoch, seq, mark }: EventCursor): string {
  const text = mark === noMark ? `${epoch}.${seq}` : `${epoch}.${seq}.${mark}`;
  return Buffer.from(text, 'latin1').toString('base64url');
}

/**
 * The position in a cursor's text.
 * @throws CURSOR_EXPIRED when it is not one of ours: the client's way out is the same as for an old one
 */
export function decodeEventCursor(text: string): EventCursor {
  const match = text.length <= 100 ? cursorPattern.exec(decode(text)) : null;
  const [, epoch, seq, mark = noMark] = match ?? [];
  if (epoch === undefined || seq === undefined) throw cursorExpired();
  return { epoch, seq: Number(seq), mark };
}

const cursorPattern = /^([0-9a-f]{16})\.(\d{1,15})(?:\.([0-9a-f]{8}))?$/;

function decode(text: string): string {
  return /^[A-Za-z0-9_-]+$/.test(text) ? Buffer.from(text, 'base64url').toString('latin1') : '';
}
