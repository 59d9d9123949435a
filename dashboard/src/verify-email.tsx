import { useEffect, useState } from 'react';
import { ApiError } from './api/answer.ts';
import { askApi } from './api/ask.ts';
import { graphql } from './api/graphql.ts';
import { renewTokens } from './api/tokens.ts';
import { setTitle } from './live/alerts.ts';
import { navigate } from './router.tsx';
import { Failure, Skeleton } from './ui/states.tsx';
import { toast } from './ui/toast.tsx';

const verifyEmail = graphql(`
  mutation VerifyEmail($input: VerifyEmailInput!) { verifyEmail(input: $input) { id email } }
`);

async function confirmAddress(token: string): Promise<void> {
  const { verifyEmail: user } = await askApi(verifyEmail, { input: { token } });
  await renewTokens();
  toast(`${user.email} is confirmed.`);
  navigate('/', 'replace');
}

/** Where the link of the mail leads: confirms the address of who is signed in, and goes on. */
export default function VerifyEmail({ token }: { readonly token: string }) {
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    setTitle('Confirm your email address · ResolutionFlow');
    confirmAddress(token).catch((thrown: unknown) => {
      setError(thrown instanceof ApiError ? thrown : new ApiError(String(thrown), 'UNKNOWN'));
    });
  }, [token]);
  return error === null ? (
    <Skeleton label="Confirming your email address" />
  ) : (
    <Failure error={error} isScreen />
  );
}
