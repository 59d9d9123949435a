import { type FormEvent, useId, useState } from 'react';
import { newKey } from '../../../api/new-key.ts';
import type { Me } from '../../../api/tokens.ts';
import { useAction, useChange } from '../../../api/use-api.ts';
import type { PeopleInviteMutation, Role } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { problemOf, TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Notice } from '../../../ui/states.tsx';
import { formatMoment } from '../../../ui/time.tsx';
import { otherProblem } from '../other-problem.ts';
import { peopleInvite } from './documents.ts';
import { rolesToGive, roleWords } from './roles.ts';

type Invitation = PeopleInviteMutation['inviteUser'];

/** Asks for an address and a role, and shows the link as well: mails get lost. */
export function InviteSheet({ me, onClose }: { readonly me: Me; onClose(): void }) {
  const [invited, setInvited] = useState<Invitation | null>(null);
  if (invited !== null)
    return <Invited invitation={invited} onAgain={() => setInvited(null)} onClose={onClose} />;
  return <InviteForm me={me} onInvited={setInvited} onClose={onClose} />;
}

interface FormProps {
  readonly me: Me;
  onInvited(invitation: Invitation): void;
  onClose(): void;
}

function InviteForm({ me, onInvited, onClose }: FormProps) {
  const formId = useId();
  const change = useChange();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('ENGINEER');
  const [idempotencyKey, setKey] = useState(newKey);
  const action = useAction(async () => {
    onInvited((await change(peopleInvite, { input: { email, role, idempotencyKey } })).inviteUser);
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void action.run();
  };
  // What is sent under one key has to stay the same.
  const onEdit = () => setKey(newKey());
  const other = otherProblem(action.error, ['email', 'role']);
  return (
    <Sheet
      title="Invite somebody"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} kind="primary" isBusy={action.isBusy}>
            Send invitation
          </Button>
        </>
      }
    >
      <form id={formId} className="form" onSubmit={onSubmit}>
        <TextField
          label="E-mail"
          type="email"
          required
          autoFocus
          autoComplete="off"
          value={email}
          problem={problemOf(action.error, 'email')}
          onChange={({ target }) => {
            setEmail(target.value);
            onEdit();
          }}
        />
        <ChoiceField
          label="Role"
          value={role}
          choices={rolesToGive(me).map(value => ({ value, ...roleWords[value] }))}
          problem={problemOf(action.error, 'role')}
          onPick={value => {
            setRole(value);
            onEdit();
          }}
        />
        {other && <Notice tone="danger">{other}</Notice>}
      </form>
    </Sheet>
  );
}

function Invited({
  invitation: { email, role, acceptUrl, expiresAt },
  onAgain,
  onClose,
}: {
  readonly invitation: Invitation;
  onAgain(): void;
  onClose(): void;
}) {
  return (
    <Sheet
      title="Invitation sent"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onAgain}>Invite another</Button>
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <p>
        {`A mail is on its way to ${email}, who becomes ${role === 'VIEWER' ? 'a' : 'an'} ${roleWords[role].label.toLowerCase()} by it.`}
      </p>
      <CopyField
        label="The link, if the mail does not arrive"
        text={acceptUrl}
        hint={`It works once, until ${formatMoment(expiresAt)}. Whoever has it can join, so send it to them alone.`}
      />
    </Sheet>
  );
}
