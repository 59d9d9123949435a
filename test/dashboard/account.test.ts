import { password } from '../harness/harness.ts';
import { claim, escalate, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openWebReceiver } from '../harness/web-receiver.ts';
import { findBarriers, openDesk, type Seat } from './harness.ts';

const staff = { engineers: ['ada', 'grace'], viewers: ['rex'] } as const;

const press = ({ page }: Seat, name: string | RegExp) => page.getByRole('button', { name }).click();
const tabs = async ({ page }: Seat) =>
  await page.getByRole('navigation', { name: 'Account' }).getByRole('link').allInnerTexts();

test('somebody is invited, joins by the link, gets another role and is locked out again', async () => {
  await using desk = await openDesk(staff);
  const seat = await desk.sit(desk.people.owner, '/account');
  const { page } = seat;
  await page.getByRole('row', { name: /Ada/ }).waitFor();
  const people = await findBarriers(page);

  await press(seat, 'Invite somebody');
  await page.getByLabel('E-mail').fill(`linus.${desk.people.owner.uuid}@example.com`);
  await page.getByLabel('Viewer').check();
  await press(seat, 'Send invitation');
  const link = await page.getByLabel('The link').inputValue();
  const sheet = await findBarriers(page);
  await press(seat, 'Done');
  const joining = await desk.sit(null, new URL(link).pathname + new URL(link).search);
  await joining.page.getByLabel('Your name').fill('Linus');
  await joining.page.getByLabel('Password').fill('lantern by the river');
  await press(joining, 'Join');
  await joining.page.getByRole('link', { name: 'Account' }).waitFor();

  await page.getByLabel('Search').fill('lin');
  await page.getByRole('row', { name: /Linus.*Viewer/ }).waitFor();
  await press(seat, 'Change Linus');
  await page.getByLabel('Engineer').check();
  await press(seat, 'Save role');
  await page.getByRole('row', { name: /Linus.*Engineer/ }).waitFor();
  await press(seat, 'Change Linus');
  await press(seat, 'Deactivate…');
  await press(seat, 'Deactivate Linus');

  await page.getByRole('row', { name: /Linus deactivated/ }).waitFor();
  expect([...people, ...sheet]).toEqual([]);
});

test('who is invited and has not come yet is listed, and an invitation can be sent again and taken back', async () => {
  await using desk = await openDesk(staff);
  const seat = await desk.sit(desk.people.owner, '/account/people');
  const { page } = seat;
  const email = `nora.${desk.people.owner.uuid}@example.com`;
  await press(seat, 'Invite somebody');
  await page.getByLabel('E-mail').fill(email);
  await press(seat, 'Send invitation');
  const first = await page.getByLabel('The link').inputValue();
  await press(seat, 'Done');

  await press(seat, `Invitation of ${email}`);
  const shown = await page.getByLabel('The link').inputValue();
  await press(seat, 'Send again');
  await page.getByText('A new link is on its way').waitFor();
  const barriers = await findBarriers(page);
  await press(seat, 'Done');
  await press(seat, `Invitation of ${email}`);
  await page.getByLabel('The link').waitFor();
  const second = await page.getByLabel('The link').inputValue();
  await press(seat, 'Take back');
  await press(seat, 'Take back');

  await page.getByRole('heading', { name: 'Invited' }).waitFor({ state: 'detached' });
  expect([shown, barriers]).toEqual([first, []]);
  expect(second).not.toBe(first);
});

test('who has just joined is among the people when one looks at the page again', async () => {
  await using desk = await openDesk();
  const seat = await desk.sit(desk.people.owner, '/account/people');
  const { page } = seat;
  await press(seat, 'Invite somebody');
  await page.getByLabel('E-mail').fill(`nora.${desk.people.owner.uuid}@example.com`);
  await press(seat, 'Send invitation');
  const link = new URL(await page.getByLabel('The link').inputValue());
  await press(seat, 'Done');
  await page.getByRole('heading', { name: 'Invited' }).waitFor();
  const joining = await desk.sit(null, link.pathname + link.search);
  await joining.page.getByLabel('Your name').fill('Nora');
  await joining.page.getByLabel('Password').fill('lantern by the river');
  await press(joining, 'Join');
  await joining.page.getByRole('link', { name: 'Account' }).waitFor();

  await page.evaluate(() => dispatchEvent(new Event('focus')));

  await page.getByRole('row', { name: /Nora/ }).waitFor();
  await page.getByRole('heading', { name: 'Invited' }).waitFor({ state: 'detached' });
});

test('the last owner cannot give up the role, and is told why', async () => {
  await using desk = await openDesk(staff);
  const seat = await desk.sit(desk.people.owner, '/account/people');

  await press(seat, 'Change Owner');
  await seat.page.getByLabel('Admin').check();
  await press(seat, 'Save role');

  await seat.page.getByRole('alert').getByText(/owner/).last().waitFor();
  await seat.page.getByRole('dialog', { name: 'Owner' }).waitFor();
});

