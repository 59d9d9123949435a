import { defineEntity, p } from '@mikro-orm/sql';
import { accountFilterDefinition } from '../database/scope.ts';

/** How much an account stores, and how much it has written in the hour that counts; see quotas.ts. */
const AccountUsageSchema = defineEntity({
  name: 'AccountUsage',
  tableName: 'account_usage',
  properties: {
    accountId: p.uuid().primary(),
    storedBytes: p.bigint('number').defaultRaw('0'),
    /** Start of the hour that `writes` are of. */
    hour: p.datetime(3),
    writes: p.integer().defaultRaw('0'),
  },
  filters: accountFilterDefinition,
});

export class AccountUsage extends AccountUsageSchema.class {}
AccountUsageSchema.setClass(AccountUsage);
