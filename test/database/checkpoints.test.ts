import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { checkpointWhenDue } from '../../src/platform/database/checkpoints.ts';
import { DurableFolder, durableStartParams } from '../../src/platform/database/durable-folder.ts';
import { isServer } from '../harness/databases.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { makeHome, removeMigratedFolder } from '../serving/program.ts';

afterAll(removeMigratedFolder);

const embeddedTest = isServer ? test.skip : test;

/** Where recovery would start from. */
async function readRedo(pglite: PGlite): Promise<unknown> {
  return (await pglite.query('select redo_lsn from pg_control_checkpoint()')).rows[0];
}

embeddedTest('the embedded database uses its log again once much was written, and not before', async () => {
  await using home = await makeHome();
  const folder = join(home.folder, 'database');
  const pglite = await PGlite.create({ fs: new DurableFolder(folder), startParams: [...durableStartParams] });
  const segments = async () => (await readdir(join(folder, 'pg_wal'))).length;
  const writeMuch = async () => {
    await pglite.exec(`insert into filler select repeat(md5(n::text), 30) from generate_series(1, 50000) n`);
    await pglite.exec('truncate filler');
  };
  try {
    await pglite.exec('create table filler (text text)');
    const before = await readRedo(pglite);
    await checkpointWhenDue(pglite);
    const afterLittle = await readRedo(pglite);
    const counts: number[] = [];
    for (let round = 0; round < 6; round++) {
      await writeMuch();
      await checkpointWhenDue(pglite);
      counts.push(await segments());
    }

    expect(afterLittle).toEqual(before);
    // Each round writes three or four segments; what the first ones left is used by the others.
    expect(counts.at(-1)).toBeLessThan((counts[2] ?? 0) + 3);
    expect(await readRedo(pglite)).not.toEqual(before);
  } finally {
    await pglite.close();
  }
});
