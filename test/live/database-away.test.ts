import { openDatabaseProxy } from '../harness/database-proxy.ts';
import { type Harness, openHarness } from '../harness/harness.ts';
import type { LogLine } from '../harness/log-book.ts';
import { openOwnPostgres, ownPostgresTest } from '../harness/own-servers.ts';
import { openReplica, readinessOf, waitForWire } from '../harness/replicas.ts';
import { EscalationCreated, escalate, startSession } from '../harness/stories.ts';
import { expect, serverTest } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { awakeMsOf } from './awake-time.ts';
import { openSideBySide } from './side-by-side.ts';

/** PostgreSQL is away for a while: what fails, how, and what is there when it is back. */

const crashing = openSideBySide(ownPostgresTest);
const silent = openSideBySide(serverTest);

/** After this long the program is ended by force, wherever it is. */
const stopMsMax = 9_500;

const secret = { TOKEN_SECRET: 'a secret for tests, forty characters long' };

/** The refusal of an attempt that is expected to fail. */
async function refusalOf(attempt: Promise<unknown>): Promise<unknown> {
  const error: unknown = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Error && 'code' in error ? error.code : error;
}

const isComplaint = ({ msg }: LogLine) => msg === 'the job queue reports an error';

const waitForDatabase = ({ app }: Pick<Harness, 'app'>, database: boolean) =>
  waitFor(`the database to be ${database ? 'back' : 'away'}`, async () => {
    return (await readinessOf(app)).database === database;
  });

crashing(
  'PostgreSQL crashes and comes back under open streams: clean refusals meanwhile, nothing lost or doubled after',
  async () => {
    await using postgres = await openOwnPostgres();
    await using h = await openHarness({ DATABASE_URL: postgres.url, ...secret });
    h.mailbox.ignoreAll();
    h.logBook.expectErrors(/cannot be reached/);
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    await using other = await openReplica(h);
    await using here = await h.as(acme.grace).subscribe(EscalationCreated);
    await using there = await other.as(acme.grace).subscribe(EscalationCreated);
    const made = [(await escalate(h.as(acme.ada))).id, (await escalate(other.as(acme.ada))).id];
    await h.settled();
    // Its commit waits for the disk, and takes what the job queue has committed without waiting along.
    const sessionId = await startSession(h.as(acme.ada));

    await postgres.stop();
    // They come while it is away: nobody waits for it.
    const refusals = await Promise.all([
      refusalOf(escalate(h.as(acme.ada), { sessionId })),
      refusalOf(escalate(other.as(acme.ada), { sessionId })),
      refusalOf(startSession(h.as(acme.owner))),
    ]);
    const [live, ready] = await Promise.all([
      fetch(`${h.app.url}/health/live`),
      fetch(`${h.app.url}/health/ready`),
    ]);
    await waitForWire([h.app, other.app], false);
    await postgres.start();
    for (const replica of [h, other]) await waitForDatabase(replica, true);
    made.push((await escalate(h.as(acme.ada), { sessionId })).id);
    made.push((await escalate(other.as(acme.ada))).id);

    expect(new Set(refusals)).toEqual(new Set(['SERVICE_UNAVAILABLE']));
    expect([live.status, ready.status]).toEqual([200, 503]);
    for (const stream of [here, there]) {
      const seen: string[] = [];
      while (seen.length < made.length) seen.push((await stream.next()).escalationCreated.handoff.id);
      expect(seen).toEqual(made);
      expect(stream.pending).toEqual([]);
    }
    await waitForWire([h.app, other.app], true);
    // The workers are back too: the jobs of the later escalations get done.
    await h.settled();
  },
);

crashing(
  'a long absence of PostgreSQL does not fill the log, and the program can be stopped in it',
  async () => {
    await using postgres = await openOwnPostgres();
    await using h = await openHarness({ DATABASE_URL: postgres.url, ...secret });
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ engineers: ['ada'] });
    const other = await openReplica(h);
    await using stream = await other.as(acme.owner).subscribe(EscalationCreated);
    const answers: unknown[] = [];

    await postgres.stop();
    for (let count = 0; count < 200; count++) answers.push(await refusalOf(escalate(other.as(acme.ada))));
    await waitFor('the workers to complain', () => other.logBook.lines.some(isComplaint));
    const lines = other.logBook.lines.filter(({ level }) => level >= 40);
    const ms = await awakeMsOf(other.app.close().catch(() => {}));
    await postgres.start();
    await waitForDatabase(h, true);

    expect(new Set(answers)).toEqual(new Set(['SERVICE_UNAVAILABLE']));
    // Far fewer than there were refusals, and of all the workers one in ten seconds.
    expect(lines.length).toBeLessThan(answers.length / 4);
    const complaints = lines.filter(isComplaint).map(({ time }) => Date.parse(String(time)));
    for (const [index, atMs] of complaints.slice(1).entries())
      expect(atMs - (complaints[index] ?? 0)).toBeGreaterThan(9_000);
    expect(ms).toBeLessThan(stopMsMax);
    expect(stream.pending).toMatchObject([{ errors: [{ extensions: { code: 'STREAM_ROTATED' } }] }]);
  },
);

silent(
  'a database that falls silent: requests fail in bounded time, and work once it speaks again',
  async () => {
    await using direct = await openHarness({});
    await using proxy = await openDatabaseProxy(direct.app.database.url ?? '');
    direct.mailbox.ignoreAll();
    const acme = await direct.anAccount({ engineers: ['ada'] });
    await using through = await openReplica(direct, { DATABASE_URL: proxy.url });
    const sessionId = await startSession(through.as(acme.ada));

    proxy.silence();
    // Both come before it speaks again.
    const [refusal, ready] = await Promise.all([
      refusalOf(escalate(through.as(acme.ada), { sessionId })),
      readinessOf(through.app),
    ]);
    proxy.restore();
    await waitFor(
      'the pool to let go of the silent connections',
      async () => (await readinessOf(through.app)).database,
    );
    const { session } = await escalate(through.as(acme.ada), { sessionId });
    // What the job queue waits for on its own silent connections is not what this test is about.
    proxy.cut();

    expect(session.id).toBe(sessionId);
    expect(refusal).toBe('SERVICE_UNAVAILABLE');
    expect(ready).toMatchObject({ status: 503, database: false });
  },
);

silent('the program ends in time while its database says nothing', async () => {
  await using direct = await openHarness({});
  await using proxy = await openDatabaseProxy(direct.app.database.url ?? '');
  const through = await openReplica(direct, { DATABASE_URL: proxy.url });
  proxy.silence();

  const ms = await awakeMsOf(through.app.close().catch(() => {}));

  expect(ms).toBeLessThan(stopMsMax);
});
