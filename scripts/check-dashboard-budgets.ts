/**
 * Checks what the dashboard may cost: `npm run budgets`. JavaScript that the queue loads, by gzip; the first paint and the
 * moment from which it answers, on a processor slowed down four times; and the longest task with 500 rows in the queue
 * and twenty events a second. Each figure is printed beside its budget; the exit code is 1 when one is over. With `--size`
 * only the first, which depends on no machine.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page } from 'playwright-core';
import { ask, type Colleague, openScriptDesk, password, type ScriptDesk } from './dashboard-desk.ts';

const dist = join(import.meta.dirname, '../dashboard/dist');
const rowsWanted = 500;
const eventsPerSecond = 20;
const watchedSeconds = 10;
let isOver = false;

function report(what: string, figure: number, budget: number, unit: string, isFloor = false): void {
  const isMet = isFloor ? figure >= budget : figure <= budget;
  isOver ||= !isMet;
  const sign = isFloor ? '≥' : '≤';
  process.stdout.write(
    `${what.padEnd(52)} ${figure.toFixed(1).padStart(8)} ${unit}  ${sign} ${budget} ${unit}  ${isMet ? 'yes' : 'NO'}\n`,
  );
}

/** What the page loads before anything is asked for: the modules it names, and what these import at once. */
function measureScripts(): void {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const names = [...page.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map(([, name = '']) => name);
  const scripts = new Set<string>();
  for (const name of names) addWithImports(name, scripts);
  const bytes = [...scripts].map(name => gzipSync(readFileSync(join(dist, 'assets', name))).length);
  const sum = bytes.reduce((total, each) => total + each, 0);
  report('JavaScript of the queue, gzipped', sum / 1024, 90, 'KiB');
}

function addWithImports(name: string, scripts: Set<string>): void {
  if (scripts.has(name)) return;
  scripts.add(name);
  const code = readFileSync(join(dist, 'assets', name), 'utf8');
  for (const [, imported = ''] of code.matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
    addWithImports(imported, scripts);
}

const startSession = `mutation ($input: StartSessionInput!) { startSession(input: $input) { id } }`;
const createHandoff = `mutation ($input: CreateHandoffInput!) { createHandoff(input: $input) { id } }`;
const claim = `mutation ($input: ClaimHandoffInput!) { claimHandoff(input: $input) { __typename } }`;
const release = `mutation ($input: ReleaseHandoffInput!) { releaseHandoff(input: $input) { id } }`;

async function escalate(url: string, { token }: Colleague, number: number): Promise<string> {
  const made = await ask<{ startSession: { id: string } }>(url, token, startSession, {
    problem: `Workstation ${number} lost its network after the update of last night`,
    clientName: 'Harbour & Finch Solicitors',
    ticketRef: `NW-${48_000 + number}`,
  });
  const { createHandoff: handoff } = await ask<{ createHandoff: { id: string } }>(url, token, createHandoff, {
    ...{
      sessionId: made.startSession.id,
      intent: 'ESCALATE',
      priority: number % 9 === 0 ? 'URGENT' : 'NORMAL',
    },
    engineerNotes: 'Cable and port are good, another device works on the same socket.',
  });
  return handoff.id;
}

async function signIn({ browser, url, owner }: ScriptDesk): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  await context.request.post(`${url}/sign-in-cookie/login`, { data: { email: owner.email, password } });
  return context;
}

/** Loads the queue on a slow processor, five times; the middle one counts. */
async function measureStart(desk: ScriptDesk): Promise<void> {
  const paints: number[] = [];
  const answers: number[] = [];
  for (let round = 0; round < 5; round++) {
    const context = await signIn(desk);
    const page = await context.newPage();
    const tools = await context.newCDPSession(page);
    await tools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript(watchTasks);
    await page.goto(desk.url);
    await page.getByRole('list', { name: 'Open escalations' }).getByRole('link').first().waitFor();
    const shownMs = await page.evaluate(() => performance.now());
    await page.waitForTimeout(1_000);
    const { paintMs, tasks } = await readTasks(page);
    const busyUntil = tasks.filter(({ startMs }) => startMs < shownMs).map(({ endMs }) => endMs);
    paints.push(paintMs);
    answers.push(Math.max(shownMs, ...busyUntil));
    await context.close();
  }
  const middle = (figures: number[]) => figures.toSorted((a, b) => a - b)[2] ?? 0;
  report('first paint of the queue, processor slowed 4×', middle(paints), 1_000, 'ms');
  report('rows there and answering, processor slowed 4×', middle(answers), 1_500, 'ms');
}

/** Runs in the page, before anything else. */
function watchTasks(): void {
  const tasks: { startMs: number; endMs: number }[] = [];
  Reflect.set(globalThis, 'longTasks', tasks);
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries())
      tasks.push({ startMs: startTime, endMs: startTime + duration });
  }).observe({ type: 'longtask', buffered: true });
}

