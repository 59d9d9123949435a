import { roles } from '../../src/kernel/viewer.ts';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { countRows, InviteUser, refusalOf, tokenInMail, tokenOf } from './operations.ts';

test('owners invite to every role, admins to every role but owner, others to none', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['max'], engineers: ['ada'], viewers: ['rex'] });

  const outcomes: Record<string, string> = {};
  for (const person of [acme.owner, acme.max, acme.ada, acme.rex]) {
    for (const role of roles) {
      const email = `${person.role}.to.${role}@guests.example`.toLowerCase();
      outcomes[`${person.role} invites ${role}`] = await h
        .as(person)
        .run(InviteUser, { input: { email, role } })
        .then(
          async ({ inviteUser }) => {
            await h.mailbox.expectMail({ to: email });
            return inviteUser.role;
          },
          (error: { code: string }) => error.code,
        );
    }
  }

  expect(outcomes).toEqual({
    'OWNER invites OWNER': 'OWNER',
    'OWNER invites ADMIN': 'ADMIN',
    'OWNER invites ENGINEER': 'ENGINEER',
    'OWNER invites VIEWER': 'VIEWER',
    'ADMIN invites OWNER': 'FORBIDDEN',
    'ADMIN invites ADMIN': 'ADMIN',
    'ADMIN invites ENGINEER': 'ENGINEER',
    'ADMIN invites VIEWER': 'VIEWER',
    'ENGINEER invites OWNER': 'FORBIDDEN',
    'ENGINEER invites ADMIN': 'FORBIDDEN',
    'ENGINEER invites ENGINEER': 'FORBIDDEN',
    'ENGINEER invites VIEWER': 'FORBIDDEN',
    'VIEWER invites OWNER': 'FORBIDDEN',
    'VIEWER invites ADMIN': 'FORBIDDEN',
    'VIEWER invites ENGINEER': 'FORBIDDEN',
    'VIEWER invites VIEWER': 'FORBIDDEN',
  });
});

test('inviting needs somebody who is signed in', async () => {
  await using h = await openHarness();

  const refused = await refusalOf(
    h.nobody.run(InviteUser, { input: { email: 'gina@guests.example', role: 'VIEWER' } }),
  );

  expect(refused.code).toBe('UNAUTHENTICATED');
});

test('what is not an address is refused by the name of the field, and nothing is written', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const before = await countRows(h);

  for (const email of [
    '',
    'gina',
    'gina@guests',
    'gina@guests.example\nBcc: all@guests.example',
    'a\0@b.example',
  ]) {
    const refused = await refusalOf(h.as(acme.owner).run(InviteUser, { input: { email, role: 'VIEWER' } }));

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.email' });
  }
  expect(await countRows(h)).toEqual(before);
});

test('inviting again under the same key gives the same invitation and sends no second mail', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const input = { email: 'once@guests.example', role: 'ENGINEER', idempotencyKey: 'k-1' } as const;

  const first = await h.as(acme.owner).run(InviteUser, { input });
  const second = await h.as(acme.owner).run(InviteUser, { input });
  await h.settled();

  expect(second).toEqual(first);
  await h.mailbox.expectMail({ to: 'once@guests.example' });
  expect(h.mailbox.unread()).toEqual([]);
});

test('the same key with another address or role is refused, and nothing is sent', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const input = { email: 'twice@guests.example', role: 'ENGINEER', idempotencyKey: 'k-2' } as const;
  await h.as(acme.owner).run(InviteUser, { input });
  await h.mailbox.expectMail({ to: 'twice@guests.example' });

  for (const change of [{ email: 'thrice@guests.example' }, { role: 'VIEWER' as const }]) {
    const refused = await refusalOf(h.as(acme.owner).run(InviteUser, { input: { ...input, ...change } }));

    expect(refused).toMatchObject({ code: 'CONFLICT', field: 'input.idempotencyKey' });
  }
});

test('a key belongs to the person who used it, and is forgotten after a day', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['max'] });
  const invite = async (by: typeof acme.owner, email: string) => {
    const input = { email, role: 'VIEWER', idempotencyKey: 'k-3' } as const;
    const { inviteUser } = await h.as(by).run(InviteUser, { input });
    await h.mailbox.expectMail({ to: email });
    return inviteUser.id;
  };

  const first = await invite(acme.owner, 'one@guests.example');
  const colleague = await invite(acme.max, 'two@guests.example');
  h.clock.advance(86_401);
  const nextDay = await invite(acme.owner, 'three@guests.example').catch(error => error as Error);

  expect(new Set([first, colleague, nextDay]).size).toBe(3);
});

test('a key that is empty, too long or holds NUL is refused by the name of the field', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();

  for (const idempotencyKey of ['', ' ', 'k'.repeat(101), 'a\0b', 'a\nb']) {
    const input = { email: 'keyed@guests.example', role: 'VIEWER', idempotencyKey } as const;
    const refused = await refusalOf(h.as(acme.owner).run(InviteUser, { input }));

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.idempotencyKey' });
  }
});

test('a mail that is delayed is not sent any more once a newer invitation has replaced it', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const email = 'late@guests.example';
  const invite = () => h.as(acme.owner).run(InviteUser, { input: { email, role: 'VIEWER' } });
  h.mailbox.refuse(email);
  await invite();
  await waitFor('the mail server to refuse the mail', () => h.mailbox.refusals(email) > 0);
  h.mailbox.accept(email);

  const { inviteUser } = await invite();
  const mail = await h.mailbox.expectMail({ to: email });
  await h.settled();

  // Both links name the same row.
  const [row] = tokenOf(inviteUser.acceptUrl).split('.');
  expect(tokenInMail(mail).split('.')[0]).toBe(row);
  expect(h.mailbox.unread()).toEqual([]);
});
