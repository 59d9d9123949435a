import fc from 'fast-check';
import { hashPassword, verifyNobody, verifyPassword } from '../../src/accounts/passwords.ts';
import { expect, test } from '../harness/test.ts';

const passphrase = 'a long enough passphrase';

test('a hash verifies the password it was made from and no other', async () => {
  const stored = await hashPassword(passphrase);

  expect(await verifyPassword(passphrase, stored)).toBe(true);
  for (const other of ['', ' ', `${passphrase} `, `${passphrase}\0`, passphrase.toUpperCase(), stored])
    expect(await verifyPassword(other, stored)).toBe(false);
});

test('the same password never gives the same hash twice', async () => {
  const hashes = await Promise.all([hashPassword(passphrase), hashPassword(passphrase)]);

  expect(new Set(hashes).size).toBe(2);
});

test('any text can be a password, in whichever of its forms it is typed', async () => {
  const anyText = fc.string({ unit: 'grapheme', maxLength: 30 });

  await fc.assert(
    fc.asyncProperty(anyText, async text => {
      const stored = await hashPassword(text.normalize('NFC'));

      expect(await verifyPassword(text.normalize('NFD'), stored)).toBe(true);
    }),
    { numRuns: 10 },
  );
});

test('a hash that was made at another cost is verified at that cost', async () => {
  // 8 MiB, three passes: what an older or a newer version of the product may have stored.
  const stored =
    '$argon2id$v=19$m=8192,t=3,p=1$AAECAwQFBgcICQoLDA0ODw$y1wKsPtyhn+MZtnNjkiy81ltGfw991oxsfjZQFc4vPk';

  expect(await verifyPassword(passphrase, stored)).toBe(true);
  expect(await verifyPassword('another passphrase', stored)).toBe(false);
});

test('what is not a hash verifies nothing', async () => {
  for (const stored of ['', 'plain', passphrase, '$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA', '$2b$10$abcdefgh'])
    expect(await verifyPassword(passphrase, stored)).toBe(false);
});

test('nobody has a right password', async () => {
  expect(await verifyNobody(passphrase)).toBe(false);
  expect(await verifyNobody('')).toBe(false);
});
