import { randomBytes } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Database } from '../database/database.ts';

/** A fact about to be recorded. The payload is ids, and facts that cannot be looked up later. */
export interface NewEvent {
  readonly accountId: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A fact as the log holds it; `seq` counts the account's events from 1 without a gap. */
export interface LoggedEvent {
  readonly seq: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** Where an account's log stands. */
export interface LogHead {
  /** Changes when the database is restored from a backup: positions from before mean nothing then. */
  readonly epoch: string;
  /** Number of the newest event; 0 before the first. */
  readonly seq: number;
  /** Number of the newest event that was pruned; a reader below it has lost events. */
  readonly prunedSeq: number;
}

/** Read access to every account's log, outside of any unit of work. */
export interface EventLog {
  /** The events after `afterSeq`, oldest first, at most `limit`. */
  read(accountId: string, afterSeq: number, limit: number): Promise<LoggedEvent[]>;
  /** The heads of these accounts in one statement; accounts that do not exist are left out. */
  heads(accountIds: readonly string[]): Promise<Map<string, LogHead>>;
  /** Deletes events older than `before`, remembering how far; returns how many went. */
  prune(before: Date): Promise<number>;
}

/**
 * Adds events to an account's log and returns them with their numbers. To be called last in a transaction.
 *
 * The counter is a column of the account's row: the row lock it takes is held until the commit, which makes the
 * order of numbers the order of commits. A sequence would not: a reader that has seen 8 could later meet 7.
 */
export async function appendEvents(
  em: SqlEntityManager,
  accountId: string,
  events: readonly NewEvent[],
  at: Date,
): Promise<LoggedEvent[]> {
  const rows = await em.execute<{ seq: string | number }[]>(
    `with head as (
       update account set event_seq = event_seq + ? where id = ? returning event_seq
     ), added as (
       insert into account_event (account_id, seq, type, payload, at)
       select ?, head.event_seq - ? + fact.position, fact.item ->> 'type', fact.item -> 'payload', ?
         from head, jsonb_array_elements(?::jsonb) with ordinality as fact(item, position)
       returning seq
     )
     select max(seq) as seq from added`,
    [
      events.length,
      accountId,
      accountId,
      events.length,
      at,
      JSON.stringify(events.map(({ type, payload }) => ({ type, payload }))),
    ],
  );
  const seq = rows[0]?.seq;
  if (seq === undefined || seq === null)
    throw new Error(`account ${accountId} has no row to number its events`);
  const first = Number(seq) - events.length + 1;
  return events.map(({ type, payload }, position) => ({ seq: first + position, type, payload, at }));
}

/** The event log of this database. */
export function createEventLog(database: Database): EventLog {
  return {
    async read(accountId, afterSeq, limit) {
      const rows = await database.query<{
        seq: string;
        type: string;
        payload: Record<string, unknown>;
        at: Date;
      }>(
        `select seq, type, payload, at from account_event
          where account_id = ? and seq > ? order by seq limit ?`,
        [accountId, afterSeq, limit],
      );
      return rows.map(row => ({ ...row, seq: Number(row.seq), at: new Date(row.at) }));
    },

    async heads(accountIds) {
      if (accountIds.length === 0) return new Map();
      const rows = await database.query<{ id: string; epoch: string; seq: string; pruned: string }>(
        `select id, event_epoch as epoch, event_seq as seq, event_pruned_seq as pruned
           from account where id in (${accountIds.map(() => '?').join(', ')})`,
        accountIds,
      );
      return new Map(
        rows.map(row => [row.id, { epoch: row.epoch, seq: Number(row.seq), prunedSeq: Number(row.pruned) }]),
      );
    },

    async prune(before) {
      const rows = await database.query<{ pruned: string }>(
        `with gone as (
           delete from account_event where at < ? returning account_id, seq
         ), newest as (
           select account_id, max(seq) as seq, count(*) as pruned from gone group by account_id
         ), marked as (
           update account set event_pruned_seq = greatest(event_pruned_seq, newest.seq)
             from newest where account.id = newest.account_id returning newest.pruned
         )
         select coalesce(sum(pruned), 0) as pruned from marked`,
        [before],
      );
      return Number(rows[0]?.pruned ?? 0);
    },
  };
}

/** A fresh epoch for an account's event log: 16 hexadecimal digits. */
export function newEventEpoch(): string {
  return randomBytes(8).toString('hex');
}

/** Gives every account a new epoch, after a restore from a backup; returns how many accounts there are. */
export async function startNewEpochs(database: Database): Promise<number> {
  const accounts = await database.query<{ id: string }>('select id from account');
  for (const { id } of accounts) {
    await database.query('update account set event_epoch = ? where id = ?', [newEventEpoch(), id]);
  }
  return accounts.length;
}
