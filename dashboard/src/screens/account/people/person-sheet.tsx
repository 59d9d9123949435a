import { type FormEvent, useId, useState } from 'react';
import { type Me, renewTokens } from '../../../api/tokens.ts';
import { useAction, useChange } from '../../../api/use-api.ts';
import type { Role } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import { problemOf } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Notice } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { otherProblem } from '../other-problem.ts';
import { peopleChangeRole, peopleDeactivate, peopleReactivate } from './documents.ts';
import { type Person, rolesToGive, roleWords } from './roles.ts';

interface PersonSheetProps {
  readonly me: Me;
  readonly person: Person;
  onClose(): void;
}

/** Changes somebody's role, or locks them out and lets them in again. */
export function PersonSheet({ me, person, onClose }: PersonSheetProps) {
  const formId = useId();
  const change = useChange();
  const [role, setRole] = useState<Role>(person.role);
  const isMe = person.id === me.id;
  const action = useAction(async () => {
    await change(peopleChangeRole, { input: { userId: person.id, role } });
    toast(`${person.name} is now ${roleWords[role].label.toLowerCase()}.`);
    onClose();
    // What one may do oneself hangs on it.
    if (isMe) await renewTokens();
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void action.run();
  };
  const other = otherProblem(action.error, ['role']);
  return (
    <Sheet
      title={person.name}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            kind="primary"
            isBusy={action.isBusy}
            disabled={role === person.role}
          >
            Save role
          </Button>
        </>
      }
    >
      <p className="soft">{person.email}</p>
      <form id={formId} className="form" onSubmit={onSubmit}>
        <ChoiceField
          label="Role"
          value={role}
          choices={rolesToGive(me).map(value => ({ value, ...roleWords[value] }))}
          problem={problemOf(action.error, 'role')}
          onPick={value => setRole(value)}
        />
        {isMe && role !== person.role && (
          <Notice tone="warning">This is your own role. You may not be able to change it back.</Notice>
        )}
        {other && <Notice tone="danger">{other}</Notice>}
      </form>
      {!isMe && <Activation person={person} onClose={onClose} />}
    </Sheet>
  );
}

function Activation({ person, onClose }: { readonly person: Person; onClose(): void }) {
  const change = useChange();
  const [isAsking, setAsking] = useState(false);
  const input = { userId: person.id };
  const deactivate = useAction(async () => {
    await change(peopleDeactivate, { input });
    toast(`${person.name} is deactivated.`);
    onClose();
  });
  const reactivate = useAction(async () => {
    await change(peopleReactivate, { input });
    toast(`${person.name} can sign in again.`);
    onClose();
  });
  const error = deactivate.error ?? reactivate.error;
  return (
    <div className="people-danger">
      {!person.isActive && (
        <>
          <p>Deactivated: cannot sign in and is told of nothing. What they made stays.</p>
          <Button isBusy={reactivate.isBusy} onClick={() => void reactivate.run()}>
            Let them in again
          </Button>
        </>
      )}
      {person.isActive && !isAsking && (
        <Button kind="danger" onClick={() => setAsking(true)}>
          Deactivate…
        </Button>
      )}
      {person.isActive && isAsking && (
        <>
          <p>
            {`${person.name} is signed out everywhere at once and cannot sign in until somebody lets them in again. What they made stays.`}
          </p>
          <div className="buttons">
            <Button kind="danger" autoFocus isBusy={deactivate.isBusy} onClick={() => void deactivate.run()}>
              {`Deactivate ${person.name}`}
            </Button>
            <Button onClick={() => setAsking(false)}>Keep</Button>
          </div>
        </>
      )}
      {error && <Notice tone="danger">{error.message}</Notice>}
    </div>
  );
}
