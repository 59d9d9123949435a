import type { LadderAudience, Priority } from '../../../generated/graphql.ts';

export interface RungTimes {
  readonly audience: LadderAudience;
  readonly urgentMinutes: number;
  readonly highMinutes: number;
  readonly normalMinutes: number;
  readonly lowMinutes: number;
}

export interface ClaimTimes {
  /** Null: off. */
  readonly claimReminderMinutes: number | null;
  readonly claimReleaseMinutes: number | null;
}

export const rungMinutes = {
  URGENT: 'urgentMinutes',
  HIGH: 'highMinutes',
  NORMAL: 'normalMinutes',
  LOW: 'lowMinutes',
} as const satisfies Record<Priority, keyof RungTimes>;

/** A number of minutes in words: `1 minute`, `45 minutes`, `2 hours`, `1 h 30 min`. */
export function describeMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours < 1) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  if (rest === 0) return hours === 1 ? '1 hour' : `${hours} hours`;
  return `${hours} h ${rest} min`;
}

/**
 * What happens to an escalation of this priority that nobody claims, one sentence for each rung. After the last one come
 * the owners, also when it does not name them.
 * @param secondLine the names of its people
 */
export function describeRungs(
  rungs: readonly RungTimes[],
  priority: Priority,
  secondLine: readonly string[],
): readonly string[] {
  if (rungs.length === 0)
    return ['Nobody is told a second time: it waits in the queue until somebody takes it.'];
  let total = 0;
  const last = rungs.at(-1);
  const all =
    last === undefined || last.audience === 'OWNERS'
      ? rungs
      : [...rungs, { ...last, audience: 'OWNERS' as const }];
  return all.map((rung, index) => {
    const minutes = rung[rungMinutes[priority]];
    total += minutes;
    const when = index === 0 ? `After ${describeMinutes(minutes)}` : `${describeMinutes(minutes)} later`;
    const since = index === 0 ? '' : ` (${describeMinutes(total)} after it was made)`;
    return `${when}${since}, ${describeAudience(rung.audience, secondLine)}.`;
  });
}

function describeAudience(audience: LadderAudience, secondLine: readonly string[]): string {
  if (audience === 'OWNERS') return 'the owners are told';
  if (audience === 'EVERYONE') return 'everyone is told again';
  if (secondLine.length === 0) return 'everyone is told again, as the second line names nobody';
  if (secondLine.length > 3) return `the second line is told again, ${secondLine.length} people`;
  const names = new Intl.ListFormat('en', { type: 'conjunction' }).format(secondLine);
  return `${names} ${secondLine.length === 1 ? 'is' : 'are'} told again`;
}

/** What happens to whoever claims something and does nothing. */
export function describeClaim({ claimReminderMinutes, claimReleaseMinutes }: ClaimTimes): string {
  if (claimReminderMinutes === null)
    return 'Whoever claims an escalation keeps it, however long nothing happens.';
  const reminder = `Whoever claims an escalation and does nothing for ${describeMinutes(claimReminderMinutes)} is reminded by mail.`;
  return claimReleaseMinutes === null
    ? `${reminder} It stays with them.`
    : `${reminder} ${capitalize(describeMinutes(claimReleaseMinutes))} after that without a sign of work it goes back into the queue.`;
}

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
