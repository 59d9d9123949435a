import { useState } from 'react';
import { newKey } from '../../../api/new-key.ts';
import { useAction, useChange, useData } from '../../../api/use-api.ts';
import type { PeopleInvitedQuery } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmSheet } from '../../../ui/confirm-sheet.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Await, Notice } from '../../../ui/states.tsx';
import { formatMoment } from '../../../ui/time.tsx';
import { useRefreshed } from '../use-refreshed.ts';
import { peopleInvite, peopleInvited, peopleRevoke } from './documents.ts';
import { roleWords } from './roles.ts';

type Invitation = PeopleInvitedQuery['invitations']['nodes'][number];

const pageSize = 100;

/** Who was invited and has not come yet. Nothing is shown while there is nobody. */
export function Invited() {
  const loaded = useData(peopleInvited, { first: pageSize }, { typeOf: 'Invitation' });
  const [opened, setOpened] = useState<Invitation | null>(null);
  const { reload } = loaded;
  useRefreshed(reload);
  if (loaded.data?.invitations.totalCount === 0) return null;
  return (
    <section className="account-section" aria-labelledby="invited-title">
      <header className="section-header">
        <h2 id="invited-title">Invited</h2>
        {loaded.data && <span className="chip">{loaded.data.invitations.totalCount}</span>}
      </header>
      <Await loaded={loaded} lines={2}>
        {({ invitations: { nodes, totalCount } }) => (
          <div className="card">
            <ul className="listening">
              {nodes.map(invitation => (
                <li key={invitation.id} className="listening-row">
                  <span className="listening-name">{invitation.email}</span>
                  <span className="soft small">
                    {`${roleWords[invitation.role].label}, by ${invitation.invitedBy.name}, until ${formatMoment(invitation.expiresAt)}`}
                  </span>
                  <Button
                    onClick={() => setOpened(invitation)}
                    aria-label={`Invitation of ${invitation.email}`}
                  >
                    Change
                  </Button>
                </li>
              ))}
            </ul>
            {totalCount > nodes.length && (
              <p className="soft small">{`The newest ${nodes.length} of ${totalCount}.`}</p>
            )}
          </div>
        )}
      </Await>
      {opened && (
        <InvitationSheet
          invitation={opened}
          onClose={() => {
            setOpened(null);
            reload();
          }}
        />
      )}
    </section>
  );
}

function InvitationSheet({
  invitation: { id, email, role, acceptUrl, expiresAt },
  onClose,
}: {
  readonly invitation: Invitation;
  onClose(): void;
}) {
  const change = useChange();
  const [isAsking, setAsking] = useState(false);
  const [isSent, setSent] = useState(false);
  const again = useAction(async () => {
    await change(peopleInvite, { input: { email, role, idempotencyKey: newKey() } });
    setSent(true);
  });
  const revoke = useAction(async () => {
    await change(peopleRevoke, { input: { invitationId: id } });
  });
  if (isAsking)
    return (
      <ConfirmSheet title="Take the invitation back?" verb="Take back" action={revoke} onClose={onClose}>
        {`The link that was mailed to ${email} works no longer.`}
      </ConfirmSheet>
    );
  return (
    <Sheet
      title={`Invitation of ${email}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => setAsking(true)}>Take back</Button>
          {!isSent && (
            <Button isBusy={again.isBusy} onClick={() => void again.run()}>
              Send again
            </Button>
          )}
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      {isSent ? (
        <Notice tone="success">{`A new link is on its way to ${email}. The one before works no longer.`}</Notice>
      ) : (
        <CopyField
          label="The link"
          text={acceptUrl}
          hint={`It works once, until ${formatMoment(expiresAt)}. Whoever has it can join, so send it to them alone.`}
        />
      )}
      {again.error && <Notice tone="danger">{again.error.message}</Notice>}
    </Sheet>
  );
}
