import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import fresh from 'fresh';
import Negotiator from 'negotiator';
import { etagOf } from './response-headers.ts';

const encodings = ['br', 'gzip'] as const;
type Encoding = (typeof encodings)[number];

/** Shorter ones gain nothing by being encoded. */
const encodedBytesMin = 512;

/** A body that is held in memory, with what it is encoded to once somebody has asked for it. */
export interface StoredFile {
  readonly body: Buffer;
  readonly etag: string;
  /** Whether it gets shorter by being encoded; pictures do not. */
  readonly isEncodable: boolean;
  readonly encoded: Map<Encoding, Promise<Buffer>>;
}

export function createStoredFile(body: Buffer, isEncodable: boolean): StoredFile {
  return { body, etag: etagOf(body), isEncodable, encoded: new Map() };
}

/**
 * Sends a file, encoded as the client likes it best, or 304 when the client has it already. Headers that say what it is,
 * and how long it may be kept, are for the caller to set before.
 */
export async function sendStoredFile(
  req: IncomingMessage,
  res: ServerResponse,
  file: StoredFile,
  status = 200,
): Promise<void> {
  res.setHeader('etag', file.etag);
  // Of its headers the tags alone: who asks with "no-cache" wants to know whether there is something newer.
  const tags = { 'if-none-match': req.headers['if-none-match'] };
  if (status === 200 && fresh(tags, { etag: file.etag })) return void res.writeHead(304).end();
  const encoding = chooseEncoding(req, file);
  const body = encoding === null ? file.body : await encode(file, encoding);
  if (encoding !== null) res.setHeader('content-encoding', encoding);
  res.writeHead(status, { 'content-length': body.length }).end(req.method === 'HEAD' ? undefined : body);
}

function chooseEncoding(req: IncomingMessage, { body, isEncodable }: StoredFile): Encoding | null {
  if (!isEncodable || body.length < encodedBytesMin) return null;
  const liked = new Negotiator(req).encodings([...encodings, 'identity']);
  // As they are, both are better than the body itself, which everybody likes as well unless they say otherwise.
  return encodings.find(encoding => liked.includes(encoding)) ?? null;
}

function encode(file: StoredFile, encoding: Encoding): Promise<Buffer> {
  const known = file.encoded.get(encoding);
  if (known !== undefined) return known;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
  const made = encoding === 'br' ? promisify(brotliCompress)(file.body, quality) : promisify(gzip)(file.body);
  file.encoded.set(encoding, made);
  return made;
}
