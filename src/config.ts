import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** How the program was told to run: parsed once from the environment, then passed down, never read again. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Base of the links in mails, without a trailing slash; null: made from the address the server really got. */
  readonly publicUrl: string | null;
  /** Absolute path: embedded database, mail files, generated secret. */
  readonly dataDir: string;
  /** Mebibytes of the disk of `dataDir` below which nothing is written; 0: nobody looks. Embedded only. */
  readonly diskReserveMebibytes: number;
  /** null: the embedded database under `dataDir`. */
  readonly databaseUrl: string | null;
  /** The same database without the pooler that `databaseUrl` leads through; null: there is none. */
  readonly databaseDirectUrl: string | null;
  readonly databasePool: number;
  readonly redisUrl: string | null;
  /** null: generated under `dataDir` at the first start (embedded only). */
  readonly tokenSecret: string | null;
  readonly accessTokenSeconds: number;
  readonly refreshTokenDays: number;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly heartbeatSeconds: number;
  readonly streamMaxAgeSeconds: number;
  readonly streamsPerUser: number;
  readonly eventRetentionDays: number;
  readonly rateLimits: boolean;
  /** Writes of content (answers, notes, handoffs, trees, …) of one account within an hour; 0: any number. */
  readonly accountWritesPerHour: number;
  /** Mebibytes of content that one account may store; 0: any number. */
  readonly accountStoredMebibytes: number;
  /** Hosts, `host:port` and networks (`10.0.0.0/8`) that webhooks and ticket systems may be at although they are private. */
  readonly outgoingAllow: readonly string[];
  /** The model that assesses escalations, at an endpoint that speaks OpenAI's protocol; null: none. */
  readonly assessmentModel: AssessmentModel | null;
  /** How many reverse proxies stand in front and add to X-Forwarded-For; 0: none is believed. */
  readonly trustProxyHops: number;
  /** Connections of one network address at a time, unless proxies stand in front; 0: any number. */
  readonly connectionsPerAddress: number;
  /** What whoever reads the metrics must send as a bearer token; null: they are for private addresses without a proxy. */
  readonly metricsToken: string | null;
  /** Whether a browser gets GraphiQL at `/graphql`. */
  readonly graphiql: boolean;
  /** After so long without a sign of the main thread the program ends itself by force; 0: never. */
  readonly watchdogSeconds: number;
  readonly logLevel: LogLevel;
}

