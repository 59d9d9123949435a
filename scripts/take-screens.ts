/**
 * Takes pictures of the dashboard into docs/screens: `npm run screens`. They show the company of `npm run demo` at work.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findFreePort } from '../test/harness/ports.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs/screens');
const email = 'grace.okafor@northwind.example';
const ownerEmail = 'olivia.brandt@northwind.example';
const password = 'lantern-by-the-river';
const startMsMax = 60_000;
/** Until there is something to see. */
const workMs = 90_000;

const looks = {
  light: { colorScheme: 'light', viewport: { width: 1400, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1400, height: 900 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 800 } },
  wide: { colorScheme: 'light', viewport: { width: 2560, height: 1300 } },
} as const;
type Look = keyof typeof looks;

async function startDemo(port: number): Promise<ChildProcess> {
  const env = { ...process.env, PORT: String(port), DEMO_SECONDS_BETWEEN: '5' };
  const demo = spawn(process.execPath, ['demo/main.ts'], { cwd: root, env, stdio: 'ignore' });
  const until = performance.now() + startMsMax;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (answer?.ok) return demo;
    if (performance.now() > until) throw new Error('the demo did not start');
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

async function signIn(browser: Browser, url: string, look: Look, who: string): Promise<Page> {
  const context = await browser.newContext(looks[look]);
  context.setDefaultTimeout(15_000);
  await context.request.post(`${url}/sign-in-cookie/login`, { data: { email: who, password } });
  return await context.newPage();
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** A way through the dashboard, with a picture of each place. */
async function walk(browser: Browser, url: string, look: Look): Promise<void> {
  const page = await signIn(browser, url, look, ownerEmail);
  await page.goto(url);
  await page.getByText('live', { exact: true }).waitFor();
  await shoot(page, `queue-${look}`);
  const rows = page.getByRole('list', { name: 'Open escalations' }).getByRole('link');
  // Rather one of which something is known.
  const known = rows.filter({ hasText: 'likely:' });
  await ((await known.count()) > 0 ? known : rows).first().click();
  await page.getByRole('button', { name: 'Start here' }).waitFor();
  await shoot(page, `handoff-${look}`);
  if (look === 'wide') return await page.context().close();
  for (const place of ['trees', 'account/metrics', 'account/people', 'account/ladder']) {
    await page.goto(`${url}/${place}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await shoot(page, `${place.replace('account/', '')}-${look}`);
  }
  await page.goto(`${url}/trees`);
  await page.getByRole('link', { name: 'User cannot sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'User cannot sign in' }).waitFor();
  await shoot(page, `tree-${look}`);
  await page.context().close();
}

/** Somebody in the middle of the work. */
async function work(browser: Browser, url: string, look: Look): Promise<void> {
  const page = await signIn(browser, url, look, email);
  await page.goto(`${url}/work`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await shoot(page, `work-${look}`);
  await page.context().close();
}

await mkdir(folder, { recursive: true });
const port = await findFreePort();
const demo = await startDemo(port);
const url = `http://127.0.0.1:${port}`;
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  await new Promise(resolve => setTimeout(resolve, workMs));
  for (const look of ['light', 'dark', 'phone', 'wide'] as const) {
    await walk(browser, url, look);
    if (look !== 'wide') await work(browser, url, look);
  }
} finally {
  await browser.close();
  demo.kill('SIGTERM');
}
