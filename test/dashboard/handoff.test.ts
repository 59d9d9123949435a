import type { Page } from 'playwright-core';
import { graphql } from '../generated/index.ts';
import type { Client } from '../harness/client.ts';
import { password } from '../harness/harness.ts';
import { claim, escalate, publishTree, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openConnectWise } from '../integrations/connectwise-server.ts';
import { connect } from '../integrations/documents.ts';
import { findBarriers, openDesk } from './harness.ts';

const staff = { engineers: ['ada', 'grace'] } as const;

const AnswerForPicture = graphql(`
  mutation DashboardHandoffAnswer($input: AnswerStepInput!) { answerStep(input: $input) { id } }
`);

const CompleteForExperience = graphql(`
  mutation DashboardHandoffComplete($input: CompleteSessionInput!) { completeSession(input: $input) { id } }
`);

const ReturnForNews = graphql(`
  mutation DashboardHandoffReturn($input: ReturnHandoffInput!) { returnHandoff(input: $input) { id } }
`);

/** A session that came the same way, and was solved. */
async function solveOnce(client: Client, treeId: string): Promise<void> {
  const sessionId = await startSession(client, { treeId });
  await client.run(AnswerForPicture, { input: { sessionId, nodeKey: 'ping', branch: 'Yes' } });
  await client.run(AnswerForPicture, { input: { sessionId, nodeKey: 'restart', branch: 'It works' } });
  await client.run(CompleteForExperience, { input: { sessionId, outcome: 'RESOLVED' } });
}

/** Escalates a session that has followed a tree for one step. */
async function escalateHalfway(client: Client, treeId: string | null = null) {
  const sessionId = await startSession(client, {
    problem: 'The file server is away',
    clientName: 'Harbour & Finch',
    ticketRef: 'T-4711',
    treeId: treeId ?? (await publishTree(client)),
  });
  await client.run(AnswerForPicture, {
    input: { sessionId, nodeKey: 'ping', branch: 'Yes', note: 'It answers in 2 ms.' },
  });
  return await escalate(client, { sessionId, engineerNotes: 'The service hangs again after each start.' });
}

/** What has the focus, in words. */
async function focused(page: Page): Promise<string> {
  return await page.evaluate(() => document.activeElement?.textContent ?? '');
}

test('whoever opens an escalation reads what was tried, and takes it with one button', async () => {
  await using desk = await openDesk(staff);
  const ada = desk.h.as(desk.people.ada);
  const treeId = await publishTree(ada);
  await solveOnce(ada, treeId);
  const { session } = await escalateHalfway(ada, treeId);
  const { page } = await desk.sit(desk.people.grace);

  await page.getByRole('link', { name: /The file server is away/ }).click();
  const panel = page.getByRole('region', { name: 'The file server is away', exact: true });
  await panel.getByText('The service hangs again after each start.').waitFor();
  await waitFor('the focus on its heading', async () => (await focused(page)) === 'The file server is away');
  const [steps] = await panel.getByRole('list', { name: 'Steps that were tried' }).allInnerTexts();
  await panel.getByText('1 of 1 sessions').waitFor();
  await panel.getByRole('button', { name: 'Start here' }).click();
  await page.getByRole('heading', { name: 'Restart the service' }).waitFor();
  await page.getByRole('region', { name: 'Likely cause' }).getByText('1 of 1 sessions').waitFor();

  expect(steps).toMatch(/Does the server answer a ping\?\s*→?\s*Yes\s+It answers in 2 ms\.\s+Ada/);
  expect(new URL(page.url()).pathname).toBe(`/sessions/${session.id}`);
  await page.getByText('Ada writes').waitFor();
  await page.getByRole('link', { name: 'The whole escalation' }).click();
  await panel.waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL(`**/sessions/${session.id}`);
});

