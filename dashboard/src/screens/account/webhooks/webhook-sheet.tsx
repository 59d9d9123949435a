import { type FormEvent, useId, useState } from 'react';
import { newKey } from '../../../api/new-key.ts';
import { useAction, useChange } from '../../../api/use-api.ts';
import type { WebhookEvent, WebhookFormat } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import { CheckField, problemOf, TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Notice } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { otherProblem } from '../other-problem.ts';
import { webhooksCreate, webhooksUpdate } from './documents.ts';
import { SecretField } from './rotate-sheet.tsx';
import { type Endpoint, events, formats } from './webhook-words.ts';

interface SheetProps {
  /** Null: a new one. */
  readonly endpoint: Endpoint | null;
  onChanged(): void;
  onClose(): void;
}

interface Draft {
  readonly name: string;
  readonly url: string;
  readonly format: WebhookFormat;
  readonly events: readonly WebhookEvent[];
  readonly idempotencyKey: string;
}

/** Makes an endpoint, or changes one. */
export function WebhookSheet({ endpoint, onChanged, onClose }: SheetProps) {
  const formId = useId();
  const [draft, setDraft] = useState(() => toDraft(endpoint));
  const [secret, setSecret] = useState<string | null>(null);
  const change = useChange();
  const action = useAction(async () => {
    if (endpoint !== null) await change(webhooksUpdate, { input: toUpdate(endpoint, draft) });
    else {
      const { createWebhookEndpoint } = await change(webhooksCreate, {
        input: { ...draft, events: [...draft.events] },
      });
      onChanged();
      if (createWebhookEndpoint.secret !== null) return setSecret(createWebhookEndpoint.secret);
    }
    toast(endpoint === null ? 'Added. Send it a test.' : 'Saved.');
    onClose();
  });
  if (secret !== null)
    return (
      <Sheet
        title={`${draft.name} is added`}
        onClose={onClose}
        footer={
          <Button kind="primary" onClick={onClose}>
            I have it
          </Button>
        }
      >
        <SecretField secret={secret} />
      </Sheet>
    );
  return (
    <Sheet
      title={endpoint === null ? 'Add a webhook' : `Edit ${endpoint.name}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            kind="primary"
            isBusy={action.isBusy}
            disabled={draft.events.length === 0}
          >
            {endpoint === null ? 'Add' : 'Save'}
          </Button>
        </>
      }
    >
      <Fields
        formId={formId}
        draft={draft}
        isNew={endpoint === null}
        shownUrl={endpoint?.url ?? ''}
        problem={field => problemOf(action.error, field)}
        other={otherProblem(action.error, ['name', 'url'])}
        // What is sent under one key has to stay the same.
        set={part => setDraft({ ...draft, ...part, idempotencyKey: newKey() })}
        onSubmit={() => void action.run()}
      />
    </Sheet>
  );
}

function toDraft(endpoint: Endpoint | null): Draft {
  const idempotencyKey = newKey();
  if (endpoint === null)
    return { name: '', url: '', format: 'EVENT', events: events.map(({ value }) => value), idempotencyKey };
  const { name, format, url } = endpoint;
  // The address of a channel is a secret and comes shortened: it is only typed anew.
  return { name, format, url: format === 'EVENT' ? url : '', events: endpoint.events, idempotencyKey };
}

function toUpdate({ id, url, format }: Endpoint, draft: Draft) {
  const isNewUrl = draft.url !== '' && (format !== 'EVENT' || draft.url !== url);
  return {
    endpointId: id,
    name: draft.name,
    events: [...draft.events],
    ...(isNewUrl ? { url: draft.url } : {}),
  };
}

interface FieldsProps {
  readonly formId: string;
  readonly draft: Draft;
  readonly isNew: boolean;
  readonly shownUrl: string;
  readonly other: string | null;
  problem(field: string): string | null;
  set(part: Partial<Draft>): void;
  onSubmit(): void;
}

function Fields({ formId, draft, isNew, shownUrl, other, problem, set, onSubmit }: FieldsProps) {
  const isSecretUrl = !isNew && draft.format !== 'EVENT';
  return (
    <form
      id={formId}
      className="form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {isNew && (
        <ChoiceField
          label="Who is told"
          value={draft.format}
          choices={formats}
          onPick={format => set({ format })}
        />
      )}
      <TextField
        label="Name"
        required
        maxLength={100}
        placeholder={draft.format === 'EVENT' ? 'Reporting' : '#escalations'}
        value={draft.name}
        problem={problem('name')}
        onChange={({ target }) => set({ name: target.value })}
      />
      <TextField
        label={isSecretUrl ? 'New address' : 'Address'}
        type="url"
        required={!isSecretUrl}
        autoComplete="off"
        placeholder="https://"
        hint={
          isSecretUrl ? `It is secret and ends as in ${shownUrl}. Leave this empty to keep it.` : undefined
        }
        value={draft.url}
        problem={problem('url')}
        onChange={({ target }) => set({ url: target.value })}
      />
      <EventFields chosen={draft.events} onChoose={chosen => set({ events: chosen })} />
      {other && <Notice tone="danger">{other}</Notice>}
    </form>
  );
}

function EventFields({
  chosen,
  onChoose,
}: {
  readonly chosen: readonly WebhookEvent[];
  onChoose(chosen: readonly WebhookEvent[]): void;
}) {
  return (
    <fieldset className="choices">
      <legend>Told of an escalation that is</legend>
      <div className="webhook-events">
        {events.map(({ value, label, hint }) => (
          <CheckField
            key={value}
            label={label}
            hint={hint}
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              onChoose(target.checked ? [...chosen, value] : chosen.filter(each => each !== value))
            }
          />
        ))}
      </div>
      {chosen.length === 0 && <p className="field-problem">Choose one at least.</p>}
    </fieldset>
  );
}
