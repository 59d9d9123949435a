import { SetRole } from '../handoffs/documents.ts';
import { openBreakableProxy } from '../harness/breakable-proxy.ts';
import type { Client } from '../harness/client.ts';
import { claim, escalate, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { MarkWatching, StopWatching } from '../notifications/in-product-operations.ts';
import { findBarriers, openDesk, type Seat } from './harness.ts';

const staff = { engineers: ['ada', 'grace', 'linus'] } as const;
const rows = ({ page }: Seat) => page.getByRole('list', { name: 'Open escalations' }).getByRole('listitem');
const isLive = ({ page }: Seat) => page.getByText('live', { exact: true }).waitFor();

/** Escalates a problem of this name. */
async function escalateProblem(
  client: Client,
  problem: string,
  priority: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT' = 'NORMAL',
) {
  return await escalate(client, { sessionId: await startSession(client, { problem }), priority });
}

/** The problems that are open, from the top, as far as they are named like this. */
async function problemsIn(seat: Seat, pattern: RegExp): Promise<(string | undefined)[]> {
  // What has just come has no text before it is painted.
  const texts = await waitFor('rows that are painted', async () => {
    const found = await rows(seat).allInnerTexts();
    return found.every(Boolean) && found;
  });
  return texts.filter(text => !text.startsWith('Taken')).map(text => pattern.exec(text)?.[0]);
}

test('an escalation appears by itself, and leaves with the name of who took it', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const seat = await desk.sit(people.owner);
  await seat.page.getByText('All quiet').waitFor();
  await isLive(seat);

  const { id } = await escalateProblem(h.as(people.ada), 'Outlook cannot connect');
  await seat.page.getByText('Outlook cannot connect').waitFor();
  const arrived = await rows(seat).allInnerTexts();
  await claim(h.as(people.grace), id);
  await seat.page.getByText('Taken by Grace').waitFor();

  expect(arrived).toHaveLength(1);
  expect(arrived[0]).toContain('from Ada');
  await seat.page.getByText('Taken by Grace').waitFor({ state: 'detached' });
  await seat.page.getByText('All quiet').waitFor();
});

test('the most urgent stand first, then those that wait longest, as the API gives them', async () => {
  await using desk = await openDesk(staff);
  const ada = desk.h.as(desk.people.ada);
  await escalateProblem(ada, 'Case low', 'LOW');
  await escalateProblem(ada, 'Case one');
  const seat = await desk.sit(desk.people.grace);
  await isLive(seat);

  await escalateProblem(ada, 'Case two');
  await escalateProblem(ada, 'Case high', 'HIGH');
  await escalateProblem(ada, 'Case urgent', 'URGENT');
  await seat.page.getByText('Case urgent').waitFor();
  const live = await problemsIn(seat, /Case \w+/);
  await seat.page.reload();
  await seat.page.getByText('Case urgent').waitFor();

  const { data } = await desk.h
    .as(desk.people.grace)
    .send<{ escalationQueue: { nodes: { snapshot: { problem: string } }[] } }>(
      '{ escalationQueue { nodes { snapshot { problem } } } }',
    );
  expect(live).toEqual(['Case urgent', 'Case high', 'Case one', 'Case two', 'Case low']);
  expect(await problemsIn(seat, /Case \w+/)).toEqual(live);
  expect(data?.escalationQueue.nodes.map(({ snapshot }) => snapshot.problem)).toEqual(live);
});

test('in a long queue a taken one keeps its place, and what comes out of sight is a press away', async () => {
  await using desk = await openDesk(staff);
  const ada = desk.h.as(desk.people.ada);
  const ids: string[] = [];
  for (let number = 1; number <= 15; number++)
    ids.push((await escalateProblem(ada, `Case ${number} of many`)).id);
  const seat = await desk.sit(desk.people.grace);
  const { page } = seat;
  await isLive(seat);

  await claim(desk.h.as(desk.people.grace), ids[1] ?? '');
  await page.getByText('Taken by you').waitFor();
  const taken = await rows(seat).nth(1).textContent();
  await escalateProblem(ada, 'Case at the end');
  await page.getByRole('button', { name: '1 new below' }).click();
  const isAtEnd = await page.getByText('Case at the end').isVisible();
  await page.getByRole('button', { name: '1 new below' }).waitFor({ state: 'detached' });
  await escalateProblem(ada, 'Case at the start', 'URGENT');
  await page.getByRole('button', { name: '1 new above' }).click();
  await page.getByRole('button', { name: '1 new above' }).waitFor({ state: 'detached' });

  expect(taken).toContain('Case 2 of many');
  expect(isAtEnd).toBe(true);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Case at the start');
});

