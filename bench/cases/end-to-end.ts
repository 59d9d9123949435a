import { encodeId } from '../../src/graphql/ids.ts';
import type { Uuid } from '../../src/kernel/ids.ts';
import { type Case, interleave, keep, openProduct, openScratchDatabase, type Plan } from '../benchmark.ts';
import { startGenerator } from '../load/generator.ts';
import type { StreamOrder, StreamResult } from '../load/stream-load.ts';
import { type BenchServer, startPeer } from '../processes.ts';
import { addUp } from '../report.ts';
import { withClient } from '../scratch-database.ts';
import { engineerNotes, seedAccount, seedSessions, settleTables, tokenSecret } from '../seed.ts';
import { formatFigure, median } from '../statistics.ts';
import { escalateOnProduct } from './create.ts';
import { liveDocument, liveDocumentWithAssessments, openStreams } from './live-document.ts';

const perSecond = 15;
const arrivalSecondsMax = 60;
const warmUpEvents = 5;

/** What the peer's mutation takes; its ids are those of the database. */
function escalateOnPeer(sessionId: Uuid): string {
  return JSON.stringify({
    query: `mutation Escalate($sessionId: ID!, $notes: String!) {
      createHandoff(sessionId: $sessionId, engineerNotes: $notes) { id state priority createdAt }
    }`,
    variables: { sessionId, notes: engineerNotes },
  });
}

async function run(plan: Plan): Promise<void> {
  const streams = plan.quick ? 100 : 1_000;
  const events = perSecond * (plan.quick ? 2 : 4);
  const database = await openScratchDatabase(plan);
  const product = await openProduct(plan, database.url);
  const account = await withClient(database.url, async client => {
    // The peer's entities have plain ids; without these its joins would read whole tables.
    for (const table of ['handoff', 'session', 'app_user']) {
      await client.query(`create unique index on ${table} (id)`);
    }
    return await seedAccount(client, 4);
  });
  const environment = { DATABASE_URL: database.url, TOKEN_SECRET: tokenSecret };
  const peer = await keep(plan, startPeer('yoga-mikro-orm', environment));

  const measure = async (kind: 'product' | 'yoga', server: BenchServer) => {
    const sessions = await withClient(database.url, async client => {
      const ids = await seedSessions(client, account, events + warmUpEvents);
      await settleTables(client);
      return ids;
    });
    // Ours tells of the assessment that follows each escalation as well.
    const [document, eventsEach] = kind === 'product' ? [liveDocumentWithAssessments, 2] : [liveDocument, 1];
    const generator = startGenerator<StreamOrder, StreamResult>('stream-load', 150_000);
    const causeEvents = (ids: readonly Uuid[]) =>
      generator.order({
        kind: 'cause',
        url: server.url,
        path: '/graphql',
        token: account.people[0].token,
        bodies: ids.map(id => (kind === 'product' ? escalateOnProduct(id) : escalateOnPeer(id))),
        marks: ids.map(id => (kind === 'product' ? encodeId('Session', id) : id)),
        eventsEach,
        perSecond,
        secondsMax: arrivalSecondsMax,
      });
    try {
      await generator.order(openStreams(server, kind, [account], streams, 100, document));
      await new Promise(resolve => setTimeout(resolve, 500));
      await causeEvents(sessions.slice(events));
      const cpuBefore = await server.cpuSeconds();
      const result = await causeEvents(sessions.slice(0, events));
      const cpuSeconds = (await server.cpuSeconds()) - cpuBefore;
      const { integrity } = await generator.order({ kind: 'close' });
      plan.say(`${kind}: 99th percentile ${formatFigure(result.arrivalMs?.p99 ?? Number.NaN)} ms`);
      return {
        integrity,
        // What did not arrive in its time was not paid for either.
        cpuMicroseconds: (cpuSeconds * 1e6) / (streams * events * eventsEach - result.integrity.lost),
        arrivalMs: result.arrivalMs ?? { median: Number.NaN, p99: Number.NaN, max: Number.NaN },
      };
    } finally {
      await generator.stop();
    }
  };
  const { ours, theirs } = await interleave(plan.rounds, {
    ours: () => measure('product', product),
    theirs: () => measure('yoga', peer),
  });
  const work = `${streams} streams, ${perSecond} events/s from mutations`;
  const to = 'graphql-yoga + MikroORM populate';
  const medians = (results: typeof ours) => formatFigure(median(results.map(one => one.arrivalMs.median)));
  plan.report(
    {
      work,
      unit: 'CPU µs/delivery',
      figures: ours.map(one => one.cpuMicroseconds),
      comparisons: [{ to, figures: theirs.map(one => one.cpuMicroseconds), atMost: 0.25 }],
      integrity: {
        product: addUp(ours.map(one => one.integrity)),
        'graphql-yoga': addUp(theirs.map(one => one.integrity)),
      },
      notes: ['the whole process, mutations and the product’s jobs included'],
    },
    {
      work,
      unit: 'p99 ms',
      figures: ours.map(one => one.arrivalMs.p99),
      comparisons: [{ to, figures: theirs.map(one => one.arrivalMs.p99), atMost: 0.1 }],
      notes: [
        `from mutation sent to event received; median ${medians(ours)} ms, theirs ${medians(theirs)} ms`,
      ],
    },
  );
}

export const endToEndCase: Case = {
  name: 'end-to-end',
  title: 'From the mutation to every stream',
  needsServer: true,
  secondsMax: 420,
  run,
};
