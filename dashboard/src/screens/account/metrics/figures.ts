import type { AccountMetricsFiguresFragment } from '../../../generated/graphql.ts';

export type Figures = AccountMetricsFiguresFragment;

export const timeKinds = [
  {
    value: 'timeToClaim',
    label: 'Time to claim',
    short: 'to the first claim',
    hint: 'From the making of an escalation to its first claim, whether or not it was released afterwards.',
  },
  {
    value: 'timeToSeen',
    label: 'Time to be seen',
    short: 'until somebody looked',
    hint: 'To the first moment that somebody but its maker is known to have looked at it.',
  },
  {
    value: 'timeToFirstAction',
    label: 'Time to first action',
    short: 'to the first action',
    hint: 'To the first answer, note or return by somebody who had claimed it, or its completion.',
  },
  {
    value: 'timeToResolution',
    label: 'Time to resolution',
    short: 'to the resolution',
    hint: 'To the completion of its session.',
  },
] as const;

export type TimeKind = (typeof timeKinds)[number]['value'];

/** With fewer cases a percentile says little. */
export const fewCases = 5;

/** A warning about thin data; null when there are enough. */
export function describeThinness(created: number): string | null {
  if (created === 0 || created >= fewCases) return null;
  return created === 1
    ? '1 escalation: too few to say much.'
    : `${created} escalations: too few to say much.`;
}

/** A part of a whole in full percent; null without a whole. */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 100);
}
