import { type Case, interleave, keep, openProduct, openScratchDatabase, type Plan } from '../benchmark.ts';
import { type Generator, startGenerator } from '../load/generator.ts';
import type { StreamOrder, StreamResult } from '../load/stream-load.ts';
import { type BenchServer, startPeer } from '../processes.ts';
import type { Integrity, Row } from '../report.ts';
import { withClient } from '../scratch-database.ts';
import { settleTables, tokenSecret } from '../seed.ts';
import { formatFigure, median } from '../statistics.ts';
import {
  commitEvents,
  type LiveAccount,
  openStreams,
  publishEvents,
  seedLiveAccounts,
} from './live-document.ts';

/** `together` is raw Node as well, told to write all events of a burst at once. */
type Side = 'product' | 'yoga' | 'raw' | 'together';

interface Shape {
  readonly accounts: number;
  readonly streamsEach: number;
  readonly eventsEach: number;
  /** Bursts a round; fewer of the slow one, or it would take most of the time. */
  readonly bursts: Readonly<Record<Side, number>>;
}

interface Measured {
  readonly perSecond: number;
  readonly perCpuSecond: number;
  readonly generatorShare: number;
  readonly frameBytes: number;
}

/** From this share of its core on, the generator may be what limits the rate. */
const saturatedShare = 0.9;
const burstSecondsMax = 40;
const settleMs = 500;

/** A server with all its streams open, paused until it is its turn. */
interface OpenServer {
  readonly server: BenchServer;
  readonly generator: Generator<StreamOrder, StreamResult>;
}

async function openAll(
  plan: Plan,
  kind: 'product' | 'yoga' | 'raw',
  server: BenchServer,
  live: readonly LiveAccount[],
  shape: Shape,
): Promise<OpenServer> {
  const generator = startGenerator<StreamOrder, StreamResult>('stream-load', 180_000);
  plan.cleanUp(() => generator.stop());
  const accounts = live.map(({ account }) => account);
  const { seconds } = await generator.order(openStreams(server, kind, accounts, shape.streamsEach));
  plan.say(`${kind}: streams open after ${formatFigure(seconds)} s`);
  // Yoga's pub/sub listens a moment after the stream is open.
  await new Promise(resolve => setTimeout(resolve, settleMs));
  server.pause();
  return { server, generator };
}

async function measureSide(
  plan: Plan,
  side: Side,
  { server, generator }: OpenServer,
  publish: (events: number) => Promise<void>,
  shape: Shape,
): Promise<Measured> {
  const receive = (events: number, secondsMax = burstSecondsMax) =>
    generator.order({ kind: 'receive', events, secondsMax });
  server.resume();
  await new Promise(resolve => setTimeout(resolve, settleMs));
  await publish(1);
  await receive(1);

  const startedAtMs = performance.timeOrigin + performance.now();
  const cpuBefore = await server.cpuSeconds();
  let received: StreamResult | null = null;
  let generatorSeconds = 0;
  let bursts = 0;
  // Always one burst ahead, so that the server never waits for the next. One that does not arrive in its time is
  // counted as lost, and there is no point in a further one.
  await publish(shape.eventsEach);
  let ahead = 1;
  while (ahead > 0 && received?.isComplete !== false) {
    if (bursts + ahead < shape.bursts[side]) {
      await publish(shape.eventsEach);
      ahead++;
    }
    received = await receive(shape.eventsEach);
    generatorSeconds += received.cpuShare * received.seconds;
    bursts++;
    ahead--;
  }
  const deliveries = shape.accounts * shape.streamsEach * shape.eventsEach * bursts;
  const seconds = ((received?.finishedAtMs ?? Number.NaN) - startedAtMs) / 1000;
  const serverSeconds = (await server.cpuSeconds()) - cpuBefore;
  if (ahead > 0) await receive(ahead * shape.eventsEach, 1);
  server.pause();
  plan.say(`${side}: ${formatFigure(deliveries / seconds)} deliveries/s`);
  return {
    perSecond: deliveries / seconds,
    perCpuSecond: deliveries / serverSeconds,
    generatorShare: generatorSeconds / seconds,
    frameBytes: received?.frameBytes ?? Number.NaN,
  };
}

function describeShape({ accounts, streamsEach }: Shape): string {
  return accounts === 1
    ? `${streamsEach.toLocaleString('en').replaceAll(',', ' ')} streams in one account`
    : `${accounts} accounts × ${streamsEach} streams`;
}

