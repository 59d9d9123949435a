import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Config } from '../../config.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import type { Outbox } from '../events/outbox.ts';
import type { OutgoingHttp } from '../outgoing-http.ts';
import type { Quotas } from '../quotas/quotas.ts';
import type { RateLimits } from '../rate-limits.ts';
import type { Reader } from './prepared.ts';
import type { StoredSizeBudget } from './stored-size-budget.ts';

/**
 * What a service works with: who asks, a unit of work of its own, and the time.
 * A new one for each request, job and delivered event; never kept.
 */
export interface Scope<V extends Viewer | null = Viewer> {
  readonly em: SqlEntityManager;
  /** For reads of rows, outside of the unit of work and of any transaction. */
  readonly reader: Reader;
  /** What may still be read of large content. */
  readonly storedSize: StoredSizeBudget;
  readonly viewer: V;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly outbox: Outbox;
  readonly rateLimits: RateLimits;
  /** What accounts may store and write. */
  readonly quotas: Quotas;
  /** To servers of others; never inside a transaction. */
  readonly outgoing: OutgoingHttp;
  /** Network the request came from, as `clientNetworkOf` names it; the key of limits for people who are not signed in. */
  clientIp(): string;
}

/** The configuration with what only the running program knows: its secret and its public address. */
export interface Settings extends Omit<Config, 'tokenSecret' | 'publicUrl'> {
  readonly tokenSecret: string;
  readonly publicUrl: string;
}

/** Name of the filter that scopes every read of a tenant's rows to one account. */
export const accountFilter = 'account';

/** Turns the account filter on for this unit of work: from here on it sees one account's rows and no others. */
export function scopeToAccount(em: SqlEntityManager, accountId: string): SqlEntityManager {
  em.setFilterParams(accountFilter, { accountId });
  return em;
}

/** Definition of the filter, for `filters:` of each tenant entity: on unless a query says otherwise. */
export const accountFilterDefinition = {
  [accountFilter]: {
    name: accountFilter,
    cond: (params: { accountId: string }) => ({ accountId: params.accountId }),
    default: true,
  },
};

/** For the few reads that cross accounts by their nature: sign-in, and work that belongs to nobody. */
export const acrossAccounts = { filters: { [accountFilter]: false } } as const;
