/**
 * Codes of a database that is away and not of a statement that is wrong: the network's, and PostgreSQL's for
 * connections (08), exhausted resources (53), shutting down or starting up (57P0), and a server that has just become
 * a read-only one in a failover (25006). And ours, for a database whose connections are all in use.
 */
const codes = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN|08|53|57P0|25006|NO_FREE_CONNECTION)/;

/** What the driver says without a code when a connection is lost, cannot be had in time, or does not answer. */
const messages =
  /^(Connection terminated|timeout e(xpired|xceeded)|Query read timeout|Client (has encountered a connection error|was closed)|Cannot use a pool after)/;

/** Our code for a statement that waited in vain for a connection, since all were in use: see pool-waits.ts. */
export const noFreeConnection = 'NO_FREE_CONNECTION';

/** PostgreSQL's code for a file that cannot be extended, as there is no space left. */
const diskFull = '53100';

/** Whether the database, and not the request, is the reason of a failure: trying again later may help. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return code === null ? messages.test(error.message) : codes.test(code);
}

/** Whether a failure that `isUnavailable` is for want of space: the database can be reached, and somebody must act. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && codeOf(error) === diskFull;
}

/** Whether a failure that `isUnavailable` is for want of a free connection: the database has them all at work. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && codeOf(error) === noFreeConnection;
}

function codeOf(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}
