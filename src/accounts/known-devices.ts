import { createHmac, timingSafeEqual } from 'node:crypto';
import { addSeconds } from '../kernel/clock.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { Scope, Settings } from '../platform/database/scope.ts';

/** How long a device is known after the last sign-in or refresh on it. */
const deviceDays = 365;

/** Longer than any token of a device; what is longer is none. */
const tokenCharsMax = 200;

/**
 * Makes the token by which a device proves that a person has signed in on it: signed, stored nowhere, and good for
 * nothing but attempts at the password of this one person that strangers cannot use up.
 * @param emailKey the address of the person, as addresses are compared
 * @param deviceId the sign-in that made the device known; attempts are counted by it
 */
export function issueDeviceToken(settings: Settings, emailKey: string, deviceId: Uuid, now: Date): string {
  const expires = Math.floor(addSeconds(now, deviceDays * 86_400).getTime() / 1000);
  const subject = `${deviceId}.${expires}`;
  return `${subject}.${sign(settings, emailKey, subject).toString('base64url')}`;
}

/** The device that a token stands for; null unless it was issued for this person and has not expired. */
export function readDeviceToken(settings: Settings, emailKey: string, token: string, now: Date): Uuid | null {
  const match = /^(([\da-f-]{36})\.(\d{1,12}))\.([\w-]{43})$/.exec(token.slice(0, tokenCharsMax));
  const [, subject, deviceId, expires, signature] = match ?? [];
  if (subject === undefined || deviceId === undefined || signature === undefined) return null;
  if (!timingSafeEqual(sign(settings, emailKey, subject), Buffer.from(signature, 'base64url'))) return null;
  return Number(expires) * 1000 > now.getTime() ? deviceId : null;
}

function sign(settings: Settings, emailKey: string, subject: string): Buffer {
  return createHmac('sha256', settings.tokenSecret).update(`device:${subject}:${emailKey}`).digest();
}

/**
 * Counts an attempt to sign in. A known device has a budget of its own, so that nobody else can use it up. Devices that
 * are not known share theirs: by network, by person and network, and by person in all.
 * @throws RATE_LIMITED
 */
export async function countSignIn(
  scope: Scope<Viewer | null>,
  emailKey: string,
  deviceToken: string | null | undefined,
): Promise<void> {
  const { rateLimits, settings, clock } = scope;
  const device = readDeviceToken(settings, emailKey, deviceToken ?? '', clock.now());
  if (device !== null) {
    await rateLimits.consume('signInByDevice', device);
    await rateLimits.consume('knownDevicesByAddress', scope.clientIp());
    return;
  }
  await rateLimits.consume('signInByAddress', scope.clientIp());
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
