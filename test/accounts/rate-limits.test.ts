import { readFile } from 'node:fs/promises';
import { requestLimits } from '../../src/graphql/limits.ts';
import { rateLimitRules } from '../../src/platform/rate-limits.ts';
import { workBudget } from '../../src/platform/work-budget.ts';
import { password } from '../harness/harness.ts';
import { afterAll, expect, serverTest, test } from '../harness/test.ts';
import { behindProxy, closeLimited, codesOf, nextAddress, openLimited, repeat } from './limited.ts';
import {
  AcceptInvitation,
  ChangePassword,
  InviteUser,
  newPassword,
  Register,
  RequestPasswordReset,
  ResetPassword,
  refresh,
  refusalOf,
  signIn,
} from './operations.ts';

afterAll(closeLimited);

const wrong = 'not the right passphrase';
/** Counted like any other and refused without the work of hashing it. */
const tooLong = 'x'.repeat(1_000);

test('who guesses at a password is stopped after ten attempts, and then the right one is refused too', async () => {
  const h = await openLimited();
  const acme = await h.anAccount({ engineers: ['ada'] });

  const startedMs = performance.now();
  const codes = await codesOf(11, () => signIn(h, acme.ada, wrong));
  const right = await refusalOf(signIn(h, acme.ada));
  const passedSeconds = (performance.now() - startedMs) / 1_000;

  expect(codes).toEqual([...repeat(10, 'UNAUTHENTICATED'), 'RATE_LIMITED']);
  expect(right.code).toBe('RATE_LIMITED');
  const { retryAfterSeconds } = right.details;
  expect(retryAfterSeconds).toBeGreaterThan(299 - passedSeconds);
  expect(retryAfterSeconds).toBeLessThanOrEqual(300);
  expect(right.message).toContain(`${String(retryAfterSeconds)} s`);
  expect((await signIn(h, acme.owner)).user.id).toBe(acme.owner.id);
});

test('other capitals are no way around, and an unknown address is counted like any other', async () => {
  const h = await openLimited();
  const acme = await h.anAccount();
  const spellings = [acme.owner.email, acme.owner.email.toUpperCase(), ` ${acme.owner.email}`];

  const known = await codesOf(11, index => signIn(h, { email: spellings[index % 3] ?? '' }, wrong));
  const unknown = await codesOf(11, () => signIn(h, { email: 'nobody@acme.example' }, wrong));

  expect(known).toEqual([...repeat(10, 'UNAUTHENTICATED'), 'RATE_LIMITED']);
  expect(unknown).toEqual(known);
});

test('many sign-ins in one request are counted one by one, and end with the first that fails', async () => {
  const h = await openLimited();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const attempt = (index: number, email: string, guess: string) =>
    `a${index}: login(input: { email: "${email}", password: "${guess}" }) { accessToken }`;
  const flood = Array.from({ length: 15 }, (_, index) => attempt(index, acme.owner.email, password));
  const guesses = [attempt(0, acme.ada.email, wrong), attempt(1, acme.ada.email, password)];

  const flooded = await h.nobody.send(`mutation { ${flood.join(' ')} }`);
  const guessed = await h.nobody.send(`mutation { ${guesses.join(' ')} }`);

  expect(flooded.errors).toHaveLength(1);
  expect(flooded.errors?.[0]).toMatchObject({
    path: ['a10'],
    extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) },
  });
  expect(guessed.data).toBeNull();
  expect(guessed.errors?.map(({ path }) => path)).toEqual([['a0']]);
});

test('one network address may try sixty times, whoever it is about', async () => {
  const h = await openLimited();
  const acme = await h.anAccount();

  const codes = await codesOf(60, index => signIn(h, { email: `nobody${index}@acme.example` }, tooLong));
  const refused = await refusalOf(signIn(h, acme.owner));

  expect(codes).toEqual(repeat(60, 'UNAUTHENTICATED'));
  expect(refused).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterSeconds: expect.any(Number) } });
});

test('a /64 of IPv6 is one network, and so is an address whose proxy writes its port', async () => {
  const h = await openLimited();
  const callers = [
    (index: number) => `[2001:db8:6:7::${index.toString(16)}]:${40_000 + index}`,
    (index: number) => `198.51.100.64:${40_000 + index}`,
  ];
  const input = { accountName: '', name: 'Olive Owner', email: 'olive@acme.example', password };

  for (const from of callers) {
    const codes = await codesOf(11, index => behindProxy(h, from(index), null).run(Register, { input }));

    expect(codes).toEqual([...repeat(10, 'BAD_USER_INPUT'), 'RATE_LIMITED']);
  }
});

