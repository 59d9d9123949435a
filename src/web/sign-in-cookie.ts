import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { Settings } from '../platform/database/scope.ts';
import type { Log } from '../platform/log.ts';
import { cameByTls } from './response-headers.ts';

/**
 * How the dashboard stays signed in: the refresh token is in a cookie that no script can read, and that these paths alone
 * look at. Each does what the mutation of its name does, by the same engine with the same limits and errors, and answers
 * everything but the refresh token.
 *
 * Over TLS its name begins with `__Host-`: a server at a sibling name, or one without TLS, cannot plant another one and so
 * sign somebody in as somebody else. Browsers refuse such a name without TLS, so there it has none.
 *
 * A second cookie says that this browser is known, for `login`.
 */
export interface SignInCookieOptions {
  readonly settings: Pick<Settings, 'publicUrl' | 'trustProxyHops' | 'refreshTokenDays'>;
  readonly log: Log;
  /** Whether a refresh token was given out when cookies had no prefix yet, and may come in one without it. */
  isFromOldCookie(refreshToken: string): Promise<boolean>;
  execute(req: IncomingMessage, res: ServerResponse, operation: Operation): Promise<ExecutionResult>;
}

interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Over plain HTTP; over TLS only for tokens from before the prefix. */
const plainCookieName = 'resolutionflow_sign_in';
/** Browsers take a cookie of such a name from this very host alone, over TLS, and for all of its paths. */
const hostCookieName = '__Host-resolutionflow_sign_in';
/** By which the browser is known when somebody signs in again. It stays when they sign out. */
const deviceCookieName = 'resolutionflow_device';
const hostDeviceCookieName = '__Host-resolutionflow_device';
/** As long as the token in it is good for; both are renewed with every answer. */
const deviceDays = 365;
export const signInPath = '/sign-in-cookie/';
const bodyBytesMax = 16_384;

const signedIn = `{
  accessToken accessTokenExpiresAt refreshToken deviceToken
  user { id name email emailVerifiedAt role account { id name } }
}`;

const inputTypes = {
  login: 'LoginInput',
  register: 'RegisterInput',
  acceptInvitation: 'AcceptInvitationInput',
  resetPassword: 'ResetPasswordInput',
  changePassword: 'ChangePasswordInput',
  refreshTokens: 'RefreshTokensInput',
} as const;
type SigningIn = keyof typeof inputTypes;

const isSigningIn = (name: string): name is SigningIn => Object.hasOwn(inputTypes, name);

const logoutMutation = 'mutation ($input: LogoutInput!) { logout(input: $input) }';

/** Serves the paths below `signInPath`; each is a POST with the mutation's input as JSON. */
export function createSignInCookie(options: SignInCookieOptions) {
  return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
    const action = path.slice(signInPath.length);
    if (req.method !== 'POST' || (action !== 'logout' && !isSigningIn(action)))
      return answer(res, 404, refusal('NOT_FOUND', 'There is nothing here.'));
    if (!isFromOurPage(req))
      return answer(res, 403, refusal('FORBIDDEN', 'Only the dashboard itself may ask for this.'));
    const input = await readInput(req);
    if (input === null)
      return answer(res, 400, refusal('BAD_REQUEST', 'The body must be a JSON object of at most 16 KB.'));
    if (action === 'logout') return await logout(options, req, res);
    if (action === 'refreshTokens') return await refresh(options, req, res);
    await signIn(options, req, res, action, input);
  };
}

async function signIn(
  options: SignInCookieOptions,
  req: IncomingMessage,
  res: ServerResponse,
  action: SigningIn,
  input: object,
): Promise<void> {
  const name = cameByTls(req, options.settings) ? hostDeviceCookieName : deviceCookieName;
  const deviceToken = action === 'login' ? cookieOf(req, name) : null;
  const variables = { input: deviceToken === null ? input : { ...input, deviceToken } };
  const result = await options.execute(req, res, { query: mutationOf(action), variables });
  answerSignedIn(options, req, res, action, result);
}

async function refresh(
  options: SignInCookieOptions,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const refreshToken = await readCookie(options, req);
  if (refreshToken === null) {
    // One that is not taken will not be taken the next time either.
    if (hasOldCookie(options, req)) setCookies(options, req, res, null);
    return answer(res, 200, refusal('UNAUTHENTICATED', 'Nobody is signed in here.'));
  }
  const operation = { query: mutationOf('refreshTokens'), variables: { input: { refreshToken } } };
  const result = await options.execute(req, res, operation);
  // A token that is refused will not be better the next time.
  if (codeOf(result) === 'UNAUTHENTICATED') setCookies(options, req, res, null);
  answerSignedIn(options, req, res, 'refreshTokens', result);
}

function mutationOf(action: SigningIn): string {
  return `mutation ($input: ${inputTypes[action]}!) { ${action}(input: $input) ${signedIn} }`;
}

