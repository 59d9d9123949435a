import { openHarness, password } from '../harness/harness.ts';
import { escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { openPage } from './browser.ts';

const links = /https?:\/\/\S+/;

test('the link in an invitation leads to a page where one joins, and works once', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  await h
    .as(acme.owner)
    .send('mutation { inviteUser(input: { email: "new@test.example", role: ENGINEER }) { id } }');
  const [url = ''] = links.exec((await h.mailbox.expectMail({ to: 'new@test.example' })).text) ?? [];
  await using browser = await openPage(h.app.url);
  const { page } = browser;

  await page.goto(url);
  await page.getByLabel('Your name').fill('Nora New');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByText('Welcome.').waitFor();
  await page.reload();
  await page.getByLabel('Your name').fill('Somebody Else');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Join' }).click();

  await page.getByText('already accepted').waitFor();
  const people = await h.as(acme.owner).send('{ users { nodes { name role } } }');
  expect(JSON.stringify(people.data)).toContain('"Nora New","role":"ENGINEER"');
  expect([browser.foreignRequests, browser.problems]).toEqual([[], []]);
});

test('the link in a reset mail leads to a page where one sets a new password', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  await h.nobody.send(`mutation { requestPasswordReset(input: { email: "${acme.owner.email}" }) }`);
  const [url = ''] = links.exec((await h.mailbox.expectMail({ to: acme.owner.email })).text) ?? [];
  await using browser = await openPage(h.app.url);

  await browser.page.goto(url);
  await browser.page.getByLabel('Password').fill('another long passphrase');
  await browser.page.getByRole('button', { name: 'Set password' }).click();
  await browser.page.getByText('Your password is set.').waitFor();

  const signIn = await h.nobody.send(
    `mutation { login(input: { email: "${acme.owner.email}", password: "another long passphrase" }) { user { name } } }`,
  );
  expect(signIn.errors).toBeUndefined();
  expect([browser.foreignRequests, browser.problems]).toEqual([[], []]);
});

test('the link in an escalation mail opens the handoff in GraphiQL', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await escalate(h.as(acme.ada));
  const mail = await h.mailbox.expectMail({ to: acme.owner.email });
  const url = mail.text.split(/\s/).find(word => word.includes('/handoffs/')) ?? '';
  await using browser = await openPage(h.app.url);

  await browser.page.goto(url);
  await browser.page.getByText(id).first().waitFor();

  expect(browser.foreignRequests).toEqual([]);
});
