import { setTimeout as delay } from 'node:timers/promises';
import { type Case, openProduct, openScratchDatabase, type Plan } from '../benchmark.ts';
import { startGenerator } from '../load/generator.ts';
import type { MailSinkOrder, MailSinkResult } from '../load/mail-sink.ts';
import type { RequestLoad, RequestLoadResult } from '../load/request-load.ts';
import { withClient } from '../scratch-database.ts';
import { type SeededAccount, seedAccount, seedSessions, settleTables } from '../seed.ts';
import { formatFigure, quantile } from '../statistics.ts';
import { escalateOnProduct } from './create.ts';
import { checked, queueOfProduct } from './queue.ts';

const recipients = 20;
/** As many of one account as are still mailed one by one: a fourth within two minutes would go into a digest. */
const escalationsPerAccount = 3;
const goalSeconds = 60;
const goalQueryMs = 100;
/** Somebody reads the queue this often while the mails go out. */
const queryEveryMs = 50;
const drainMsMax = 240_000;

async function run(plan: Plan): Promise<void> {
  const accountCount = plan.quick ? 20 : 334;
  const escalations = accountCount * escalationsPerAccount;
  const sink = startGenerator<MailSinkOrder, MailSinkResult>('mail-sink', drainMsMax + 10_000);
  plan.cleanUp(() => sink.stop());
  const { url: smtpUrl } = await sink.order({ mails: 0, withinMs: 0 });
  const database = await openScratchDatabase(plan);
  const product = await openProduct(plan, database.url, { SMTP_URL: smtpUrl });
  const seeded = await withClient(database.url, async client => {
    const accounts: { account: SeededAccount; sessions: string[] }[] = [];
    for (let n = 0; n < accountCount; n++) {
      const account = await seedAccount(client, recipients + 1);
      accounts.push({ account, sessions: await seedSessions(client, account, escalationsPerAccount) });
    }
    await settleTables(client);
    return accounts;
  });
  const generator = startGenerator<RequestLoad, RequestLoadResult>('request-load', 120_000);
  plan.cleanUp(() => generator.stop());
  const turns = Array.from({ length: escalationsPerAccount }, (_, at) =>
    seeded.map(({ account, sessions }) => ({ account, sessionId: sessions[at] ?? '' })),
  ).flat();

  const cpuBefore = await product.cpuSeconds();
  const startedAt = Date.now();
  const drained = sink.order({ mails: escalations * recipients, withinMs: drainMsMax });
  const probe = startProbe(queueOfProduct(product, seeded[0]?.account ?? (await nobody())));
  const made = checked(
    await generator.order({
      url: product.url,
      path: '/graphql',
      headers: {},
      bodies: turns.map(({ sessionId }) => escalateOnProduct(sessionId)),
      tokens: turns.map(({ account }) => account.people[0].token),
      connections: 16,
      seconds: null,
    }),
  );
  const { mails, repeated, lastAt } = await drained;
  const queryMs = await probe.stop();
  const cpuSeconds = (await product.cpuSeconds()) - cpuBefore;

  plan.report(
    {
      work: `${escalations} escalations × ${recipients} recipients, until the last mail`,
      unit: 's',
      figures: [mails === escalations * recipients ? (lastAt - startedAt) / 1000 : Number.NaN],
      under: goalSeconds,
      comparisons: [],
      notes: [
        `${mails} mails of ${escalations * recipients}, ${repeated} of them again; ` +
          `the escalations were made in ${formatFigure(made.seconds)} s; ` +
          `${formatFigure((cpuSeconds * 1000) / Math.max(1, mails))} ms of the server's processor time a mail`,
      ],
    },
    {
      work: 'the queue meanwhile, 99th percentile',
      unit: 'ms',
      figures: [quantile(queryMs, 0.99)],
      under: goalQueryMs,
      comparisons: [],
      notes: [
        `${queryMs.length} queries, one every ${queryEveryMs} ms; median ${formatFigure(quantile(queryMs, 0.5))} ms, ` +
          `longest ${formatFigure(quantile(queryMs, 1))} ms`,
      ],
    },
  );
}

async function nobody(): Promise<never> {
  throw new Error('no account was seeded');
}

/** Asks at its pace, whether or not the answer to the one before has come, and times each answer. */
function startProbe({ url, path, headers, bodies }: ReturnType<typeof queueOfProduct>) {
  const times: number[] = [];
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  const ask = async () => {
    const sentMs = performance.now();
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: bodies[0] ?? '',
    });
    const text = await response.text();
    if (!response.ok || text.includes('"errors"')) throw new Error(`a query failed: ${text.slice(0, 300)}`);
    times.push(performance.now() - sentMs);
  };
  const asking = (async () => {
    while (!stopped) {
      const asked: Promise<void> = ask().finally(() => underWay.delete(asked));
      asked.catch(() => {});
      underWay.add(asked);
      await delay(queryEveryMs);
    }
  })();
  return {
    async stop(): Promise<number[]> {
      stopped = true;
      await asking;
      await Promise.all(underWay);
      return times;
    },
  };
}

export const drainCase: Case = {
  name: 'drain',
  title: 'Mails of a thousand escalations, PostgreSQL and SMTP',
  needsServer: true,
  secondsMax: 400,
  run,
};
