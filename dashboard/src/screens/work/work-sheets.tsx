import { useState } from 'react';
import { newKey } from '../../api/new-key.ts';
import { useAction, useChange } from '../../api/use-api.ts';
import type { SessionOutcome } from '../../generated/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { problemOf, SelectField, TextArea } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Notice } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useUnsaved } from '../../ui/use-unsaved.ts';
import { type WorkSession, workComplete, workHandOff } from './documents.ts';
import type { SessionHandoff } from './earlier.tsx';
import { EscalateSheet } from './escalate-sheet.tsx';
import { ReleaseSheet, ReturnSheet } from './handoff-sheets.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';

export type OpenSheet = 'complete' | 'escalate' | 'park' | 'return' | 'release' | 'help';

interface WorkSheetsProps {
  readonly sheet: OpenSheet;
  readonly session: WorkSession;
  readonly claimed: SessionHandoff | undefined;
  /** A note that was begun: it goes on in the sheet. */
  readonly draft: string;
  onClose(): void;
  onChange(session: WorkSession): void;
  onStale(): void;
}

/** The ways out of a session, one at a time. */
export function WorkSheets({ sheet, session, claimed, draft, onClose, onChange, onStale }: WorkSheetsProps) {
  const done = (changed: WorkSession) => {
    onClose();
    onChange(changed);
  };
  const gone = () => {
    onClose();
    onStale();
  };
  if (sheet === 'complete')
    return <CompleteSheet session={session} draft={draft} onClose={onClose} onDone={done} />;
  if (sheet === 'escalate')
    return <EscalateSheet session={session} draft={draft} onClose={onClose} onDone={done} />;
  if (sheet === 'park') return <ParkSheet session={session} draft={draft} onClose={onClose} onDone={done} />;
  if (sheet === 'help') return <ShortcutHelp onClose={onClose} />;
  if (claimed === undefined) return null;
  if (sheet === 'release')
    return <ReleaseSheet handoffId={claimed.id} from={null} onClose={onClose} onDone={gone} />;
  return (
    <ReturnSheet
      handoffId={claimed.id}
      draft={draft}
      to={claimed.createdBy.name}
      onClose={onClose}
      onDone={gone}
    />
  );
}

export interface SessionSheetProps {
  readonly session: WorkSession;
  readonly draft: string;
  onClose(): void;
  onDone(session: WorkSession): void;
}

const outcomes = [
  { value: 'RESOLVED', label: 'Solved' },
  { value: 'UNRESOLVED', label: 'Not solved' },
] as const;

function CompleteSheet({ session, draft, onClose, onDone }: SessionSheetProps) {
  const change = useChange();
  const [outcome, setOutcome] = useState<SessionOutcome>('RESOLVED');
  const [summary, setSummary] = useDraft(`${session.id}/summary`, draft);
  const unsaved = useUnsaved(summary !== draft);
  const complete = useAction(async () => {
    const { completeSession } = await change(workComplete, {
      input: { sessionId: session.id, outcome, summary: summary.trim() || null },
    });
    unsaved.drop();
    toast('Completed.');
    onDone(completeSession);
  });
  const close = () => {
    if (unsaved.mayDrop()) onClose();
  };
  const problem = problemOf(complete.error, 'summary');
  return (
    <Sheet
      title="Complete the session"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" isBusy={complete.isBusy} onClick={() => void complete.run()}>
            Complete
          </Button>
        </>
      }
    >
      <SelectField<SessionOutcome>
        label="How did it end?"
        value={outcome}
        options={outcomes}
        onPick={setOutcome}
      />
      <TextArea
        label="Summary (optional)"
        hint={
          outcome === 'RESOLVED'
            ? 'What it was, and what solved it. The next one with this problem reads it.'
            : 'Why it ends here, and what remains.'
        }
        value={summary}
        maxLength={10_000}
        problem={problem}
        onChange={({ target }) => setSummary(target.value)}
      />
      {complete.error && problem === null && <Notice tone="danger">{complete.error.message}</Notice>}
    </Sheet>
  );
}

function ParkSheet({ session, draft, onClose, onDone }: SessionSheetProps) {
  const [key] = useState(newKey);
  const change = useChange();
  const [notes, setNotes] = useDraft(`${session.id}/park`, draft);
  const unsaved = useUnsaved(notes !== draft);
  const park = useAction(async () => {
    const { createHandoff } = await change(workHandOff, {
      input: {
        sessionId: session.id,
        intent: 'PARK',
        engineerNotes: notes.trim() || null,
        idempotencyKey: key,
      },
    });
    unsaved.drop();
    toast('Parked. You find it under My work.');
    onDone(createHandoff.session);
  });
  const close = () => {
    if (unsaved.mayDrop()) onClose();
  };
  const problem = problemOf(park.error, 'engineerNotes');
  return (
    <Sheet
      title="Park the session"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" isBusy={park.isBusy} onClick={() => void park.run()}>
            Park
          </Button>
        </>
      }
    >
      <p>You come back to it later, at the same place. Nobody is told.</p>
      <TextArea
        label="Note to yourself (optional)"
        hint="Such as what you wait for."
        value={notes}
        maxLength={10_000}
        problem={problem}
        onChange={({ target }) => setNotes(target.value)}
      />
      {park.error && problem === null && <Notice tone="danger">{park.error.message}</Notice>}
    </Sheet>
  );
}
