import type { HandoffState } from '../handoffs/handoff-lifecycle.ts';
import type { Priority } from '../handoffs/priority.ts';
import { addSeconds } from '../kernel/clock.ts';
import type { DeliverySkipReason } from './delivery-lifecycle.ts';
import { notificationLimits } from './notification-limits.ts';
import { isQuiet, type QuietHours } from './quiet-hours.ts';

/** What it depends on whether a person is told of an escalation, as of one moment. */
export interface RecipientFacts {
  readonly handoffState: HandoffState;
  readonly isMaker: boolean;
  /** Whether this very person was asked for: by the maker, or as one of those a later round is for. */
  readonly isAskedFor: boolean;
  readonly isActive: boolean;
  readonly canHandle: boolean;
  readonly address: string;
  readonly hasOpenStream: boolean;
  readonly isWatching: boolean;
  readonly wishes: NotificationWishes;
}

/** The preferences that count here. */
export interface NotificationWishes {
  readonly mail: boolean;
  readonly inApp: boolean;
  readonly onlyTargeted: boolean;
  readonly quietHours: QuietHours | null;
  readonly muteUntil: Date | null;
}

/** What is to become of a delivery. */
export type Verdict =
  | { readonly state: 'PENDING' }
  | { readonly state: 'SENT' }
  | { readonly state: 'CANCELLED' }
  | { readonly state: 'SKIPPED'; readonly reason: DeliverySkipReason };

const pending: Verdict = { state: 'PENDING' };
const skip = (reason: DeliverySkipReason): Verdict => ({ state: 'SKIPPED', reason });

/** Whether to mail somebody; the first reason not to is the one that is told. */
export function judgeMail(facts: RecipientFacts, now: Date): Verdict {
  const { wishes } = facts;
  const unable = judgeAbility(facts);
  if (unable !== null) return unable;
  if (!isAddress(facts.address)) return skip('NO_ADDRESS');
  if (!wishes.mail || (wishes.muteUntil !== null && wishes.muteUntil > now)) return skip('MUTED');
  if (wishes.onlyTargeted && !facts.isAskedFor) return skip('NOT_TARGETED');
  if (wishes.quietHours !== null && isQuiet(wishes.quietHours, now)) return skip('QUIET_HOURS');
  if (facts.isWatching) return skip('WATCHING');
  return pending;
}

/** Whether to tell somebody in the product; null for those who are not told there at all. */
export function judgeInApp(facts: RecipientFacts): Verdict | null {
  if (facts.isMaker || !facts.isActive || !facts.canHandle) return null;
  const closed = judgeAbility(facts);
  if (closed !== null) return closed;
  if (!facts.wishes.inApp) return skip('MUTED');
  if (facts.wishes.onlyTargeted && !facts.isAskedFor) return skip('NOT_TARGETED');
  // The event is on its way to every open stream, or was there already; and who is reading it has seen it.
  return facts.hasOpenStream || facts.isWatching ? { state: 'SENT' } : pending;
}

function judgeAbility({ isMaker, isActive, canHandle, handoffState }: RecipientFacts): Verdict | null {
  if (isMaker) return skip('MAKER');
  if (!isActive) return skip('DEACTIVATED');
  if (!canHandle) return skip('VIEWER');
  if (handoffState === 'OPEN') return null;
  return handoffState === 'WITHDRAWN' ? { state: 'CANCELLED' } : skip('ALREADY_CLAIMED');
}

function isAddress(address: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(address);
}

/** The mails that a person got of late: those that came alone, and digests. */
export interface MailPace {
  /** Those alone within the last `stormSeconds`. */
  readonly alone: number;
  /** When the first of them was made; null without any. */
  readonly aloneSince: Date | null;
  /** All within the last hour. */
  readonly inHour: number;
}

export const noMails: MailPace = { alone: 0, aloneSince: null, inHour: 0 };

/** How a mail that is to be sent goes out. */
export type MailWay = 'ALONE' | 'DIGEST' | 'THROTTLED';

/**
 * Whether the next mail to a person comes alone. An URGENT one and one to whom was asked for always do, and count
 * like the others. A digest goes to everybody however much there is, since it is one mail and stays one.
 */
export function chooseWay(pace: MailPace, mail: { priority: Priority; isAskedFor: boolean }): MailWay {
  const alwaysAlone = mail.priority === 'URGENT' || mail.isAskedFor;
  if (!alwaysAlone && pace.alone >= notificationLimits.mailsAloneMax) return 'DIGEST';
  return pace.inHour >= notificationLimits.mailsPerHourMax ? 'THROTTLED' : 'ALONE';
}

/** The pace after a mail has gone this way. */
export function quicken(pace: MailPace, way: MailWay, now: Date): MailPace {
  if (way !== 'ALONE') return pace;
  return { alone: pace.alone + 1, aloneSince: pace.aloneSince ?? now, inHour: pace.inHour + 1 };
}

/** When a digest that begins now is sent: at the end of the storm's time, not at once, and before the alarm. */
export function digestDueAt({ aloneSince }: MailPace, now: Date): Date {
  const { stormSeconds, digestSecondsMin, digestSecondsMax } = notificationLimits;
  const end = addSeconds(aloneSince ?? now, stormSeconds).getTime();
  const [earliest, latest] = [addSeconds(now, digestSecondsMin), addSeconds(now, digestSecondsMax)];
  return new Date(Math.min(Math.max(end, earliest.getTime()), latest.getTime()));
}
