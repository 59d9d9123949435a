/**
 * To be run once after a database was restored from a backup, before the product is started on it. Gives every
 * account's event log a new epoch: cursors from before the restore are then recognised (CURSOR_EXPIRED, reload)
 * instead of silently pointing at other events than the client has seen.
 */
import { parseConfig } from '../src/config.ts';
import { entities } from '../src/entities.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { startNewEpochs } from '../src/platform/events/event-log.ts';
import { createLog } from '../src/platform/log.ts';

const config = parseConfig(process.env);
const log = createLog(config.logLevel);
const database = await openDatabase({ config, entities, log });
try {
  log.info({ accounts: await startNewEpochs(database) }, 'every event log has a new epoch');
} finally {
  await database.close();
}
