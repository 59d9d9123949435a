import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { type Pipeline, prepared } from '../database/pipeline.ts';
import { type EventCursor, encodeEventCursor, type LogPosition } from './event-cursor.ts';
import { newEventMark, readLink } from './event-marks.ts';

/** A fact about to be recorded. The payload is ids, and facts that cannot be looked up later. */
export interface NewEvent {
  readonly accountId: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A fact as the log holds it; `seq` counts the account's events from 1 without a gap. */
export interface LoggedEvent extends LogPosition {
  /** Mark of the event before this one. */
  readonly previousMark: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** Where an account's log stands: the position after the newest event. */
export interface LogHead extends EventCursor {
  /** Number of the newest event that was pruned; a reader below it has lost events. */
  readonly prunedSeq: number;
}

/** The columns of an account's row that say where its log stands. */
export interface LogHeadRow {
  readonly epoch: string;
  readonly seq: string;
  readonly link: string;
}

/** The text of the position after an account's newest event; a cursor that is refused for an account that is gone. */
export function toEventCursor(row: LogHeadRow | undefined): string {
  const mark = readLink(row?.link ?? null).mark;
  return encodeEventCursor({ epoch: row?.epoch ?? '', seq: Number(row?.seq ?? 0), mark });
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

/** Events on their way into the log. */
export interface SentEvents {
  readonly accountId: string;
  readonly events: readonly NewEvent[];
  readonly at: Date;
  readonly mark: string;
  readonly answer: Promise<{ seq: string | number; link: string }[]>;
}

/**
 * Adds events to an account's log. To be called last in a transaction; the commit need not wait for the answer.
 *
 * The counter is a column of the account's row: the row lock it takes is held until the commit, which makes the
 * order of numbers the order of commits. A sequence would not: a reader that has seen 8 could later meet 7.
 */
export function sendEvents(pipeline: Pipeline, sent: Omit<SentEvents, 'answer' | 'mark'>): SentEvents {
  const { accountId, events, at } = sent;
  const mark = newEventMark();
  const facts = JSON.stringify(events.map(({ type, payload }) => ({ type, payload })));
  const params = [accountId, events.length, at.toISOString(), facts, mark];
  const answer = pipeline.run<{ seq: string | number; link: string }>({ sql: appendSql, params });
  // Where it fails so does the commit, and then nobody asks for the numbers.
  answer.catch(() => {});
  return { ...sent, mark, answer };
}

/**
 * Without the account's row the number is null, which the table refuses: no event, no commit. The account's link is
 * that of its newest event, so what was its own mark becomes the one before.
 */
const appendSql = prepared(
  `with head as (
     update account set event_seq = event_seq + $2::int, event_link = $5::text || left(event_link, 8)
      where id = $1::uuid returning event_seq, event_link
   ), added as (
     insert into account_event (account_id, seq, type, payload, at, link)
     select $1::uuid, (select event_seq from head) - $2::int + fact.position, fact.item ->> 'type',
            fact.item -> 'payload', $3::timestamptz,
            case fact.position when 1 then (select event_link from head) else $5::text || $5::text end
       from jsonb_array_elements($4::jsonb) with ordinality as fact(item, position)
     returning seq
   )
   select max(seq) as seq, (select event_link from head) as link from added`,
);

/** The events with the numbers that the database gave them. */
export async function numberEvents({ accountId, events, at, mark, answer }: SentEvents) {
  const [row] = await answer;
  const first = Number(row?.seq) - events.length + 1;
  const { previousMark } = readLink(row?.link ?? null);
  const numbered = events.map(({ type, payload }, position) => ({
    seq: first + position,
    type,
    payload,
    at,
    mark,
    previousMark: position === 0 ? previousMark : mark,
  }));
  return { accountId, events: numbered };
}

/** The event log of this database. */
export function createEventLog(database: Database): EventLog {
  return {
    async read(accountId, afterSeq, limit) {
      const rows = await database.queryPrepared<{
        seq: string | number | bigint;
        type: string;
        payload: Record<string, unknown>;
        at: Date;
        link: string | null;
      }>(
        `select seq, type, payload, at, link from account_event
          where account_id = $1 and seq > $2 order by seq limit $3`,
        [accountId, afterSeq, limit],
      );
      return rows.map(({ seq, type, payload, at, link }) => ({
        seq: Number(seq),
        type,
        payload,
        at: new Date(at),
        ...readLink(link),
      }));
    },

    async heads(accountIds) {
      if (accountIds.length === 0) return new Map();
      const rows = await database.queryPrepared<{
        id: string;
        epoch: string;
        seq: string;
        pruned: string;
        link: string;
      }>(
        `select id, event_epoch as epoch, event_seq as seq, event_pruned_seq as pruned, event_link as link
           from account where id = any($1::uuid[])`,
        [`{${accountIds.join(',')}}`],
      );
      return new Map(
        rows.map(({ id, epoch, seq, pruned, link }) => [
          id,
          { epoch, seq: Number(seq), prunedSeq: Number(pruned), mark: readLink(link).mark },
        ]),
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
