import { newId } from '../../src/kernel/ids.ts';
import type { Database } from '../../src/platform/database/database.ts';
import type { LiveStream } from '../../src/platform/live/live-stream.ts';
import { createStreamRegister } from '../../src/platform/live/stream-register.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openSideBySide } from './side-by-side.ts';

/** The register by itself, with a database that can be away. */

const sideBySide = openSideBySide(test);

/** A lease is renewed because time goes by, whatever else is written. */
const isRenewal = (sql: string) => sql.includes('as leases') && !sql.includes('live_stream');

function makeStream(owner: Person): LiveStream {
  const nowMs = Date.now();
  return {
    id: newId(nowMs),
    owner: {
      userId: owner.uuid,
      accountId: owner.account.uuid,
      generation: 0,
      expiresAt: new Date(nowMs + 1e6),
    },
    subscription: {
      assertAllowed() {},
      groupKey: () => '',
      createEncoder: () => ({ encode: async () => [] }),
    },
    sink: { send: () => true, heartbeat() {}, finish() {}, destroy() {} },
    openedAtMs: nowMs,
    rotateAtMs: nowMs + 1e6,
    liveFrom: 0,
    role: 'OWNER',
    position: 0,
    mark: '',
    group: null,
    run: 0,
    isStalled: false,
    isSuspended: false,
    isOpen: true,
    lastSentMs: 0,
  };
}

/** A register on the harness's database, which answers, fails, or does what it is told and loses the answer. */
function openRegister(h: Harness) {
  const logBook = openLogBook();
  const state = { database: 'there' as 'there' | 'away' | 'answers are lost', head: 0 };
  const statements: string[] = [];
  let looks = 0;
  const database: Pick<Database, 'queryPrepared'> = {
    async queryPrepared(sql, params) {
      if (!isRenewal(sql)) statements.push(sql);
      if (state.database === 'away') throw new Error('the database is away');
      const rows = await h.app.database.queryPrepared<never>(sql, params);
      if (state.database === 'answers are lost') throw new Error('the answer was lost');
      return rows;
    },
  };
  const register = createStreamRegister({
    database,
    log: logBook.log,
    headOf() {
      looks += 1;
      return state.head;
    },
  });
  const open = new Set<LiveStream>();
  return {
    ...{ state, logBook, register },
    /** What was asked of the database, without renewals of the lease. */
    statements,
    /** How often it was looked for streams that are behind. */
    lookCount: () => looks,
    open(owner: Person): LiveStream {
      const stream = makeStream(owner);
      open.add(stream);
      register.opened(stream);
      return stream;
    },
    close(stream: LiveStream): void {
      stream.isOpen = false;
      open.delete(stream);
      register.closed(stream);
    },
    /** The ids of the streams that are open. */
    truth: () => [...open].map(({ id }) => id).sort(),
    async [Symbol.asyncDispose]() {
      await register.close();
    },
  };
}

async function written(h: Harness, { account }: Person): Promise<{ id: string; position: string | null }[]> {
  return await h.app.database.query('select id, position from live_stream where account_id = ? order by id', [
    account.uuid,
  ]);
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test('ten thousand streams that are opened at once are written in ten statements, and taken out in one', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  await using r = openRegister(h);

  const streams = Array.from({ length: 10_000 }, () => r.open(owner));
  await r.register.flush();
  const rows = await written(h, owner);

  expect(idsOf(rows)).toEqual(r.truth());
  expect(r.statements.length).toBe(11);
  for (const stream of streams) r.close(stream);
  await r.register.flush();
  expect(await written(h, owner)).toEqual([]);
  expect(r.statements.length).toBe(12);
});

test('nothing is asked of the database when nothing has changed, or when a stream was over before it was written', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  await using r = openRegister(h);
  r.close(r.open(owner));
  await r.register.flush();
  expect(r.statements).toEqual([]);

  r.open(owner);
  await r.register.flush();
  const before = r.statements.length;
  r.close(r.open(owner));
  await r.register.flush();

  expect(r.statements.length).toBe(before);
  expect(idsOf(await written(h, owner))).toEqual(r.truth());
});

for (const trouble of ['away', 'answers are lost'] as const) {
  const name = trouble === 'away' ? trouble : 'there and its answers are not';
  sideBySide(`after a time in which the database is ${name}, the whole truth is written again`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();
    await using r = openRegister(h);
    const [first, second] = [r.open(owner), r.open(owner)];
    await r.register.flush();

    r.state.database = trouble;
    r.close(first);
    r.open(owner);
    await r.register.flush();
    r.close(second);
    const brief = r.open(owner);
    await r.register.flush();
    r.close(brief);
    await r.register.flush();
    r.state.database = 'there';

    // By itself: nobody asks for it.
    await waitFor('the end of the trouble', () => r.logBook.lines.length > 1);
    expect(idsOf(await written(h, owner))).toEqual(r.truth());
    const replicas = await h.app.database.query(
      'select distinct replica_id from live_stream where account_id = ?',
      [owner.account.uuid],
    );
    expect(r.truth().length).toBe(1);
    expect(replicas.length).toBe(1);
    expect(r.logBook.lines.map(({ msg }) => msg)).toEqual([
      'the register of live streams could not be written; it is tried again',
      'the register of live streams is written again',
    ]);
  });
}

sideBySide('a lease that somebody else has taken away is taken anew, with all streams', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  await using r = openRegister(h);
  r.open(owner);
  await r.register.flush();

  await h.app.database.query(
    'delete from live_replica where id in (select replica_id from live_stream where account_id = ?)',
    [owner.account.uuid],
  );
  r.open(owner);

  await waitFor('both streams', async () => idsOf(await written(h, owner)).join() === r.truth().join());
});

sideBySide(
  'a position is written once for a stream that stands still behind the log, and taken away when it is up to date',
  async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();
    await using r = openRegister(h);
    const [slow, quick] = [r.open(owner), r.open(owner)];
    await r.register.flush();
    const advance = () => {
      r.state.head++;
      quick.position = r.state.head;
    };
    const positionOf = async ({ id }: LiveStream) =>
      (await written(h, owner)).find(row => row.id === id)?.position ?? null;

    slow.position = 3;
    r.state.head = 7;
    quick.position = 7;
    await waitFor('the position', async () => Number(await positionOf(slow)) === 3);
    expect(await positionOf(quick)).toBeNull();
    const [writes, looks] = [r.statements.length, r.lookCount()];
    await waitFor('two more looks', () => {
      advance();
      return r.lookCount() > looks + 2;
    });

    expect(r.statements.length).toBe(writes);
    slow.position = r.state.head;
    await waitFor('no position', async () => (await positionOf(slow)) === null);
  },
);

sideBySide('closing does not wait for a database that does not answer', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  let isAsked = false;
  const register = createStreamRegister({
    database: {
      queryPrepared() {
        isAsked = true;
        return new Promise(() => {});
      },
    },
    log: openLogBook().log,
    headOf: () => 0,
  });
  register.opened(makeStream(owner));
  await waitFor('the first attempt to write', () => isAsked);

  // It never answers: whoever waits for it waits for ever.
  await register.close();
});
