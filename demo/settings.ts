/** Why the demo does not start, in words for the person who started it. */
export class DemoRefused extends Error {}

export interface DemoSettings {
  /** What the product is started with, whatever else the environment holds. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Between two escalations, on average. */
  readonly secondsBetween: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The demo has a database, a mail folder and people of its own, so only what decides where it can be reached is
 * taken over: a mail server or a Redis of the surroundings must not get to see made-up tickets.
 * @param folder where everything is kept until the demo ends
 * @throws DemoRefused
 */
export function readDemoSettings(environment: Environment, folder: string): DemoSettings {
  assertNoDatabase(environment);
  const { HOST, PORT, PUBLIC_URL, LOG_LEVEL, DEMO_SECONDS_BETWEEN } = environment;
  const secondsBetween = Number(DEMO_SECONDS_BETWEEN?.trim() || 4);
  if (!(secondsBetween >= 0.05 && secondsBetween <= 3_600)) {
    throw new DemoRefused(
      `DEMO_SECONDS_BETWEEN must be a number from 0.05 to 3600, not "${DEMO_SECONDS_BETWEEN}".`,
    );
  }
  return {
    secondsBetween,
    environment: {
      HOST,
      PORT,
      PUBLIC_URL,
      LOG_LEVEL: LOG_LEVEL?.trim() || 'warn',
      DATA_DIR: folder,
      MAIL_FROM: 'Northwind IT Services <desk@northwind.example>',
      RATE_LIMITS: 'off',
      ACCESS_TOKEN_SECONDS: '86400',
    },
  };
}

/** @throws DemoRefused when a database is configured: the demo writes a lot, and none of it is true. */
export function assertNoDatabase(environment: Environment): void {
  if (!environment.DATABASE_URL?.trim()) return;
  throw new DemoRefused(
    'DATABASE_URL is set. The demo makes up people and tickets, so it runs on a database of its own alone.\nStart it without: env -u DATABASE_URL npm run demo',
  );
}
