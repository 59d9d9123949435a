/**
 * What `npm start` runs: `node src/start.js ARGUMENT…` runs `node ARGUMENT…` and keeps it running. JavaScript, because
 * Node.js takes 17 MB more for the life of a process that has stripped types; those of the supervisor are kept in the
 * compile cache, so that only the very first start needs them.
 */
import { enableCompileCache } from 'node:module';

enableCompileCache();

const { supervise } = await import('./supervisor.ts');
supervise(process.argv.slice(2));
