import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireFolderLock } from '../../src/platform/database/folder-lock.ts';
import { expect, test } from '../harness/test.ts';

async function makeFolder(name = '') {
  const folder = await mkdtemp(join(tmpdir(), `resolutionflow-lock-${name}`));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

test('a data folder is for one process at a time, and free again once it is given back', async () => {
  await using place = await makeFolder();
  const release = await acquireFolderLock(place.folder);

  await expect(acquireFolderLock(place.folder)).rejects.toThrow(/Another process already uses/);

  await release();
  await (await acquireFolderLock(place.folder))();
});

test('of many that ask at the same moment at most one gets it', async () => {
  await using place = await makeFolder();

  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => acquireFolderLock(place.folder)));

  const held = outcomes.filter(outcome => outcome.status === 'fulfilled');
  expect(held.length).toBeLessThanOrEqual(1);
  for (const outcome of held) await outcome.value();
});

test('what a killed process left behind blocks nobody', async () => {
  await using place = await makeFolder();
  const module = new URL('../../src/platform/database/folder-lock.ts', import.meta.url).href;
  const code = `const { acquireFolderLock } = await import(${JSON.stringify(module)});
    await acquireFolderLock(${JSON.stringify(place.folder)}); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await expect(acquireFolderLock(place.folder)).rejects.toThrow(/Another process/);

  child.kill('SIGKILL');
  await once(child, 'exit');

  await (await acquireFolderLock(place.folder))();
  expect((await readdir(place.folder)).filter(name => name.endsWith('.sock'))).toEqual([]);
});

test('a folder whose path is too long for a socket is locked as well', async () => {
  await using place = await makeFolder('a-very-long-name-'.repeat(8));
  const release = await acquireFolderLock(place.folder);

  await expect(acquireFolderLock(place.folder)).rejects.toThrow(/Another process already uses/);

  await release();
});