test('Esc closes an escalation and puts the focus back to its row', async () => {
  await using desk = await openDesk(staff);
  const { id } = await escalateHalfway(desk.h.as(desk.people.ada));
  const { page } = await desk.sit(desk.people.grace);

  await page.getByRole('link', { name: /The file server is away/ }).click();
  await page.getByRole('heading', { name: 'The file server is away', level: 1 }).waitFor();
  await waitFor('the focus on its heading', async () => (await focused(page)) === 'The file server is away');
  await page.keyboard.press('Escape');

  await page
    .getByRole('heading', { name: 'The file server is away', level: 1 })
    .waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.id)).toBe(`row-${id}`);
});

test('readers see each other, and the claim of one at once', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const { id } = await escalateHalfway(h.as(people.ada));
  const owner = await desk.sit(people.owner, `/handoffs/${id}`);
  await owner.page.getByRole('button', { name: 'Start here' }).focus();

  const grace = await desk.sit(people.grace, `/handoffs/${id}`);
  await owner.page.getByText('Grace is reading this').waitFor();
  await grace.page.getByRole('button', { name: 'Start here' }).click();

  await owner.page.getByText(/^Grace took it/).waitFor();
  await waitFor(
    'the focus on its heading',
    async () => (await focused(owner.page)) === 'The file server is away',
  );
  expect(await owner.page.getByRole('button', { name: 'Start here' }).count()).toBe(0);
  expect(await owner.page.getByText('Grace is reading this').count()).toBe(0);
  await owner.page.getByRole('button', { name: 'Release' }).waitFor();
});

test('who comes second learns who was faster, and can read on', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const { id } = await escalateHalfway(h.as(people.ada));
  const { page, context, problems } = await desk.sit(null, '/sign-in');
  await context.route('**/graphql/stream', route => route.abort());
  await page.getByLabel('E-mail').fill(people.owner.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: /The file server is away/ }).click();
  await page.getByRole('button', { name: 'Start here' }).waitFor();

  await claim(h.as(people.grace), id);
  await page.getByRole('button', { name: 'Start here' }).click();

  await page.getByText(/^Grace was faster/).waitFor();
  await page.getByText('Grace took it just now').waitFor();
  await page.getByRole('region', { name: 'What Ada writes' }).waitFor();
  await page.getByRole('link', { name: 'back to the queue' }).click();
  await page
    .getByRole('heading', { name: 'The file server is away', level: 1 })
    .waitFor({ state: 'detached' });
  problems.length = 0;
});

test('a claimed one is given back with guidance, which its maker is told of and reads first', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const { id, session } = await escalateHalfway(h.as(people.ada));
  const ada = await desk.sit(people.ada, '/work');
  await ada.page.getByRole('region', { name: /^Escalated/ }).waitFor();
  await ada.page.getByText('live', { exact: true }).waitFor();
  await claim(h.as(people.grace), id);
  await ada.page.getByText('Grace has taken “The file server is away”').waitFor();
  const { page } = await desk.sit(people.grace, `/handoffs/${id}`);

  await page.getByRole('button', { name: 'Give it back with guidance' }).click();
  const sheet = page.getByRole('dialog', { name: 'Give it back with guidance' });
  await sheet.getByLabel('Guidance').fill('Look at the disk first.');
  await sheet.getByRole('button', { name: 'Give it back' }).click();
  await page.getByText(/^You gave it back to Ada/).waitFor();

  await ada.page.getByText('Grace has sent “The file server is away” back').waitFor();
  await ada.page.getByText('Came back from Grace: Look at the disk first.').waitFor();
  await ada.page.goto(`${h.app.url}/sessions/${session.id}`);
  await ada.page.getByText('Grace gave it back with guidance').waitFor();
  await ada.page.getByText('Look at the disk first.').first().waitFor();
});

test('of one escalation its maker is told the newest alone, can put that away, and goes on from there', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const { id } = await escalateHalfway(h.as(people.ada));
  const { page } = await desk.sit(people.ada, '/work');
  await page.getByText('live', { exact: true }).waitFor();
  const taken = page.getByText('Grace has taken “The file server is away”');
  const sent = page.getByText('Grace has sent “The file server is away” back');
  await claim(h.as(people.grace), id);
  await taken.waitFor();

  await h.as(people.grace).run(ReturnForNews, { input: { handoffId: id, guidance: 'The disk first.' } });
  await sent.waitFor();
  const left = await taken.count();
  await page.getByRole('button', { name: 'Put away' }).click();
  await sent.waitFor({ state: 'detached' });
  await page.goto(`${h.app.url}/handoffs/${id}`);
  await page.getByRole('link', { name: 'Continue' }).click();

  await page.waitForURL('**/sessions/*');
  expect(left).toBe(0);
});

