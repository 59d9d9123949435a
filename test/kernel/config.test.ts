import { ConfigError, parseConfig } from '../../src/config.ts';
import { expect, test } from '../harness/test.ts';

const secret = 'x'.repeat(32);

test('an empty environment is a complete configuration on the embedded database', () => {
  const config = parseConfig({});

  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    databaseUrl: null,
    databasePool: 10,
    accessTokenSeconds: 900,
    refreshTokenDays: 30,
    smtpUrl: null,
    heartbeatSeconds: 25,
    streamMaxAgeSeconds: 3_600,
    streamsPerUser: 20,
    eventRetentionDays: 30,
    rateLimits: true,
    metricsToken: null,
    graphiql: true,
    logLevel: 'info',
  });
  expect(config.dataDir).toMatch(/^\/.*data$/);
  expect(Object.isFrozen(config)).toBe(true);
});

test('all problems are reported at once, each by the name of its setting', () => {
  const attempt = () =>
    parseConfig({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://localhost/x',
      DATABASE_POOL: '1',
      REDIS_URL: 'not a url',
      TOKEN_SECRET: 'short',
      RATE_LIMITS: 'maybe',
      LOG_LEVEL: 'loud',
      MAIL_FROM: 'nobody',
      HEARTBEAT_SECONDS: '-1',
      PUBLIC_URL: 'ftp://x',
      METRICS_TOKEN: 'too short',
      GRAPHIQL: 'sometimes',
    });

  let problems: readonly string[] = [];
  try {
    attempt();
  } catch (error) {
    problems = error instanceof ConfigError ? error.problems : [];
  }

  const named = problems.map(problem => problem.split(' ')[0]);
  expect(new Set(named)).toEqual(
    new Set([
      'PORT',
      'DATABASE_URL',
      'DATABASE_POOL',
      'REDIS_URL',
      'TOKEN_SECRET',
      'RATE_LIMITS',
      'METRICS_TOKEN',
      'GRAPHIQL',
      'LOG_LEVEL',
      'MAIL_FROM',
      'HEARTBEAT_SECONDS',
      'PUBLIC_URL',
    ]),
  );
});

test('a server database needs a secret that all replicas share', () => {
  expect(() => parseConfig({ DATABASE_URL: 'postgres://db/x' })).toThrow(/TOKEN_SECRET is required/);
  expect(parseConfig({ DATABASE_URL: 'postgres://db/x', TOKEN_SECRET: secret }).databaseUrl).toBe(
    'postgres://db/x',
  );
});

test('an address beside the pooler needs one through it', () => {
  const direct = { DATABASE_DIRECT_URL: 'postgres://db/x' };
  expect(() => parseConfig(direct)).toThrow(/DATABASE_DIRECT_URL is of use only with DATABASE_URL/);
  const config = parseConfig({ ...direct, DATABASE_URL: 'postgres://pooler/x', TOKEN_SECRET: secret });
  expect(config.databaseDirectUrl).toBe('postgres://db/x');
});

test('a problem with a URL does not repeat the password in it', () => {
  expect(() => parseConfig({ SMTP_URL: 'http://user:hunter2@mail' })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
  );
});

test('an empty value counts as not set, and the public address loses its trailing slash', () => {
  const config = parseConfig({ PORT: '', SMTP_URL: ' ', PUBLIC_URL: 'https://desk.example.com/' });

  expect([config.port, config.smtpUrl, config.publicUrl]).toEqual([4000, null, 'https://desk.example.com']);
});

test('a model that assesses needs an address and a name; its key is up to it', () => {
  const model = { ASSESSMENT_URL: 'https://models.example.com/v1/', ASSESSMENT_MODEL: 'small' };

  expect(parseConfig({}).assessmentModel).toBeNull();
  expect(parseConfig(model).assessmentModel).toEqual({
    url: 'https://models.example.com/v1',
    model: 'small',
    apiKey: null,
  });
  expect(parseConfig({ ...model, ASSESSMENT_API_KEY: 'key-1' }).assessmentModel?.apiKey).toBe('key-1');
  // A key alone asks nobody anything.
  expect(parseConfig({ ASSESSMENT_API_KEY: 'key-1' }).assessmentModel).toBeNull();
});

test('half a model is refused, and so is an address that is none, without repeating what it holds', () => {
  const problemsOf = (environment: Record<string, string>) => {
    try {
      parseConfig(environment);
      return [];
    } catch (error) {
      return error instanceof ConfigError ? error.problems : [String(error)];
    }
  };

  const together = 'ASSESSMENT_URL and ASSESSMENT_MODEL belong together: set both, or neither.';
  expect(problemsOf({ ASSESSMENT_URL: 'https://models.example.com/v1' })).toEqual([together]);
  expect(problemsOf({ ASSESSMENT_MODEL: 'small' })).toEqual([together]);
  expect(problemsOf({ ASSESSMENT_URL: 'key:hunter2@models', ASSESSMENT_MODEL: 'small' })).toEqual([
    'ASSESSMENT_URL must start with http:// or https://.',
  ]);
  expect(problemsOf({ ASSESSMENT_URL: 'models', ASSESSMENT_MODEL: 'small' })).toEqual([
    'ASSESSMENT_URL is not a URL.',
  ]);
});
