import { type Harness, openHarness, type Person, password } from '../harness/harness.ts';
import { countStatements } from '../harness/statements.ts';
import { expect, test } from '../harness/test.ts';
import {
  ChangePassword,
  DeactivateUser,
  Login,
  LogoutEverywhere,
  newPassword,
  ReactivateUser,
  RequestPasswordReset,
  ResetPassword,
  refusalOf,
  tokenInMail,
  UpdateUserRole,
} from './operations.ts';

/** What the event log of a person's account tells those who hold something open for them. */
async function readChanges(h: Harness, { account }: Person) {
  const events = await h.app.eventLog.read(account.uuid, 0, 100);
  return events
    .filter(({ type }) => type.startsWith('access.'))
    .map(({ type, payload }) => ({ type, ...payload }));
}

const changed = (person: Person, reason: string) => ({
  type: 'access.changed',
  userId: person.uuid,
  reason,
});

test('whatever ends or changes what a person may see is in the event log, in order', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const input = { userId: acme.ada.id };

  await h.as(acme.owner).run(UpdateUserRole, { input: { ...input, role: 'ADMIN' } });
  await h.as(acme.ada).run(LogoutEverywhere);
  await h.as(acme.owner).run(DeactivateUser, { input });
  await h.as(acme.owner).run(ReactivateUser, { input });
  await h.as(acme.owner).run(ChangePassword, { input: { currentPassword: password, newPassword } });
  await h.nobody.run(RequestPasswordReset, { input: { email: acme.ada.email } });
  const token = tokenInMail(await h.mailbox.expectMail({ to: acme.ada.email }));
  await h.nobody.run(ResetPassword, { input: { token, password: newPassword } });

  expect(await readChanges(h, acme.owner)).toEqual([
    changed(acme.ada, 'ROLE_CHANGED'),
    changed(acme.ada, 'SIGNED_OUT'),
    changed(acme.ada, 'DEACTIVATED'),
    changed(acme.owner, 'PASSWORD_CHANGED'),
    changed(acme.ada, 'PASSWORD_CHANGED'),
  ]);
});

test('nothing is read for somebody who was just deactivated, however they were seen before', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const query = '{ sessions(first: 5) { nodes { id problem } } trees(first: 5) { nodes { id title } } }';
  const before = await ada.send(query);
  await h.as(acme.owner).run(DeactivateUser, { input: { userId: acme.ada.id } });
  using statements = countStatements(h.app.database);

  const after = await ada.send(query);

  expect(before.errors).toBeUndefined();
  expect(after.errors?.[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  expect(statements.texts.filter(text => /from "?(session|tree)\b/.test(text))).toEqual([]);
});

test('what changes nothing, or is refused, is not in the event log', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['max'], engineers: ['ada'] });
  const input = { userId: acme.ada.id };
  const demotion = { userId: acme.owner.id, role: 'VIEWER' } as const;

  await h.nobody.run(Login, { input: { email: acme.ada.email, password } });
  await h.as(acme.owner).run(UpdateUserRole, { input: { ...input, role: 'ENGINEER' } });
  await h.as(acme.owner).run(ReactivateUser, { input });
  await refusalOf(h.as(acme.owner).run(UpdateUserRole, { input: demotion }));
  await refusalOf(h.as(acme.max).run(UpdateUserRole, { input: demotion }));
  await refusalOf(h.as(acme.ada).run(ChangePassword, { input: { currentPassword: 'wrong', newPassword } }));

  expect(await readChanges(h, acme.owner)).toEqual([]);
});
