/**
 * PostGraphile 5 over the product's own tables, as its manual says to run it: production mode, its own HTTP server,
 * prepared statements on (its adaptor names every statement unless told otherwise), a pool as large as the product's.
 * It is given what it would not have otherwise: no sign-in, no row security, every column open to filters and orders.
 */
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { announce } from './ready.js';

const { DATABASE_URL } = process.env;
const preset = {
  extends: [PostGraphileAmberPreset],
  // Otherwise only the first column of an index can be ordered by.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({ connectionString: DATABASE_URL, schemas: ['public'], poolConfig: { max: 10 } }),
  ],
  grafast: { explain: false },
  grafserv: { graphiql: false, watch: false, maxRequestLength: 1_000_000 },
};
const server = createServer({ keepAliveTimeout: 65_000 });
const instance = postgraphile(preset);
const serv = instance.createServ(grafserv);
await serv.addTo(server);
// The schema is built before the first request, not by it.
await instance.getSchema();
announce(server);
