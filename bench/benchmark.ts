import { type BenchServer, startProduct } from './processes.ts';
import type { Row } from './report.ts';
import { createDatabase, dropDatabase, type ScratchDatabase } from './scratch-database.ts';
import { tokenSecret } from './seed.ts';

/** How a case is to be run. */
export interface Plan {
  /** A PostgreSQL server on which databases can be made. */
  readonly serverUrl: string;
  /** How often each side is measured, by turns. */
  readonly rounds: number;
  /** Small sizes: to see that it works, not for figures. */
  readonly quick: boolean;
  say(text: string): void;
  /** Hands in a figure as soon as it is there: a case that fails later keeps what it has. */
  report(...rows: readonly Row[]): void;
  /** Calls back when the case is over, in the opposite order: nothing may be left behind. */
  cleanUp(work: () => Promise<void>): void;
}

export interface Case {
  readonly name: string;
  readonly title: string;
  readonly needsServer: boolean;
  readonly secondsMax: number;
  run(plan: Plan): Promise<void>;
}

/** A database of its own, dropped at the end. */
export async function openScratchDatabase(plan: Plan): Promise<ScratchDatabase> {
  const database = await createDatabase(plan.serverUrl);
  plan.cleanUp(() => dropDatabase(plan.serverUrl, database.name));
  return database;
}

/** The product on a database, which it brings to its newest version by itself. */
export async function openProduct(
  plan: Plan,
  databaseUrl: string,
  environment: Record<string, string> = {},
): Promise<BenchServer> {
  return await keep(
    plan,
    startProduct({ DATABASE_URL: databaseUrl, TOKEN_SECRET: tokenSecret, ...environment }),
  );
}

/** Stops the server when the case is over. */
export async function keep(plan: Plan, starting: Promise<BenchServer>): Promise<BenchServer> {
  const server = await starting;
  plan.cleanUp(() => server.stop());
  return server;
}

/** Measures each side once a round, A B A B, so that what changes on the machine meanwhile meets all alike. */
export async function interleave<Name extends string, Result>(
  rounds: number,
  sides: Readonly<Record<Name, (round: number) => Promise<Result>>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(sides) as Name[];
  const results = Object.fromEntries(names.map(name => [name, [] as Result[]])) as Record<Name, Result[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) results[name].push(await sides[name](round));
  }
  return results;
}
