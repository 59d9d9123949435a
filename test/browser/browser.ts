import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where Debian puts it. */
const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
];

/** Starts the system's Chromium. */
export async function openBrowser(): Promise<Browser> {
  await access(chromiumPath, constants.X_OK).catch(() => {
    throw new Error(
      `These tests need Chromium, and there is none at ${chromiumPath}. Install it, or say with CHROMIUM_PATH where it is.`,
    );
  });
  return await chromium.launch({ executablePath: chromiumPath, args: quiet, timeout: 120_000 });
}

/** A page in a browser that reaches one server and nothing else. */
export interface BrowserPage extends AsyncDisposable {
  readonly page: Page;
  /** Addresses on other servers that were asked for. They were not reached. */
  readonly foreignRequests: readonly string[];
  /** Uncaught exceptions and errors on the console. */
  readonly problems: readonly string[];
}

/**
 * Opens an empty page.
 * @param origin the only server it may reach, such as http://127.0.0.1:4000
 */
export async function openPage(origin: string): Promise<BrowserPage> {
  const browser = await openBrowser();
  const foreignRequests: string[] = [];
  const problems: string[] = [];
  try {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    await context.route('**/*', async route => {
      const url = new URL(route.request().url());
      if (url.origin === origin || url.protocol === 'data:' || url.protocol === 'blob:')
        return await route.continue();
      foreignRequests.push(url.href);
      await route.abort();
    });
    const page = await context.newPage();
    page.on('pageerror', error => void problems.push(error.message));
    page.on('console', message => {
      if (message.type() === 'error') problems.push(message.text());
    });
    return { page, foreignRequests, problems, [Symbol.asyncDispose]: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
