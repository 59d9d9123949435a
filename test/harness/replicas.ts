import type { App } from '../../src/app.ts';
import { type Client, openClient } from './client.ts';
import { type Harness, startApp, type Time } from './harness.ts';
import { type LogBook, openLogBook } from './log-book.ts';
import { waitFor } from './wait.ts';

/** A further process of the product, on the database of a harness. */
export interface Replica extends AsyncDisposable {
  readonly app: App;
  readonly logBook: LogBook;
  /** A client of this replica. */
  as(person: { readonly token: string }): Client;
}

/** Opens a second replica; settings that must be the same on all are taken over, and so is the time. */
export async function openReplica(
  h: Harness,
  settings: Record<string, string> = {},
  time: Time = { clock: h.clock },
): Promise<Replica> {
  const { settings: first, database } = h.app;
  const environment = { DATABASE_URL: database.url ?? '', TOKEN_SECRET: first.tokenSecret };
  const shared = { SMTP_URL: h.mailbox.url, DATA_DIR: first.dataDir, REDIS_URL: first.redisUrl ?? '' };
  const logBook = openLogBook();
  const app = await startApp(
    { environment, drop: async () => {} },
    { ...shared, ...settings },
    time,
    logBook,
  );
  return {
    app,
    logBook,
    as: ({ token }) => openClient({ url: app.url, token, countReaders: () => app.live.readerCount }),
    [Symbol.asyncDispose]: () => app.close(),
  };
}

/** What a load balancer is told. */
export async function readinessOf({ url }: { readonly url: string }) {
  const response = await fetch(`${url}/health/ready`);
  const { checks } = (await response.json()) as { checks: { database: boolean; wire: boolean } };
  return { status: response.status, ...checks };
}

/** Waits until the wires of these replicas are in such a state. */
export async function waitForWire(apps: readonly { readonly url: string }[], wire: boolean): Promise<void> {
  for (const app of apps)
    await waitFor(
      `the wire to be ${wire ? 'back' : 'down'}`,
      async () => (await readinessOf(app)).wire === wire,
    );
}
