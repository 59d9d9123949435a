import { defineEntity, p } from '@mikro-orm/sql';

/** The tenant: an MSP. Also holds the head of its event log, see platform/events/event-log.ts. */
const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    eventEpoch: p.text(),
    eventSeq: p.bigint('number').defaultRaw('0'),
    eventPrunedSeq: p.bigint('number').defaultRaw('0'),
    eventLink: p.text().defaultRaw("'0000000000000000'"),
    createdAt: p.datetime(3),
  },
  checks: [{ name: 'account_event_seq_check', expression: 'event_seq >= event_pruned_seq' }],
});

export class Account extends AccountSchema.class {}
AccountSchema.setClass(Account);
