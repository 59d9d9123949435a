import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isServer } from '../harness/databases.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { foundAccount, send, startSession } from '../live/bulk-events.ts';
import { makeHome, type Program, removeMigratedFolder, startProgram } from '../serving/program.ts';
import { cutPower, type Left, recording, stopSyncing } from './power-cut.ts';

/** The embedded database after a power cut, by what had been synced when it came. */

afterAll(removeMigratedFolder);

// The recorder finds out by /proc which file it is that is synced.
const embeddedLinuxTest = isServer || process.platform !== 'linux' ? test.skip : test;

interface Machine extends AsyncDisposable {
  start(): Promise<Program>;
  /** From now on PostgreSQL's syncs do nothing, until the next start. */
  stopSyncing(): Promise<void>;
  cutPower(program: Program, left: Left): Promise<void>;
}

/** A machine with a data folder, which goes with it. */
function aMachine(dataDir: string): Machine {
  const copy = `${dataDir}.synced`;
  const settings = { DATA_DIR: dataDir, SYNCED_COPY: copy, PORT: '0', RATE_LIMITS: 'off' };
  return {
    start: () => startProgram(settings, recording),
    stopSyncing: () => stopSyncing(copy),
    cutPower: (program, left) => cutPower(program, dataDir, copy, left),
    async [Symbol.asyncDispose]() {
      for (const folder of [dataDir, copy]) await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Desk {
  readonly token: string;
  readonly sessionId: string;
}

async function openDesk({ url }: Program): Promise<Desk> {
  const { token } = (await foundAccount(url, 'acme', 0)).owner;
  return { token, sessionId: await startSession(url, token) };
}

/** Four people write at once; returns the notes once all are acknowledged. */
async function writeNotes({ url }: Program, { token, sessionId }: Desk, about: string): Promise<string[]> {
  const add = 'mutation ($input: AddNoteInput!) { addNote(input: $input) { id } }';
  const notes = Array.from({ length: 40 }, (_, index) => `${about} ${index}`);
  const left = [...notes];
  const writeSome = async (): Promise<void> => {
    for (let text = left.shift(); text !== undefined; text = left.shift()) {
      await send(url, token, add, { input: { sessionId, text } });
    }
  };
  await Promise.all(Array.from({ length: 4 }, writeSome));
  return notes;
}

async function readNotes({ url }: Program, { token, sessionId }: Desk): Promise<string[]> {
  const query = 'query ($id: ID!) { session(id: $id) { steps { note } } }';
  const { session } = await send<{ session: { steps: { note: string }[] } }>(url, token, query, {
    id: sessionId,
  });
  return session.steps.map(({ note }) => note).toSorted();
}

embeddedLinuxTest('what was acknowledged is there after power cuts, from the first start on', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'resolutionflow-power-'));
  await using machine = aMachine(dataDir);
  // A first start that was cut off before.
  await mkdir(join(dataDir, 'database.new', 'base'), { recursive: true });
  await writeFile(join(dataDir, 'database.new', 'PG_VERSION'), '');
  await using first = await machine.start();
  const desk = await openDesk(first);
  const written = await writeNotes(first, desk, 'first');

  await machine.cutPower(first, 'what was synced');
  await using second = await machine.start();
  written.push(...(await writeNotes(second, desk, 'second')));
  // The second start has put back what the log held, and let go of that log.
  await machine.cutPower(second, 'what was synced');
  await using third = await machine.start();
  written.push(...(await writeNotes(third, desk, 'third')));
  await machine.cutPower(third, 'all but the log');
  await using fourth = await machine.start();

  expect(await readNotes(fourth, desk)).toEqual(written.toSorted());
});

embeddedLinuxTest('without syncs, the simulated power cut takes what was acknowledged', async () => {
  await using home = await makeHome();
  await using machine = aMachine(home.folder);
  await using first = await machine.start();
  const desk = await openDesk(first);
  const kept = await writeNotes(first, desk, 'kept');
  await machine.stopSyncing();
  await writeNotes(first, desk, 'lost');

  await machine.cutPower(first, 'what was synced');
  await using second = await machine.start();

  expect(await readNotes(second, desk)).toEqual(kept.toSorted());
});