test('nobody is offered to write to a ticket system that is not connected', async () => {
  await using desk = await openDesk(staff);
  const { id } = await escalateHalfway(desk.h.as(desk.people.ada));
  const owner = await desk.sit(desk.people.owner, `/handoffs/${id}`);
  const { page } = await desk.sit(desk.people.grace, `/handoffs/${id}`);

  await owner.page.getByRole('link', { name: 'Connect one' }).waitFor();
  await page.getByText('An owner or admin can connect one.').waitFor();

  expect(await owner.page.getByRole('button', { name: 'Write to the ticket' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Write to the ticket' }).count()).toBe(0);
});

test('an engineer writes to the ticket by hand, and sees that it has arrived', async () => {
  await using server = await openConnectWise([4711]);
  await using desk = await openDesk(staff, { OUTGOING_ALLOW: '127.0.0.1' });
  await connect(desk.h.as(desk.people.owner), server, { postOnEscalation: false });
  const { id } = await escalateHalfway(desk.h.as(desk.people.ada));
  const { page } = await desk.sit(desk.people.grace, `/handoffs/${id}`);

  await page.getByRole('button', { name: 'Write to the ticket' }).click();
  await page.getByRole('button', { name: 'Send the note' }).click();

  await page.getByText('Sent by hand: ').waitFor();
  await waitFor('the note at the ticket', () => server.notesOf(4711).length === 1);
  await page.getByText('arrived').waitFor();
});

test('its maker sees who was reached, each person once, and takes it back', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const { id, session } = await escalateHalfway(h.as(people.ada));
  const { page } = await desk.sit(people.ada, `/handoffs/${id}`);

  const told = page.getByRole('list', { name: 'Who was told' }).getByRole('listitem');
  await told.filter({ hasText: /^Grace\s*mail: sent just now/ }).waitFor();
  const count = await told.count();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();

  await page.getByRole('heading', { name: 'Restart the service' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/sessions/${session.id}`);
  expect(count).toBe(2);
});

test('an escalation has no barriers, beside the queue and on a phone, where its button stays in reach', async () => {
  await using desk = await openDesk(staff);
  const { id } = await escalateHalfway(desk.h.as(desk.people.ada));
  const wide = await desk.sit(desk.people.grace, `/handoffs/${id}`);
  const phone = await desk.sit(desk.people.owner, `/handoffs/${id}`, {
    viewport: { width: 360, height: 740 },
  });
  for (const { page } of [wide, phone]) await page.getByRole('button', { name: 'Start here' }).waitFor();
  await wide.page.getByRole('list', { name: 'Who was told' }).waitFor();

  await phone.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const box = await phone.page.getByRole('button', { name: 'Start here' }).boundingBox();

  expect(await findBarriers(wide.page)).toEqual([]);
  expect(await findBarriers(phone.page)).toEqual([]);
  expect(box && box.y > 600 && box.y + box.height <= 740).toBe(true);
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('without a connection what one reads stays, and it is said that it may be old', async () => {
  await using desk = await openDesk(staff);
  const { id } = await escalateHalfway(desk.h.as(desk.people.ada));
  const { page, context, problems } = await desk.sit(desk.people.grace, `/handoffs/${id}`);
  const notes = page.getByRole('region', { name: 'What Ada writes' });
  await notes.waitFor();

  await context.setOffline(true);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByText('What you see may be old').waitFor();
  const kept = await notes.count();
  await context.setOffline(false);

  expect(kept).toBe(1);
  await page.getByText('What you see may be old').waitFor({ state: 'detached' });
  problems.length = 0;
});
