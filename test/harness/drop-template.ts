import { rm } from 'node:fs/promises';
import { onServer, serverUrl, templateVariable } from './databases.ts';

/** Takes away what the set-up made. */
export default async function tearDown(): Promise<void> {
  const folder = process.env['RESOLUTIONFLOW_TEST_FOLDER'];
  if (folder) await rm(folder, { recursive: true, force: true });
  if (serverUrl !== null)
    await onServer(`drop database if exists ${process.env[templateVariable]} with (force)`);
}
