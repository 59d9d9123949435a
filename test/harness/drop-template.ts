import { rm } from 'node:fs/promises';
import { databasesLike, onServer, serverUrl, templateVariable } from './databases.ts';

/** Takes away what the set-up made, and the copies that workers made of it. */
export default async function tearDown(): Promise<void> {
  const folder = process.env.RESOLUTIONFLOW_TEST_FOLDER;
  if (folder) await rm(folder, { recursive: true, force: true });
  const template = process.env[templateVariable];
  if (serverUrl === null || template === undefined) return;
  for (const name of await databasesLike(`${template}%`)) {
    await onServer(`drop database if exists ${name} with (force)`);
  }
}
