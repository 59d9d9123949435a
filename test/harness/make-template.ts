import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { createLog } from '../../src/platform/log.ts';
import { onServer, serverUrl, templateVariable, urlOf } from './databases.ts';

/**
 * Migrates once for the whole run. The product itself is started for it, so that the job queue's tables are in the
 * template too; every test file then works on a copy.
 */
export default async function setUp(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-test-'));
  const common = { DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' };
  const log = createLog('silent');
  if (serverUrl === null) {
    const { PGlite } = await import('@electric-sql/pglite');
    const empty = await PGlite.create();
    const blank = await empty.dumpDataDir('none');
    await empty.close();
    const app = await createApp(parseConfig(common), { log, databaseTemplate: blank });
    const saved = await app.database.pglite?.dumpDataDir('none');
    await app.close();
    const file = join(folder, 'template.tar');
    await writeFile(file, Buffer.from((await saved?.arrayBuffer()) ?? new ArrayBuffer(0)));
    process.env[templateVariable] = file;
  } else {
    const name = `resolutionflow_test_template_${process.pid}`;
    await onServer(`drop database if exists ${name} with (force)`);
    await onServer(`create database ${name}`);
    const secret = 'a secret for tests, forty characters long';
    const app = await createApp(parseConfig({ ...common, DATABASE_URL: urlOf(name), TOKEN_SECRET: secret }), {
      log,
    });
    await app.close();
    process.env[templateVariable] = name;
  }
  process.env.RESOLUTIONFLOW_TEST_FOLDER = folder;
}
