/** A client of one stream on a bare socket: as little work a byte as can be, since ten thousand share one core. */
import { connect, type Socket } from 'node:net';

/** Shared by all sockets: what is read is dealt with before the next socket is read. */
const readBuffer = Buffer.allocUnsafe(1 << 16);

export interface EventSocketOptions {
  readonly port: number;
  readonly host: string;
  readonly localAddress: string | undefined;
  readonly request: Buffer;
  /** The head of the response has come. */
  onHead(status: number, head: string): void;
  /** Bytes of the body; the buffer is only good during the call. */
  onBody(buffer: Buffer, from: number, to: number): void;
  onClose(error: Error | null): void;
}

/** Where a response of chunks stands. */
const phases = { size: 0, data: 1, end: 2 } as const;

/** Opens a stream. The request is sent as soon as the connection stands. */
export function openEventSocket(options: EventSocketOptions): Socket {
  const { port, host, localAddress, request } = options;
  let head: string | null = '';
  let isChunked = false;
  let phase: number = phases.size;
  let remaining = 0;
  let sizeDigits = true;

  function readChunks(buffer: Buffer, start: number, end: number): void {
    let at = start;
    while (at < end) {
      if (phase === phases.data) {
        const taken = Math.min(remaining, end - at);
        options.onBody(buffer, at, at + taken);
        at += taken;
        remaining -= taken;
        if (remaining === 0) {
          phase = phases.end;
          remaining = 2;
        }
      } else if (phase === phases.end) {
        at++;
        if (--remaining === 0) {
          phase = phases.size;
          sizeDigits = true;
        }
      } else {
        const byte = buffer[at++] ?? 0;
        if (byte === 0x0a) {
          phase = remaining === 0 ? phases.end : phases.data;
          if (remaining === 0) remaining = 2;
        } else if (byte === 0x0d || byte === 0x3b) sizeDigits = false;
        else if (sizeDigits) remaining = remaining * 16 + hexValue(byte);
      }
    }
  }

  function read(count: number): void {
    let from = 0;
    if (head !== null) {
      const text: string = head + readBuffer.toString('latin1', 0, count);
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) {
        head = text;
        return;
      }
      from = end + 4 - head.length;
      isChunked = /\r\ntransfer-encoding: *chunked/i.test(text.slice(0, end + 2));
      head = null;
      options.onHead(Number(text.slice(9, 12)), text.slice(0, end));
    }
    if (isChunked) readChunks(readBuffer, from, count);
    else if (from < count) options.onBody(readBuffer, from, count);
  }

  const socket = connect({
    port,
    host,
    localAddress,
    onread: {
      buffer: readBuffer,
      callback: count => {
        read(count);
        return true;
      },
    },
  });
  let failure: Error | null = null;
  socket.once('connect', () => socket.write(request));
  socket.on('error', error => {
    failure = error;
  });
  socket.once('close', () => options.onClose(failure));
  return socket;
}

function hexValue(byte: number): number {
  if (byte <= 0x39) return byte - 0x30;
  return (byte | 0x20) - 0x61 + 10;
}
