import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Uuid } from '../kernel/ids.ts';
import type { Settings } from '../platform/database/scope.ts';

/** What a link in a mail is good for. A token made for one purpose is refused for another. */
export type LinkPurpose = 'invitation' | 'mailed-invitation' | 'password-reset' | 'verification';

export interface LinkTarget {
  readonly accountId: Uuid;
  readonly id: Uuid;
}

/**
 * The token of a link: which row it is about, signed. It can be made again from the row whenever it is needed,
 * so it is stored nowhere, not even hashed, and a job that mails it holds only the row's id.
 */
export function createLinkToken(settings: Settings, purpose: LinkPurpose, target: LinkTarget): string {
  const subject = Buffer.concat([toBytes(target.accountId), toBytes(target.id)]);
  return `${subject.toString('base64url')}.${sign(settings, purpose, subject).toString('base64url')}`;
}

/** Which row a token is about; null unless we signed it for this purpose. */
export function readLinkToken(settings: Settings, purpose: LinkPurpose, token: string): LinkTarget | null {
  const match = /^([\w-]{43})\.([\w-]{43})$/.exec(token);
  const [, subjectText, signatureText] = match ?? [];
  if (subjectText === undefined || signatureText === undefined) return null;
  const subject = Buffer.from(subjectText, 'base64url');
  if (!timingSafeEqual(sign(settings, purpose, subject), Buffer.from(signatureText, 'base64url')))
    return null;
  return { accountId: toUuid(subject.subarray(0, 16)), id: toUuid(subject.subarray(16)) };
}

function sign(settings: Settings, purpose: LinkPurpose, subject: Buffer): Buffer {
  return createHmac('sha256', settings.tokenSecret).update(`link:${purpose}:`).update(subject).digest();
}

function toBytes(id: Uuid): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function toUuid(bytes: Buffer): Uuid {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
