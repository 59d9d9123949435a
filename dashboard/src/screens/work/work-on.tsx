import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/answer.ts';
import { useMe } from '../../api/me.tsx';
import { newKey } from '../../api/new-key.ts';
import { useAction, useChange } from '../../api/use-api.ts';
import { Button } from '../../ui/button.tsx';
import { problemOf, TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/states.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useUnsaved } from '../../ui/use-unsaved.ts';
import { CurrentNode } from './current-node.tsx';
import { type WorkSession, workAnswer, workNote, workUndo } from './documents.ts';
import { Earlier } from './earlier.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { type OpenSheet, WorkSheets } from './work-sheets.tsx';

interface WorkOnProps {
  readonly session: WorkSession;
  onChange(session: WorkSession): void;
  onStale(): void;
  onPicture?(): void;
}

/** Where one answers, notes, goes back, and ends it one way or another. */
export function WorkOn({ session, onChange, onStale, onPicture }: WorkOnProps) {
  const me = useMe();
  const [sheet, setSheet] = useState<OpenSheet | null>(null);
  const work = useWork(session, onChange, onStale);
  const node = session.currentNode;
  const last = session.steps.at(-1);
  const canUndo = last !== undefined && (last.kind === 'ANSWER' || last.kind === 'NOTE');
  const claimed = session.handoffs.nodes.find(
    ({ state, claimedBy }) => state === 'CLAIMED' && claimedBy?.id === me.id,
  );
  const undo = () => void work.undo.run();
  const branches = node?.branches ?? [];
  useShortcuts({
    ...Object.fromEntries(
      branches.slice(0, 9).map(({ label }, at) => [String(at + 1), () => void work.answer.run(label)]),
    ),
    u: canUndo ? undo : undefined,
    n: () => work.noteField.current?.querySelector('textarea')?.focus(),
    c: () => setSheet('complete'),
    e: () => setSheet('escalate'),
    p: () => setSheet('park'),
    m: onPicture,
    '?': () => setSheet('help'),
  });
  return (
    <>
      <Earlier session={session} claimed={claimed} />
      <section className="card work-node" aria-label="Where you are">
        {node === null ? (
          <h2 ref={work.heading} tabIndex={-1}>
            Write down what you try
          </h2>
        ) : (
          <CurrentNode
            node={node}
            heading={work.heading}
            isBusy={work.answer.isBusy}
            isTaken={claimed !== undefined}
            onAnswer={branch => void work.answer.run(branch)}
            onEnd={() => setSheet(node.kind === 'SOLUTION' ? 'complete' : 'escalate')}
          />
        )}
        {work.isOvertaken && (
          <Notice tone="warning">
            It has moved on meanwhile, in another tab or by a colleague. This is where it stands now.
          </Notice>
        )}
        {work.problem && <Notice tone="danger">{work.problem.message}</Notice>}
        <NoteField work={work} hasBranches={branches.length > 0} isFree={node === null} />
        <div className="buttons work-back">
          <Button kind="quiet" disabled={!canUndo} isBusy={work.undo.isBusy} onClick={undo}>
            Undo the last {last?.kind === 'NOTE' ? 'note' : 'answer'}
          </Button>
          <Button kind="quiet" onClick={() => setSheet('help')} aria-label="Keys">
            ?
          </Button>
        </div>
      </section>
      <div className="buttons work-ways">
        <Button
          kind={claimed && node?.kind === 'ESCALATION' ? 'primary' : 'plain'}
          onClick={() => setSheet('complete')}
        >
          Complete
        </Button>
        <Button onClick={() => setSheet('escalate')}>Escalate</Button>
        <Button onClick={() => setSheet('park')}>Park</Button>
        {claimed && (
          <>
            <Button onClick={() => setSheet('return')}>Give it back with guidance</Button>
            <Button onClick={() => setSheet('release')}>Release</Button>
          </>
        )}
      </div>
      {sheet && (
        <WorkSheets
          sheet={sheet}
          session={session}
          claimed={claimed}
          draft={work.note}
          onClose={() => setSheet(null)}
          onChange={changed => {
            work.forgetNote();
            onChange(changed);
          }}
          onStale={() => {
            work.forgetNote();
            onStale();
          }}
        />
      )}
    </>
  );
}

type Work = ReturnType<typeof useWork>;

/** What one does at a node, and the note one is writing. */
function useWork(session: WorkSession, onChange: (session: WorkSession) => void, onStale: () => void) {
  const change = useChange();
  const [note, setNote] = useDraft(`${session.id}/note`);
  const [key, setKey] = useState(newKey);
  const [isOvertaken, setOvertaken] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const noteField = useRef<HTMLDivElement>(null);
  const unsaved = useUnsaved(note.trim() !== '');
  const sessionId = session.id;

  /** Another tab, or a colleague who has released it: what one sees is not what is. */
  async function unlessOvertaken(work: () => Promise<void>): Promise<void> {
    setOvertaken(false);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError) || !['CONFLICT', 'FORBIDDEN'].includes(error.code)) throw error;
      onStale();
      if (error.code === 'CONFLICT' && /another node/.test(error.message)) setOvertaken(true);
      else throw error;
    }
  }
  const forgetNote = () => {
    setNote('');
    setKey(newKey());
    unsaved.drop();
  };
  const answer = useAction(async (branch: string) =>
    unlessOvertaken(async () => {
      const nodeKey = session.currentNode?.key ?? '';
      const { answerStep } = await change(workAnswer, {
        input: { sessionId, nodeKey, branch, note: note.trim() || null },
      });
      forgetNote();
      onChange(answerStep);
      undo.clear();
      heading.current?.focus();
    }),
  );
  const addNote = useAction(async () =>
    unlessOvertaken(async () => {
      const { addNote: noted } = await change(workNote, {
        input: { sessionId, text: note.trim(), idempotencyKey: key },
      });
      forgetNote();
      onChange(noted);
    }),
  );
  const undo = useAction(async () =>
    unlessOvertaken(async () => {
      const { undoStep } = await change(workUndo, { input: { sessionId } });
      onChange(undoStep);
      answer.clear();
      heading.current?.focus();
    }),
  );
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const problem = [answer.error, undo.error, addNote.error].find(
    error => error && problemOf(error, 'note') === null && problemOf(error, 'text') === null,
  );
  return { note, setNote, forgetNote, answer, addNote, undo, heading, noteField, isOvertaken, problem };
}

function NoteField({ work, hasBranches, isFree }: { work: Work; hasBranches: boolean; isFree: boolean }) {
  const { note, setNote, addNote, answer, noteField, heading } = work;
  return (
    <div className="work-note" ref={noteField}>
      <TextArea
        label={hasBranches ? 'Note (goes with your answer, or by itself)' : 'Note'}
        value={note}
        rows={isFree ? 4 : 2}
        maxLength={10_000}
        problem={problemOf(addNote.error, 'text') ?? problemOf(answer.error, 'note')}
        onChange={({ target }) => setNote(target.value)}
        onKeyDown={event => {
          // Where the keys that give an answer are heard.
          if (event.key === 'Escape') heading.current?.focus();
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || note.trim() === '') return;
          event.preventDefault();
          void addNote.run();
        }}
      />
      <Button
        kind={isFree ? 'primary' : 'plain'}
        disabled={note.trim() === ''}
        isBusy={addNote.isBusy}
        onClick={() => void addNote.run()}
      >
        Save the note
      </Button>
    </div>
  );
}
