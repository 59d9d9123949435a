import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../browser/browser.ts';
import { type Harness, openHarness, type Person, password, type Staff } from '../harness/harness.ts';

/** Somebody at the dashboard, in a browser of their own. */
export interface Seat {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Uncaught exceptions, errors on the console, and requests to other servers. A test that causes some clears them. */
  readonly problems: string[];
}

/** The product, and people who sit at its dashboard. */
export interface Desk<Names extends string> extends AsyncDisposable {
  readonly h: Harness;
  readonly people: Record<Names | 'owner', Person>;
  readonly seats: readonly Seat[];
  /**
   * Opens a place as somebody who is signed in; null: as nobody.
   * @param origin the product's own, unless the page is to come by another way
   */
  sit(person: Person | null, place?: string, options?: BrowserContextOptions, origin?: string): Promise<Seat>;
}

/** Starts a browser for a test; it ends with the test, which fails when a page had problems. */
export async function openDesk<Names extends string = never>(
  staff: Staff<Names> = {},
  settings?: Record<string, string>,
): Promise<Desk<Names>> {
  const h = await openHarness(settings);
  h.mailbox.ignoreAll();
  const people = await h.anAccount(staff);
  const browser = await borrowBrowser();
  const seats: Seat[] = [];
  return {
    h,
    people,
    seats,
    async sit(person, place = '/', options = {}, origin = h.app.url) {
      const seat = await takeSeat(browser, origin, person, options);
      seats.push(seat);
      await seat.page.goto(origin + place);
      return seat;
    },
    async [Symbol.asyncDispose]() {
      for (const { context } of seats) await context.close();
      giveBackBrowser();
      await h[Symbol.asyncDispose]();
      const problems = seats.flatMap(({ problems }) => problems);
      if (problems.length > 0) throw new Error(`problems of the pages: ${problems.join('; ')}`);
    },
  };
}

/** One browser for the tests of a worker: each person has a context of their own in it. */
let shared: Promise<Browser> | null = null;
let borrowers = 0;
/** Between the tests of a worker; after the last one it ends. */
const lingerMs = 2_000;

async function borrowBrowser(): Promise<Browser> {
  borrowers++;
  shared ??= openBrowser();
  return await shared;
}

function giveBackBrowser(): void {
  borrowers--;
  setTimeout(() => {
    if (borrowers > 0 || shared === null) return;
    void shared.then(browser => browser.close());
    shared = null;
  }, lingerMs).unref();
}

/** A browser of its own, signed in by the cookie as the sign-in page would do it. */
export async function takeSeat(
  browser: Browser,
  origin: string,
  person: Pick<Person, 'email'> | null,
  options: BrowserContextOptions = {},
): Promise<Seat> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  // Like all limits of tests: far above what a busy machine takes.
  context.setDefaultTimeout(60_000);
  const problems: string[] = [];
  context.on('request', request => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== origin) problems.push(`asked ${url.origin}`);
  });
  if (person !== null) {
    const data = { email: person.email, password };
    const answer = await context.request.post(`${origin}/sign-in-cookie/login`, { data });
    if (!(await answer.text()).includes('"accessToken"')) throw new Error(`${person.email} cannot sign in`);
  }
  const page = await context.newPage();
  page.on('pageerror', error => void problems.push(error.message));
  page.on('console', message => {
    // What a lost connection looks like in the browser is no problem of the page.
    if (message.type() === 'error' && !message.text().includes('net::ERR_')) problems.push(message.text());
  });
  return { page, context, problems };
}

/** What would keep somebody from using the page as it is now, in both themes, as `rule: element`. */
export async function findBarriers(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // What is still fading in has not the colours that it will have.
    await page.evaluate(async () => {
      const passing = document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
      await Promise.allSettled(passing.map(({ finished }) => finished));
    });
    const axe = new AxeBuilder({ page });
    // The other rules say the same in either theme.
    const { violations } = await (colorScheme === 'dark' ? axe.withRules('color-contrast') : axe).analyze();
    for (const { id, nodes } of violations) {
      for (const { target } of nodes) found.push(`${colorScheme} ${id}: ${String(target)}`);
    }
  }
  return found;
}
