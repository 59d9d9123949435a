import { Client } from 'pg';
import type { Database } from '../../src/platform/database/database.ts';

/** The statements that a database is sent by this process, until it is disposed of. */
export interface StatementCounter extends Disposable {
  /** The first words of each one so far, in order. */
  readonly texts: readonly string[];
  /** How many have these words in them. */
  count(words: string): number;
}

/** Counts what is sent to a database, over whichever connection. */
export function countStatements(database: Pick<Database, 'pglite' | 'url'>): StatementCounter {
  const texts: string[] = [];
  const note = (statement: unknown) => {
    const text = typeof statement === 'string' ? statement : Reflect.get(Object(statement), 'text');
    if (typeof text === 'string') texts.push(text.replaceAll(/\s+/g, ' ').trim().slice(0, 300));
  };
  const restore =
    database.pglite === null ? noteServer(database.url ?? '', note) : noteEmbedded(database.pglite, note);
  return {
    texts,
    count: words => texts.filter(text => text.includes(words)).length,
    [Symbol.dispose]: restore,
  };
}

/** All connections of this process to the database of this name: other tests have others. */
function noteServer(databaseUrl: string, note: (statement: unknown) => void): () => void {
  const name = new URL(databaseUrl).pathname.slice(1);
  return replace(Client.prototype, 'query', (client, [statement]) => {
    if (Reflect.get(client, 'database') === name) note(statement);
  });
}

function noteEmbedded(pglite: object, note: (statement: unknown) => void): () => void {
  const restores = ['query', 'exec'].map(method => replace(pglite, method, (_pglite, [text]) => note(text)));
  return () => {
    for (const restore of restores) restore();
  };
}

/** Has `see` look at every call of a method; returns what puts it back. */
function replace(
  owner: object,
  method: string,
  see: (self: object, args: readonly unknown[]) => void,
): () => void {
  const own = Object.getOwnPropertyDescriptor(owner, method);
  const original: unknown = Reflect.get(owner, method);
  if (typeof original !== 'function') throw new Error(`there is no ${method}`);
  Object.defineProperty(owner, method, {
    configurable: true,
    writable: true,
    value(this: object, ...args: unknown[]): unknown {
      see(this, args);
      return Reflect.apply(original, this, args);
    },
  });
  return () => {
    if (own === undefined) Reflect.deleteProperty(owner, method);
    else Object.defineProperty(owner, method, own);
  };
}
