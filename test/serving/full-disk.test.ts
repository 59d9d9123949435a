import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { watchDiskSpace } from '../../src/platform/disk-space.ts';
import { createLog } from '../../src/platform/log.ts';
import { isServer } from '../harness/databases.ts';
import { password } from '../harness/harness.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { foundAccount, startSession } from '../live/bulk-events.ts';
import { metricOf } from '../live/probed-program.ts';
import { makeHome, type Program, removeMigratedFolder, runProgram, startProgram } from './program.ts';

/** The embedded database when there is no space left for what it writes. */

afterAll(removeMigratedFolder);

const run = promisify(execFile);

const fault = `--import=${join(import.meta.dirname, 'full-disk-fault.ts')}`;

/** Notes that the program has taken, by session, and the first answer that was none. */
interface Written {
  readonly token: string;
  readonly notes: readonly { readonly sessionId: string; readonly text: string }[];
  readonly refusals: readonly (string | undefined)[];
}

/** 8 KB that no compression makes less of. */
function longText(): string {
  return randomBytes(6_000).toString('base64');
}

/** A tree of 200 KB: what fills a disk in a few requests. */
function largeTree(): object {
  const nodes = Array.from({ length: 25 }, (_, index) => ({
    key: `node-${index}`,
    kind: 'SOLUTION',
    title: 'Filler',
    body: longText(),
  }));
  return { title: 'Filler', document: { rootKey: 'node-0', nodes } };
}

const notesPerSession = 20;

/** Writes notes, and a large tree behind each, until the program answers no more; refusals are the codes of what it said to the last ones. */
async function writeUntilTheEnd(program: Program, beforeNotes = () => {}): Promise<Written> {
  const { owner } = await foundAccount(program.url, 'acme', 0);
  beforeNotes();
  const client = program.client(owner.token);
  const notes: { sessionId: string; text: string }[] = [];
  const refusals: (string | undefined)[] = [];
  let sessionId = '';
  let hasEnded = false;
  void program.exited.then(() => {
    hasEnded = true;
  });
  for (let count = 0; !hasEnded; count++) {
    const text = longText();
    try {
      if (refusals.length === 0 && count % notesPerSession === 0)
        sessionId = await startSession(program.url, owner.token);
      const { errors } = await client.send(
        'mutation ($input: AddNoteInput!) { addNote(input: $input) { id } }',
        { input: { sessionId, text } },
      );
      if (errors === undefined) notes.push({ sessionId, text });
      else refusals.push(String(errors[0]?.extensions?.code));
      const tree = await client.send(
        'mutation ($input: CreateTreeInput!) { createTree(input: $input) { id } }',
        {
          input: largeTree(),
        },
      );
      if (tree.errors !== undefined) refusals.push(String(tree.errors[0]?.extensions?.code));
    } catch (error) {
      if (refusals.length === 0 && error instanceof Error && /SERVICE_UNAVAILABLE|reach/.test(error.message))
        refusals.push('SERVICE_UNAVAILABLE');
    }
  }
  return { token: owner.token, notes, refusals };
}

/** Those of the notes that a program does not show. */
async function missing(program: Program, { token, notes }: Written): Promise<number> {
  const client = program.client(token);
  let lost = 0;
  for (const [sessionId, written] of Map.groupBy(notes, note => note.sessionId)) {
    const { data } = await client.send<{ session: { steps: { note: string | null }[] } }>(
      'query ($id: ID!) { session(id: $id) { steps { note } } }',
      { id: sessionId },
    );
    const shown = new Set(data?.session.steps.map(({ note }) => note));
    lost += written.filter(({ text }) => !shown.has(text)).length;
  }
  return lost;
}

const embeddedTest = isServer ? test.skip : test;

/** A test with a disk of its own, which only root can mount. Skipped, and said so, elsewhere. */
function diskTest(title: string, body: () => Promise<void>): void {
  if (!isServer && process.platform === 'linux' && process.getuid?.() === 0) test(title, body);
  else test.skip(`${title} (needs the embedded database, Linux and root)`, () => {});
}

const fatalLine = ({ log }: Pick<Program, 'log'>) => log.find(({ level }) => level === 60);

/** A file system of this size in memory, mounted at a new folder; null, with the reason said, where none can be made. */
async function mountDisk(folder: string, mebibytes: number): Promise<AsyncDisposable | null> {
  await mkdir(folder);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder]);
  } catch (error) {
    process.stderr.write(`Not tested with a real disk, since none can be mounted: ${error}\n`);
    return null;
  }
  return { [Symbol.asyncDispose]: async () => void (await run('umount', ['-l', folder])) };
}

const withoutReserve = { DISK_RESERVE_MB: '0' };

embeddedTest(
  'a write for which there is no space fails, the program says why and ends, and nothing acknowledged is lost',
  async () => {
    await using home = await makeHome();
    const settings = { ...home.settings, ...withoutReserve };
    await using program = await startProgram(settings, [fault]);

    const written = await writeUntilTheEnd(program, () => program.kill('SIGUSR2'));
    const exit = await program.exited;
    await using next = await startProgram(settings);

    expect(written.refusals).toContain('SERVICE_UNAVAILABLE');
    expect(new Set(written.refusals)).toEqual(new Set(['SERVICE_UNAVAILABLE']));
    expect(exit).toMatchObject({ code: 1, signal: null });
    expect(fatalLine(program)).toMatchObject({
      msg: 'the embedded database cannot go on, so the program ends',
      err: { code: '57P02', message: expect.stringContaining('No space left on device') },
    });
    expect(written.notes.length).toBeGreaterThan(3);
    expect(await missing(next, written)).toBe(0);
  },
);

