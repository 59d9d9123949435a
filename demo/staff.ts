import type { DemoPerson } from './company.ts';
import { ApiError, type Operation, send } from './graphql-client.ts';
import { Login, type SignedIn } from './operations.ts';

/** The password of everybody in the demo. */
export const demoPassword = 'lantern-by-the-river';

/** Somebody of the demo account, signed in. */
export interface Colleague extends DemoPerson {
  readonly id: string;
  /** A token that was valid when it was last used. */
  accessToken(): string;
  /** Signs in again, when the token has expired or a visitor has signed this person out. */
  signIn(): Promise<void>;
  /** Runs an operation as this person. */
  run<Data, Variables>(operation: Operation<Data, Variables>, variables: Variables): Promise<Data>;
}

/** The person that has just been signed in. */
export function employ(url: string, person: DemoPerson, signedIn: SignedIn): Colleague {
  let { accessToken } = signedIn;

  async function signIn(): Promise<void> {
    const { login } = await send(url, null, Login, {
      input: { email: person.email, password: demoPassword },
    });
    accessToken = login.accessToken;
  }

  async function sendAnew<Data, Variables>(
    operation: Operation<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    try {
      return await send(url, accessToken, operation, variables);
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      await signIn();
      return await send(url, accessToken, operation, variables);
    }
  }

  return {
    ...person,
    id: signedIn.user.id,
    accessToken: () => accessToken,
    signIn,
    async run(operation, variables) {
      try {
        return await sendAnew(operation, variables);
      } catch (error) {
        throw new Error(`${person.name}: ${error instanceof Error ? error.message : error}`, {
          cause: error,
        });
      }
    },
  };
}

function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && ['TOKEN_EXPIRED', 'UNAUTHENTICATED'].includes(error.code);
}

export function firstName({ name }: { readonly name: string }): string {
  return name.split(' ')[0] ?? name;
}
