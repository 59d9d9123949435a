import './ticket-system.css';
import { useState } from 'react';
import { useAction, useChange, useData } from '../../../api/use-api.ts';
import type { TicketSystemTestMutation } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmSheet } from '../../../ui/confirm-sheet.tsx';
import { Await, Notice } from '../../../ui/states.tsx';
import { Moment } from '../../../ui/time.tsx';
import { toast } from '../../../ui/toast.tsx';
import { ticketSystemConnected, ticketSystemDisconnect, ticketSystemTest } from './documents.ts';
import type { System } from './ticket-system-draft.ts';
import { TicketSystemForm } from './ticket-system-form.tsx';

/** Where transcripts go as notes. */
export default function TicketSystemScreen() {
  const loaded = useData(ticketSystemConnected, {});
  return (
    <section className="account-section" aria-labelledby="ticket-system-title">
      <h2 id="ticket-system-title">ConnectWise PSA</h2>
      <p className="section-intro">
        On escalation, return and completion the transcript of the session goes to its ticket as an internal
        note. Passwords, keys and card numbers are covered as far as their form gives them away.
      </p>
      <Await loaded={loaded}>
        {({ ticketSystem }) =>
          ticketSystem === null ? (
            <div className="card">
              <TicketSystemForm system={null} onSaved={loaded.reload} onCancel={null} />
            </div>
          ) : (
            <Connected key={ticketSystem.id} system={ticketSystem} onChanged={loaded.reload} />
          )
        }
      </Await>
    </section>
  );
}

interface ConnectedProps {
  readonly system: System;
  onChanged(): void;
}

function Connected({ system, onChanged }: ConnectedProps) {
  const [isEditing, setEditing] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const [tested, setTested] = useState<TicketSystemTestMutation['testTicketSystem'] | null>(null);
  const change = useChange();
  const test = useAction(async () => {
    setTested(null);
    setTested((await change(ticketSystemTest, {})).testTicketSystem);
    onChanged();
  });
  const disconnect = useAction(async () => {
    await change(ticketSystemDisconnect, {});
    toast('Disconnected.');
    onChanged();
  });
  if (isEditing)
    return (
      <div className="card">
        <TicketSystemForm
          system={system}
          onSaved={() => {
            setEditing(false);
            onChanged();
          }}
          onCancel={() => setEditing(false)}
        />
      </div>
    );
  return (
    <div className="card ticket-system">
      <Facts system={system} />
      {tested && <Notice tone={tested.ok ? 'success' : 'warning'}>{tested.message}</Notice>}
      {test.error && <Notice tone="danger">{test.error.message}</Notice>}
      <div className="buttons">
        <Button isBusy={test.isBusy} onClick={() => void test.run()}>
          Test the connection
        </Button>
        <Button onClick={() => setEditing(true)}>Edit</Button>
        <Button kind="danger" onClick={() => setLeaving(true)}>
          Disconnect
        </Button>
      </div>
      {isLeaving && (
        <ConfirmSheet
          title="Disconnect ConnectWise?"
          verb="Disconnect"
          action={disconnect}
          onClose={() => setLeaving(false)}
        >
          Its keys are forgotten. Notes that wait are not sent; the record of what was sent stays.
        </ConfirmSheet>
      )}
    </div>
  );
}

function Facts({ system }: { readonly system: System }) {
  const { baseUrl, companyId, state, failingSince, lastError, lastSuccessAt, externalNotes } = system;
  return (
    <>
      <p>
        {state === 'OK' ? (
          <span className="chip chip-success">connected</span>
        ) : (
          <span className="chip chip-danger">failing</span>
        )}
      </p>
      {state === 'FAILING' && (
        <Notice tone="danger">
          {`It refuses the keys. ${lastError ?? ''} Enter new ones, or test it once it is well.`}
          {failingSince !== null && ' Since '}
          {failingSince !== null && <Moment at={failingSince} />}
        </Notice>
      )}
      <dl className="facts">
        <dt>Address</dt>
        <dd>{baseUrl}</dd>
        <dt>Company</dt>
        <dd>{companyId}</dd>
        <dt>Notes on</dt>
        <dd>{describePosting(system)}</dd>
        <dt>Notes that clients see</dt>
        <dd>{externalNotes ? 'engineers may send them' : 'never'}</dd>
        <dt>Last success</dt>
        <dd>{lastSuccessAt === null ? 'none yet: test the connection' : <Moment at={lastSuccessAt} />}</dd>
      </dl>
    </>
  );
}

function describePosting({ postOnEscalation, postOnReturn, postOnCompletion }: System): string {
  const when = [
    postOnEscalation ? 'escalation' : '',
    postOnReturn ? 'return' : '',
    postOnCompletion ? 'completion' : '',
  ].filter(Boolean);
  return when.length === 0 ? 'nothing by itself; engineers can send them' : when.join(', ');
}
