import { createHash } from 'node:crypto';
import { addSeconds } from '../../kernel/clock.ts';
import { conflict } from '../../kernel/errors.ts';
import type { Uuid } from '../../kernel/ids.ts';
import { parseLine } from '../../kernel/input.ts';
import { limits } from '../../kernel/limits.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import { IdempotencyRecord } from './idempotency.entity.ts';
import type { TransactionScope } from './transaction.ts';

/** How long a key is remembered. */
const keySeconds = 24 * 3_600;

export interface IdempotentCall<T> {
  readonly operation: string;
  /** The client's key; without one the call is simply carried out. */
  readonly key: string | null | undefined;
  /** What was asked for; the same key with something else is refused. */
  readonly input: object;
  /** Carries it out. */
  create(): Promise<T & { readonly id: Uuid }>;
  /** Finds what was created the first time. */
  load(id: Uuid): Promise<T>;
}

/**
 * Carries a creating mutation out at most once for a key: asked again within a day, it returns the first result.
 *
 * The record is inserted before the work, so that of two calls at the same moment the second waits at the
 * primary key until the first has committed, and then finds its result.
 *
 * @throws CONFLICT when the key was used for something else
 */
export async function createOnce<T>(tx: TransactionScope<Viewer>, call: IdempotentCall<T>): Promise<T> {
  if (call.key === null || call.key === undefined) return await call.create();
  const { em, viewer } = tx;
  const now = tx.clock.now();
  const key = parseLine(call.key, { field: 'input.idempotencyKey', max: limits.idempotencyKeyCharsMax });
  const inputHash = createHash('sha256').update(canonicalJson(call.input)).digest('hex');
  const taken = await em.execute<{ key: string }[]>(
    `insert into idempotency_record (account_id, user_id, key, operation, input_hash, created_at)
     values (?, ?, ?, ?, ?, ?)
     on conflict (account_id, user_id, key) do update
        set operation = excluded.operation, input_hash = excluded.input_hash, result_id = null,
            created_at = excluded.created_at
      where idempotency_record.created_at < ?
     returning key`,
    [viewer.accountId, viewer.userId, key, call.operation, inputHash, now, addSeconds(now, -keySeconds)],
  );
  const identity = { accountId: viewer.accountId, userId: viewer.userId, key };
  if (taken.length > 0) {
    const created = await call.create();
    await em.nativeUpdate(IdempotencyRecord, identity, { resultId: created.id });
    return created;
  }
  const first = await em.findOneOrFail(IdempotencyRecord, identity);
  if (first.operation !== call.operation || first.inputHash !== inputHash || !first.resultId) {
    throw conflict('This idempotency key was already used for something else.', {
      field: 'input.idempotencyKey',
    });
  }
  return await call.load(first.resultId);
}

/** Forgets keys that are too old to matter; returns how many. */
export async function pruneIdempotencyKeys(
  query: <Row extends object>(sql: string, params?: readonly unknown[]) => Promise<Row[]>,
  now: Date,
): Promise<number> {
  const gone = await query('delete from idempotency_record where created_at < ? returning key', [
    addSeconds(now, -keySeconds),
  ]);
  return gone.length;
}

/** JSON with sorted keys and without the absent ones: the same request in another spelling is the same request. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part) || part instanceof Date) return part;
    const entries = Object.entries(part).filter(([, inner]) => inner !== undefined && inner !== null);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
