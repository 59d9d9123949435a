import { askApi } from './api/ask.ts';
import { graphql } from './api/graphql.ts';
import type { Me } from './api/tokens.ts';
import { useAction } from './api/use-api.ts';
import { Button } from './ui/button.tsx';
import { Notice } from './ui/states.tsx';
import { toast } from './ui/toast.tsx';

const resendVerification = graphql(`mutation ResendVerification { resendVerification }`);

/** What is above every screen until one has confirmed one's address. */
export default function ConfirmAddress({ me }: { readonly me: Me }) {
  const resend = useAction(async () => {
    await askApi(resendVerification, {});
    toast(`A new link was sent to ${me.email}.`);
  });
  return (
    <div className="confirm-address">
      <Notice>
        <strong>Confirm your email address.</strong> Open the link that was sent to {me.email}. Until then you
        get no notifications by mail.{' '}
        <Button isBusy={resend.isBusy} onClick={() => void resend.run()}>
          Resend link
        </Button>
        {resend.error && <span role="alert"> {resend.error.message}</span>}
      </Notice>
    </div>
  );
}