diskTest('the same on a real disk, where the program starts again once there is space', async () => {
  await using home = await makeHome();
  const folder = join(home.folder, 'disk');
  await using disk = await mountDisk(folder, 90);
  if (disk === null) return;
  await cp(join(home.folder, 'database'), join(folder, 'database'), { recursive: true });
  const settings = { ...home.settings, ...withoutReserve, DATA_DIR: folder };
  await using program = await startProgram(settings);

  const written = await writeUntilTheEnd(program);
  const exit = await program.exited;
  // To the last byte: what is left must not be enough to start.
  const rest = join(folder, 'rest');
  await run('dd', ['if=/dev/zero', `of=${rest}`, 'bs=4096']).catch(() => {});
  const refused = await runProgram(settings);
  await rm(rest);
  await run('mount', ['-o', 'remount,size=200m', folder]);
  await using next = await startProgram(settings);

  expect(new Set(written.refusals)).toEqual(new Set(['SERVICE_UNAVAILABLE']));
  expect(exit).toMatchObject({ code: 1, signal: null });
  expect(fatalLine(program)).toMatchObject({
    err: { message: expect.stringContaining('No space left on device') },
  });
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/No space left on device|ENOSPC/),
  });
  expect(written.notes.length).toBeGreaterThan(3);
  expect(await missing(next, written)).toBe(0);
});

embeddedTest(
  'before the disk is full, changes are refused with the reason, people sign in and read, and operators see it',
  async () => {
    await using home = await makeHome();
    const email = 'ada@acme.example';
    const addNote = 'mutation ($input: AddNoteInput!) { addNote(input: $input) { id } }';
    await using before = await startProgram(home.settings);
    const { owner } = await foundAccount(before.url, 'acme', 0);
    const sessionId = await startSession(before.url, owner.token);
    const input = { sessionId, text: 'The disk makes a noise' };
    const accepted = await before.client(owner.token).send(addNote, { input });
    before.kill('SIGTERM');
    await before.exited;

    await using program = await startProgram({ ...home.settings, DISK_RESERVE_MB: '1000000000' });
    const client = program.client(owner.token);
    const refused = await client.send(addNote, { input });
    const aliased = await client.send(
      'mutation ($id: ID!) { login: claimHandoff(input: { handoffId: $id }) { __typename } }',
      { id: sessionId },
    );
    const read = await client.send<{ session: { steps: object[] } }>(
      'query ($id: ID!) { session(id: $id) { steps { note } } }',
      { id: sessionId },
    );
    const signIn = await program
      .client(null)
      .send('mutation ($input: LoginInput!) { login(input: $input) { user { email } } }', {
        input: { email, password },
      });
    const ready = await fetch(`${program.url}/health/ready`);
    const freeBytes = await metricOf(program.url, 'disk_free_bytes');

    expect(accepted.errors).toBeUndefined();
    for (const answer of [refused, aliased])
      expect(answer).toMatchObject({
        status: 503,
        errors: [
          {
            message: expect.stringContaining('The disk of the server is nearly full'),
            extensions: { code: 'SERVICE_UNAVAILABLE' },
          },
        ],
      });
    expect(read.data?.session.steps).toEqual([{ note: 'The disk makes a noise' }]);
    expect(signIn).toMatchObject({ data: { login: { user: { email } } } });
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ checks: { database: true, diskSpace: false } });
    expect(freeBytes).toBeGreaterThan(0);
    expect(program.log.filter(({ reserveMebibytes }) => reserveMebibytes !== undefined)).toMatchObject([
      { level: 50, folder: home.folder, freeBytes: expect.any(Number) },
    ]);
  },
);

diskTest(
  'the log says when space runs low, when jobs wait as well, and when there is enough again',
  async () => {
    await using home = await makeHome();
    const folder = join(home.folder, 'disk');
    await using disk = await mountDisk(folder, 8);
    if (disk === null) return;
    const lines: Record<string, unknown>[] = [];
    const log = createLog('info', { write: line => void lines.push(JSON.parse(line)) });
    const space = await watchDiskSpace(folder, 4, log);
    const rest = join(folder, 'rest');

    const before = [space.isLow, space.isScarce];
    await writeFile(rest, Buffer.alloc(5_000_000));
    await waitFor('space to be low', () => space.isLow);
    const low = [space.isLow, space.isScarce];
    await appendFile(rest, Buffer.alloc(2_000_000));
    await waitFor('space to be scarce', () => space.isScarce);
    await rm(rest);
    await waitFor('space again', () => !space.isLow);
    const after = [space.isLow, space.isScarce];
    space.close();

    expect([before, low, after]).toEqual([
      [false, false],
      [true, false],
      [false, false],
    ]);
    const facts = { folder, reserveMebibytes: 4, freeBytes: expect.any(Number) };
    expect(lines).toMatchObject([
      { level: 50, ...facts, msg: expect.stringContaining('changes are refused') },
      { level: 50, ...facts, msg: expect.stringContaining('jobs wait') },
      { level: 30, ...facts, msg: expect.stringContaining('there is space on the disk again') },
    ]);
  },
);
