/** Brings the database that the environment names to the newest version, without starting the product. */
import { parseConfig } from '../src/config.ts';
import { entities } from '../src/entities.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { createLog } from '../src/platform/log.ts';

const config = parseConfig(process.env);
const log = createLog(config.logLevel);
const database = await openDatabase({ config, entities, log });
try {
  await migrate(database, log);
  log.info('the database is at the newest version');
} finally {
  await database.close();
}
