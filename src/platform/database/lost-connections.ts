import { Client, type Pool, type PoolClient } from 'pg';

/**
 * Makes a pool get back the place of a connection that is lost in a transaction.
 *
 * The query builder gives a transaction's connection back after a commit or a rollback that succeeded. On a lost
 * connection neither does, and a BEGIN that fails does not give it back at all: each time one place in the pool would
 * be gone for good, until none is left and every request waits in vain. So a BEGIN or a ROLLBACK that fails is answered
 * as if it had not, and the connection is ended: the database has rolled back by itself, every further statement fails
 * with the true reason, and the pool throws the connection away when it gets it back.
 */
export function giveBackLostConnections(pool: Pool): void {
  pool.on('connect', giveBackWhenLost);
}

const frame = /^(begin|start transaction|rollback$)/;

function giveBackWhenLost(client: PoolClient): void {
  const { query } = client;
  Object.defineProperty(client, 'query', {
    configurable: true,
    value(...args: unknown[]): unknown {
      const answer: unknown = Reflect.apply(query, client, args);
      const [text] = args;
      if (typeof text !== 'string' || !frame.test(text) || !(answer instanceof Promise)) return answer;
      return answer.catch(() => {
        if (client instanceof Client) void client.end();
        return { command: text.toUpperCase(), rowCount: null, rows: [] };
      });
    },
  });
}
