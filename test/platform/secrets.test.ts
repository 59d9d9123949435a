import { openSecret, sealSecret } from '../../src/platform/secrets.ts';
import { expect, test } from '../harness/test.ts';

const tokenSecret = 'a secret for tests, forty characters long';
const purpose = { use: 'webhook', accountId: 'account-1', id: 'endpoint-1' };
const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

test('a sealed secret opens for the same purpose, whatever characters it has', () => {
  for (const text of [secret, '', 'ä→🔑', 'x'.repeat(10_000)]) {
    expect(openSecret(sealSecret(text, purpose, tokenSecret), purpose, tokenSecret)).toBe(text);
  }
});

test('a seal shows nothing of the secret, and is another one each time', () => {
  const seals = Array.from({ length: 50 }, () => sealSecret(secret, purpose, tokenSecret));

  expect(new Set(seals).size).toBe(50);
  for (const sealed of seals) {
    expect(sealed).toMatch(/^v1\.[\w-]+$/);
    expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toContain('whsec');
  }
});

test.each([
  ['for another use', { ...purpose, use: 'psa' }],
  ['for another account', { ...purpose, accountId: 'account-2' }],
  ['for another row', { ...purpose, id: 'endpoint-2' }],
  ['with the parts of its purpose shifted', { use: 'webhook\naccount-1', accountId: 'endpoint-1', id: '' }],
])('a seal that was copied does not open %s', (_what, other) => {
  const sealed = sealSecret(secret, purpose, tokenSecret);

  expect(() => openSecret(sealed, other, tokenSecret)).toThrow(/TOKEN_SECRET/);
});

test('a seal does not open with another token secret, and opens again with the right one', () => {
  const sealed = sealSecret(secret, purpose, tokenSecret);

  expect(() => openSecret(sealed, purpose, `${tokenSecret}!`)).toThrow(/TOKEN_SECRET/);
  expect(openSecret(sealed, purpose, tokenSecret)).toBe(secret);
});

test('a seal of which any byte was changed, cut off or added does not open', () => {
  const bytes = Buffer.from(sealSecret(secret, purpose, tokenSecret).slice(3), 'base64url');
  const changed = [...bytes.keys()].map(at => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  });
  const cut = [...bytes.keys()].map(length => bytes.subarray(0, length));
  const longer = Buffer.concat([bytes, Buffer.from([0])]);

  for (const wrong of [...changed, ...cut, longer]) {
    const sealed = `v1.${wrong.toString('base64url')}`;
    expect(() => openSecret(sealed, purpose, tokenSecret)).toThrow(/TOKEN_SECRET/);
  }
});

test.each(['', 'v1', 'v1.', 'v2.', secret, 'v1.!!!!', 'v1.AAAA.AAAA'])('%p is no seal', text => {
  expect(() => openSecret(text, purpose, tokenSecret)).toThrow(/TOKEN_SECRET/);
});

test('a seal with another layout, or with something behind it, does not open', () => {
  const sealed = sealSecret(secret, purpose, tokenSecret);

  for (const wrong of [`v2${sealed.slice(2)}`, `${sealed}.x`, ` ${sealed}`]) {
    expect(() => openSecret(wrong, purpose, tokenSecret)).toThrow(/TOKEN_SECRET/);
  }
});

test('the message of a failure repeats neither the secret nor the seal', () => {
  const sealed = sealSecret(secret, purpose, tokenSecret);

  const failure = (() => {
    try {
      openSecret(sealed, { ...purpose, id: 'x' }, tokenSecret);
    } catch (error) {
      return String(error);
    }
    return '';
  })();

  expect(failure).not.toBe('');
  expect(failure).not.toContain(sealed.slice(3, 20));
  expect(failure).not.toContain(secret);
});