test('a long queue is searched by what one knows of a case, until Esc', async () => {
  await using desk = await openDesk(staff);
  for (let number = 1; number <= 15; number++)
    await escalateProblem(desk.h.as(desk.people.ada), `Case ${number} of many`);
  const seat = await desk.sit(desk.people.grace);
  const search = seat.page.getByRole('searchbox', { name: 'Find an escalation' });

  await search.fill('ada case 12');
  await waitFor('one row', async () => (await rows(seat).count()) === 1);
  const found = await problemsIn(seat, /Case \d+/);
  await search.fill('printer');
  await seat.page.getByText('Nothing like that is waiting').waitFor();
  await search.press('Escape');

  await waitFor('all rows', async () => (await rows(seat).count()) === 15);
  expect(found).toEqual(['Case 12']);
});

test('after a time without a connection everything that happened is there, once and in order', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  await using network = await openBreakableProxy(h.app.url);
  const ada = h.as(people.ada);
  const { id } = await escalateProblem(ada, 'Case zero');
  const seat = await desk.sit(people.owner, '/', {}, new URL(network.url).origin);
  await isLive(seat);

  await network.refuse();
  await seat.page.getByText('reconnecting').waitFor();
  await claim(h.as(people.grace), id);
  for (const name of ['Case one', 'Case two', 'Case three']) await escalateProblem(ada, name);
  const during = await problemsIn(seat, /Case \w+/);
  await h.passTime(60);
  await network.restore();
  await seat.page.evaluate(() => dispatchEvent(new Event('online')));
  await isLive(seat);
  await seat.page.getByText('Case three').waitFor();

  expect(during).toEqual(['Case zero']);
  expect(await problemsIn(seat, /Case \w+/)).toEqual(['Case one', 'Case two', 'Case three']);
});

test('a queue that has never come says so, and comes by itself when the server answers', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  await escalateProblem(h.as(people.ada), 'Case zero');
  const seat = await desk.sit(people.owner, '/account/me');
  await isLive(seat);
  await seat.page.route('**/graphql', route => route.fulfill({ status: 503, body: 'starting' }));

  await seat.page.goto(h.app.url);
  await seat.page.getByText('The escalations are here as soon as the server answers.').waitFor();
  const bars = await seat.page.getByLabel('Loading the escalations').count();
  await seat.page.unroute('**/graphql');

  await seat.page.getByText('Case zero').waitFor();
  expect(bars).toBe(0);
  seat.problems.length = 0;
});

test('when the token expires the page gets another and nobody notices', async () => {
  await using desk = await openDesk(staff, {});
  const { h, people } = desk;
  const seat = await desk.sit(people.owner);
  await isLive(seat);

  h.clock.advance(3_600);
  const renewed = seat.page.waitForResponse(answer => answer.url().includes('/sign-in-cookie/'));
  await escalateProblem(await h.renew(people.ada), 'After an hour');
  await renewed;

  await seat.page.getByText('After an hour').waitFor();
  await isLive(seat);
});

test('who loses the role is told in each tab, and has the queue back with the role', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const { owner, grace } = people;
  await escalateProblem(h.as(people.ada), 'From before');
  const seat = await desk.sit(grace);
  await isLive(seat);
  const tabs = [seat, { ...seat, page: await seat.context.newPage() }];
  await tabs[1]?.page.goto(h.app.url);
  // Who has not been let in yet has no role to lose.
  await tabs[1]?.page.getByText('From before').waitFor();

  await h.as(owner).run(SetRole, { input: { userId: grace.id, role: 'VIEWER' } });
  // In all at once: it is said in passing.
  await Promise.all(tabs.map(({ page }) => page.getByText('Your role was changed').waitFor()));
  for (const { page } of tabs) {
    await page.getByText('Escalations are for engineers').waitFor();
    expect(await page.getByRole('link', { name: 'Escalations', exact: true }).count()).toBe(0);
  }
  await escalateProblem(h.as(people.ada), 'From afterwards');
  await h.as(owner).run(SetRole, { input: { userId: grace.id, role: 'ENGINEER' } });
  for (const { page } of tabs) {
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('From afterwards').waitFor();
  }

  await isLive(seat);
  await waitFor('one stream for both tabs', () => h.app.live.readerCount === 1);
});

test('without a network it is said at once since when nothing has come', async () => {
  await using desk = await openDesk(staff);
  const seat = await desk.sit(desk.people.owner);
  await isLive(seat);

  await seat.context.setOffline(true);
  await seat.page.getByText(/^offline since/).waitFor();
  await seat.context.setOffline(false);

  await isLive(seat);
});