test('one network address founds ten accounts an hour, failures included', async () => {
  const h = await openLimited();
  const register = (index: number) =>
    h.nobody.run(Register, {
      input: {
        accountName: index < 8 ? '' : 'Acme IT',
        name: 'Olive Owner',
        email: `olive${index}@acme.example`,
        password,
      },
    });

  const codes = await codesOf(11, register);
  for (const index of [8, 9]) await h.mailbox.expectMail({ to: `olive${index}@acme.example` });

  expect(codes).toEqual([...repeat(8, 'BAD_USER_INPUT'), null, null, 'RATE_LIMITED']);
});

test('a network asks for five links an hour for one address, known or not, and for thirty in all', async () => {
  const h = await openLimited();
  const acme = await h.anAccount();
  const request = (email: string) => h.nobody.run(RequestPasswordReset, { input: { email } });

  const known = await codesOf(6, () => request(acme.owner.email));
  const unknown = await codesOf(6, () => request('nobody@acme.example'));
  const many = await codesOf(19, index => request(`nobody${index}@acme.example`));
  for (let index = 0; index < 5; index++) await h.mailbox.expectMail({ to: acme.owner.email });

  expect(known).toEqual([...repeat(5, null), 'RATE_LIMITED']);
  expect(unknown).toEqual(known);
  expect(many).toEqual([...repeat(18, null), 'RATE_LIMITED']);
});

test('an account invites sixty times an hour, whoever of it does', async () => {
  const h = await openLimited();
  const [acme, other] = [await h.anAccount({ admins: ['max'] }), await h.anAccount()];
  const invite = (by: typeof acme.owner, email: string) =>
    h.as(by).run(InviteUser, { input: { email, role: 'VIEWER' } });

  const codes = await codesOf(60, () => invite(acme.owner, acme.max.email));
  const refused = await refusalOf(invite(acme.max, 'gina@guests.example'));
  await invite(other.owner, 'greg@guests.example');

  expect(codes).toEqual(repeat(60, 'BAD_USER_INPUT'));
  expect(refused).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterSeconds: expect.any(Number) } });
  await h.mailbox.expectMail({ to: 'greg@guests.example' });
});

const changesOfAnAccount = [
  [
    'replays of webhook messages',
    120,
    'replayWebhookDelivery(input: { deliveryId: $id }) { id }',
    'webhookdelivery',
  ],
  [
    'escalation policies',
    120,
    'updateEscalationPolicy(input: { claimReminderMinutes: null }) { claimReminderMinutes }',
    null,
  ],
  ['roles', 300, 'updateUserRole(input: { userId: $id, role: VIEWER }) { id }', 'user'],
  ['returns of people', 300, 'reactivateUser(input: { userId: $id }) { id }', 'user'],
] as const;

test.each(changesOfAnAccount)('an account is limited in its %s', async (_what, times, field, type) => {
  const h = await openLimited();
  const acme = await h.anAccount();
  const id = type === null ? null : `${type}_${'0'.repeat(26)}`;
  const declared = id === null ? '' : '($id: ID!)';
  const change = async () => {
    const { errors } = await h.as(acme.owner).send(`mutation ${declared} { ${field} }`, { id });
    return errors?.[0]?.extensions.code ?? null;
  };

  const codes = new Set<string | null>();
  for (let count = 0; count < times; count++) codes.add(await change());
  const refused = await change();

  expect([...codes]).toEqual([id === null ? null : 'NOT_FOUND']);
  expect(refused).toBe('RATE_LIMITED');
});

test('who is signed in guesses at their current password ten times', async () => {
  const h = await openLimited();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const change = (currentPassword: string) =>
    h.as(acme.ada).run(ChangePassword, { input: { currentPassword, newPassword } });

  const codes = await codesOf(10, () => change(wrong));
  const right = await refusalOf(change(password));

  expect(codes).toEqual(repeat(10, 'BAD_USER_INPUT'));
  expect(right.code).toBe('RATE_LIMITED');
});

