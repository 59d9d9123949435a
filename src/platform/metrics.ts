import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { LogOutput } from './log-output.ts';

/** The process's figures, in Prometheus' terms. One registry an app, so that two apps in a process do not mix. */
export interface Metrics {
  readonly registry: Registry;
  readonly openStreams: Gauge;
  readonly streamsOpened: Counter;
  readonly streamsEnded: Counter<'reason'>;
  readonly streamGroups: Gauge;
  readonly activeFeeds: Gauge;
  readonly eventsRead: Counter;
  readonly deliveries: Counter;
  readonly commitToSocketSeconds: Histogram;
  readonly replays: Counter;
  readonly replayedEvents: Counter;
  readonly ringMisses: Counter;
  readonly sweepRepairs: Counter;
  readonly wireConnected: Gauge;
  readonly operations: Counter<'kind' | 'outcome'>;
  readonly operationSeconds: Histogram<'kind'>;
  readonly jobs: Counter<'queue' | 'outcome'>;
  readonly mails: Counter<'outcome'>;
  readonly webhooks: Counter<'outcome'>;
  readonly assessments: Counter<'result'>;
}

/** The delay of the event loop is measured by a timer; the usual one, of 10 ms, is most of what an idle process costs. */
const lagTimerMs = 50;

/** A fresh set of figures, all at zero; `logOutput`: where the log goes, whose figures are shown with them. */
export function createMetrics(logOutput: LogOutput | null = null): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: lagTimerMs });
  const counter = <L extends string = never>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name: `resolutionflow_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `resolutionflow_${name}`, help, registers });
  if (logOutput !== null) showLogOutput(logOutput, registry);
  return {
    registry,
    openStreams: gauge('open_streams', 'Live streams open now'),
    streamsOpened: counter('streams_opened_total', 'Live streams opened'),
    streamsEnded: counter('streams_ended_total', 'Live streams ended, by reason', ['reason']),
    streamGroups: gauge('stream_groups', 'Groups of streams that see the same and share the work'),
    activeFeeds: gauge('active_feeds', 'Accounts with at least one open stream here'),
    eventsRead: counter('events_read_total', 'Events read from the log into a ring'),
    deliveries: counter('deliveries_total', 'Events handed to a stream'),
    commitToSocketSeconds: new Histogram({
      name: 'resolutionflow_commit_to_socket_seconds',
      help: 'Time from the commit of an event to its last write to a live stream of a group',
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
      registers,
    }),
    replays: counter('replays_total', 'Streams that began behind the head of the log'),
    replayedEvents: counter(
      'replayed_events_total',
      'Events between the cursors of such streams and the head',
    ),
    ringMisses: counter('ring_misses_total', 'Pages a reader had to take from the log instead of the ring'),
    sweepRepairs: counter('sweep_repairs_total', 'Feeds found behind by the sweep: a hint was lost'),
    wireConnected: gauge('wire_connected', '1 while hints from other replicas arrive, else 0'),
    operations: counter('operations_total', 'GraphQL operations', ['kind', 'outcome']),
    operationSeconds: new Histogram({
      name: 'resolutionflow_operation_seconds',
      help: 'Time from the parsed request to its result, streams excluded',
      labelNames: ['kind'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    jobs: counter('jobs_total', 'Jobs run', ['queue', 'outcome']),
    mails: counter('mails_total', 'Mails handed over or refused', ['outcome']),
    webhooks: counter('webhooks_total', 'Attempts to send a webhook', ['outcome']),
    assessments: counter('assessments_total', 'Assessments of escalations, by what they came to', ['result']),
  };
}

/** Shows how much space the embedded database has left; nothing where it cannot be found out. */
export function showDiskSpace({ registry }: Metrics, freeBytes: () => number | null): void {
  new Gauge({
    name: 'resolutionflow_disk_free_bytes',
    help: 'Bytes that are free on the disk of the data folder',
    registers: [registry],
    collect() {
      this.reset();
      const bytes = freeBytes();
      if (bytes !== null) this.set(bytes);
    },
  });
}

/** The output counts by itself: it is there before the figures are, and knows nothing of them. */
function showLogOutput(output: LogOutput, registry: Registry): void {
  const show = (name: string, help: string, count: () => number) =>
    new Counter({
      name: `resolutionflow_${name}`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(count());
      },
    });
  show('log_lines_lost_total', 'Lines of the log that could not be written', () => output.lostLines);
  show('log_failures_total', 'Failed attempts to write the log', () => output.failedWrites);
}
