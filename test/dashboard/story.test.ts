import type { Page } from 'playwright-core';
import { type Harness, password } from '../harness/harness.ts';
import { claim, escalate, publishTree, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { openDesk } from './harness.ts';

const staff = { engineers: ['ada', 'grace'] } as const;

test('one gets stuck and escalates, a colleague sees it, takes it and finishes', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  await publishTree(h.as(people.owner), 'Server does not answer');
  const grace = (await desk.sit(people.grace)).page;
  await grace.getByText('All quiet').waitFor();
  await grace.getByText('live', { exact: true }).waitFor();

  const ada = (await desk.sit(people.ada, '/work/new')).page;
  await ada.getByLabel('What is wrong?').fill('The file server is gone');
  await ada.getByLabel('Client (optional)').fill('Northwind Dental');
  await ada.getByLabel('Ticket (optional)').fill('T-4711');
  await ada.getByRole('combobox').fill('server');
  await ada.getByRole('option', { name: 'Server does not answer' }).click();
  await ada.getByRole('button', { name: 'Start' }).click();
  await ada.getByRole('button', { name: 'No', exact: true }).click();
  await ada.getByRole('button', { name: 'It was fine' }).click();
  await ada.getByRole('button', { name: 'Escalate', exact: true }).first().click();
  await ada.getByLabel('What should the next person know?').fill('I have no way into the switch');
  await ada.getByRole('dialog').getByRole('button', { name: 'Escalate' }).click();

  await grace.getByText('The file server is gone').click();
  await grace.getByRole('heading', { name: 'The file server is gone' }).waitFor();
  const seen = await grace.getByRole('region', { name: 'What was tried' }).textContent();
  await grace.getByText('I have no way into the switch').first().waitFor();
  await grace.getByRole('button', { name: 'Start here' }).click();
  await grace.waitForURL('**/sessions/*');
  await grace.getByRole('button', { name: 'Complete' }).first().click();
  await grace.getByRole('dialog').getByRole('button', { name: 'Complete' }).click();

  expect(seen).toContain('Does the server answer a ping?');
  expect(seen).toContain('It was fine');
  await grace.goto(h.app.url);
  await grace.getByText('All quiet').waitFor();
});

test('somebody who has never seen it registers, invites, and both escalate and claim without the API', async () => {
  await using desk = await openDesk();
  const olivia = (await desk.sit(null, '/register')).page;
  const email = `olivia.${desk.people.owner.uuid}@harbour.example`;
  await olivia.getByLabel('Company').fill('Harbour IT');
  await olivia.getByLabel('Your name').fill('Olivia');
  await olivia.getByLabel('E-mail').fill(email);
  await olivia.getByLabel('Password').fill('lantern by the river');
  await olivia.getByRole('button', { name: 'Register' }).click();
  await confirmAddress(desk.h, olivia, email);
  // The empty queue says what to do next.
  await olivia.getByRole('link', { name: 'Invite your team' }).click();
  await olivia.getByRole('button', { name: 'Invite somebody' }).click();
  await olivia.getByLabel('E-mail').fill(`priya.${desk.people.owner.uuid}@harbour.example`);
  await olivia.getByRole('button', { name: 'Send invitation' }).click();
  const link = new URL(await olivia.getByLabel('The link').inputValue());
  await olivia.getByRole('button', { name: 'Done' }).click();
  await olivia.getByRole('link', { name: 'Escalations' }).first().click();
  await olivia.getByText('All quiet').waitFor();

  const priya = (await desk.sit(null, link.pathname + link.search)).page;
  await priya.getByLabel('Your name').fill('Priya');
  await priya.getByLabel('Password').fill('tea at half past four');
  await priya.getByRole('button', { name: 'Join' }).click();
  await priya.getByRole('link', { name: 'Start a session' }).click();
  await priya.getByLabel('What is wrong?').fill('The whole clinic is offline');
  await priya.getByRole('button', { name: 'Start' }).click();
  await priya.getByLabel('Note').fill('Modem and router restarted, the line stays down');
  await priya.getByRole('button', { name: 'Save the note' }).click();
  await priya.getByText('the line stays down').first().waitFor();
  await priya.getByRole('button', { name: 'Escalate', exact: true }).first().click();
  await priya.getByLabel('What should the next person know?').fill('The provider promises tomorrow');
  await priya.getByRole('dialog').getByRole('button', { name: 'Escalate' }).click();

  await olivia.getByText('The whole clinic is offline').click();
  await olivia.getByText('the line stays down').first().waitFor();
  await olivia.getByRole('button', { name: 'Start here' }).click();
  await olivia.waitForURL('**/sessions/*');
});

test('of two who press the button, one goes on and the other learns who was faster', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const sessionId = await startSession(h.as(people.ada), { problem: 'Printer on fire' });
  const { id } = await escalate(h.as(people.ada), { sessionId });
  const slow = (await desk.sit(people.owner, `/handoffs/${id}`)).page;
  const button = slow.getByRole('button', { name: 'Start here' });
  await button.waitFor();
  // The claim of the other is committed, and the news of it has not come: the stream is held up.
  await slow.route('**/graphql', async route => {
    if (route.request().postData()?.includes('claimHandoff')) await claim(h.as(people.grace), id);
    await route.continue();
  });

  await button.click();

  await slow
    .getByText(/Grace (was faster|took it|has it|has taken it)|Taken by Grace/i)
    .first()
    .waitFor();
  await slow.getByRole('button', { name: 'Close', exact: true }).click();
  await slow.waitForURL(url => url.pathname === '/');
});

test('the keyboard alone leads from the sign-in to the claim', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const sessionId = await startSession(h.as(people.ada), { problem: 'No mail since noon' });
  await escalate(h.as(people.ada), { sessionId });
  const { page } = await desk.sit(null);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();

  await page.keyboard.type(people.grace.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByText('No mail since noon').waitFor();
  await tabTo(page, 'No mail since noon');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Start here' }).waitFor();
  const opened = await page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press('Escape');
  await page.waitForURL(url => url.pathname === '/');
  const returned = await page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press('Enter');
  await tabTo(page, 'Start here');
  await page.keyboard.press('Enter');

  await page.waitForURL('**/sessions/*');
  expect(opened).toContain('No mail since noon');
  expect(returned).toContain('No mail since noon');
});

/** Presses Tab until a link or a button with this text has the focus. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.matches('a, button') ? (activeElement.textContent ?? '') : '';
    });
    if (focused.includes(text)) return;
  }
  throw new Error(`no Tab leads to "${text}"`);
}

/** Opens the mailed link after asking for a second one, after which nothing asks for it any more. */
async function confirmAddress(h: Harness, page: Page, email: string): Promise<void> {
  const mail = { to: email, subject: /confirm/i };
  const notice = page.getByText('Confirm your email address.');
  await notice.waitFor();
  await h.mailbox.expectMail(mail);
  await page.getByRole('button', { name: 'Resend link' }).click();
  await page.getByText(`A new link was sent to ${email}.`).waitFor();
  const [link] = /https?:\S+token=\S+/.exec((await h.mailbox.expectMail(mail)).text) ?? [];
  const { pathname, search } = new URL(link ?? '');
  await page.goto(h.app.url + pathname + search);
  await page.getByText(`${email} is confirmed.`).waitFor();
  await page.getByText('All quiet').waitFor();
  expect(await notice.count()).toBe(0);
}