function toRows(
  shape: Shape,
  measured: Readonly<Record<Side, Measured[]>>,
  goals: { readonly yoga: number; readonly raw: number },
  integrity: Readonly<Record<string, Integrity>>,
): Row[] {
  const work = describeShape(shape);
  const sides: readonly Side[] = ['product', 'yoga', 'raw', 'together'];
  const share = (side: Side) => Math.round(median(measured[side].map(m => m.generatorShare)) * 100);
  const saturated = sides.filter(side => share(side) >= saturatedShare * 100);
  const compare = (pick: (one: Measured) => number, isJudged: (side: Side) => boolean) => [
    {
      to: 'graphql-yoga',
      figures: measured.yoga.map(pick),
      ...(isJudged('yoga') ? { atLeast: goals.yoga } : {}),
    },
    {
      to: 'raw Node http',
      figures: measured.raw.map(pick),
      ...(isJudged('raw') ? { atLeast: goals.raw } : {}),
    },
    { to: 'raw, one write a burst', figures: measured.together.map(pick) },
  ];
  // A rate that the generator limits says what the generator can do: then the server's own time decides.
  const byRate = (side: Side) => !saturated.includes('product') && !saturated.includes(side);
  return [
    {
      work,
      unit: 'deliveries/s',
      figures: measured.product.map(one => one.perSecond),
      comparisons: compare(one => one.perSecond, byRate),
      integrity,
      notes: [
        `generator's core in use: ${sides.map(side => `${side} ${share(side)} %`).join(', ')}`,
        `bytes a frame: ${sides.map(side => `${side} ${Math.round(median(measured[side].map(m => m.frameBytes)))}`).join(', ')}`,
      ],
    },
    {
      work,
      unit: 'deliveries/CPU s',
      figures: measured.product.map(one => one.perCpuSecond),
      comparisons: compare(
        one => one.perCpuSecond,
        side => !byRate(side),
      ),
    },
  ];
}

async function run(
  plan: Plan,
  shape: Shape,
  goals: { readonly yoga: number; readonly raw: number },
): Promise<void> {
  const database = await openScratchDatabase(plan);
  const product = await openProduct(plan, database.url);
  await withClient(database.url, async client => {
    const live = await seedLiveAccounts(client, product, {
      accounts: shape.accounts,
      people: 4,
      handoffs: shape.eventsEach,
    });
    await settleTables(client);
    const environment = { DATABASE_URL: database.url, TOKEN_SECRET: tokenSecret };
    const servers = {
      product: await openAll(plan, 'product', product, live, shape),
      yoga: await openAll(plan, 'yoga', await keep(plan, startPeer('yoga', environment)), live, shape),
      raw: await openAll(plan, 'raw', await keep(plan, startPeer('raw-http', {})), live, shape),
    };
    const publishTo =
      ({ server }: OpenServer, isTogether: boolean) =>
      (events: number) =>
        publishEvents(server, live, events, isTogether);
    const commit = (events: number) => commitEvents(client, live, events);
    const { product: ours, yoga, raw } = servers;
    const measured = await interleave<Side, Measured>(plan.rounds, {
      product: () => measureSide(plan, 'product', ours, commit, shape),
      yoga: () => measureSide(plan, 'yoga', yoga, publishTo(yoga, false), shape),
      raw: () => measureSide(plan, 'raw', raw, publishTo(raw, false), shape),
      together: () => measureSide(plan, 'together', raw, publishTo(raw, true), shape),
    });
    const integrity: Record<string, Integrity> = {};
    for (const [side, { server, generator }] of Object.entries(servers)) {
      server.resume();
      integrity[side] = (await generator.order({ kind: 'close' })).integrity;
    }
    plan.report(...toRows(shape, measured, goals, integrity));
  });
}

export const oneAccountCase: Case = {
  name: 'one-account',
  title: 'Deliveries to all streams of one account',
  needsServer: true,
  secondsMax: 420,
  run: plan =>
    run(
      plan,
      {
        accounts: 1,
        streamsEach: plan.quick ? 200 : 10_000,
        eventsEach: 10,
        bursts: { product: 6, yoga: 1, raw: 4, together: 6 },
      },
      { yoga: 10, raw: 1.5 },
    ),
};

export const manyAccountsCase: Case = {
  name: 'many-accounts',
  title: 'Deliveries to the streams of many accounts',
  needsServer: true,
  secondsMax: 420,
  run: plan =>
    run(
      plan,
      {
        accounts: plan.quick ? 10 : 100,
        streamsEach: plan.quick ? 50 : 100,
        eventsEach: 2,
        bursts: { product: 15, yoga: 4, raw: 15, together: 15 },
      },
      { yoga: 6, raw: 0.95 },
    ),
};
