import { type Answer, ApiError, errorOf, postOf, readAnswer } from './answer.ts';
import { fetchAndTell } from './network.ts';
import { withLock } from './with-lock.ts';

/** Who is signed in here. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Null until the link that was mailed to it was opened. */
  readonly emailVerifiedAt: string | null;
  readonly role: 'OWNER' | 'ADMIN' | 'ENGINEER' | 'VIEWER';
  readonly account: { readonly id: string; readonly name: string };
}

export type SignIn =
  | { readonly state: 'unknown' }
  | { readonly state: 'out'; readonly reason: string | null }
  | { readonly state: 'in'; readonly me: Me };

interface Payload {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly user: Me;
}

export type SignInAction =
  | 'login'
  | 'register'
  | 'acceptInvitation'
  | 'resetPassword'
  | 'changePassword'
  | 'refreshTokens';

/** A token is renewed this long before it expires, by the clock of this machine as of its arrival. */
const earlyMs = 30_000;
const answerMsMax = 20_000;
/** Held by the tab of this browser that gets a new cookie. */
const lockName = 'resolutionflow-refresh';
const nobody: SignIn = { state: 'out', reason: null };

let signIn: SignIn = { state: 'unknown' };
let token: string | null = null;
let renewAtMs = 0;
let renewal: Promise<boolean> | null = null;
const listeners = new Set<() => void>();
/** Tabs of one browser share the cookie: whom one signs out or in, all do. */
const channel = new BroadcastChannel('resolutionflow-sign-in');

channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (data === 'out') setSignIn(nobody, null);
  else if (!isSignedInAs(data)) void renewTokens().catch(() => {});
});

function isSignedInAs(personId: unknown): boolean {
  return signIn.state === 'in' && signIn.me.id === personId;
}

/** For `useSyncExternalStore`. */
export function onSignInChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function currentSignIn(): SignIn {
  return signIn;
}

/** The access token, which lives in this tab's memory alone; renewed first when it is about to expire. */
export async function accessToken(): Promise<string> {
  if (renewal !== null || Date.now() >= renewAtMs) await renewTokens();
  if (token === null) throw new ApiError('Nobody is signed in.', 'UNAUTHENTICATED');
  return token;
}

/**
 * Gets new tokens by the cookie; false when that is refused and the person has to sign in.
 * @throws when the server did not answer
 */
export function renewTokens(): Promise<boolean> {
  renewal ??= exchange().finally(() => {
    renewal = null;
  });
  return renewal;
}

async function exchange(): Promise<boolean> {
  // One tab after the other: a refresh token that is used twice ends the sign-in.
  return await withLock(lockName, null, async () => {
    const answer = await ask('refreshTokens', {});
    if (answer.data) {
      accept(answer.data);
      return true;
    }
    const error = errorOf(answer);
    if (error.code !== 'UNAUTHENTICATED') throw error;
    setSignIn({ state: 'out', reason: signIn.state === 'in' ? 'Your sign-in has ended.' : null }, null);
    return false;
  });
}

/**
 * Signs in, one way or another.
 * @throws ApiError what was refused, for the form to show
 */
export async function signInBy(
  action: Exclude<SignInAction, 'refreshTokens'>,
  input: Readonly<Record<string, string>>,
): Promise<void> {
  // Whoever notices that the old sign-in has ended waits for the new cookie, instead of trying the old one.
  await withLock(lockName, null, async () => {
    const answer = await ask(action, input);
    if (!answer.data) throw errorOf(answer);
    accept(answer.data);
  });
  if (signIn.state === 'in') channel.postMessage(signIn.me.id);
}

/** Ends this sign-in, in all tabs; also when the server does not answer. */
export async function signOut(): Promise<void> {
  await ask('logout', {}).catch(() => {});
  channel.postMessage('out');
  setSignIn(nobody, null);
}

/** The server says that this sign-in is over. */
export function forgetSignIn(reason: string): void {
  setSignIn({ state: 'out', reason }, null);
}

function accept({ accessToken, accessTokenExpiresAt, user }: Payload): void {
  const atMs = Date.parse(accessTokenExpiresAt) - earlyMs;
  // By a clock that calls a new token old already, it is the clock that is wrong; the server says when it is too late.
  renewAtMs = atMs > Date.now() ? atMs : Number.POSITIVE_INFINITY;
  const isSame = signIn.state === 'in' && JSON.stringify(signIn.me) === JSON.stringify(user);
  setSignIn(isSame ? signIn : { state: 'in', me: user }, accessToken);
}

function setSignIn(next: SignIn, nextToken: string | null): void {
  token = nextToken;
  if (next === signIn) return;
  signIn = next;
  for (const listener of listeners) listener();
}

async function ask(action: SignInAction | 'logout', input: object): Promise<Answer<Payload>> {
  const isKnown = action === 'changePassword' && token !== null;
  const post = postOf(input, isKnown ? { authorization: `Bearer ${token}` } : {});
  const signal = AbortSignal.timeout(answerMsMax);
  return await readAnswer(fetchAndTell(`/sign-in-cookie/${action}`, { ...post, signal }));
}
