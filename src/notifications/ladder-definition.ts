import type { Priority } from '../handoffs/priority.ts';
import type { Uuid } from '../kernel/ids.ts';
import { describeDuration } from '../sessions/transcript.ts';
import type { Audience } from './notify-people.ts';
import { earlySecondsMax } from './rung-timer.ts';

export const ladderAudiences = ['EVERYONE', 'SECOND_LINE', 'OWNERS'] as const;
/** Whom a rung reaches. A second line that names nobody is everyone. */
export type LadderAudience = (typeof ladderAudiences)[number];

/** One rung of an account's policy: how long after the one before it, by priority, and whom it reaches. */
export interface PolicyRung {
  readonly audience: LadderAudience;
  readonly minutes: Readonly<Record<Priority, number>>;
}

/** What an account wants done when nobody claims an escalation, or nobody works on one that is claimed. */
export interface EscalationPolicy {
  /** None: the ladder is off. */
  readonly rungs: readonly PolicyRung[];
  readonly secondLine: readonly Uuid[];
  /** Null: nobody is reminded, and nothing released. */
  readonly claimReminderMinutes: number | null;
  /** After the reminder; null: nothing is released. */
  readonly claimReleaseMinutes: number | null;
}

const usualMinutes: PolicyRung['minutes'] = { URGENT: 3, HIGH: 5, NORMAL: 10, LOW: 60 };

/** The policy of an account that has set none. */
export const defaultPolicy: EscalationPolicy = {
  rungs: [
    { audience: 'SECOND_LINE', minutes: usualMinutes },
    { audience: 'OWNERS', minutes: usualMinutes },
  ],
  secondLine: [],
  claimReminderMinutes: 30,
  claimReleaseMinutes: 15,
};

/** What is copied onto an escalation: the policy as it was when it was made, for its own priority. */
export interface LadderDefinition {
  readonly rungs: readonly { readonly audience: LadderAudience; readonly afterMinutes: number }[];
  readonly secondLine: readonly Uuid[];
  readonly claimReminderMinutes: number | null;
  readonly claimReleaseMinutes: number | null;
}

/**
 * The ladder of an escalation of this priority. After the last rung come the owners, as long after it as it was after the
 * one before: there is no ladder at whose end nobody is responsible.
 */
export function defineLadder({ rungs, ...rest }: EscalationPolicy, priority: Priority): LadderDefinition {
  const last = rungs.at(-1);
  const all =
    last === undefined || last.audience === 'OWNERS'
      ? rungs
      : [...rungs, { ...last, audience: 'OWNERS' as const }];
  return {
    ...rest,
    rungs: all.map(({ audience, minutes }) => ({ audience, afterMinutes: minutes[priority] })),
  };
}

/** How many there are, beside the maker, whom a rung could reach at the moment it is due. */
export interface Reachable {
  readonly everyone: number;
  readonly secondLine: number;
  readonly owners: number;
}

/** Whom a rung reaches in the end, and how the event says it. */
export interface Call {
  /** Null: there is nobody but the maker. */
  readonly audience: Audience | null;
  readonly words: string;
}

/**
 * A rung that would reach nobody reaches everyone instead: a second line that has left, an owner who is the maker. An
 * escalation nobody hears of is worse than one mail too many.
 */
export function callFor(audience: LadderAudience, secondLine: readonly Uuid[], reachable: Reachable): Call {
  const everyone: Audience = 'EVERYONE';
  if (reachable.everyone === 0) return { audience: null, words: 'there is nobody else to notify' };
  if (audience === 'OWNERS' && reachable.owners > 0)
    return { audience: 'OWNERS', words: 'the owners were notified' };
  if (audience === 'SECOND_LINE' && reachable.secondLine > 0)
    return { audience: { userIds: secondLine }, words: 'the second line was notified again' };
  if (audience === 'OWNERS')
    return { audience: everyone, words: 'no other owner is there, so everyone was notified again' };
  if (audience === 'SECOND_LINE' && secondLine.length > 0)
    return {
      audience: everyone,
      words: 'nobody of the second line is there, so everyone was notified again',
    };
  return { audience: everyone, words: 'everyone was notified again' };
}

/** The audience as it is shown: a second line that names nobody is everyone. */
export function shownAudience(
  audience: LadderAudience,
  { secondLine }: Pick<LadderDefinition, 'secondLine'>,
) {
  return audience === 'SECOND_LINE' && secondLine.length === 0 ? 'EVERYONE' : audience;
}

/** A time in a sentence, in full minutes: `1 minute`, `45 minutes`, `2 h 5 min`. */
export function describeMinutes(seconds: number): string {
  // A timer may be early by what clocks differ; that is no reason to speak of nine minutes in the place of ten.
  const minutes = Math.max(1, Math.floor((seconds + earlySecondsMax) / 60));
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return describeDuration(minutes * 60);
}