async function readTasks(page: Page) {
  return await page.evaluate(() => {
    const tasks: { startMs: number; endMs: number }[] = Reflect.get(globalThis, 'longTasks');
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return { tasks, paintMs: paint?.startTime ?? 0 };
  });
}

/** Frames that the page paints in a second while events come; with them, the longest task. */
async function measureStorm(desk: ScriptDesk, ids: readonly string[]): Promise<void> {
  const context = await signIn(desk);
  const page = await context.newPage();
  await page.addInitScript(watchTasks);
  await page.goto(desk.url);
  await page.getByText(`${ids.length} are waiting`).waitFor({ timeout: 30_000 });
  await page.getByText('live', { exact: true }).waitFor();
  await page.waitForTimeout(1_000);
  const startedMs = await page.evaluate(() => performance.now());
  const frames = page.evaluate(countFrames, watchedSeconds * 1_000);
  const events = await makeEvents(desk, ids);
  const counted = await frames;
  const { tasks } = await readTasks(page);
  const longest = Math.max(
    0,
    ...tasks.filter(({ startMs }) => startMs > startedMs).map(task => task.endMs - task.startMs),
  );
  process.stdout.write(`${ids.length} rows, ${(events / watchedSeconds).toFixed(1)} events a second\n`);
  report('longest task (0: none of 50 ms or more)', longest, 50, 'ms');
  report('frames a second', counted / watchedSeconds, 55, '/s', true);
  await context.close();
}

/** Runs in the page. */
function countFrames(ms: number): Promise<number> {
  return new Promise(resolve => {
    const untilMs = performance.now() + ms;
    let frames = 0;
    const next = () => {
      frames++;
      if (performance.now() < untilMs) requestAnimationFrame(next);
      else resolve(frames);
    };
    requestAnimationFrame(next);
  });
}

/** Rows leave and come back, which is the most that an event can do to the list. */
async function makeEvents({ url, owner }: ScriptDesk, ids: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  let events = 0;
  while (performance.now() - startedMs < watchedSeconds * 1_000) {
    const handoffId = ids[Math.floor(events / 2) % ids.length];
    await ask(url, owner.token, events % 2 === 0 ? claim : release, { handoffId });
    events++;
    const aheadMs = (events * 1_000) / eventsPerSecond - (performance.now() - startedMs);
    await new Promise(resolve => setTimeout(resolve, Math.max(0, aheadMs)));
  }
  return events;
}

measureScripts();
if (process.argv.includes('--size')) process.exit(isOver ? 1 : 0);
await using desk = await openScriptDesk();
const ids: string[] = [];
while (ids.length < 50) ids.push(await escalate(desk.url, desk.engineer, ids.length));
await measureStart(desk);
while (ids.length < rowsWanted) ids.push(await escalate(desk.url, desk.engineer, ids.length));
await measureStorm(desk, ids);
process.exitCode = isOver ? 1 : 0;
