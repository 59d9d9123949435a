import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueAccessToken } from '../../src/accounts/access-tokens.ts';
import { Account } from '../../src/accounts/account.entity.ts';
import { hashPassword } from '../../src/accounts/passwords.ts';
import { User } from '../../src/accounts/user.entity.ts';
import { type App, type AppOverrides, createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { encodeId } from '../../src/graphql/ids.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Role } from '../../src/kernel/viewer.ts';
import { newEventEpoch } from '../../src/platform/events/event-log.ts';
import type { LookUp } from '../../src/platform/outgoing-http.ts';
import { type Client, openClient } from './client.ts';
import { cloneDatabase, type TestDatabase } from './databases.ts';
import { type LogBook, openLogBook } from './log-book.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { waitFor } from './wait.ts';

// Deep enough to reach our own code from below a database driver; main.ts sets the same.
Error.stackTraceLimit = 40;

/** The password of everybody a test makes. */
export const password = 'a long enough passphrase';

export interface Person {
  /** Public id. */
  readonly id: string;
  readonly uuid: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly account: { readonly id: string; readonly uuid: string; readonly name: string };
  readonly token: string;
}

/** Names of the people of each role; `anAccount` returns them by these names. */
export interface Staff<Names extends string> {
  readonly owners?: readonly Names[];
  readonly admins?: readonly Names[];
  readonly engineers?: readonly Names[];
  readonly viewers?: readonly Names[];
}

/** The time in a test: the real one, plus what the test has added. */
export interface TestClock extends Clock {
  advance(seconds: number): void;
}

/** The time of the product in a test, or what the machine takes for the time. */
export type Time = Pick<AppOverrides, 'clock' | 'machineClock'>;

/** The running product with everything real: database, HTTP, streams, jobs, SMTP. */
export interface Harness extends AsyncDisposable {
  readonly app: App;
  readonly clock: TestClock;
  readonly mailbox: Mailbox;
  readonly logBook: LogBook;
  readonly nobody: Client;
  as(person: Person): Client;
  /** A client with a token that is fresh by the test's clock. */
  renew(person: Person): Promise<Client>;
  /** An account of its own with an owner and the people named; every name is unique in its address. */
  anAccount<Names extends string = never>(staff?: Staff<Names>): Promise<Record<Names | 'owner', Person>>;
  /** Adds people to an account; engineers unless told. */
  addPeople(account: Person['account'], names: readonly string[], role?: Role): Promise<Person[]>;
  /** Moves the clock, and with it what jobs wait for: their start, their next try. */
  passTime(seconds: number): Promise<void>;
  /** Waits until no job is left to do. */
  settled(): Promise<void>;
}

interface Running {
  readonly app: App;
  readonly clock: TestClock;
  readonly mailbox: Mailbox;
  readonly logBook: LogBook;
  close(): Promise<void>;
}

/** The servers of others that tests open are on this machine: webhooks and notes may go there, in tests that share. */
const sharedSettings = { OUTGOING_ALLOW: '127.0.0.1' };

let shared: Promise<Running> | null = null;
let passwordHash: Promise<string> | null = null;
let accounts = 0;

/**
 * Opens the product for one test. Without settings, the tests of a worker share one running product and each makes
 * accounts of its own; with settings, the test gets a product and a database to itself. The shared one ends with its
 * worker, and its database with the run.
 * @param lookUp what the names of servers of others lead to; none is known unless told
 */
export async function openHarness(settings?: Record<string, string>, lookUp = noNames): Promise<Harness> {
  const own = settings === undefined ? null : await run(settings, lookUp);
  shared ??= own === null ? run(sharedSettings) : null;
  const running = own ?? (await shared);
  if (running === null) throw new Error('nothing is running');
  const { app, clock, mailbox, logBook } = running;
  const made: string[] = [];
  const clientOf = (token: string | null) =>
    openClient({ url: app.url, token, countReaders: () => app.live.readerCount });
  return {
    app,
    clock,
    mailbox,
    logBook,
    nobody: clientOf(null),
    as: person => clientOf(person.token),
    renew: async person => clientOf(await issueToken(running, person.uuid, person.account.uuid)),
    anAccount: async staff => {
      const people = await makeAccount(running, staff ?? {});
      made.push(people.owner.account.uuid);
      return people;
    },
    addPeople: async (account, names, role = 'ENGINEER') =>
      (await addPeople(running, account, names, role)).map(([, person]) => person),
    passTime: async seconds => {
      clock.advance(seconds);
      await app.database.query(
        `update jobs.job set start_after = start_after - make_interval(secs => ?)
          where state in ('created', 'retry')`,
        [seconds],
      );
      await wakeDue(app);
    },
    settled: () => settle(app),
    async [Symbol.asyncDispose]() {
      try {
        await expectTidy(running);
      } finally {
        if (own === null) await dropTimers(app, made);
        logBook.clear();
        mailbox.clear();
        await own?.close();
      }
    },
  };
}

/** No test asks the name servers of this machine. */
const noNames: LookUp = async () => [];

async function run(settings: Record<string, string>, lookUp = noNames): Promise<Running> {
  const [database, mailbox, folder] = await Promise.all([
    cloneDatabase(),
    openMailbox(),
    // In the run's folder: the shared product ends with its worker, which takes nothing away.
    mkdtemp(join(process.env.RESOLUTIONFLOW_TEST_FOLDER ?? tmpdir(), 'app-')),
  ]);
  const logBook = openLogBook();
  const clock = makeClock();
  const app = await startApp(
    database,
    { DATA_DIR: folder, SMTP_URL: mailbox.url, ...settings },
    { clock },
    logBook,
    lookUp,
  );
  return {
    app,
    clock,
    mailbox,
    logBook,
    async close() {
      await app.close();
      await mailbox.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts the product on a test's database. */
export async function startApp(
  database: TestDatabase,
  settings: Record<string, string>,
  time: Time,
  logBook: LogBook,
  lookUp = noNames,
): Promise<App> {
  const config = parseConfig({
    PORT: '0',
    RATE_LIMITS: 'off',
    DATABASE_POOL: '6',
    ...database.environment,
    ...settings,
  });
  return await createApp(config, { ...time, log: logBook.log, databaseTemplate: database.template, lookUp });
}

/** A clock that starts at the real time. */
export function makeClock(): TestClock {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    advance: seconds => {
      offsetMs += seconds * 1000;
    },
  };
}

async function makeAccount<Names extends string>(
  running: Running,
  staff: Staff<Names>,
): Promise<Record<Names | 'owner', Person>> {
  const number = ++accounts;
  const em = running.app.database.orm.em.fork();
  const { id, name } = em.create(Account, {
    id: newId(),
    name: `Account ${number}`,
    eventEpoch: newEventEpoch(),
    createdAt: running.clock.now(),
  });
  await em.flush();
  const account = { id: encodeId('Account', id), uuid: id, name };
  const people = await Promise.all([
    addPeople(running, account, ['owner', ...(staff.owners ?? [])], 'OWNER'),
    addPeople(running, account, staff.admins ?? [], 'ADMIN'),
    addPeople(running, account, staff.engineers ?? [], 'ENGINEER'),
    addPeople(running, account, staff.viewers ?? [], 'VIEWER'),
  ]);
  return Object.fromEntries(people.flat()) as Record<Names | 'owner', Person>;
}

/** Adds people of one role to an account; returns them by the names they were asked for. */
async function addPeople(
  { app, clock }: Running,
  account: Person['account'],
  names: readonly string[],
  role: Role,
): Promise<[string, Person][]> {
  passwordHash ??= hashPassword(password);
  const hash = await passwordHash;
  const now = clock.now();
  const em = app.database.orm.em.fork();
  const people = names.map(async (wanted): Promise<[string, Person]> => {
    // Digits alone: a search for letters must find names, never the random part of an address.
    const email = `${wanted}.${BigInt(`0x${account.uuid.slice(-12)}`)}@test.example`;
    const name = wanted.charAt(0).toUpperCase() + wanted.slice(1);
    const user = em.create(User, {
      accountId: account.uuid,
      id: newId(),
      name,
      email,
      emailKey: email.toLowerCase(),
      emailVerifiedAt: now,
      passwordHash: hash,
      role,
      isActive: true,
      tokenGeneration: 0,
      createdAt: now,
      updatedAt: now,
    });
    const token = await issueToken({ app, clock }, user.id, account.uuid);
    return [wanted, { id: encodeId('User', user.id), uuid: user.id, name, email, role, account, token }];
  });
  const made = await Promise.all(people);
  await em.flush();
  return made;
}

/** A token that lives for a day, so that tests can move the clock; of the first generation. */
async function issueToken(
  { app, clock }: Pick<Running, 'app' | 'clock'>,
  id: string,
  accountId: string,
): Promise<string> {
  const person = { id, accountId, tokenGeneration: 0 };
  return (await issueAccessToken({ ...app.settings, accessTokenSeconds: 86_400 }, person, clock.now()))
    .accessToken;
}

/** Waits until no job is left. As long as their number changes they are being done, however many there are. */
async function settle(app: App): Promise<void> {
  for (let left = await app.jobs.countUnfinished(); left > 0; ) {
    const { now } = await waitFor(
      'the next job to be done',
      async () => {
        await wakeDue(app);
        const now = await app.jobs.countUnfinished();
        return now === left ? null : { now };
      },
      () => `There are ${left}.`,
    );
    left = now;
  }
}

/** Has the workers take what is due now, where they would find it by themselves within two seconds. */
async function wakeDue(app: App): Promise<void> {
  const due = await app.database.query<{ name: string }>(
    `select distinct name from jobs.job where state in ('created', 'retry') and start_after <= now()`,
  );
  for (const { name } of due) app.jobs.wake(name);
}

/** Timers of a test that is over must not go off in the next one, which may let hours pass. */
async function dropTimers(app: App, accountIds: readonly string[]): Promise<void> {
  await app.database.query(
    `delete from jobs.job where state in ('created', 'retry') and start_after > now() and data ->> 'accountId' = any(?::text[])`,
    [`{${accountIds.join(',')}}`],
  );
}

/** A test leaves nothing behind: no reader, no job, no mail it did not expect, no error it did not announce. */
async function expectTidy({ app, mailbox, logBook }: Running): Promise<void> {
  const errors = logBook.unexpectedErrors();
  if (errors.length > 0) throw new Error(`errors in the log: ${JSON.stringify(errors, null, 1)}`);
  await waitFor(
    'every reader of the feeds to be gone',
    () => app.live.readerCount === 0,
    () => `There are ${app.live.readerCount}.`,
  );
  await settle(app);
  const unread = mailbox.unread().map(mail => `${mail.to}: ${mail.subject}`);
  if (unread.length > 0) throw new Error(`mails that no test expected: ${unread.join('; ')}`);
  const late = logBook.unexpectedErrors();
  if (late.length > 0) throw new Error(`errors in the log: ${JSON.stringify(late, null, 1)}`);
}