test('each role sees what is for it, and what is not says so', async () => {
  await using desk = await openDesk(staff);
  const engineer = await desk.sit(desk.people.ada, '/account/ladder');
  const viewer = await desk.sit(desk.people.rex, '/account/metrics');

  await engineer.page.getByText('Owners and admins can change this.').waitFor();
  await engineer.page.getByText('After 3 minutes, everyone is told again').waitFor();
  await viewer.page.getByText('This is not for your role').waitFor();

  expect(await tabs(engineer)).toEqual(['People', 'Notifications', 'Metrics', 'Ladder', 'Me']);
  expect(await tabs(viewer)).toEqual(['People', 'Me']);
  expect(await engineer.page.getByRole('button', { name: 'Save ladder' }).count()).toBe(0);
  await engineer.page.goto(`${desk.h.app.url}/account/people`);
  await engineer.page.getByRole('row', { name: /Grace/ }).waitFor();
  expect(await engineer.page.getByRole('button', { name: /Invite|Change/ }).count()).toBe(0);
});

test('one reads what one was told, has quiet at night, and mutes mails', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const seat = await desk.sit(people.grace, '/account/notifications');
  const { page } = seat;
  await page.getByText('Nothing yet').waitFor();
  const ada = h.as(people.ada);
  await escalate(ada, { sessionId: await startSession(ada, { problem: 'Outlook cannot connect' }) });

  await page.getByRole('link', { name: /unread:.*Ada escalated.*Outlook cannot connect/ }).waitFor();
  const barriers = await findBarriers(page);
  await press(seat, 'Mark all as read');
  await page.getByText('1 unread').waitFor({ state: 'detached' });
  await page.getByLabel('Quiet hours').check();
  await page.getByLabel('From').fill('21:30');
  await page.getByLabel('Time zone').selectOption('Europe/Berlin');
  await press(seat, 'Save');
  await page.getByText('Saved.').waitFor();
  await press(seat, '4 hours');
  await page.getByText(/No mails until/).waitFor();
  await page.reload();

  await page.getByText(/No mails until/).waitFor();
  expect(await page.getByLabel('From').inputValue()).toBe('21:30');
  expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Berlin');
  expect(await page.getByText('unread:').count()).toBe(0);
  expect(barriers).toEqual([]);
});

test('the charts of escalations can be read with the keyboard, and as a table', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const [ada, grace] = [h.as(people.ada), h.as(people.grace)];
  const seat = await desk.sit(people.owner, '/account/metrics');
  const { page } = seat;
  await page.getByText('No escalations in this time').waitFor();
  for (const problem of ['One', 'Two', 'Three']) {
    const { id } = await escalate(ada, { sessionId: await startSession(ada, { problem }) });
    if (problem !== 'Three') await claim(grace, id);
  }

  await waitFor('the metrics of three escalations', async () => {
    await page.reload();
    await page.getByText(/No escalations|% claimed/).waitFor();
    return await page.getByText('67 % claimed, 1 not').isVisible();
  });
  await page.getByText('3 escalations: too few to say much.').waitFor();
  const chart = page.getByRole('slider', { name: 'Escalations, by week' });
  await chart.focus();
  const thisWeek = await chart.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowLeft');
  const lastWeek = await chart.getAttribute('aria-valuetext');
  const total = await page.getByRole('row', { name: /^All/ }).last().getByRole('cell').allInnerTexts();
  const barriers = await findBarriers(page);
  await page.getByLabel('By', { exact: true }).selectOption('ENGINEER');
  const engineers = page.getByRole('list', { name: 'Escalations taken, by engineer' }).getByRole('listitem');
  await engineers.filter({ hasText: 'Grace' }).waitFor();

  expect(await engineers.count()).toBe(1);
  expect(thisWeek).toMatch(/: 3 made, 2 claimed, 1 not claimed$/);
  expect(lastWeek).toMatch(/: 0 made, 0 claimed, 0 not claimed$/);
  expect(total).toEqual(['3', '2', '1', '0', '0', '0', '0']);
  expect(barriers).toEqual([]);
});

test('the ladder is changed step by step, and says in words what it does', async () => {
  await using desk = await openDesk(staff);
  const seat = await desk.sit(desk.people.owner, '/account/ladder');
  const { page } = seat;
  await page.getByLabel('Urgent of Step 1, in minutes').fill('2');
  await press(seat, 'Add a step');
  await page.getByLabel('Tell in Step 3').selectOption('EVERYONE');
  await press(seat, 'Remove Step 2');
  await page.getByLabel('Add somebody').fill('gra');
  await press(seat, 'Add Grace');
  await page.getByLabel('Put it back into the queue').uncheck();
  const barriers = await findBarriers(page);

  await press(seat, 'Save ladder');
  await page.getByText('Saved.').waitFor();
  await page.reload();

  await page.getByText('After 2 minutes, Grace is told again.').waitFor();
  await page.getByText('3 minutes later (5 minutes after it was made), everyone is told again.').waitFor();
  await page.getByText(/is reminded by mail\. It stays with them\./).waitFor();
  expect(barriers).toEqual([]);
});

