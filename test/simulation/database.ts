import type { EventLog } from '../../src/platform/events/event-log.ts';
import type { Store } from './store.ts';

/** What a statement fails with whose database, or the way to it, is away. */
export class DatabaseAway extends Error {}

interface Statement {
  readonly owner: object;
  /** Whether its answer is there already when the connection is cut, if it has one: it is read late. */
  readonly isReadLate: boolean;
  /** Does it. From then on its answer, good or bad, is on the way. */
  execute(): void;
  readonly isDone: boolean;
  deliver(): void;
  reject(error: Error): void;
}

/** What a process of the product can do with the database. */
export interface Connection {
  readonly eventLog: EventLog;
  /** Runs a statement, or a whole transaction. Rejects with `DatabaseAway`, also when it was committed all the same. */
  run<T>(work: () => T): Promise<T>;
  /** The same of a statement that only reads. */
  read<T>(work: () => T): Promise<T>;
}

/**
 * Everything that processes have asked of the database and that it has not answered. When a statement is done, and when
 * its answer arrives, are two moments; between them, and in whatever order, anything may happen.
 */
export function createDatabase(store: Store) {
  const statements: Statement[] = [];

  function connect(owner: object): Connection {
    const ask = <T>(work: () => T, isReadLate: boolean): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        let answer: (() => void) | null = null;
        statements.push({
          owner,
          isReadLate,
          execute() {
            try {
              const value = work();
              answer = () => resolve(value);
            } catch (error) {
              answer = () => reject(error);
            }
          },
          get isDone() {
            return answer !== null;
          },
          deliver: () => answer?.(),
          reject,
        });
      });
    const run = <T>(work: () => T) => ask(work, false);
    const eventLog: EventLog = {
      read: (accountId, afterSeq, limit) =>
        ask(() => {
          const { events, prunedSeq } = store.logOf(accountId);
          const from = Math.max(afterSeq, prunedSeq);
          return events.slice(from, from + limit);
        }, true),
      heads: accountIds => ask(() => new Map(accountIds.map(id => [id, store.headOf(id)])), true),
      prune: async () => 0,
    };
    return { run, read: work => ask(work, true), eventLog };
  }

  /** Takes one statement a step further: it is done, or its answer arrives; or it fails at that point. */
  function advance(pick: number, fails: boolean): void {
    const index = pick % statements.length;
    const statement = statements[index];
    if (statement === undefined) return;
    if (!fails && !statement.isDone) {
      statement.execute();
      return;
    }
    statements.splice(index, 1);
    if (fails) statement.reject(new DatabaseAway('the database is away'));
    else statement.deliver();
  }

  return {
    connect,
    advance,
    get pending() {
      return statements.length;
    },
    /** A failover cuts all connections: nobody learns what became of what was asked for. */
    cut(): void {
      for (const statement of statements.filter(({ isReadLate }) => !isReadLate)) {
        statements.splice(statements.indexOf(statement), 1);
        statement.reject(new DatabaseAway('the connection was cut'));
      }
    },
    /** Its process is gone: nobody hears the answers. What it had asked for may be done all the same. */
    drop(owner: object, isDone: boolean): void {
      for (const statement of statements.filter(asked => asked.owner === owner)) {
        if (isDone && !statement.isDone) statement.execute();
        statements.splice(statements.indexOf(statement), 1);
      }
    },
  };
}

export type SimulatedDatabase = ReturnType<typeof createDatabase>;
