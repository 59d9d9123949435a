import { defineEntity, p } from '@mikro-orm/sql';
import { accountFilterDefinition } from './scope.ts';

/** A mutation that was carried out under a key of the client's choice, so that asking again does nothing twice. */
const IdempotencyRecordSchema = defineEntity({
  name: 'IdempotencyRecord',
  tableName: 'idempotency_record',
  properties: {
    accountId: p.uuid().primary(),
    userId: p.uuid().primary(),
    key: p.text().primary(),
    operation: p.text(),
    /** SHA-256 of the operation's input, in hex. */
    inputHash: p.text(),
    resultId: p.uuid().nullable(),
    createdAt: p.datetime(3),
  },
  filters: accountFilterDefinition,
  indexes: [{ name: 'idempotency_record_created_idx', properties: ['createdAt'] }],
});

export class IdempotencyRecord extends IdempotencyRecordSchema.class {}
IdempotencyRecordSchema.setClass(IdempotencyRecord);
