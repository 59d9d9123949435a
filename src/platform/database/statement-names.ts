import { hash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';

/** What is kept at most. Each name costs memory on every connection, at the server much more than its text. */
export interface StatementNameLimits {
  readonly countMax: number;
  /** Length of all texts together, of which one may take a tenth. */
  readonly charsMax: number;
  /** How often a statement is asked before it gets a name. */
  readonly usesMin: number;
  /** After so many questions all counts are halved: what was usual once must not be so for ever. */
  readonly questionsPerAge: number;
}

export const usualNameLimits: StatementNameLimits = {
  countMax: 300,
  charsMax: 1_000_000,
  usesMin: 3,
  questionsPerAge: 20_000,
};

/** Statements without a name that are counted, for each that may have one. */
const strangersPerName = 4;

/** Which statements of a pool have a name, so that each connection prepares them once. */
export interface StatementNames {
  /** The name of a statement that is asked often; undefined: it is to be sent without one. */
  nameFor(text: string): string | undefined;
  isGiven(name: string): boolean;
  /** Changes whenever a name is taken away. */
  readonly generation: number;
  readonly size: { readonly count: number; readonly chars: number; readonly strangers: number };
}

/**
 * Gives names to the statements that are asked most. Clients choose what is selected, and so the texts of statements:
 * whoever asks for a thousand odd selections must not take the names from those that everybody uses. A newcomer gets
 * the place of the least used one, and only once it has been asked more often than that.
 */
export function createStatementNames(limits: StatementNameLimits = usualNameLimits): StatementNames {
  const named = new Map<string, { readonly name: string; uses: number }>();
  const given = new Set<string>();
  /** How often those without a name were asked, by their hash: the texts would take more memory than the names. */
  const strangers = new Map<string, number>();
  const strangersMax = limits.countMax * strangersPerName;
  let [chars, questions, lastNumber, generation] = [0, 0, 0, 0];

  function drop(text: string): void {
    const entry = named.get(text);
    if (entry === undefined) return;
    named.delete(text);
    given.delete(entry.name);
    chars -= text.length;
    generation += 1;
  }

  function take(text: string, uses: number): string {
    const name = `read_${++lastNumber}`;
    named.set(text, { name, uses });
    given.add(name);
    chars += text.length;
    return name;
  }

  /** Halves the counts, and takes the names of what nobody asks any more. */
  function age(): void {
    questions = 0;
    for (const [text, entry] of named) {
      entry.uses = Math.floor(entry.uses / 2);
      if (entry.uses === 0) drop(text);
    }
    for (const [key, uses] of strangers) {
      if (uses === 1) strangers.delete(key);
      else strangers.set(key, Math.floor(uses / 2));
    }
  }

  /** Makes room for a text that was asked so often; false, and nothing is dropped, when the others are more usual. */
  function makeRoom(text: string, uses: number): boolean {
    const out: string[] = [];
    let charsLeft = chars;
    for (const [other, entry] of [...named].sort(([, one], [, another]) => one.uses - another.uses)) {
      if (named.size - out.length < limits.countMax && charsLeft + text.length <= limits.charsMax) break;
      if (entry.uses >= uses) return false;
      out.push(other);
      charsLeft -= other.length;
    }
    for (const other of out) drop(other);
    return true;
  }

  /** Counts a question of a statement without a name; the one that was asked longest ago makes room. */
  function count(text: string): { key: string; uses: number } {
    const key = hash('sha1', text, 'base64');
    const uses = (strangers.get(key) ?? 0) + 1;
    strangers.delete(key);
    strangers.set(key, uses);
    const [oldest] = strangers.size > strangersMax ? strangers.keys() : [];
    if (oldest !== undefined) strangers.delete(oldest);
    return { key, uses };
  }

  return {
    nameFor(text) {
      if (text.length > limits.charsMax / 10) return undefined;
      questions += 1;
      if (questions >= limits.questionsPerAge) age();
      const known = named.get(text);
      if (known !== undefined) {
        known.uses += 1;
        return known.name;
      }
      const { key, uses } = count(text);
      // When all places are taken, a look now and then is enough: it sorts all that have a name.
      if (uses % limits.usesMin !== 0 || !makeRoom(text, uses)) return undefined;
      strangers.delete(key);
      return take(text, uses);
    },
    isGiven: name => given.has(name),
    get generation() {
      return generation;
    },
    get size() {
      return { count: named.size, chars, strangers: strangers.size };
    },
  };
}

const namesByPool = new WeakMap<object, StatementNames>();

/** The names of the statements of a pool; undefined for one where nothing may have a name. */
export function namesOf(pool: object): StatementNames | undefined {
  return namesByPool.get(pool);
}

/** Gives names to the statements of a pool, and has its connections forget those that are no longer given. */
export function nameStatements(pool: Pool, names = createStatementNames()): void {
  namesByPool.set(pool, names);
  const seen = new WeakMap<PoolClient, number>();
  // A connection that is handed out is in no transaction, which a statement that fails could spoil.
  pool.on('acquire', client => {
    if (seen.get(client) === names.generation) return;
    seen.set(client, names.generation);
    forget(client, name => name.startsWith('read_') && !names.isGiven(name));
  });
}

/** Frees statements that a connection has prepared, at the server and in the driver. */
function forget(client: PoolClient, isOver: (name: string) => boolean): void {
  const { connection } = client;
  const parsed: unknown = 'parsedStatements' in connection ? connection.parsedStatements : undefined;
  if (typeof parsed !== 'object' || parsed === null) return;
  const over = Object.keys(parsed).filter(isOver);
  if (over.length === 0) return;
  for (const name of over) Reflect.deleteProperty(parsed, name);
  // Only a lost connection makes this fail, and then what follows fails too.
  client.query(over.map(name => `deallocate ${name}`).join('; ')).catch(() => {});
}
