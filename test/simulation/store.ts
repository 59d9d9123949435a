import type { EventCursor, LogPosition } from '../../src/platform/events/event-cursor.ts';
import type { LoggedEvent, LogHead, NewEvent } from '../../src/platform/events/event-log.ts';

export const accountIds = ['a', 'b'] as const;
export type AccountId = (typeof accountIds)[number];

/** The mark of the position before the first event. */
const firstMark = '00000000';

/** Transactions that can be lost: a standby that is further behind than this takes no primary's place. */
const keptTransactionsMax = 40;

/** Rows by their keys. What a transaction has put can be taken back. */
export interface Table<Row> {
  get(key: string): Row | undefined;
  put(key: string, row: Row): void;
  rows(): Row[];
}

/** One account's event log: all that was ever committed, and what of it the database still has. */
export interface AccountLog {
  /** As the database has it, the pruned ones too. */
  readonly events: LoggedEvent[];
  /** Lost ones too, by `keyOf`. */
  readonly everything: Map<string, LoggedEvent>;
  epoch: string;
  prunedSeq: number;
  /** How often what readers have seen may have become worthless: by a loss, or another epoch. */
  disturbances: number;
}

/** Names an event, in whatever history. */
export const keyOf = ({ seq, mark }: LogPosition): string => `${seq}.${mark}`;

/** The event before this one, as far as it names it. */
export const keyBefore = ({ seq, previousMark }: LoggedEvent): string =>
  keyOf({ seq: seq - 1, mark: previousMark });

export interface Recorded {
  readonly accountId: string;
  readonly events: readonly LoggedEvent[];
}

/**
 * The database: tables and event logs, written by transactions, one after the other. The newest ones can be lost, as by
 * a failover to a standby that lagged; all they have written goes, in whatever table.
 */
export function createStore(wallMs: () => number) {
  const history: (() => void)[][] = [];
  let undo: (() => void)[] = [];
  let marks = 0;
  const logs = { a: createLog('00000000000000e1'), b: createLog('00000000000000e2') };
  const logOf = (accountId: string): AccountLog => (accountId === 'a' ? logs.a : logs.b);

  function createTable<Row>(): Table<Row> {
    const rows = new Map<string, Row>();
    return {
      get: key => rows.get(key),
      put(key, row) {
        const before = rows.get(key);
        undo.push(() => void (before === undefined ? rows.delete(key) : rows.set(key, before)));
        rows.set(key, row);
      },
      rows: () => [...rows.values()],
    };
  }

  /** Numbers the events and gives them their mark, as the statement that records them does. */
  function append(accountId: string, facts: readonly NewEvent[]): Recorded {
    const { events, everything } = logOf(accountId);
    const mark = (++marks).toString(16).padStart(8, '0');
    const added = facts.map(({ type, payload }) => {
      const { mark: previousMark } = at(accountId, events.length);
      const seq = events.length + 1;
      const event = { seq, mark, previousMark, type, payload, at: new Date(wallMs()) };
      events.push(event);
      everything.set(keyOf(event), event);
      return event;
    });
    undo.push(() => {
      events.splice(events.length - added.length);
      logOf(accountId).disturbances++;
    });
    return { accountId, events: added };
  }

  /** The position after the event of this number. */
  function at(accountId: string, seq: number): LogPosition {
    return { seq, mark: logOf(accountId).events[seq - 1]?.mark ?? firstMark };
  }

  function cursorAt(accountId: string, seq: number): EventCursor {
    return { ...at(accountId, seq), epoch: logOf(accountId).epoch };
  }

  return {
    logOf,
    at,
    cursorAt,
    createTable,
    headOf(accountId: string): LogHead {
      const { events, prunedSeq } = logOf(accountId);
      return { ...cursorAt(accountId, events.length), prunedSeq };
    },
    /** Whether the log, as it is, has the event that this position follows. */
    isOnChain: (accountId: string, { seq, mark }: LogPosition) => at(accountId, seq).mark === mark,
    /** Writes, all or nothing, and returns what the events have become. Of one account at a time. */
    transact<T>(write: (record: (event: NewEvent) => void) => T): { result: T; recorded: Recorded | null } {
      const facts: NewEvent[] = [];
      undo = [];
      const result = write(event => facts.push(event));
      const [first] = facts;
      const recorded = first === undefined ? null : append(first.accountId, facts);
      history.push(undo);
      if (history.length > keptTransactionsMax) history.shift();
      return { result, recorded };
    },
    /** Within a transaction: what happens when it is lost. */
    ifLost: (happens: () => void) => void undo.push(happens),
    /** Loses the newest transactions. */
    lose(count: number): void {
      for (const writes of history.splice(Math.max(0, history.length - count)).reverse())
        for (const takeBack of writes.reverse()) takeBack();
    },
    prune(accountId: string, upTo: number): void {
      const log = logOf(accountId);
      const before = log.prunedSeq;
      log.prunedSeq = Math.max(before, Math.min(upTo, log.events.length));
      undo.push(() => {
        log.prunedSeq = before;
      });
    },
    startEpoch(accountId: string): void {
      const log = logOf(accountId);
      const before = log.epoch;
      const change = (epoch: string) => {
        log.epoch = epoch;
        log.disturbances++;
      };
      change((++marks).toString(16).padStart(16, '0'));
      undo.push(() => change(before));
    },
  };
}

export type Store = ReturnType<typeof createStore>;

function createLog(epoch: string): AccountLog {
  return { events: [], everything: new Map(), epoch, prunedSeq: 0, disturbances: 0 };
}
