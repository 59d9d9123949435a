import { chmod, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closeDataFolder } from '../../src/platform/data-folder.ts';
import { createLog } from '../../src/platform/log.ts';
import { isServer } from '../harness/databases.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { foundAccount } from '../live/bulk-events.ts';
import { type Home, makeHome, type Program, removeMigratedFolder, startProgram } from './program.ts';

/** What is in the data folder is its owner's alone. */

afterAll(removeMigratedFolder);

/** All below a folder, and itself, that others may do something with; `count`: all that was looked at. */
async function readOpen(folder: string): Promise<{ open: string[]; count: number }> {
  const names = await readdir(folder, { recursive: true });
  const open: string[] = [];
  for (const path of [folder, ...names.map(name => join(folder, name))]) {
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0) open.push(`${path} ${(mode & 0o777).toString(8)}`);
  }
  return { open, count: names.length };
}

const closedLine = ({ log }: Program) =>
  log.find(({ msg }) => msg === 'the data folder could be read by others on this machine; it is closed now');

async function invite(program: Program): Promise<void> {
  const { owner } = await foundAccount(program.url, 'Acme', 0);
  const sent = await program
    .client(owner.token)
    .send('mutation ($input: InviteUserInput!) { inviteUser(input: $input) { acceptUrl } }', {
      input: { email: 'new@test.example', role: 'ENGINEER' },
    });
  expect(sent.errors).toBeUndefined();
}

/** A program with a database, a secret and a mail in its folder. */
async function startWithMail(home: Home, folder: string): Promise<Program> {
  const program = await startProgram({ ...home.settings, DATA_DIR: folder });
  await invite(program);
  return program;
}

if (!isServer) {
  test('a new data folder, with all that comes into it, is closed to others', async () => {
    await using home = await makeHome();
    const folder = join(home.folder, 'made', 'by the program');

    await using program = await startWithMail(home, folder);

    const { open, count } = await readOpen(folder);
    expect(open).toEqual([]);
    expect(count).toBeGreaterThan(900);
    expect(closedLine(program)).toBeUndefined();
  });

  test('a data folder that an older version left open is closed at the start, and the log says so', async () => {
    await using home = await makeHome();
    await chmod(home.folder, 0o755);
    const before = await readOpen(home.folder);

    await using program = await startProgram(home.settings);

    expect(before.open.length).toBeGreaterThan(900);
    expect((await readOpen(home.folder)).open).toEqual([]);
    expect(closedLine(program)).toMatchObject({ folder: home.folder, closed: before.open.length });
  });
}

test('only what the product has made is closed, links are not followed, and a shared folder stays shared', async () => {
  await using home = await makeHome();
  const folder = join(home.folder, 'shared');
  const lines: { closed?: number; failures?: string[] }[] = [];
  const log = createLog('info', { write: line => lines.push(JSON.parse(line)) });
  await mkdir(join(folder, 'mail'), { recursive: true });
  for (const name of ['token-secret', 'mail/a.eml', 'somebody-elses', 'linked']) {
    await writeFile(join(folder, name), '');
    await chmod(join(folder, name), 0o644);
  }
  await symlink(join(folder, 'linked'), join(folder, 'mail', 'link'));
  await chmod(join(folder, 'mail'), 0o755);
  await chmod(folder, 0o1777);

  await closeDataFolder(folder, log, true);

  const modeOf = async (name: string) => ((await stat(join(folder, name))).mode & 0o777).toString(8);
  expect(await Promise.all(['token-secret', 'mail', 'mail/a.eml'].map(modeOf))).toEqual([
    '600',
    '700',
    '600',
  ]);
  expect(await Promise.all(['.', 'somebody-elses', 'linked'].map(modeOf))).toEqual(['777', '644', '644']);
  expect(lines).toMatchObject([{ closed: 3 }, { failures: [`${folder} is shared with others`] }]);
});
