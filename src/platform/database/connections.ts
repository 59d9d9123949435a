import type { ClientConfig } from 'pg';

/** How to reach a server. Every connection of the program is made from this, by `connectionOptions`. */
export interface ServerAddress {
  readonly url: string;
  /** Whether a pooler stands in between: what is set on a connection, or prepared on it, may meet others or nobody. */
  readonly isPooled: boolean;
}

/** Timeouts of the server for one connection, in milliseconds; 0: none. */
export interface SessionTimeouts {
  readonly statement: number;
  readonly lock: number;
  readonly idleInTransaction: number;
}

/** What connections are for, by the name that the server shows for them. */
interface Purpose {
  readonly application_name: string;
  readonly timeouts: SessionTimeouts;
  /** Further settings of the server for these connections. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Longest that the driver waits for the answer to a statement; 0: for ever. Milliseconds. */
  readonly query_timeout: number;
  /**
   * Sends statements without waiting for the answer of the one before. It also makes the driver cut a connection that
   * did not answer in time, where it would otherwise give it back to the pool, for the next one to wait on.
   */
  readonly pipeline?: boolean;
}

const purposes = {
  /** Requests, and whatever reads and writes as they do. */
  pool: {
    application_name: 'resolutionflow',
    timeouts: { statement: 15_000, lock: 10_000, idleInTransaction: 20_000 },
    // Our own patience with a server that has fallen silent; above the limit that a living one keeps by itself.
    query_timeout: 17_000,
    pipeline: true,
  },
  /**
   * The job queue. It commits without waiting for the disk, so that the commits of requests need not wait behind it.
   * Jobs are added by the transaction that needs them, on its own connection. What these connections do is take a job
   * and say that it is done; should the server crash within the second, the job is done again, as after any crash.
   */
  jobs: {
    application_name: 'resolutionflow-jobs',
    timeouts: { statement: 60_000, lock: 60_000, idleInTransaction: 60_000 },
    settings: { synchronous_commit: 'off' },
    // Far above what the queue's own maintenance takes.
    query_timeout: 60_000,
  },
  limits: {
    application_name: 'resolutionflow-limits',
    timeouts: { statement: 5_000, lock: 5_000, idleInTransaction: 5_000 },
    query_timeout: 6_000,
  },
  /** LISTEN: idle nearly all the time. */
  wire: {
    application_name: 'resolutionflow-wire',
    timeouts: { statement: 0, lock: 0, idleInTransaction: 0 },
    query_timeout: 5_000,
  },
  /** The limits of a migration are set by its transaction. */
  migrations: {
    application_name: 'resolutionflow-migrations',
    timeouts: { statement: 0, lock: 0, idleInTransaction: 0 },
    query_timeout: 0,
  },
  /** The first look at a server. */
  probe: {
    application_name: 'resolutionflow-probe',
    timeouts: { statement: 5_000, lock: 5_000, idleInTransaction: 5_000 },
    query_timeout: 6_000,
  },
} as const satisfies Record<string, Purpose>;

/** Shows that the settings of a connection have reached the session that answers on it. */
export const pinnedMark = { name: 'resolutionflow.pinned', value: 'yes' } as const;

/**
 * What the program relies on, whatever the server, the database or the role has for a default. Not here, and so up to
 * whoever runs the server: `search_path`, `synchronous_commit`, the planner's settings, `default_transaction_read_only`
 * (hosters turn it on to protect a disk that is full).
 */
export const pinnedSettings: Readonly<Record<string, string>> = {
  datestyle: 'ISO,MDY',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  // Races are settled by an update whose row count decides; at any higher level the loser gets an error instead.
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  idle_session_timeout: '0',
  // Compiling a plan takes longer than it saves, also in the widest statement here: 90 ms without, 530 with it.
  jit: 'off',
  [pinnedMark.name]: pinnedMark.value,
};

/** What the driver is told for a connection. */
export type ConnectionOptions = Pick<
  ClientConfig,
  | 'connectionString'
  | 'options'
  | 'application_name'
  | 'query_timeout'
  | 'connectionTimeoutMillis'
  | 'keepAlive'
  | 'keepAliveInitialDelayMillis'
> & { readonly pipeline: boolean };

/**
 * The options of every connection to a server. Settings travel in the one startup parameter `options`, behind those of
 * the URL. A pooler would refuse or drop them: through one, `beginSql` and the checks at the start take their place.
 */
export function connectionOptions(
  { url, isPooled }: ServerAddress,
  purpose: keyof typeof purposes,
): ConnectionOptions {
  const { application_name, query_timeout, pipeline = false, ...session }: Purpose = purposes[purpose];
  const connection = new URL(url);
  const asked = connection.searchParams.get('options') ?? '';
  // What is in the URL would win over what is beside it.
  connection.searchParams.delete('options');
  const settings = { ...pinnedSettings, ...toSettings(session.timeouts), ...session.settings };
  const pinned = Object.entries(settings).map(
    ([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`,
  );
  return {
    connectionString: connection.href,
    options: (isPooled ? [asked] : [asked, ...pinned]).join(' ').trim(),
    application_name,
    query_timeout,
    pipeline,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** Timeouts as the server's settings. */
export function toSettings({ statement, lock, idleInTransaction }: SessionTimeouts): Record<string, string> {
  return {
    statement_timeout: String(statement),
    lock_timeout: String(lock),
    idle_in_transaction_session_timeout: String(idleInTransaction),
  };
}

/** One statement that sets these for the transaction that is open, and for no longer. */
export function setLocalSql(settings: Readonly<Record<string, string>>): string {
  const each = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`);
  return `select ${each.join(', ')}`;
}

/** How a transaction begins: at the level that its statements rely on, and through a pooler with its own timeouts. */
export function beginSql({ isPooled }: Pick<ServerAddress, 'isPooled'>): string {
  const begin = 'begin isolation level read committed';
  return isPooled ? `${begin}; ${setLocalSql({ ...toSettings(purposes.pool.timeouts), jit: 'off' })}` : begin;
}
