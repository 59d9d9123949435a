import { InviteUser } from '../accounts/operations.ts';
import { password } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { findBarriers, openDesk } from './harness.ts';

test('a company registers, signs out and in again', async () => {
  await using desk = await openDesk();
  const { page } = await desk.sit(null);
  await page.getByRole('link', { name: 'Register your company' }).click();
  await page.getByLabel('Company').fill('Harbour IT');
  await page.getByLabel('Your name').fill('Olivia Brandt');
  const email = `olivia.${Date.now()}@harbour.example`;
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('lantern by the river');
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('heading', { name: 'Escalations' }).waitFor();

  await page.getByRole('button', { name: 'Olivia Brandt' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('lantern by the river');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'Escalations' }).waitFor();
});

test('after a reload one is still signed in, and no script can read by what', async () => {
  await using desk = await openDesk();
  const { page } = await desk.sit(desk.people.owner);
  await page.getByRole('heading', { name: 'Escalations' }).waitFor();

  await page.reload();

  await page.getByRole('heading', { name: 'Escalations' }).waitFor();
  const readable = await page.evaluate(() => [
    document.cookie,
    JSON.stringify(localStorage),
    JSON.stringify(sessionStorage),
  ]);
  expect(readable).toEqual(['', '{}', '{}']);
});

test('reloading again and again, before an answer has come, keeps one signed in', async () => {
  await using desk = await openDesk();
  const { page } = await desk.sit(desk.people.owner);
  await page.getByRole('heading', { name: 'Escalations' }).waitFor();

  for (let times = 0; times < 6; times++) {
    // From the page, as the key does it: at moments when a tool would wait for the page to be there.
    await page.evaluate(() => location.reload()).catch(() => {});
    await new Promise(resolve => setTimeout(resolve, 40 * times));
  }

  await page.getByRole('heading', { name: 'Escalations' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
});

test('a wrong password is told at the form, and a link leads on to where one wanted to go', async () => {
  await using desk = await openDesk({ engineers: ['ada'] });
  const { page, problems } = await desk.sit(null, '/account/people');
  await page.getByLabel('E-mail').fill(desk.people.ada.email);
  await page.getByLabel('Password').fill('something else');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('is wrong').waitFor();

  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();

  await page.waitForURL('**/account/people');
  expect(problems).toEqual([]);
});

test('signing out in one tab signs out the others', async () => {
  await using desk = await openDesk();
  const seat = await desk.sit(desk.people.owner);
  const other = await seat.context.newPage();
  await other.goto(desk.h.app.url);
  await other.getByRole('heading', { name: 'Escalations' }).waitFor();

  await seat.page.getByRole('button', { name: 'Owner' }).click();
  await seat.page.getByRole('button', { name: 'Sign out' }).click();

  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('an invitation says whom it signs out, every tab follows, and its link says so when it is used', async () => {
  await using desk = await openDesk();
  const { h, people } = desk;
  const invited = await h.as(people.owner).run(InviteUser, {
    input: { email: `new.${Date.now()}@desk.example`, role: 'ENGINEER' },
  });
  const link = new URL(invited.inviteUser.acceptUrl);
  const seat = await desk.sit(people.owner);
  const { page } = seat;
  await page.getByRole('heading', { name: 'Escalations' }).waitFor();
  const other = await seat.context.newPage();
  const join = async () => {
    await other.goto(h.app.url + link.pathname + link.search);
    await other.getByText('You are signed in as').waitFor();
    await other.getByLabel('Your name').fill('Nina Neu');
    await other.getByLabel('Password').fill('lantern by the river');
    await other.getByRole('button', { name: 'Join' }).click();
  };

  await join();
  await page.getByRole('button', { name: 'Nina Neu' }).waitFor();
  await join();

  await other.getByText('already accepted').waitFor();
  await other.getByRole('link', { name: 'Sign in' }).waitFor();
  expect(await findBarriers(other)).toEqual([]);
});

test('a dead link to a new password leads to another one', async () => {
  await using desk = await openDesk();
  const { page } = await desk.sit(null, '/reset-password?token=nothing');
  await page.getByLabel('New password').fill('lantern by the river');
  await page.getByRole('button', { name: 'Set password' }).click();

  await page.getByRole('link', { name: 'Get another one' }).click();

  await page.getByRole('button', { name: 'Send me a link' }).waitFor();
});

for (const place of [
  '/sign-in',
  '/register',
  '/forgot-password',
  '/reset-password?token=t',
  '/accept-invitation?token=t',
]) {
  test(`${place} has no barriers`, async () => {
    await using desk = await openDesk();
    const { page } = await desk.sit(null, place);
    await page.getByRole('heading', { level: 1 }).waitFor();

    expect(await findBarriers(page)).toEqual([]);
  });
}
