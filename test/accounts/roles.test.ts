import { type Role, roles } from '../../src/kernel/viewer.ts';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { Me, refusalOf, UpdateUserRole } from './operations.ts';

/** The rule in one sentence: owners and admins change roles, and whatever touches an owner is for owners alone. */
function expectedOutcome(actor: Role, from: Role, to: Role): Role | 'FORBIDDEN' {
  if (actor === 'OWNER') return to;
  if (actor === 'ADMIN' && from !== 'OWNER' && to !== 'OWNER') return to;
  return 'FORBIDDEN';
}

for (const actor of roles) {
  test(`what ${actor} may make of whom, from every role to every role`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount({
      owners: ['owen'],
      admins: ['max'],
      engineers: ['ada'],
      viewers: ['rex', 'target'],
    });
    const change = (by: typeof acme.owner, role: Role) =>
      h.as(by).run(UpdateUserRole, { input: { userId: acme.target.id, role } });
    const by = { OWNER: acme.owen, ADMIN: acme.max, ENGINEER: acme.ada, VIEWER: acme.rex }[actor];

    const outcomes: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const from of roles) {
      for (const to of roles) {
        await change(acme.owner, from);
        outcomes[`${from} to ${to}`] = await change(by, to).then(
          ({ updateUserRole }) => updateUserRole.role,
          (error: { code: string }) => error.code,
        );
        expected[`${from} to ${to}`] = expectedOutcome(actor, from, to);
        const { me } = await h.as(acme.target).run(Me);
        const left = outcomes[`${from} to ${to}`] === 'FORBIDDEN' ? from : to;
        expect(me.role).toBe(left);
      }
    }

    expect(outcomes).toEqual(expected);
  });
}

test('the last owner cannot be demoted, by nobody and to nothing', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['max'] });

  for (const role of ['ADMIN', 'ENGINEER', 'VIEWER'] as const) {
    const input = { userId: acme.owner.id, role };
    expect((await refusalOf(h.as(acme.owner).run(UpdateUserRole, { input }))).code).toBe('CONFLICT');
    expect((await refusalOf(h.as(acme.max).run(UpdateUserRole, { input }))).code).toBe('FORBIDDEN');
  }

  expect(await h.as(acme.owner).run(Me)).toMatchObject({ me: { role: 'OWNER' } });
});

test('the last owner may stay what they are', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();

  const { updateUserRole } = await h
    .as(acme.owner)
    .run(UpdateUserRole, { input: { userId: acme.owner.id, role: 'OWNER' } });

  expect(updateUserRole).toEqual({ id: acme.owner.id, role: 'OWNER' });
});

test('an owner can step down once somebody else is owner, and the one who is left cannot', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const stepDown = (person: typeof acme.owner) =>
    h.as(person).run(UpdateUserRole, { input: { userId: person.id, role: 'VIEWER' } });

  await h.as(acme.owner).run(UpdateUserRole, { input: { userId: acme.ada.id, role: 'OWNER' } });
  const stepped = await stepDown(acme.owner);
  const refused = await refusalOf(stepDown(acme.ada));

  expect(stepped.updateUserRole.role).toBe('VIEWER');
  expect(refused.code).toBe('CONFLICT');
});

test('an owner who demotes themselves has no say from then on', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ owners: ['olga'] });
  await h.as(acme.olga).run(UpdateUserRole, { input: { userId: acme.olga.id, role: 'ENGINEER' } });

  const refused = await refusalOf(
    h.as(acme.olga).run(UpdateUserRole, { input: { userId: acme.olga.id, role: 'OWNER' } }),
  );

  expect(refused.code).toBe('FORBIDDEN');
});

test('the owner of another account changes nobody here: the person is not found', async () => {
  await using h = await openHarness();
  const [acme, other] = [await h.anAccount({ engineers: ['ada'] }), await h.anAccount()];

  const refused = await refusalOf(
    h.as(other.owner).run(UpdateUserRole, { input: { userId: acme.ada.id, role: 'VIEWER' } }),
  );

  expect(refused).toMatchObject({ code: 'NOT_FOUND', field: 'input.userId' });
  expect(await h.as(acme.ada).run(Me)).toMatchObject({ me: { role: 'ENGINEER' } });
});

test('what is not the id of a person is refused by the name of the field', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const bare = acme.owner.id.slice('user_'.length);

  for (const userId of [
    ...['', 'user_', 'user', 'nonsense', bare, `tree_${bare}`, acme.owner.account.id, acme.owner.uuid],
    ...[
      `USER_${bare}`,
      `user_${bare}x`,
      `user_${bare.slice(1)}`,
      `user_8${bare.slice(1)}`,
      'user_\0',
      'u'.repeat(9_999),
    ],
  ]) {
    const refused = await refusalOf(
      h.as(acme.owner).run(UpdateUserRole, { input: { userId, role: 'VIEWER' } }),
    );

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.userId' });
  }
});

test('a role that does not exist is refused', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });

  for (const role of ['GOD', 'owner', '', null, 1]) {
    const answer = await h
      .as(acme.owner)
      .send(UpdateUserRole.toString(), { input: { userId: acme.ada.id, role } });

    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  }
  expect(await h.as(acme.ada).run(Me)).toMatchObject({ me: { role: 'ENGINEER' } });
});

test('changing a role needs somebody who is signed in', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();

  const refused = await refusalOf(
    h.nobody.run(UpdateUserRole, { input: { userId: acme.owner.id, role: 'VIEWER' } }),
  );

  expect(refused.code).toBe('UNAUTHENTICATED');
});