test('tokens cannot be guessed at for long, of whichever kind', async () => {
  const h = await openLimited();
  const acme = await h.anAccount();
  const { refreshToken } = await signIn(h, acme.owner);
  const attempts = [
    () => refresh(h, 'a guess'),
    () => h.nobody.run(AcceptInvitation, { input: { token: 'a guess', name: 'Gina', password } }),
    () => h.nobody.run(ResetPassword, { input: { token: 'a guess', password } }),
  ];

  const codes = await codesOf(300, async index => await attempts[index % 3]?.());
  const refused = await refusalOf(refresh(h, refreshToken));

  expect(codes).not.toContain('RATE_LIMITED');
  expect(refused.code).toBe('RATE_LIMITED');
});

test('an address whose documents were refused too often gets 429, and people there can still sign in', async () => {
  const h = await openLimited();
  const acme = await h.anAccount();
  const headers = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    'x-forwarded-for': nextAddress(),
  };
  const post = (path: string, body: object) =>
    fetch(h.app.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const padding = `# ${'.'.repeat(requestLimits.smallDocumentChars)}`;
  for (let count = 0; count < workBudget.refusals; count++) await post('/graphql', { query: '{ nothing }' });

  const large = await post('/graphql', { query: `{ me { id } } ${padding}` });
  const login = await post('/graphql', {
    query: 'mutation Login($input: LoginInput!) { login(input: $input) { accessToken user { id } } }',
    variables: { input: { email: acme.owner.email, password } },
  });
  const cookie = await post('/sign-in-cookie/login', { email: acme.owner.email, password });

  expect([large.status, Number(large.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect(await large.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  expect(await login.json()).toMatchObject({ data: { login: { user: { id: acme.owner.id } } } });
  expect(await cookie.json()).toMatchObject({ data: { accessToken: expect.any(String) } });
});

test('a question about the schema is refused like any other document of such an address', async () => {
  const h = await openLimited();
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': nextAddress() };
  const ask = (query: string, accept: string) =>
    fetch(`${h.app.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, accept },
      body: JSON.stringify({ query }),
    });
  for (let count = 0; count < workBudget.refusals; count++) await ask('{ nothing }', 'application/json');

  for (const accept of [
    'application/json',
    'application/graphql-response+json',
    // Weighed, so that Yoga answers.
    'application/json;q=0.9',
    'application/graphql-response+json;q=0.9',
  ]) {
    const answer = await ask(`{ __schema { queryType { name } } } # ${accept}`, accept);

    expect([accept, answer.status]).toEqual([accept, 429]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toEqual({
      errors: [
        {
          message: expect.stringContaining('Try again'),
          extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) },
        },
      ],
    });
  }
});

test('two long addresses that begin alike are counted apart', async () => {
  const h = await openLimited();
  const long = (end: string) => `${'🚒'.repeat(180)}${end}@acme.example`;
  await codesOf(10, () => signIn(h, { email: long('one') }));

  const same = await refusalOf(signIn(h, { email: long('one') }));
  const other = await refusalOf(signIn(h, { email: long('two') }));

  expect(same.code).toBe('RATE_LIMITED');
  expect(other.code).toBe('UNAUTHENTICATED');
});

serverTest('the counters of all replicas are one, for the longest address too', async () => {
  const h = await openLimited();
  const counters = () =>
    h.app.database.query<{ key: string; points: number }>(
      "select key, points from rate_limit where key like 'signInByEmail:%'",
    );
  const before = new Set((await counters()).map(({ key }) => key));

  await codesOf(2, () => signIn(h, { email: `${'a'.repeat(241)}@acme.example` }));
  await codesOf(3, () => signIn(h, { email: `${'🚒'.repeat(241)}@acme.example` }));

  const made = (await counters()).filter(({ key }) => !before.has(key));
  expect(made.map(({ points }) => points).toSorted((a, b) => a - b)).toEqual([2, 3]);
});

test('docs/limits.md tells the limits that are in force', async () => {
  const text = await readFile(new URL('../../docs/limits.md', import.meta.url), 'utf8');
  const rows = text.matchAll(/^\| `(\w+)` +\| (\d+) +\| (\d+) (minute|hour)s? +\|/gm);

  const documented = [...rows].map(([, rule, points, count, unit]) => [
    rule,
    { points: Number(points), seconds: Number(count) * (unit === 'hour' ? 3_600 : 60) },
  ]);

  expect(Object.fromEntries(documented)).toEqual(rateLimitRules);
});
