import { mkdtempDisposable, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOrMakeSecret } from '../../src/platform/token-secret.ts';
import { expect, test } from '../harness/test.ts';

test('the secret is made once and is its owner’s alone', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'resolutionflow-secret-'));
  const dataDir = join(folder.path, 'made', 'for it');

  const made = await loadOrMakeSecret(dataDir);

  expect(made.length).toBeGreaterThanOrEqual(64);
  expect(await loadOrMakeSecret(dataDir)).toBe(made);
  expect((await stat(join(dataDir, 'token-secret'))).mode & 0o777).toBe(0o600);
});

test('nothing is signed with the empty file that a power cut left', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'resolutionflow-secret-'));
  const file = join(folder.path, 'token-secret');
  await writeFile(file, '');

  const made = await loadOrMakeSecret(folder.path);

  expect(made.length).toBeGreaterThanOrEqual(64);
  expect(await readFile(file, 'utf8')).toBe(made);
});
