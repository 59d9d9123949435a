import { errorOf, postOf, readAnswer } from '../../api/answer.ts';
import { graphql } from '../../api/graphql.ts';

const document = graphql(`
  mutation RequestPasswordReset($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }
`);

/**
 * Has a link mailed, if the address belongs to somebody. Needs no sign-in.
 * @throws ApiError
 */
export async function requestPasswordReset(email: string): Promise<void> {
  const post = postOf({ query: document.toString(), variables: { input: { email } } });
  const signal = AbortSignal.timeout(20_000);
  const answer = await readAnswer(fetch('/graphql', { ...post, signal }));
  if (!answer.data) throw errorOf(answer);
}
