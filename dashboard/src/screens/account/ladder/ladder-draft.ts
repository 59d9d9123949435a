import type { LadderAudience, LadderPolicyFieldsFragment } from '../../../generated/graphql.ts';

export type Policy = LadderPolicyFieldsFragment;
export type SecondLinePerson = Policy['secondLine'][number];

/** A rung as it is typed: a field may be empty for a moment. */
export interface DraftRung {
  /** For React; rungs have no name of their own. */
  readonly key: number;
  readonly audience: LadderAudience;
  readonly urgentMinutes: string;
  readonly highMinutes: string;
  readonly normalMinutes: string;
  readonly lowMinutes: string;
}

export interface Draft {
  readonly rungs: readonly DraftRung[];
  readonly secondLine: readonly SecondLinePerson[];
  /** Null: off. */
  readonly claimReminderMinutes: string | null;
  readonly claimReleaseMinutes: string | null;
}

export const rungsMax = 5;
export const minutesMax = 10_080;

export const audiences: readonly { readonly value: LadderAudience; readonly label: string }[] = [
  { value: 'EVERYONE', label: 'Everyone' },
  { value: 'SECOND_LINE', label: 'Second line' },
  { value: 'OWNERS', label: 'Owners' },
];

export const columns = [
  { field: 'urgentMinutes', label: 'Urgent' },
  { field: 'highMinutes', label: 'High' },
  { field: 'normalMinutes', label: 'Normal' },
  { field: 'lowMinutes', label: 'Low' },
] as const;

export function toDraft(policy: Policy): Draft {
  return {
    rungs: policy.rungs.map((rung, key) => ({
      key,
      audience: rung.audience,
      urgentMinutes: `${rung.urgentMinutes}`,
      highMinutes: `${rung.highMinutes}`,
      normalMinutes: `${rung.normalMinutes}`,
      lowMinutes: `${rung.lowMinutes}`,
    })),
    secondLine: policy.secondLine.map(({ id, name }) => ({ id, name })),
    claimReminderMinutes: toText(policy.claimReminderMinutes),
    claimReleaseMinutes: toText(policy.claimReleaseMinutes),
  };
}

const toText = (minutes: number | null) => (minutes === null ? null : `${minutes}`);

/** One more rung, with the times of the last one. */
export function addRung({ rungs }: Draft): readonly DraftRung[] {
  const last = rungs.at(-1);
  const times = last ?? { urgentMinutes: '3', highMinutes: '5', normalMinutes: '10', lowMinutes: '60' };
  const key = Math.max(-1, ...rungs.map(rung => rung.key)) + 1;
  return [...rungs, { ...times, key, audience: last === undefined ? 'EVERYONE' : 'OWNERS' }];
}

/** What is sent, and what the sentences speak of. */
export function toInput({ rungs, secondLine, claimReminderMinutes, claimReleaseMinutes }: Draft) {
  const reminder = toMinutes(claimReminderMinutes);
  return {
    rungs: rungs.map(({ audience, urgentMinutes, highMinutes, normalMinutes, lowMinutes }) => ({
      audience,
      urgentMinutes: Number(urgentMinutes),
      highMinutes: Number(highMinutes),
      normalMinutes: Number(normalMinutes),
      lowMinutes: Number(lowMinutes),
    })),
    secondLineUserIds: secondLine.map(({ id }) => id),
    claimReminderMinutes: reminder,
    // Nothing is released without a reminder before.
    claimReleaseMinutes: reminder === null ? null : toMinutes(claimReleaseMinutes),
  };
}

const toMinutes = (text: string | null) => (text === null ? null : Number(text));