test('a network that falls silent is noticed when the next sign of life is overdue', async () => {
  await using desk = await openDesk(staff, { HEARTBEAT_SECONDS: '1' });
  await using network = await openBreakableProxy(desk.h.app.url);
  const seat = await desk.sit(desk.people.owner, '/', {}, new URL(network.url).origin);
  await isLive(seat);
  // The page learns from the first ones how often they come.
  const heartbeats = network.countPassing('\n:\n\n');
  await waitFor('heartbeats', () => heartbeats() >= 2);

  network.hang();
  await seat.page.getByText('reconnecting').waitFor();
  network.cutHanging();
  await network.restore();

  await isLive(seat);
});

test('who reads one is shown in its row for as long as they do', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const { id: handoffId } = await escalateProblem(h.as(people.ada), 'Case one');
  const seat = await desk.sit(people.owner);
  await seat.page.clock.install();
  await seat.page.reload();
  await isLive(seat);
  const lapse = () => seat.page.clock.fastForward(41_000);

  await h.as(people.grace).run(MarkWatching, { input: { handoffId } });
  await seat.page.getByText('Grace is reading').waitFor();
  const asked = seat.page.waitForResponse(async response => /"watchers":\[\{/.test(await response.text()));
  await lapse();
  await asked;
  const stillThere = await seat.page.getByText('Grace is reading').count();
  await h.as(people.grace).run(StopWatching, { input: { handoffId } });
  await lapse();
  await seat.page.getByText('Grace is reading').waitFor({ state: 'detached' });

  expect(stillThere).toBe(1);
});

test('tabs of one browser share one stream, and another one goes on when the first is closed', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const first = await desk.sit(people.owner);
  await isLive(first);
  const second = { ...first, page: await first.context.newPage() };
  await second.page.goto(h.app.url);
  await isLive(second);
  const streams = h.app.live.readerCount;

  await escalateProblem(h.as(people.ada), 'Case one');
  await second.page.getByText('Case one').waitFor();
  await first.page.close();
  await escalateProblem(h.as(people.ada), 'Case two');
  await second.page.getByText('Case two').waitFor();

  expect(streams).toBe(1);
  await waitFor('the stream of the closed tab to be gone', () => h.app.live.readerCount === 1);
  expect(await problemsIn(second, /Case \w+/)).toEqual(['Case one', 'Case two']);
});

test('a tab in the background counts in its title what has come', async () => {
  await using desk = await openDesk(staff);
  const seat = await desk.sit(desk.people.owner);
  await isLive(seat);

  await seat.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const { id } = await escalateProblem(desk.h.as(desk.people.ada), 'Zero');
  for (const name of ['One', 'Two']) await escalateProblem(desk.h.as(desk.people.ada), name);
  await waitFor('the title to count', async () => (await seat.page.title()) === '(3) Escalations');
  await claim(desk.h.as(desk.people.grace), id);
  await waitFor('the title to count less', async () => (await seat.page.title()) === '(2) Escalations');
  await seat.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' });
    document.dispatchEvent(new Event('visibilitychange'));
  });

  await waitFor('the title to be quiet', async () => (await seat.page.title()) === 'Escalations');
});

test('whoever wants less motion gets none', async () => {
  await using desk = await openDesk(staff);
  const seats = [
    await desk.sit(desk.people.owner, '/', { reducedMotion: 'reduce' }),
    await desk.sit(desk.people.owner, '/', { reducedMotion: 'no-preference' }),
  ];
  for (const seat of seats) await isLive(seat);

  await escalateProblem(desk.h.as(desk.people.ada), 'It moves');

  const animations = [];
  for (const seat of seats) {
    const row = rows(seat).first();
    animations.push(await row.evaluate(element => getComputedStyle(element).animationName));
  }
  expect(animations).toEqual(['none', 'slide-in']);
});

test('the queue has no barriers, full and empty, and fits a phone', async () => {
  await using desk = await openDesk(staff);
  // What slides in has too little contrast on its way.
  const look = { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' } as const;
  const seat = await desk.sit(desk.people.owner, '/', look);
  await seat.page.getByText('All quiet').waitFor();
  const empty = await findBarriers(seat.page);
  await escalateProblem(desk.h.as(desk.people.ada), 'A problem of many words '.repeat(20), 'URGENT');
  await rows(seat).first().waitFor();

  expect(empty).toEqual([]);
  expect(await findBarriers(seat.page)).toEqual([]);
  const widths = await seat.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(widths).toEqual([360, 360]);
});
