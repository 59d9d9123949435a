import type { MetricsGroup } from '../../../generated/graphql.ts';
import { navigate, usePlace } from '../../../router.tsx';
import { type TimeKind, timeKinds } from './figures.ts';
import { type DayRange, type Preset, presetRange, presets } from './metrics-range.ts';

export const groupings: readonly { readonly value: MetricsGroup; readonly label: string }[] = [
  { value: 'WEEK', label: 'Week' },
  { value: 'DAY', label: 'Day' },
  { value: 'ENGINEER', label: 'Engineer' },
  { value: 'TREE', label: 'Tree' },
];

/** What is looked at. It stands in the address, so that one can send it to somebody. */
export interface MetricsChoice {
  readonly preset: Preset;
  readonly range: DayRange;
  readonly groupBy: MetricsGroup;
  readonly kind: TimeKind;
}

export function useMetricsChoice(): readonly [MetricsChoice, (change: Partial<MetricsChoice>) => void] {
  const { path, search } = usePlace();
  const choice = readChoice(new URLSearchParams(search), new Date());
  const choose = (change: Partial<MetricsChoice>) => {
    const { preset, range, groupBy, kind } = { ...choice, ...change };
    const search = new URLSearchParams({ range: preset, by: groupBy, time: kind });
    if (preset === 'custom') for (const end of ['from', 'to'] as const) search.set(end, range[end]);
    navigate(`${path}?${search}`, 'replace');
  };
  return [choice, choose];
}

function readChoice(search: URLSearchParams, now: Date): MetricsChoice {
  const preset = presets.find(({ value }) => value === search.get('range'))?.value ?? 'weeks';
  // As it was typed: half a date is none yet, and must not be wiped away.
  const typed = { from: search.get('from') ?? '', to: search.get('to') ?? '' };
  const range = preset === 'custom' ? typed : presetRange(preset, now);
  return {
    preset,
    range,
    groupBy: groupings.find(({ value }) => value === search.get('by'))?.value ?? groupingFor(preset, 'WEEK'),
    kind: timeKinds.find(({ value }) => value === search.get('time'))?.value ?? 'timeToClaim',
  };
}

/** Days for a month, weeks for longer; who looks at people or trees goes on doing so. */
export function groupingFor(preset: Preset, groupBy: MetricsGroup): MetricsGroup {
  if (groupBy === 'ENGINEER' || groupBy === 'TREE' || preset === 'custom') return groupBy;
  return preset === 'days' ? 'DAY' : 'WEEK';
}
