import { createHmac, timingSafeEqual } from 'node:crypto';
import { addSeconds } from '../kernel/clock.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { Scope, Settings } from '../platform/database/scope.ts';

/** How long a device is known after the last sign-in or refresh on it. */
const deviceDays = 365;

/** Longer than any token of a device; what is longer is none. */
const tokenCharsMax = 200;

export interface KnownDevice {
  /** The sign-in that made the device known; attempts are counted by it. */
  readonly id: Uuid;
  /** The person who signed in. Others may claim the same address, and the device is not known to them. */
  readonly userId: Uuid;
}

/**
 * Makes the token by which a device proves that a person has signed in on it: signed, stored nowhere, and good for
 * nothing but attempts at the password of this one person that strangers cannot use up.
 * @param emailKey the address of the person, as addresses are compared
 */
export function issueDeviceToken(
  settings: Settings,
  emailKey: string,
  { id, userId }: KnownDevice,
  now: Date,
): string {
  const expires = Math.floor(addSeconds(now, deviceDays * 86_400).getTime() / 1000);
  const subject = `${id}.${userId}.${expires}`;
  return `${subject}.${sign(settings, emailKey, subject).toString('base64url')}`;
}

/** The device that a token stands for; null unless it was issued for this address and has not expired. */
export function readDeviceToken(
  settings: Settings,
  emailKey: string,
  token: string,
  now: Date,
): KnownDevice | null {
  const match = /^(([\da-f-]{36})\.([\da-f-]{36})\.(\d{1,12}))\.([\w-]{43})$/.exec(
    token.slice(0, tokenCharsMax),
  );
  const [, subject, id, userId, expires, signature] = match ?? [];
  if (subject === undefined || id === undefined || userId === undefined || signature === undefined)
    return null;
  if (!timingSafeEqual(sign(settings, emailKey, subject), Buffer.from(signature, 'base64url'))) return null;
  return Number(expires) * 1000 > now.getTime() ? { id, userId } : null;
}

function sign(settings: Settings, emailKey: string, subject: string): Buffer {
  return createHmac('sha256', settings.tokenSecret).update(`device:${subject}:${emailKey}`).digest();
}

/**
 * Counts an attempt to sign in as the person whom a device is known to: a budget that nobody else can use up.
 * @throws RATE_LIMITED
 */
export async function countOnKnownDevice(
  { rateLimits, clientIp }: Scope<Viewer | null>,
  device: KnownDevice,
): Promise<void> {
  await rateLimits.consume('signInByDevice', device.id);
  await rateLimits.consume('knownDevicesByAddress', clientIp());
}

/**
 * Counts an attempt to sign in on a device that is not known to the person. All such devices share a budget: by network,
 * by address and network, and by address in all.
 * @throws RATE_LIMITED
 */
export async function countOnNewDevice(scope: Scope<Viewer | null>, emailKey: string): Promise<void> {
  await scope.rateLimits.consume('signInByAddress', scope.clientIp());
  await countGuess(scope, emailKey);
}

/**
 * Counts an attempt at the password of one person. By network first: what is refused there takes nothing from the
 * budget that all networks share, so one of them cannot use it up.
 * @param subject the person: an address, or an id
 * @throws RATE_LIMITED
 */
export async function countGuess(
  { rateLimits, clientIp }: Scope<Viewer | null>,
  subject: string,
): Promise<void> {
  await rateLimits.consume('signInByEmailAndAddress', `${subject} ${clientIp()}`);
  await rateLimits.consume('signInByEmail', subject);
}
