import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { Deactivate } from '../handoffs/documents.ts';
import { openHarness } from '../harness/harness.ts';
import { claim, escalate, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { passPause } from './documents.ts';

test('every active owner, admin and engineer but the maker gets one mail, viewers and deactivated people none', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['mia'], engineers: ['ada', 'grace', 'gone'], viewers: ['rex'] });
  const other = await h.anAccount({ engineers: ['eve'] });
  await h.as(acme.owner).run(Deactivate, { input: { userId: acme.gone.id } });

  await escalate(h.as(acme.ada));

  for (const person of [acme.owner, acme.mia, acme.grace]) await h.mailbox.expectMail({ to: person.email });
  await h.settled();
  expect(h.mailbox.unread()).toEqual([]);
  expect(other.eve.email).toContain('eve');
});

test('the mail says who, ticket and problem, what was tried, and links to the handoff', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const sessionId = await startSession(h.as(acme.ada), {
    problem: 'Outlook cannot connect <b>',
    ticketRef: 'T-4711',
    clientName: 'Contoso',
  });

  const { id } = await escalate(h.as(acme.ada), {
    sessionId,
    engineerNotes: 'Profile rebuilt & cache cleared',
  });

  const mail = await h.mailbox.expectMail({ to: acme.owner.email });
  expect(mail.subject).toBe('Escalation from Ada · T-4711: Outlook cannot connect <b>');
  expect(mail.text).toContain('Profile rebuilt & cache cleared');
  expect(mail.text).toContain('Contoso');
  expect(mail.text).toContain(`${h.app.url}/handoffs/${id}`);
  expect(mail.html).toContain('Outlook cannot connect &lt;b&gt;');
  expect(mail.html).not.toContain('<b>');
});

test('with a target that person is mailed first, and the others still are', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'bob', 'zoe'] });

  await escalate(h.as(acme.ada), { targetUserId: acme.zoe.id });
  await waitFor('three mails', () => h.mailbox.unread().length === 3);

  const order = await h.app.database.query<{ user_id: string }>(
    `select data ->> 'userId' as user_id from jobs.job
      where name = 'escalation-mail' and data ->> 'accountId' = ? order by priority desc, created_on, id`,
    [acme.owner.account.uuid],
  );
  expect(order[0]?.user_id).toBe(acme.zoe.uuid);
  expect((await h.mailbox.expectMail({ to: acme.zoe.email })).text).toMatch(/asked for you/i);
  await h.mailbox.expectMail({ to: acme.bob.email });
  await h.mailbox.expectMail({ to: acme.owner.email });
});

test('one address that refuses holds nobody else up, and is tried again with the same Message-ID', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  h.mailbox.refuse(acme.grace.email);

  const { id } = await escalate(h.as(acme.ada));
  const owners = await h.mailbox.expectMail({ to: acme.owner.email });
  await waitFor('a refusal', () => h.mailbox.refusals(acme.grace.email) > 0);
  h.mailbox.accept(acme.grace.email);
  await passPause(h, acme.grace);

  const late = await h.mailbox.expectMail({ to: acme.grace.email });
  expect(late.messageId).toContain(acme.grace.uuid);
  expect(owners.messageId).toContain(acme.owner.uuid);
  expect(h.mailbox.refusals(acme.grace.email)).toBeGreaterThan(0);
  expect(id).toMatch(/^handoff_/);
});

test('what was claimed before its mail could be sent is not mailed any more', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  h.mailbox.refuse(acme.grace.email);
  const { id } = await escalate(h.as(acme.ada));
  await h.mailbox.expectMail({ to: acme.owner.email });
  await waitFor('a refusal', () => h.mailbox.refusals(acme.grace.email) > 0);

  await claim(h.as(acme.owner), id);
  h.mailbox.accept(acme.grace.email);
  await passPause(h, acme.grace);
  await h.settled();

  expect(h.mailbox.unread()).toEqual([]);
});

test('an SMTP server that is away neither delays nor undoes the escalation', async () => {
  await using h = await openHarness({ SMTP_URL: 'smtp://127.0.0.1:1' });
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });

  const { id } = await escalate(h.as(acme.ada));

  expect((await claim(h.as(acme.grace), id)).__typename).toBe('HandoffClaimed');
});

test('without an SMTP server mails are files under the data folder, and the log says where', async () => {
  await using h = await openHarness({ SMTP_URL: '' });
  const acme = await h.anAccount({ engineers: ['ada'] });

  await escalate(h.as(acme.ada), { engineerNotes: 'Ärger mit Umlauten' });
  await h.settled();

  const folder = join(h.app.settings.dataDir, 'mail');
  const files = (await readdir(folder)).filter(name => name.endsWith('.eml'));
  expect(files).toHaveLength(1);
  const mail = await PostalMime.parse(await readFile(join(folder, files[0] ?? '')));
  expect(mail.to?.[0]?.address).toBe(acme.owner.email);
  expect(mail.text).toContain('Ärger mit Umlauten');
  expect(h.logBook.lines.some(line => String(line.where ?? '').includes(folder))).toBe(true);
});

test('a transaction that fails leaves no job, no event and no row behind', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const sessionId = await startSession(h.as(acme.ada));
  const handoffs = () =>
    h.app.database.query('select id from handoff where account_id = ?', [acme.owner.account.uuid]);
  const jobs = () =>
    h.app.database.query("select id from jobs.job where data ->> 'accountId' = ?", [acme.owner.account.uuid]);
  h.logBook.expectErrors(/failed unexpectedly/);
  await h.app.database.query(
    `create function refuse_event() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`,
  );
  await h.app.database.query(
    `create trigger refuse_event before insert on account_event for each row
      when (new.account_id = '${acme.owner.account.uuid}') execute function refuse_event()`,
  );

  const failed = await escalate(h.as(acme.ada), { sessionId }).catch(error => error);

  await h.app.database.query('drop trigger refuse_event on account_event');
  await h.app.database.query('drop function refuse_event');
  expect(failed).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  expect([await handoffs(), await jobs()]).toEqual([[], []]);
  expect((await escalate(h.as(acme.ada), { sessionId })).state).toBe('OPEN');
  await h.mailbox.expectMail({ to: acme.owner.email });
});
