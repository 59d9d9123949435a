import { useState } from 'react';
import { useAction, useChange } from '../../../api/use-api.ts';
import { Link } from '../../../router.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmSheet } from '../../../ui/confirm-sheet.tsx';
import { Notice } from '../../../ui/states.tsx';
import { formatMoment } from '../../../ui/time.tsx';
import { toast } from '../../../ui/toast.tsx';
import { webhooksDelete, webhooksDisable, webhooksEnable, webhooksTest } from './documents.ts';
import { RotateSheet } from './rotate-sheet.tsx';
import { WebhookSheet } from './webhook-sheet.tsx';
import {
  type Delivery,
  describeEvents,
  describeOutcome,
  type Endpoint,
  formatNames,
} from './webhook-words.ts';

interface CardProps {
  readonly endpoint: Endpoint;
  onChanged(): void;
}

type Opened = 'edit' | 'rotate' | 'disable' | 'delete' | null;

/** One endpoint: where it is, how it is, and what one can do with it. */
export function WebhookCard({ endpoint, onChanged }: CardProps) {
  const { id, name, url, format, state } = endpoint;
  const change = useChange();
  const [opened, setOpened] = useState<Opened>(null);
  const [tested, setTested] = useState<Delivery | null>(null);
  const test = useAction(async () => {
    setTested(null);
    setTested((await change(webhooksTest, { input: { endpointId: id } })).testWebhookEndpoint);
  });
  const enable = useAction(async () => {
    await change(webhooksEnable, { input: { endpointId: id } });
    toast(`${name} is told again.`);
  });
  const error = test.error ?? enable.error;
  return (
    <li className="card webhook" aria-label={name}>
      <header className="webhook-header">
        <h3>{name}</h3>
        <span className="chip">{formatNames[format]}</span>
        <StateChip endpoint={endpoint} />
      </header>
      <p className="webhook-url">
        <code>{url}</code>
      </p>
      <p className="soft small">{`Told of: ${describeEvents(endpoint.events)}.`}</p>
      <Health endpoint={endpoint} />
      {tested !== null && (
        <Notice tone={tested.state === 'SENT' ? 'success' : 'warning'}>
          {`${tested.state === 'SENT' ? 'The test message arrived.' : 'The test message did not arrive.'} ${describeOutcome(tested)}`}
        </Notice>
      )}
      {error && <Notice tone="danger">{error.message}</Notice>}
      <div className="buttons">
        <Link to={`/account/webhooks/${id}`} className="button button-plain">
          What was sent
        </Link>
        {state === 'ENABLED' && (
          <Button isBusy={test.isBusy} onClick={() => void test.run()}>
            Send a test
          </Button>
        )}
        <Button onClick={() => setOpened('edit')}>Edit</Button>
        {format === 'EVENT' && <Button onClick={() => setOpened('rotate')}>New secret</Button>}
        {state === 'ENABLED' ? (
          <Button onClick={() => setOpened('disable')}>Disable</Button>
        ) : (
          <Button isBusy={enable.isBusy} onClick={() => void enable.run()}>
            Enable
          </Button>
        )}
        <Button kind="danger" onClick={() => setOpened('delete')}>
          Delete
        </Button>
      </div>
      <Sheets endpoint={endpoint} opened={opened} onChanged={onChanged} onClose={() => setOpened(null)} />
    </li>
  );
}

function StateChip({ endpoint: { state, failingSince } }: { readonly endpoint: Endpoint }) {
  if (state === 'DISABLED') return <span className="chip chip-danger">disabled</span>;
  if (failingSince !== null) return <span className="chip chip-warning">failing</span>;
  return <span className="chip chip-success">on</span>;
}

/** What is wrong, and what follows from it. */
function Health({ endpoint }: { readonly endpoint: Endpoint }) {
  const { state, failingSince, disabledReason, previousSecretExpiresAt } = endpoint;
  return (
    <>
      {state === 'DISABLED' && (
        <Notice tone="warning">
          {`Nothing is sent. ${disabledReason ?? ''} Enable it when the other side is well; what was cancelled can be sent again from the log.`}
        </Notice>
      )}
      {state === 'ENABLED' && failingSince !== null && (
        <Notice tone="warning">
          {`Nothing has arrived since ${formatMoment(failingSince)}. Messages are tried ten times, over about four days. After a day the owners are mailed, after five it is disabled.`}
        </Notice>
      )}
      {previousSecretExpiresAt !== null && (
        <Notice>{`Messages carry the signature of the old secret as well, until ${formatMoment(previousSecretExpiresAt)}.`}</Notice>
      )}
    </>
  );
}

interface SheetsProps extends CardProps {
  readonly opened: Opened;
  onClose(): void;
}

function Sheets({ endpoint, opened, onChanged, onClose }: SheetsProps) {
  const { id, name } = endpoint;
  const change = useChange();
  const input = { endpointId: id };
  const disable = useAction(async () => {
    await change(webhooksDisable, { input });
  });
  const remove = useAction(async () => {
    await change(webhooksDelete, { input });
    toast(`${name} is deleted.`);
    onChanged();
  });
  if (opened === 'edit') return <WebhookSheet endpoint={endpoint} onChanged={onChanged} onClose={onClose} />;
  if (opened === 'rotate') return <RotateSheet endpoint={endpoint} onClose={onClose} />;
  if (opened === 'disable')
    return (
      <ConfirmSheet title={`Disable ${name}?`} verb="Disable" action={disable} onClose={onClose}>
        Nothing is sent to it any more, and what waits is cancelled. It can be enabled again.
      </ConfirmSheet>
    );
  if (opened === 'delete')
    return (
      <ConfirmSheet title={`Delete ${name}?`} verb="Delete" action={remove} onClose={onClose}>
        It is gone for good, with its secret and the log of what was sent to it.
      </ConfirmSheet>
    );
  return null;
}
