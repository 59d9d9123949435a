import { useState } from 'react';
import { useMe } from '../../api/me.tsx';
import { useAction, useChange } from '../../api/use-api.ts';
import { Button } from '../../ui/button.tsx';
import { TicketLine } from '../../ui/chips.tsx';
import { problemOf, TextArea, TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Since } from '../../ui/since.tsx';
import { Notice } from '../../ui/states.tsx';
import { formatSpan, Moment } from '../../ui/time.tsx';
import { useUnsaved } from '../../ui/use-unsaved.ts';
import { type WorkSession, workUpdate } from './documents.ts';
import { ExportSheet } from './export-sheet.tsx';
import { StatusChip } from './status-chip.tsx';

interface SessionHeadProps {
  readonly session: WorkSession;
  readonly canEdit: boolean;
  readonly picture: { readonly isOn: boolean; press(): void } | undefined;
  onChange(session: WorkSession): void;
}

/** What it is about, whose it is, and what one can take along. */
export function SessionHead({ session, canEdit, picture, onChange }: SessionHeadProps) {
  const [open, setOpen] = useState<'edit' | 'export' | null>(null);
  return (
    <header className="session-head">
      <div className="session-bar">
        <StatusChip session={session} />
        <TicketLine clientName={session.clientName} ticketRef={session.ticketRef} />
        <div className="buttons">
          {picture && (
            <Button kind="quiet" aria-expanded={picture.isOn} onClick={picture.press}>
              {picture.isOn ? 'Hide the picture' : 'Show the picture'}
            </Button>
          )}
          {canEdit && (
            <Button kind="quiet" onClick={() => setOpen('edit')}>
              Edit
            </Button>
          )}
          <Button kind="quiet" onClick={() => setOpen('export')}>
            Export
          </Button>
        </div>
      </div>
      <h1 dir="auto">{session.problem}</h1>
      <SessionFacts session={session} />
      {open === 'edit' && (
        <EditSheet
          session={session}
          onClose={() => setOpen(null)}
          onDone={changed => {
            onChange(changed);
            setOpen(null);
          }}
        />
      )}
      {open === 'export' && <ExportSheet session={session} onClose={() => setOpen(null)} />}
    </header>
  );
}

function SessionFacts({ session }: { readonly session: WorkSession }) {
  const me = useMe();
  const { engineer, openedBy, startedAt, completedAt, treeVersion } = session;
  const who = ({ id, name }: { readonly id: string; readonly name: string }) => (id === me.id ? 'you' : name);
  return (
    <p className="session-facts">
      <span>
        with <strong>{who(engineer)}</strong>
      </span>
      {openedBy.id !== engineer.id && (
        <span>
          begun by <strong>{who(openedBy)}</strong>
        </span>
      )}
      {completedAt === null ? (
        <span>
          begun <Since at={startedAt} />
        </span>
      ) : (
        <span>
          completed <Moment at={completedAt} />, after{' '}
          {formatSpan((Date.parse(completedAt) - Date.parse(startedAt)) / 1000, true)}
        </span>
      )}
      {treeVersion && (
        <span>
          {treeVersion.title}, version {treeVersion.number}
        </span>
      )}
    </p>
  );
}

interface EditSheetProps {
  readonly session: WorkSession;
  onClose(): void;
  onDone(session: WorkSession): void;
}

function EditSheet({ session, onClose, onDone }: EditSheetProps) {
  const change = useChange();
  const [problem, setProblem] = useState(session.problem);
  const [clientName, setClientName] = useState(session.clientName ?? '');
  const [ticketRef, setTicketRef] = useState(session.ticketRef ?? '');
  const isChanged =
    problem !== session.problem ||
    clientName !== (session.clientName ?? '') ||
    ticketRef !== (session.ticketRef ?? '');
  const unsaved = useUnsaved(isChanged);
  const save = useAction(async () => {
    const { updateSession } = await change(workUpdate, {
      input: {
        sessionId: session.id,
        problem: problem.trim(),
        clientName: clientName.trim() || null,
        ticketRef: ticketRef.trim() || null,
      },
    });
    unsaved.drop();
    onDone(updateSession);
  });
  const close = () => {
    if (unsaved.mayDrop()) onClose();
  };
  return (
    <Sheet
      title="Edit what it is about"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            kind="primary"
            isBusy={save.isBusy}
            disabled={problem.trim() === ''}
            onClick={() => void save.run()}
          >
            Save
          </Button>
        </>
      }
    >
      <TextArea
        label="What is wrong?"
        value={problem}
        maxLength={2_000}
        problem={problemOf(save.error, 'problem')}
        onChange={({ target }) => setProblem(target.value)}
      />
      <TextField
        label="Client"
        value={clientName}
        maxLength={120}
        problem={problemOf(save.error, 'clientName')}
        onChange={({ target }) => setClientName(target.value)}
      />
      <TextField
        label="Ticket"
        value={ticketRef}
        maxLength={60}
        problem={problemOf(save.error, 'ticketRef')}
        onChange={({ target }) => setTicketRef(target.value)}
      />
      {save.error && save.error.field === null && <Notice tone="danger">{save.error.message}</Notice>}
    </Sheet>
  );
}
