import type { AccountUsageQuery } from '../generated/graphql.ts';
import { graphql } from './graphql.ts';

export const usageDocument = graphql(`
  query AccountUsage {
    accountUsage { storedBytes storedBytesMax writesThisHour writesPerHourMax }
  }
`);

type Usage = AccountUsageQuery['accountUsage'];

/** From this share of a quota on, owners and admins are told. */
export const warnFrom = 0.8;

/** The quota of which most is used, and how much; a share of 0 where there is none. */
export function describeShare(usage: Usage): { readonly share: number; readonly what: string } {
  const { storedBytes, storedBytesMax, writesThisHour, writesPerHourMax } = usage;
  const stored = storedBytesMax === null ? 0 : storedBytes / storedBytesMax;
  const written = writesPerHourMax === null ? 0 : writesThisHour / writesPerHourMax;
  return stored >= written
    ? { share: stored, what: 'the storage quota' }
    : { share: written, what: 'the hourly write quota' };
}
