import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a sealed secret is for. Part of its seal: one that was copied from elsewhere in the database does not open. */
export interface SealPurpose {
  /** Such as `webhook`. */
  readonly use: string;
  readonly accountId: string;
  /** The row it belongs to. */
  readonly id: string;
}

const cipher = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
/** Names the layout below, so that a later one can stand beside it. */
const version = 'v1';
const layout = /^v1\.([\w-]+)$/;

/**
 * Encrypts a secret for the database: AES-256-GCM with a random nonce, under a key derived (HKDF, RFC 5869) from the
 * secret that signs tokens. Whoever has a copy of the database alone learns nothing from it.
 * @returns text that `openSecret` opens, for the same purpose and token secret
 */
export function sealSecret(secret: string, purpose: SealPurpose, tokenSecret: string): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, deriveKey(tokenSecret), nonce, { authTagLength: tagBytes });
  sealing.setAAD(describe(purpose));
  const sealed = Buffer.concat([
    nonce,
    sealing.update(secret, 'utf8'),
    sealing.final(),
    sealing.getAuthTag(),
  ]);
  return `${version}.${sealed.toString('base64url')}`;
}

/**
 * Decrypts what `sealSecret` made.
 * @throws Error when it was made with another token secret, for another purpose, or was changed
 */
export function openSecret(sealed: string, purpose: SealPurpose, tokenSecret: string): string {
  const [, text = ''] = layout.exec(sealed) ?? [];
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < nonceBytes + tagBytes) throw new Error(notOpened);
  try {
    const opening = createDecipheriv(cipher, deriveKey(tokenSecret), bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    opening.setAAD(describe(purpose));
    opening.setAuthTag(bytes.subarray(-tagBytes));
    return opening.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + opening.final('utf8');
  } catch {
    throw new Error(notOpened);
  }
}

const notOpened = 'a stored secret cannot be read: TOKEN_SECRET is not the one it was stored with';

const keys = new Map<string, Buffer>();

function deriveKey(tokenSecret: string): Buffer {
  const known = keys.get(tokenSecret);
  if (known !== undefined) return known;
  const key = Buffer.from(hkdfSync('sha256', tokenSecret, '', 'resolutionflow sealed secrets', keyBytes));
  keys.set(tokenSecret, key);
  return key;
}

function describe({ use, accountId, id }: SealPurpose): Buffer {
  return Buffer.from([use, accountId, id].join('\n'));
}
