import { defineEntity, p } from '@mikro-orm/sql';
import { accountFilterDefinition } from '../database/scope.ts';

/** One fact in an account's event log; read and written by event-log.ts alone. */
const AccountEventSchema = defineEntity({
  name: 'AccountEvent',
  tableName: 'account_event',
  properties: {
    accountId: p.uuid().primary(),
    seq: p.bigint('number').primary(),
    type: p.text(),
    payload: p.json<Record<string, unknown>>(),
    at: p.datetime(3),
    /** Its mark and that of the event before it, see event-marks.ts; null when an older version recorded it. */
    link: p.text().nullable(),
  },
  filters: accountFilterDefinition,
  indexes: [{ name: 'account_event_at_idx', properties: ['at'] }],
});

export class AccountEvent extends AccountEventSchema.class {}
AccountEventSchema.setClass(AccountEvent);
