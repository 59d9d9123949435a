import { graphql } from '../generated/index.ts';
import { type Client, openClient, Refused } from '../harness/client.ts';
import { type Harness, type Person, password } from '../harness/harness.ts';

/** What the tests of accounts send, and the steps that many of them share. */

export const Register = graphql(`
  mutation AccountsRegister($input: RegisterInput!) {
    register(input: $input) {
      accessToken
      accessTokenExpiresAt
      refreshToken
      deviceToken
      user { id name email role isActive account { id name } }
    }
  }
`);

export const Login = graphql(`
  mutation AccountsLogin($input: LoginInput!) {
    login(input: $input) { accessToken accessTokenExpiresAt refreshToken deviceToken user { id name role account { id } } }
  }
`);

export const RefreshTokens = graphql(`
  mutation AccountsRefreshTokens($input: RefreshTokensInput!) {
    refreshTokens(input: $input) { accessToken accessTokenExpiresAt refreshToken deviceToken user { id } }
  }
`);

export const Logout = graphql(`
  mutation AccountsLogout($input: LogoutInput!) { logout(input: $input) }
`);

export const LogoutEverybody = graphql(`
  mutation AccountsLogoutEverybody { logoutEverybody }
`);

export const LogoutEverywhere = graphql(`
  mutation AccountsLogoutEverywhere { logoutEverywhere }
`);

export const ChangePassword = graphql(`
  mutation AccountsChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) { accessToken refreshToken user { id } }
  }
`);

export const RequestPasswordReset = graphql(`
  mutation AccountsRequestPasswordReset($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }
`);

export const ResetPassword = graphql(`
  mutation AccountsResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) { accessToken refreshToken user { id } }
  }
`);

export const VerifyEmail = graphql(`
  mutation AccountsVerifyEmail($input: VerifyEmailInput!) { verifyEmail(input: $input) { id email emailVerifiedAt } }
`);

export const ResendVerification = graphql(`
  mutation AccountsResendVerification { resendVerification }
`);

export const InviteUser = graphql(`
  mutation AccountsInviteUser($input: InviteUserInput!) {
    inviteUser(input: $input) { id email role acceptUrl expiresAt }
  }
`);

export const Invitations = graphql(`
  query AccountsInvitations {
    invitations { nodes { id email role acceptUrl createdAt invitedBy { name } } totalCount }
  }
`);

export const RevokeInvitation = graphql(`
  mutation AccountsRevokeInvitation($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { id } }
`);

export const AcceptInvitation = graphql(`
  mutation AccountsAcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      accessToken
      refreshToken
      user { id name email role isActive account { id name } }
    }
  }
`);

export const UpdateUserRole = graphql(`
  mutation AccountsUpdateUserRole($input: UpdateUserRoleInput!) { updateUserRole(input: $input) { id role } }
`);

export const DeactivateUser = graphql(`
  mutation AccountsDeactivateUser($input: DeactivateUserInput!) { deactivateUser(input: $input) { id isActive } }
`);

export const ReactivateUser = graphql(`
  mutation AccountsReactivateUser($input: ReactivateUserInput!) { reactivateUser(input: $input) { id isActive } }
`);

export const Me = graphql(`
  query AccountsMe { me { id name email role isActive account { id name } } }
`);

/** A password that nobody has yet. */
export const newPassword = 'another long enough phrase';

/** A client that sends this access token. */
export function withToken(h: Harness, token: string): Client {
  return openClient({ url: h.app.url, token, countReaders: () => h.app.live.readerCount });
}

let registrations = 0;

/** Founds an account over the API, under an address that no other test has. */
export async function registerOwner(
  h: Harness,
  email = `owner${++registrations}@founders.example`,
  withPassword = password,
) {
  const input = { accountName: 'Acme IT', name: 'Olive Owner', email, password: withPassword };
  const { register } = await h.nobody.run(Register, { input });
  // The mailer writes the domain in small letters.
  const to = email.trim().replace(/@.*/, domain => domain.toLowerCase());
  const mail = await h.mailbox.expectMail({ to, subject: /^Confirm your address/ });
  return { ...register, verificationToken: tokenInMail(mail) };
}

/** Signs a person in with the password that every test's person has. */
export async function signIn(h: Harness, person: Pick<Person, 'email'>, withPassword = password) {
  return (await h.nobody.run(Login, { input: { email: person.email, password: withPassword } })).login;
}

/** The same on a device that has a token. */
export async function signInOnDevice(
  h: Harness,
  email: string,
  deviceToken: string,
  withPassword = password,
) {
  return (await h.nobody.run(Login, { input: { email, password: withPassword, deviceToken } })).login;
}

/** Exchanges a refresh token. */
export async function refresh(h: Harness, refreshToken: string) {
  return (await h.nobody.run(RefreshTokens, { input: { refreshToken } })).refreshTokens;
}

/** What the server says no with; fails the test when it says yes. */
export async function refusalOf(work: Promise<unknown>): Promise<Refused> {
  const outcome = await work.then(
    value => new Error(`not refused: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof Refused) return outcome;
  throw outcome;
}

/** The token at the end of a link. */
export function tokenOf(url: string): string {
  const token = new URL(url).searchParams.get('token');
  if (token === null) throw new Error(`no token in ${url}`);
  return token;
}

/** The token of the link in a mail's text. */
export function tokenInMail(mail: { readonly text: string }): string {
  const [url] = /https?:\/\/\S+[?]token=\S+/.exec(mail.text) ?? [];
  if (url === undefined) throw new Error(`no link in ${mail.text}`);
  return tokenOf(url);
}

/** Number of rows of each table that signing up or joining writes to. */
export async function countRows(h: Harness) {
  const [row] = await h.app.database.query<Record<'accounts' | 'people' | 'tokens', string>>(
    `select (select count(*) from account) as accounts, (select count(*) from app_user) as people,
            (select count(*) from refresh_token) as tokens, (select count(*) from invitation) as invitations`,
  );
  return { ...row };
}
