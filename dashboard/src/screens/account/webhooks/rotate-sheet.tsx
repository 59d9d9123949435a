import { useState } from 'react';
import { useAction, useChange } from '../../../api/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Notice } from '../../../ui/states.tsx';
import { webhooksRotate } from './documents.ts';
import type { Endpoint } from './webhook-words.ts';

/** Makes a new secret, and shows it this once. */
export function RotateSheet({
  endpoint: { id, name, previousSecretExpiresAt },
  onClose,
}: {
  readonly endpoint: Endpoint;
  onClose(): void;
}) {
  const change = useChange();
  const [secret, setSecret] = useState<string | null>(null);
  const action = useAction(async () => {
    setSecret((await change(webhooksRotate, { input: { endpointId: id } })).rotateWebhookSecret.secret);
  });
  return (
    <Sheet
      title={`New secret for ${name}`}
      onClose={onClose}
      footer={
        secret !== null ? (
          <Button kind="primary" onClick={onClose}>
            I have it
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button kind="primary" isBusy={action.isBusy} onClick={() => void action.run()}>
              Make a new secret
            </Button>
          </>
        )
      }
    >
      {secret !== null ? (
        <SecretField secret={secret} />
      ) : (
        <p>
          For a day messages are signed with the old secret as well, so that you have time to change it over
          there.
          {previousSecretExpiresAt !== null && ' The one before the present one ends at once.'}
        </p>
      )}
      {action.error && <Notice tone="danger">{action.error.message}</Notice>}
    </Sheet>
  );
}

/** A secret that is shown once. */
export function SecretField({ secret }: { readonly secret: string }) {
  return (
    <>
      <Notice tone="warning">Copy it now: it is shown this once.</Notice>
      <CopyField
        label="Secret"
        text={secret}
        hint="The receiver checks the signature of each message with it."
      />
    </>
  );
}
