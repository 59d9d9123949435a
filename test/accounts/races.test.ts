import { type Harness, openHarness, password } from '../harness/harness.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import {
  AcceptInvitation,
  ChangePassword,
  DeactivateUser,
  InviteUser,
  LogoutEverywhere,
  Me,
  newPassword,
  ReactivateUser,
  refresh,
  refusalOf,
  registerOwner,
  signIn,
  tokenInMail,
  UpdateUserRole,
  VerifyEmail,
  withToken,
} from './operations.ts';

/** How often a race is run that only some orders of events lose. */
const rounds = 15;

/** What became of several at once: the values of those that went through, and the codes of the others. */
async function together<T>(attempts: readonly Promise<T>[]): Promise<{ won: T[]; refused: string[] }> {
  const outcomes = await Promise.allSettled(attempts);
  return {
    won: outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : [])),
    refused: outcomes.flatMap(outcome =>
      outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : [],
    ),
  };
}

async function countLiveChains(h: Harness, userId: string): Promise<number> {
  const rows = await h.app.database.query(
    'select id from refresh_token where user_id = ? and used_at is null and revoked_at is null',
    [userId],
  );
  return rows.length;
}

serverTest('of two who accept an invitation at once, one gets the seat', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const input = { email: 'contended@guests.example', role: 'ENGINEER' } as const;
  await h.as(acme.owner).run(InviteUser, { input });
  const token = tokenInMail(await h.mailbox.expectMail({ to: input.email }));
  const accept = (name: string) => h.nobody.run(AcceptInvitation, { input: { token, name, password } });

  const { won, refused } = await together([accept('Gina Guest'), accept('Greg Guest')]);

  expect(won).toHaveLength(1);
  expect(refused).toEqual(['CONFLICT']);
});

serverTest('of several who confirm one address at once, one gets it', async () => {
  await using h = await openHarness();
  const people = [];
  for (const email of ['same@acme.example', 'Same@Acme.example', 'SAME@acme.example'])
    people.push(await registerOwner(h, email));

  const { won, refused } = await together(
    people.map(({ accessToken, verificationToken: token }) =>
      withToken(h, accessToken).run(VerifyEmail, { input: { token } }),
    ),
  );

  expect(won).toHaveLength(1);
  expect(refused).toEqual(['CONFLICT', 'CONFLICT']);
});

serverTest('of two owners who demote each other at once, one stays owner', async () => {
  await using h = await openHarness();
  for (let round = 0; round < rounds; round++) {
    const acme = await h.anAccount({ owners: ['max'] });
    const demote = (by: typeof acme.owner, whom: typeof acme.owner) =>
      h.as(by).run(UpdateUserRole, { input: { userId: whom.id, role: 'VIEWER' } });

    const { won, refused } = await together([demote(acme.owner, acme.max), demote(acme.max, acme.owner)]);

    expect(won).toHaveLength(1);
    // The second may already be a viewer when its request is read.
    expect(['CONFLICT', 'FORBIDDEN']).toContain(refused[0]);
    const left = (await Promise.all([acme.owner, acme.max].map(person => h.as(person).run(Me)))).map(
      ({ me }) => me.role,
    );
    expect(left.filter(role => role === 'OWNER')).toHaveLength(1);
  }
});

serverTest('of two owners of whom one leaves and is also demoted by the other, one stays owner', async () => {
  await using h = await openHarness();
  for (let round = 0; round < rounds; round++) {
    const acme = await h.anAccount({ owners: ['max'] });

    await together<unknown>([
      h.as(acme.owner).run(UpdateUserRole, { input: { userId: acme.owner.id, role: 'ADMIN' } }),
      h.as(acme.owner).run(DeactivateUser, { input: { userId: acme.max.id } }),
    ]);

    const owners = await h.app.database.query(
      "select id from app_user where account_id = ? and role = 'OWNER' and is_active",
      [acme.owner.account.uuid],
    );
    expect(owners).toHaveLength(1);
  }
});

serverTest(
  'those who exchange one refresh token at once get one successor, and the chain has one end',
  async () => {
    await using h = await openHarness();
    const acme = await h.anAccount();
    for (let round = 0; round < rounds; round++) {
      const { refreshToken } = await signIn(h, acme.owner);

      const { won } = await together([
        refresh(h, refreshToken),
        refresh(h, refreshToken),
        refresh(h, refreshToken),
      ]);

      expect(won).toHaveLength(3);
      expect(new Set(won.map(tokens => tokens.refreshToken)).size).toBe(1);
      expect(await countLiveChains(h, acme.owner.uuid)).toBe(round + 1);
    }
  },
);

serverTest('a chain that is ended for reuse does not grow on by an exchange at the same moment', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  for (let round = 0; round < rounds; round++) {
    const first = await signIn(h, acme.owner);
    const second = await refresh(h, first.refreshToken);
    // The time in which the exchange may be repeated is over.
    h.clock.advance(31);

    await together([
      refresh(h, second.refreshToken),
      refresh(h, first.refreshToken),
      refresh(h, first.refreshToken),
    ]);

    expect(await countLiveChains(h, acme.owner.uuid)).toBe(0);
  }
});

serverTest('signing out everywhere leaves no chain that was exchanged at the same moment', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  for (let round = 0; round < rounds; round++) {
    const { accessToken, refreshToken } = await signIn(h, acme.owner);

    await together<unknown>([refresh(h, refreshToken), withToken(h, accessToken).run(LogoutEverywhere)]);

    expect(await countLiveChains(h, acme.owner.uuid)).toBe(0);
  }
});

test('somebody who is deactivated while signing in has nothing left of it when they are let in again', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const input = { userId: acme.ada.id };

  const { won } = await together([
    signIn(h, acme.ada),
    h
      .as(acme.owner)
      .run(DeactivateUser, { input })
      .then(() => null),
  ]);
  await h.as(acme.owner).run(ReactivateUser, { input });

  expect(await countLiveChains(h, acme.ada.uuid)).toBe(0);
  for (const tokens of won)
    if (tokens !== null)
      expect((await refusalOf(refresh(h, tokens.refreshToken))).code).toBe('UNAUTHENTICATED');
});

test('a sign-in with the old password that was under way when it was changed leads nowhere', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const change = { input: { currentPassword: password, newPassword } };

  let isChanged = false;
  const changing = h
    .as(acme.ada)
    .run(ChangePassword, change)
    .finally(() => {
      isChanged = true;
    });
  const attempts: Promise<unknown>[] = [];
  while (!isChanged) {
    attempts.push(signIn(h, acme.ada).catch(() => null));
    // Not all at once: some are to be checked against the old password and be done after it is gone.
    await h.as(acme.owner).run(Me);
  }
  await Promise.all([changing, ...attempts]);

  expect(attempts.length).toBeGreaterThan(0);
  expect(await countLiveChains(h, acme.ada.uuid)).toBe(1);
});

serverTest('of two who change the password at once, one wins and the other learns it', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const change = (to: string) =>
    h.as(acme.ada).run(ChangePassword, { input: { currentPassword: password, newPassword: to } });

  const { won } = await together([change('the first of two phrases'), change('the second of two phrases')]);

  expect(won).toHaveLength(1);
  expect(await countLiveChains(h, acme.ada.uuid)).toBe(1);
});
