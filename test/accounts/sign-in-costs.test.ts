import { createHook } from 'node:async_hooks';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { DeactivateUser, refusalOf, registerOwner, signIn, signInOnDevice } from './operations.ts';

/** Hashing is nearly all of the time that an attempt to sign in takes, and so what its time can tell. */

const wrong = 'not the right passphrase';

/** How many passwords are hashed during some work. */
async function countHashes(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const hook = createHook({
    init(_id, type) {
      if (type === 'ARGON2REQUEST') count += 1;
    },
  }).enable();
  await work();
  hook.disable();
  return count;
}

test('a wrong password costs one hash with nobody there, somebody, somebody unconfirmed, or somebody deactivated', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'bob'] });
  await h.as(acme.owner).run(DeactivateUser, { input: { userId: acme.bob.id } });
  const unconfirmed = await registerOwner(h);
  const attempt = (email: string) => () => refusalOf(signIn(h, { email }, wrong));
  // The first time with nobody there makes the hash that is compared with.
  await attempt('nobody@acme.example')();

  const addresses = ['nobody@acme.example', acme.ada.email, unconfirmed.user.email, acme.bob.email];
  const counts: number[] = [];
  for (const email of addresses) counts.push(await countHashes(attempt(email)));

  expect(counts).toEqual([1, 1, 1, 1]);
});

test('however many claim an address, a wrong password costs five hashes, and one more on a known device', async () => {
  await using h = await openHarness();
  const email = 'crowded@claims.example';
  for (let count = 0; count < 6; count++) await registerOwner(h, email, 'the passphrase of strangers');
  const { deviceToken } = await registerOwner(h, email);

  const unknown = await countHashes(() => refusalOf(signIn(h, { email }, wrong)));
  const known = await countHashes(() => refusalOf(signInOnDevice(h, email, deviceToken, wrong)));
  const right = await countHashes(() => signInOnDevice(h, email, deviceToken));

  expect([unknown, known, right]).toEqual([5, 6, 1]);
});
