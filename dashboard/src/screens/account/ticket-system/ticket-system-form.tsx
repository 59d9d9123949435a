import { type FormEvent, useState } from 'react';
import { useAction, useChange } from '../../../api/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField, problemOf, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { otherProblem } from '../other-problem.ts';
import { ticketSystemConnect, ticketSystemUpdate } from './documents.ts';
import { type Draft, draftFields, type System, toDraft, toUpdate } from './ticket-system-draft.ts';

interface FormProps {
  /** Null: none is connected yet. */
  readonly system: System | null;
  readonly onCancel: (() => void) | null;
  onSaved(): void;
}

/** Connects a ticket system, or changes the one that is. */
export function TicketSystemForm({ system, onCancel, onSaved }: FormProps) {
  const change = useChange();
  const [draft, setDraft] = useState(() => toDraft(system));
  const action = useAction(async () => {
    if (system === null) await change(ticketSystemConnect, { input: { ...draft, kind: 'CONNECTWISE' } });
    else await change(ticketSystemUpdate, { input: toUpdate(draft) });
    toast(system === null ? 'Connected. Test the connection next.' : 'Saved.');
    onSaved();
  });
  // What is sent under one key has to stay the same.
  const set = (part: Partial<Draft>) =>
    setDraft({ ...draft, ...part, idempotencyKey: toDraft(null).idempotencyKey });
  const other = otherProblem(action.error, draftFields);
  return (
    <form
      className="form"
      autoComplete="off"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void action.run();
      }}
    >
      <KeyFields draft={draft} system={system} set={set} problem={field => problemOf(action.error, field)} />
      <PostingFields draft={draft} set={set} />
      {other && <Notice tone="danger">{other}</Notice>}
      <div className="buttons">
        <Button type="submit" kind="primary" isBusy={action.isBusy}>
          {system === null ? 'Connect' : 'Save'}
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </form>
  );
}

interface FieldsProps {
  readonly draft: Draft;
  set(part: Partial<Draft>): void;
}

interface KeyFieldsProps extends FieldsProps {
  readonly system: System | null;
  problem(field: string): string | null;
}

function KeyFields({ draft, system, set, problem }: KeyFieldsProps) {
  const isNew = system === null;
  const isMoved = system !== null && draft.baseUrl !== system.baseUrl;
  const kept = isNew ? undefined : 'Stored. Leave this empty to keep it.';
  return (
    <>
      <TextField
        label="Address of the API"
        type="url"
        required
        placeholder="https://api-na.myconnectwise.net"
        value={draft.baseUrl}
        problem={problem('baseUrl')}
        onChange={({ target }) => set({ baseUrl: target.value })}
      />
      <TextField
        label="Company"
        required
        hint="The one you sign in to ConnectWise with."
        value={draft.companyId}
        problem={problem('companyId')}
        onChange={({ target }) => set({ companyId: target.value })}
      />
      <div className="form-row">
        <TextField
          label="Public key"
          required={isNew}
          hint={kept ?? 'Of an API member.'}
          value={draft.publicKey}
          problem={problem('publicKey')}
          onChange={({ target }) => set({ publicKey: target.value })}
        />
        <TextField
          label="Private key"
          type="password"
          autoComplete="off"
          required={isNew || isMoved}
          hint={
            isMoved ? 'At another address it is needed once more.' : (kept ?? 'Nobody is shown it again.')
          }
          value={draft.privateKey}
          problem={problem('privateKey')}
          onChange={({ target }) => set({ privateKey: target.value })}
        />
      </div>
      <TextField
        label="Client ID"
        required={isNew}
        hint={kept ?? 'Of this integration, from the developer portal of ConnectWise.'}
        value={draft.clientId}
        problem={problem('clientId')}
        onChange={({ target }) => set({ clientId: target.value })}
      />
      {isNew && (
        <p className="soft small">
          The API member needs the right to inquire and to add in the tickets of the service desk, and nothing
          more.
        </p>
      )}
    </>
  );
}

function PostingFields({ draft, set }: FieldsProps) {
  return (
    <fieldset className="choices">
      <legend>A note to the ticket</legend>
      <CheckField
        label="when a session is escalated"
        checked={draft.postOnEscalation}
        onChange={({ target }) => set({ postOnEscalation: target.checked })}
      />
      <CheckField
        label="when an escalation is returned"
        checked={draft.postOnReturn}
        onChange={({ target }) => set({ postOnReturn: target.checked })}
      />
      <CheckField
        label="when a session is completed"
        checked={draft.postOnCompletion}
        onChange={({ target }) => set({ postOnCompletion: target.checked })}
      />
      <CheckField
        label="Engineers may send notes that clients see"
        hint="Each of them by hand. What goes by itself is always internal."
        checked={draft.externalNotes}
        onChange={({ target }) => set({ externalNotes: target.checked })}
      />
    </fieldset>
  );
}
