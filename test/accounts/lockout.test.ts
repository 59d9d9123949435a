import { issueDeviceToken } from '../../src/accounts/known-devices.ts';
import { limits } from '../../src/kernel/limits.ts';
import { rateLimitRules } from '../../src/platform/rate-limits.ts';
import { type Harness, password } from '../harness/harness.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { behindProxy, closeLimited, codesOf, nextAddress, openLimited, repeat } from './limited.ts';
import {
  ChangePassword,
  newPassword,
  RequestPasswordReset,
  ResetPassword,
  refresh,
  refusalOf,
  registerOwner,
  signIn,
  signInOnDevice,
  tokenInMail,
} from './operations.ts';

afterAll(closeLimited);

/** Counted like any other and refused without the work of hashing it. */
const tooLong = 'x'.repeat(1_000);

/** The same product, called from another network. */
const elsewhere = (h: Harness, address = nextAddress()): Harness => ({
  ...h,
  nobody: behindProxy(h, address, null),
  as: person => behindProxy(h, address, person.token),
});

/** Guesses at a password from as many networks as it takes; how often each code was the answer. */
async function guessEverywhere(h: Harness, email: string, times: number): Promise<Record<string, number>> {
  const perNetwork = rateLimitRules.signInByEmailAndAddress.points;
  const counts: Record<string, number> = {};
  for (let tried = 0; tried < times; tried += perNetwork) {
    const network = elsewhere(h);
    const guesses = Array.from({ length: perNetwork }, () => refusalOf(signIn(network, { email }, tooLong)));
    for (const { code } of await Promise.all(guesses)) counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

test('a stranger who guesses at a password locks out nobody but their own network', async () => {
  const [h, stranger] = [await openLimited(), await openLimited()];
  const { ada } = await h.anAccount({ engineers: ['ada'] });

  const guesses = await codesOf(30, () => signIn(stranger, ada, tooLong));
  const own = await signIn(h, ada);

  expect(guesses).toEqual([...repeat(10, 'UNAUTHENTICATED'), ...repeat(20, 'RATE_LIMITED')]);
  expect(own.user.id).toBe(ada.id);
});

test('guesses from many networks end together, and a device that has signed in before is still let in', async () => {
  const h = await openLimited();
  const { ada } = await h.anAccount({ engineers: ['ada'] });
  const { deviceToken } = await signIn(h, ada);

  const guesses = await guessEverywhere(h, ada.email, 620);
  const stranger = await refusalOf(signIn(elsewhere(h), ada));
  const known = await signInOnDevice(elsewhere(h), ada.email, deviceToken);

  // The sign-in at the beginning was one of the 600.
  expect(guesses).toEqual({ UNAUTHENTICATED: 599, RATE_LIMITED: 21 });
  expect(stranger.code).toBe('RATE_LIMITED');
  expect(known.user.id).toBe(ada.id);
});

test('a known device is let in from a network that strangers have used up', async () => {
  const h = await openLimited();
  const { ada } = await h.anAccount({ engineers: ['ada'] });
  const { refreshToken } = await signIn(h, ada);
  const { deviceToken } = await refresh(h, refreshToken);
  await codesOf(60, index => signIn(h, { email: `nobody${index}@acme.example` }, tooLong));

  const unknown = await refusalOf(signIn(h, ada));
  const known = await signInOnDevice(h, ada.email, deviceToken);

  expect(unknown.code).toBe('RATE_LIMITED');
  expect(known.user.id).toBe(ada.id);
});

test('a browser that has signed in before is let in, too', async () => {
  const h = await openLimited();
  const { ada } = await h.anAccount({ engineers: ['ada'] });
  const address = nextAddress();
  const login = (cookie: string) =>
    fetch(`${h.app.url}/sign-in-cookie/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address, cookie },
      body: JSON.stringify({ email: ada.email, password }),
    });
  const cookies = (await login('')).headers.getSetCookie().map(cookie => cookie.split(';')[0] ?? '');
  const device = cookies.find(cookie => cookie.startsWith('resolutionflow_device=')) ?? '';
  await codesOf(10, () => signIn(elsewhere(h, address), ada, tooLong));

  const [unknown, known] = [await (await login('')).json(), await (await login(device)).json()];

  expect(unknown).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  expect(known).toMatchObject({ data: { user: { id: ada.id } } });
});

test('on a known device the password is guessed ten times, and no more on a token that is not its own', async () => {
  const h = await openLimited();
  const { ada, bob } = await h.anAccount({ engineers: ['ada', 'bob'] });
  const [adas, bobs] = [await signIn(h, ada), await signIn(h, bob)];
  const { settings, clock } = { settings: h.app.settings, clock: h.clock };
  const device = { id: crypto.randomUUID(), userId: ada.uuid };
  const expired = issueDeviceToken(settings, ada.email, device, new Date(0));
  const forged = issueDeviceToken(
    { ...settings, tokenSecret: 'somebody else’s secret, forty characters' },
    ada.email,
    device,
    clock.now(),
  );
  const fake = ['', 'x', bobs.deviceToken, expired, forged, `${adas.deviceToken}x`, 'x'.repeat(10_000)];

  const own = await codesOf(11, () => signInOnDevice(h, ada.email, adas.deviceToken, tooLong));
  const others = await codesOf(11, index =>
    signInOnDevice(h, ada.email, fake[index % fake.length] ?? '', tooLong),
  );

  expect(own).toEqual([...repeat(10, 'UNAUTHENTICATED'), 'RATE_LIMITED']);
  // The sign-in at the beginning was one of the ten.
  expect(others).toEqual([...repeat(9, 'UNAUTHENTICATED'), ...repeat(2, 'RATE_LIMITED')]);
});

test('who claims the address of somebody gets no more guesses at their password by devices of their own', async () => {
  const h = await openLimited();
  const email = 'claimed@founders.example';
  const owner = await registerOwner(h, email);
  const stranger = elsewhere(h);
  const claim = await registerOwner(stranger, email, 'the passphrase of a stranger');
  const signInAgain = () =>
    signInOnDevice(stranger, email, claim.deviceToken, 'the passphrase of a stranger');
  const { deviceToken } = await signInAgain();

  const first = await codesOf(9, () => signInOnDevice(stranger, email, claim.deviceToken, tooLong));
  const second = await codesOf(3, () => signInOnDevice(stranger, email, deviceToken, tooLong));
  const own = await signInOnDevice(elsewhere(h), email, owner.deviceToken);

  expect(first).toEqual(repeat(9, 'UNAUTHENTICATED'));
  expect(second).toEqual(['UNAUTHENTICATED', 'RATE_LIMITED', 'RATE_LIMITED']);
  expect(own.user.id).toBe(owner.user.id);
});

test('the token of a device signs nobody in', async () => {
  const h = await openLimited();
  const { ada } = await h.anAccount({ engineers: ['ada'] });
  const { deviceToken } = await signIn(h, ada);

  expect((await refusalOf(refresh(h, deviceToken))).code).toBe('UNAUTHENTICATED');
  expect((await refusalOf(signInOnDevice(h, ada.email, deviceToken, 'wrong'))).code).toBe('UNAUTHENTICATED');
});

test('whoever stole an access token cannot keep the person from changing the password', async () => {
  const h = await openLimited();
  const { ada } = await h.anAccount({ engineers: ['ada'] });
  const change = (from: Harness, currentPassword: string) =>
    from.as(ada).run(ChangePassword, { input: { currentPassword, newPassword } });

  const thief = elsewhere(h);

  const guesses = await codesOf(30, () => change(thief, 'not the right passphrase'));
  const own = await change(h, password);

  expect(guesses).toEqual([...repeat(10, 'BAD_USER_INPUT'), ...repeat(20, 'RATE_LIMITED')]);
  expect(own.changePassword.user.id).toBe(ada.id);
});

const resetSubject = /^Set a new password/;

/** Asks for links from one network until it may ask for no more. */
async function requestAll(h: Harness, email: string): Promise<(string | null)[]> {
  return await codesOf(5, () => h.nobody.run(RequestPasswordReset, { input: { email } }));
}

/** The mails with a link that have come to an address, once all jobs are done. */
async function takeLinks(h: Harness, email: string): Promise<string[]> {
  await h.settled();
  const count = h.mailbox.unread().filter(({ to }) => to === email).length;
  const tokens: string[] = [];
  while (tokens.length < count)
    tokens.push(tokenInMail(await h.mailbox.expectMail({ to: email, subject: resetSubject })));
  return tokens;
}

test('requests from many networks fill no mailbox, and close the reset for nobody', async () => {
  const h = await openLimited();
  const { ada } = await h.anAccount({ engineers: ['ada'] });

  const answers: (string | null)[] = [];
  for (let network = 0; network < 3; network++) answers.push(...(await requestAll(elsewhere(h), ada.email)));
  const tokens = await takeLinks(h, ada.email);
  const own = await h.nobody.run(RequestPasswordReset, { input: { email: ada.email } });
  const input = { token: tokens.at(-1) ?? '', password: newPassword };
  const { resetPassword } = await h.nobody.run(ResetPassword, { input });

  expect(answers).toEqual(repeat(15, null));
  expect(tokens).toHaveLength(limits.resetLinksMax);
  expect(own).toEqual({ requestPasswordReset: true });
  expect(resetPassword.user.id).toBe(ada.id);
});

test('once a link was used or has expired there is room for another', async () => {
  const h = await openLimited();
  const { ada } = await h.anAccount({ engineers: ['ada'] });
  const fill = async () => {
    for (let network = 0; network < 3; network++) await requestAll(elsewhere(h), ada.email);
    return await takeLinks(h, ada.email);
  };

  const [first = ''] = await fill();
  await h.nobody.run(ResetPassword, { input: { token: first, password: newPassword } });
  const afterUse = await fill();
  h.clock.advance(3_601);
  const afterAnHour = await fill();

  expect([afterUse.length, afterAnHour.length]).toEqual([limits.resetLinksMax, limits.resetLinksMax]);
});

test('a mail with a link that is tried again is about the same link', async () => {
  const h = await openLimited();
  const { ada } = await h.anAccount({ engineers: ['ada'] });
  h.mailbox.refuse(ada.email);

  await h.nobody.run(RequestPasswordReset, { input: { email: ada.email } });
  await waitFor('the mail to be refused', () => h.mailbox.refusals(ada.email) > 0);
  h.mailbox.accept(ada.email);
  await h.passTime(5);
  const tokens = await takeLinks(h, ada.email);

  const rows = await h.app.database.query('select id from password_reset where user_id = ?', [ada.uuid]);
  expect([tokens.length, rows.length]).toEqual([1, 1]);
});