test('a webhook shows its secret once, is tested, and what failed is sent again from its log', async () => {
  await using receiver = await openWebReceiver();
  await using desk = await openDesk(staff, { OUTGOING_ALLOW: '127.0.0.1' });
  const seat = await desk.sit(desk.people.owner, '/account/webhooks');
  const { page } = seat;
  await press(seat, 'Add a webhook');
  await page.getByLabel('Name').fill('Reporting');
  await page.getByRole('textbox', { name: 'Address' }).fill(`${receiver.url}/hook`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const secret = await page.getByLabel('Secret').inputValue();
  await press(seat, 'I have it');

  receiver.answerNext({ status: 500, body: 'out of order' });
  await press(seat, 'Send a test');
  await page.getByText('The test message did not arrive.').waitFor();
  const list = await findBarriers(page);
  await page.getByRole('link', { name: 'What was sent' }).click();
  await page.getByRole('listitem').filter({ hasText: 'failed' }).getByText('test').first().click();
  await page.getByText('out of order').waitFor();
  const log = await findBarriers(page);
  await press(seat, 'Send again');
  await receiver.received(2);

  await page.getByText('sent again', { exact: true }).waitFor();
  expect(secret).toMatch(/^whsec_/);
  expect([...list, ...log]).toEqual([]);
});

test('a ticket system that refuses its keys says so', async () => {
  await using receiver = await openWebReceiver();
  await using desk = await openDesk(staff, { OUTGOING_ALLOW: '127.0.0.1' });
  receiver.answerAll({ status: 401, body: '{"message":"no"}' });
  const seat = await desk.sit(desk.people.owner, '/account/ticket-system');
  const { page } = seat;
  await page.getByLabel('Address of the API').fill(receiver.url);
  for (const label of ['Company', 'Public key', 'Private key', 'Client ID'])
    await page.getByLabel(label, { exact: true }).fill('northwind');

  await press(seat, 'Connect');
  await press(seat, 'Test the connection');
  await page.getByText('failing').waitFor();
  const state = await findBarriers(page);
  await press(seat, 'Edit');

  expect([...state, ...(await findBarriers(page))]).toEqual([]);
  expect(await page.getByLabel('Private key').inputValue()).toBe('');
});

test('with another password one stays signed in here, until one signs out everywhere', async () => {
  await using desk = await openDesk(staff);
  const seat = await desk.sit(desk.people.ada, '/account/me');
  const { page } = seat;
  await page.getByText('live', { exact: true }).waitFor();
  await page.getByLabel('Present password').fill('something else');
  await page.getByLabel('New password').fill('a lighthouse in the fog');
  await press(seat, 'Change password');
  await page.getByRole('alert').waitFor();

  await page.getByLabel('Present password').fill(password);
  await press(seat, 'Change password');
  await page.getByText('Your password is changed.').waitFor();
  await page.getByText('live', { exact: true }).waitFor();
  const barriers = await findBarriers(page);
  await press(seat, 'Sign out everywhere');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();

  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(barriers).toEqual([]);
});

test('owners see how much the account has used, and are told before it is all', async () => {
  await using desk = await openDesk(staff, { ACCOUNT_STORED_MB: '10' });
  const { h, people } = desk;
  const seat = await desk.sit(people.owner, '/account/people');
  const { page } = seat;
  const usage = page.getByRole('region', { name: 'Usage' });
  await usage.getByText(/ of 10 MB/).waitFor();
  const barriers = await findBarriers(page);
  const warnings = await page.getByText(/storage quota/).count();

  await startSession(h.as(people.owner));
  await waitFor('the session to be counted', async () => {
    const rows = await h.app.database.query(
      'update account_usage set stored_bytes = 9_000_000 where account_id = ? returning account_id',
      [people.owner.account.uuid],
    );
    return rows.length > 0;
  });
  await page.reload();
  await page.getByText('85 % of the storage quota is used.').waitFor();
  await usage.getByText('8.6 MB of 10 MB').waitFor();
  const engineer = await desk.sit(people.ada, '/account/people');
  await engineer.page.getByRole('row', { name: /Ada/ }).waitFor();

  expect(warnings).toBe(0);
  expect(await engineer.page.getByRole('region', { name: 'Usage' }).count()).toBe(0);
  expect(await engineer.page.getByText(/storage quota/).count()).toBe(0);
  expect([...barriers, ...(await findBarriers(page))]).toEqual([]);
});
