import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DurableFolder, durableStartParams } from '../../src/platform/database/durable-folder.ts';
import { isServer } from '../harness/databases.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { makeHome, removeMigratedFolder } from '../serving/program.ts';

/** When the embedded database syncs; what a power cut leaves is in power-cut.test.ts. */

afterAll(removeMigratedFolder);

/** Counts the syncs that `work` waits for. */
async function countSyncs(work: () => Promise<unknown>): Promise<number> {
  const { fsyncSync } = fs;
  let count = 0;
  fs.fsyncSync = descriptor => {
    fsyncSync(descriptor);
    count++;
  };
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    fs.fsyncSync = fsyncSync;
    syncBuiltinESMExports();
  }
  return count;
}

const embeddedTest = isServer ? test.skip : test;

embeddedTest(
  'each commit is synced once, a checkpoint syncs the tables, and reading syncs nothing',
  async () => {
    await using home = await makeHome();
    const folder = new DurableFolder(join(home.folder, 'database'));
    const pglite = await PGlite.create({ fs: folder, startParams: [...durableStartParams] });
    try {
      await pglite.exec('create table note (text text)');
      const counts = {
        commit: await countSyncs(() => pglite.query(`insert into note values ('Error 53003')`)),
        reading: await countSyncs(() => pglite.query('select * from note')),
        checkpoint: await countSyncs(() => pglite.exec('checkpoint')),
      };

      expect(counts).toMatchObject({ commit: 1, reading: 0 });
      expect(counts.checkpoint).toBeGreaterThan(1);
    } finally {
      await pglite.close();
    }
  },
);