/** Where a model answers, and which. */
export interface AssessmentModel {
  /** Base of the endpoint, such as `https://models.example.com/v1`. */
  readonly url: string;
  readonly model: string;
  /** null: the endpoint asks for none. */
  readonly apiKey: string | null;
}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** All that is wrong with an environment, one line a setting. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map(problem => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Turns an environment into a frozen Config. An empty value counts as not set.
 * @throws ConfigError that lists every problem at once, each by the name of its setting
 */
export function parseConfig(environment: Environment): Config {
  const problems: string[] = [];
  const text = (name: string): string | null => environment[name]?.trim() || null;

  function whole(name: string, fallback: number, min: number, max: number): number {
    const raw = text(name);
    if (raw === null) return fallback;
    const value = Number(raw);
    if (/^\d+$/.test(raw) && value >= min && value <= max) return value;
    problems.push(`${name} must be a whole number from ${min} to ${max}, not "${raw}".`);
    return fallback;
  }

  function oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const raw = text(name);
    if (raw === null) return fallback;
    const found = allowed.find(value => value === raw);
    if (found !== undefined) return found;
    problems.push(`${name} must be one of ${allowed.join(', ')}, not "${raw}".`);
    return fallback;
  }

  function url(name: string, protocols: readonly string[]): string | null {
    const raw = text(name);
    if (raw === null) return null;
    // The value is not repeated in the message: it may hold a password.
    if (!URL.canParse(raw)) {
      problems.push(`${name} is not a URL.`);
      return null;
    }
    if (!protocols.includes(new URL(raw).protocol)) {
      problems.push(`${name} must start with ${protocols.map(protocol => `${protocol}//`).join(' or ')}.`);
      return null;
    }
    return raw;
  }

  const databaseUrl = url('DATABASE_URL', ['postgres:', 'postgresql:']);
  const databaseDirectUrl = url('DATABASE_DIRECT_URL', ['postgres:', 'postgresql:']);
  if (text('DATABASE_DIRECT_URL') !== null && text('DATABASE_URL') === null) {
    problems.push('DATABASE_DIRECT_URL is of use only with DATABASE_URL.');
  }
  const tokenSecret = text('TOKEN_SECRET');
  if (tokenSecret !== null && tokenSecret.length < 32) {
    problems.push('TOKEN_SECRET must have at least 32 characters.');
  }
  if (tokenSecret === null && text('DATABASE_URL') !== null) {
    problems.push(
      'TOKEN_SECRET is required with DATABASE_URL: every replica must sign with the same secret.',
    );
  }
  const metricsToken = text('METRICS_TOKEN');
  // As it is sent: a header takes no spaces within a token, and no letters beyond ASCII.
  if (metricsToken !== null && !/^[!-~]{16,200}$/.test(metricsToken)) {
    problems.push('METRICS_TOKEN must have 16 to 200 characters of ASCII, without spaces.');
  }
  const mailFrom = text('MAIL_FROM') ?? 'ResolutionFlow <resolutionflow@localhost>';
  if (!/^[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/.test(mailFrom)) {
    problems.push(
      'MAIL_FROM must be an address, or a name and an address such as "Desk <desk@example.com>".',
    );
  }

  const assessmentUrl = url('ASSESSMENT_URL', ['http:', 'https:']);
  const assessmentModelName = text('ASSESSMENT_MODEL');
  if ((text('ASSESSMENT_URL') === null) !== (assessmentModelName === null)) {
    problems.push('ASSESSMENT_URL and ASSESSMENT_MODEL belong together: set both, or neither.');
  }
  const outgoingAllow = (text('OUTGOING_ALLOW') ?? '')
    .split(',')
    .map(entry => entry.trim().toLowerCase())
    .filter(entry => entry !== '');
  for (const entry of outgoingAllow) {
    if (!isAllowEntry(entry)) {
      problems.push(`OUTGOING_ALLOW holds "${entry}", which is no host, no host:port and no network.`);
    }
  }

  const config: Config = {
    host: text('HOST') ?? '127.0.0.1',
    port: whole('PORT', 4000, 0, 65_535),
    publicUrl: url('PUBLIC_URL', ['http:', 'https:'])?.replace(/\/+$/, '') ?? null,
    dataDir: resolve(text('DATA_DIR') ?? './data'),
    diskReserveMebibytes: whole('DISK_RESERVE_MB', 256, 0, 1_000_000_000),
    databaseUrl,
    databaseDirectUrl,
    databasePool: whole('DATABASE_POOL', 10, 2, 200),
    redisUrl: url('REDIS_URL', ['redis:', 'rediss:']),
    tokenSecret,
    accessTokenSeconds: whole('ACCESS_TOKEN_SECONDS', 900, 5, 86_400),
    refreshTokenDays: whole('REFRESH_TOKEN_DAYS', 30, 1, 365),
    smtpUrl: url('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom,
    heartbeatSeconds: whole('HEARTBEAT_SECONDS', 25, 1, 300),
    streamMaxAgeSeconds: whole('STREAM_MAX_AGE_SECONDS', 3_600, 10, 86_400),
    streamsPerUser: whole('STREAMS_PER_USER', 20, 1, 100_000),
    eventRetentionDays: whole('EVENT_RETENTION_DAYS', 30, 1, 3_650),
    outgoingAllow: Object.freeze(outgoingAllow),
    assessmentModel:
      assessmentUrl === null || assessmentModelName === null
        ? null
        : Object.freeze({
            url: assessmentUrl.replace(/\/+$/, ''),
            model: assessmentModelName,
            apiKey: text('ASSESSMENT_API_KEY'),
          }),
    accountWritesPerHour: whole('ACCOUNT_WRITES_PER_HOUR', 60_000, 0, 1_000_000_000),
    accountStoredMebibytes: whole('ACCOUNT_STORED_MB', 20_480, 0, 1_000_000_000),
    rateLimits: oneOf('RATE_LIMITS', ['on', 'off'], 'on') === 'on',
    trustProxyHops: whole('TRUST_PROXY_HOPS', 0, 0, 10),
    connectionsPerAddress: whole('CONNECTIONS_PER_ADDRESS', 1_000, 0, 1_000_000),
    metricsToken,
    graphiql: oneOf('GRAPHIQL', ['on', 'off'], 'on') === 'on',
    watchdogSeconds: whole('WATCHDOG_SECONDS', 60, 0, 3_600),
    logLevel: oneOf('LOG_LEVEL', logLevels, 'info'),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

/** Whether it is a host, a host with a port (an IPv6 address in brackets), or a network with the length of its prefix. */
function isAllowEntry(entry: string): boolean {
  const [network = '', prefix, ...rest] = entry.split('/');
  if (prefix === undefined) return URL.canParse(`http://${entry}`) && !/[@?#]/.test(entry);
  const bitsMax = { 0: -1, 4: 32, 6: 128 }[isIP(network)] ?? -1;
  return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bitsMax;
}
