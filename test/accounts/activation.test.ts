import { roles } from '../../src/kernel/viewer.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { DeactivateUser, Me, ReactivateUser, refusalOf, signIn, UpdateUserRole } from './operations.ts';

const deactivate = async (h: Harness, by: Person, whom: Pick<Person, 'id'>) =>
  (await h.as(by).run(DeactivateUser, { input: { userId: whom.id } })).deactivateUser;
const reactivate = async (h: Harness, by: Person, whom: Pick<Person, 'id'>) =>
  (await h.as(by).run(ReactivateUser, { input: { userId: whom.id } })).reactivateUser;
const codeOf = (work: Promise<{ isActive: boolean }>) =>
  work.then(
    ({ isActive }) => (isActive ? 'ACTIVE' : 'INACTIVE'),
    (error: { code: string }) => error.code,
  );

test('a person who is locked out keeps nothing open, and signs in with the old password when let in', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['max'], engineers: ['ada'] });

  const locked = await deactivate(h, acme.max, acme.ada);
  expect((await refusalOf(h.as(acme.ada).run(Me))).code).toBe('UNAUTHENTICATED');
  const back = await reactivate(h, acme.max, acme.ada);

  expect(locked).toEqual({ id: acme.ada.id, isActive: false });
  expect(back).toEqual({ id: acme.ada.id, isActive: true });
  expect((await refusalOf(h.as(acme.ada).run(Me))).code).toBe('UNAUTHENTICATED');
  expect((await signIn(h, acme.ada)).user.id).toBe(acme.ada.id);
});

test('locking out and letting in again are done once, however often they are asked for', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });

  const states = [];
  for (const step of [deactivate, deactivate, reactivate, reactivate])
    states.push((await step(h, acme.owner, acme.ada)).isActive);

  expect(states).toEqual([false, false, true, true]);
});

for (const actor of roles) {
  test(`whom ${actor} may lock out and let in`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount({
      owners: ['owen', 'targetOwner'],
      admins: ['max', 'targetAdmin'],
      engineers: ['ada', 'targetEngineer'],
      viewers: ['rex', 'targetViewer'],
    });
    const by = { OWNER: acme.owen, ADMIN: acme.max, ENGINEER: acme.ada, VIEWER: acme.rex }[actor];
    const targets = [acme.targetOwner, acme.targetAdmin, acme.targetEngineer, acme.targetViewer];

    for (const target of targets) {
      const isAllowed = actor === 'OWNER' || (actor === 'ADMIN' && target.role !== 'OWNER');
      const locking = await codeOf(deactivate(h, by, target));
      await deactivate(h, acme.owner, target);
      const letting = await codeOf(reactivate(h, by, target));

      expect({ target: target.role, locking, letting }).toEqual({
        target: target.role,
        locking: isAllowed ? 'INACTIVE' : 'FORBIDDEN',
        letting: isAllowed ? 'ACTIVE' : 'FORBIDDEN',
      });
    }
  });
}

test('nobody locks themselves out', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ owners: ['owen'], admins: ['max'], engineers: ['ada'] });

  for (const person of [acme.owen, acme.max, acme.ada]) {
    expect((await refusalOf(deactivate(h, person, person))).code).toBe('FORBIDDEN');
    expect(await h.as(person).run(Me)).toMatchObject({ me: { isActive: true } });
  }
});

test('the last owner cannot be locked out', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['max'] });

  const byThemselves = await refusalOf(deactivate(h, acme.owner, acme.owner));
  const byAnAdmin = await refusalOf(deactivate(h, acme.max, acme.owner));

  expect(byThemselves.code).toBe('CONFLICT');
  expect(byAnAdmin.code).toBe('FORBIDDEN');
  expect(await h.as(acme.owner).run(Me)).toMatchObject({ me: { isActive: true } });
});

test('an owner who is locked out does not count: the other one is the last', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ owners: ['owen'] });
  await deactivate(h, acme.owner, acme.owen);

  const stepDown = await refusalOf(
    h.as(acme.owner).run(UpdateUserRole, { input: { userId: acme.owner.id, role: 'VIEWER' } }),
  );

  expect(stepDown.code).toBe('CONFLICT');
});

test('an owner who is locked out can be demoted, and comes back as what they are then', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ owners: ['owen'] });
  await deactivate(h, acme.owner, acme.owen);

  await h.as(acme.owner).run(UpdateUserRole, { input: { userId: acme.owen.id, role: 'VIEWER' } });
  await reactivate(h, acme.owner, acme.owen);

  expect((await signIn(h, acme.owen)).user.role).toBe('VIEWER');
});

test('the owner of another account locks nobody out here and lets nobody in', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'bob'] });
  const other = await h.anAccount();
  await deactivate(h, acme.owner, acme.bob);

  const locking = await refusalOf(deactivate(h, other.owner, acme.ada));
  const letting = await refusalOf(reactivate(h, other.owner, acme.bob));

  expect(locking).toMatchObject({ code: 'NOT_FOUND', field: 'input.userId' });
  expect(letting).toMatchObject({ code: 'NOT_FOUND', field: 'input.userId' });
  expect(await h.as(acme.ada).run(Me)).toMatchObject({ me: { isActive: true } });
  expect((await refusalOf(signIn(h, acme.bob))).code).toBe('UNAUTHENTICATED');
});

test('what is not the id of a person is refused by the name of the field', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();

  for (const id of ['', 'nonsense', acme.owner.uuid, acme.owner.account.id, acme.owner.id.toUpperCase()]) {
    for (const step of [deactivate, reactivate]) {
      const refused = await refusalOf(step(h, acme.owner, { id }));

      expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.userId' });
    }
  }
});

test('locking out and letting in need somebody who is signed in', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const input = { userId: acme.ada.id };

  const locking = await refusalOf(h.nobody.run(DeactivateUser, { input }));
  const letting = await refusalOf(h.nobody.run(ReactivateUser, { input }));

  expect([locking.code, letting.code]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
});