function answerSignedIn(
  options: SignInCookieOptions,
  req: IncomingMessage,
  res: ServerResponse,
  action: SigningIn,
  result: ExecutionResult,
): void {
  const payload = readPayload(result, action);
  if (payload === null) {
    answer(res, 200, { errors: result.errors });
    return;
  }
  const { refreshToken: fresh, deviceToken, ...rest } = payload;
  setCookies(options, req, res, fresh);
  keepDevice(options, req, res, deviceToken);
  answer(res, 200, { data: rest });
}

async function logout(
  options: SignInCookieOptions,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { execute, log } = options;
  const refreshToken = await readCookie(options, req);
  setCookies(options, req, res, null);
  if (refreshToken !== null) {
    const result = await execute(req, res, { query: logoutMutation, variables: { input: { refreshToken } } });
    if (result.errors !== undefined && codeOf(result) !== 'UNAUTHENTICATED')
      log.warn({ code: codeOf(result) }, 'a sign-in was forgotten by the browser and could not be ended');
  }
  answer(res, 200, { data: true });
}

interface Payload {
  readonly refreshToken: string;
  readonly deviceToken: string;
}

function readPayload({ data }: ExecutionResult, action: SigningIn): Payload | null {
  const payload: unknown = data?.[action];
  return typeof payload === 'object' &&
    payload !== null &&
    'refreshToken' in payload &&
    typeof payload.refreshToken === 'string' &&
    'deviceToken' in payload &&
    typeof payload.deviceToken === 'string'
    ? { ...payload, refreshToken: payload.refreshToken, deviceToken: payload.deviceToken }
    : null;
}

function codeOf({ errors }: ExecutionResult): unknown {
  return errors?.[0]?.extensions?.code;
}

/**
 * SameSite keeps the cookie from requests of other sites; this keeps them from signing somebody in as somebody else. A
 * form of theirs cannot send JSON, and a script of theirs asks first and is not let in.
 */
function isFromOurPage(req: IncomingMessage): boolean {
  const site = req.headers['sec-fetch-site'];
  const isJson = /^application\/json *(;|$)/i.test(req.headers['content-type'] ?? '');
  return isJson && (site === undefined || site === 'same-origin');
}

async function readInput(req: IncomingMessage): Promise<object | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of req) {
      if (!Buffer.isBuffer(part)) return null;
      bytes += part.length;
      if (bytes > bodyBytesMax) return null;
      parts.push(part);
    }
    const input: unknown = JSON.parse(Buffer.concat(parts).toString() || '{}');
    return typeof input === 'object' && input !== null && !Array.isArray(input) ? input : null;
  } catch {
    // Not JSON, or cut off by a client that has gone away.
    return null;
  }
}

/** The refresh token that the browser keeps; null when there is none, or none that can be believed. */
async function readCookie(options: SignInCookieOptions, req: IncomingMessage): Promise<string | null> {
  if (!cameByTls(req, options.settings)) return cookieOf(req, plainCookieName);
  const own = cookieOf(req, hostCookieName);
  if (own !== null) return own;
  const old = cookieOf(req, plainCookieName);
  return old !== null && (await options.isFromOldCookie(old)) ? old : null;
}

function hasOldCookie({ settings }: SignInCookieOptions, req: IncomingMessage): boolean {
  return cameByTls(req, settings) && cookieOf(req, plainCookieName) !== null;
}

function cookieOf(req: IncomingMessage, wanted: string): string | null {
  for (const pair of (req.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === wanted) return value === undefined || value === '' ? null : value;
  }
  return null;
}

/** Has the browser keep a refresh token, or forget what it keeps; an old cookie goes either way. */
function setCookies(
  options: SignInCookieOptions,
  req: IncomingMessage,
  res: ServerResponse,
  refreshToken: string | null,
): void {
  const seconds = refreshToken === null ? 0 : options.settings.refreshTokenDays * 86_400;
  const rest = `Max-Age=${seconds}; HttpOnly; SameSite=Strict`;
  const cookies = cameByTls(req, options.settings)
    ? [`${hostCookieName}=${refreshToken ?? ''}; Path=/; ${rest}; Secure`]
    : [`${plainCookieName}=${refreshToken ?? ''}; Path=${signInPath}; ${rest}`];
  if (hasOldCookie(options, req))
    cookies.push(`${plainCookieName}=; Path=${signInPath}; Max-Age=0; HttpOnly; SameSite=Strict; Secure`);
  res.setHeader('set-cookie', cookies);
}

/** Has the browser remember that somebody has signed in in it. */
function keepDevice(
  { settings }: SignInCookieOptions,
  req: IncomingMessage,
  res: ServerResponse,
  deviceToken: string,
): void {
  const rest = `Max-Age=${deviceDays * 86_400}; HttpOnly; SameSite=Strict`;
  res.appendHeader(
    'set-cookie',
    cameByTls(req, settings)
      ? `${hostDeviceCookieName}=${deviceToken}; Path=/; ${rest}; Secure`
      : `${deviceCookieName}=${deviceToken}; Path=${signInPath}; ${rest}`,
  );
}

function refusal(code: string, message: string) {
  return { errors: [{ message, extensions: { code } }] };
}

function answer(res: ServerResponse, status: number, body: object): void {
  res
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
