import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../src/app.ts';
import { ConfigError, parseConfig } from '../src/config.ts';
import { listenForStop, whenNpmEnds } from '../src/stop-requests.ts';
import { watchMainThread } from '../src/watchdog.ts';
import { runDesk } from './desk.ts';
import { foundCompany } from './found-company.ts';
import { describeEvent, openLines } from './lines.ts';
import { keepMailsFew } from './mail-folder.ts';
import { Queue } from './operations.ts';
import { openPace } from './pace.ts';
import { assertNoDatabase, DemoRefused, readDemoSettings } from './settings.ts';
import { watchFeed } from './watch-feed.ts';
import { describeWelcome } from './welcome.ts';

/** After this long an end that hangs is made by force. */
const stopMsMax = 1_800;

/** Runs the demo until it is told to end; everything it has made is gone then. */
async function runDemo(): Promise<void> {
  assertNoDatabase(process.env);
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-demo-'));
  // Whatever way the process ends, short of being killed, nothing stays behind.
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 2 }));
  const { environment, secondsBetween } = readDemoSettings(process.env, folder);
  const pace = openPace(secondsBetween);
  const write = (text: string) => void process.stdout.write(text);
  const say = openLines(write, () => process.stdout.columns ?? 160);
  let app: App | null = null;
  listenForTheEnd(() => {
    pace.end();
    // While it is still being built there is nothing to put down.
    setTimeout(() => process.exit(0), app === null ? 0 : stopMsMax).unref();
  });

  write('Founding the company…\n');
  const config = parseConfig(environment);
  app = await createApp(config);
  void app.database.failure.then(() => process.exit(1));
  watchMainThread(config.watchdogSeconds, error => say(`! nobody watches the demo any more: ${error}`));
  try {
    const company = await foundCompany(app.url);
    // Their mails are files that nobody opens one by one.
    await app.database.query('update app_user set email_verified_at = now()');
    const [watcher] = company.staff;
    if (watcher === undefined || pace.isOver()) return;
    write(describeWelcome({ url: app.url, folder, staff: company.staff, watcher }));
    const { eventCursor } = (await watcher.run(Queue, {})).escalationQueue;
    await Promise.all([
      watchFeed(app.url, watcher, eventCursor, pace, event => say(describeEvent(event), new Date(event.at))),
      runDesk(company, pace, say),
      keepMailsFew(folder, pace),
    ]);
  } finally {
    await close(app, folder);
  }
}

async function close(app: App, folder: string): Promise<void> {
  await app.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 2 });
}

/** Ctrl-C, a stop from outside, or a reader of the output or an npm that has gone away; a second Ctrl-C is final. */
function listenForTheEnd(end: () => void): void {
  let isEnding = false;
  const endOnce = () => {
    if (isEnding) return;
    isEnding = true;
    end();
  };
  listenForStop(endOnce, () => process.exit(0));
  process.on('SIGHUP', endOnce);
  process.stdout.on('error', endOnce);
  whenNpmEnds(endOnce);
}

/** What went wrong, in words for the person who started it. */
function explain(error: unknown): string {
  if (error instanceof DemoRefused || error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return 'The port is taken. Start the demo on another one: PORT=4001 npm run demo';
  }
  return error.stack ?? error.message;
}

try {
  await runDemo();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
