/**
 * Gives every account's event log a new epoch, so that all cursors expire and all clients load their queue anew. To be
 * run after a restore from a backup whose events have no links (docs/decisions/0021), before the product is started on
 * it: their cursors would silently point at other events than the client has seen. Harmless at any other time.
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
