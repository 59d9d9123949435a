import './handoff.css';
import { useEffect } from 'react';
import { useMe } from '../../api/me.tsx';
import { useData } from '../../api/use-api.ts';
import { setTitle } from '../../live/alerts.ts';
import { LiveRow } from '../../ui/live-row.tsx';
import { Empty, Failure, Notice, Skeleton } from '../../ui/states.tsx';
import { AssessmentCard } from './assessment-card.tsx';
import { type HandoffDetail, handoffPage } from './documents.ts';
import { CloseButton, HandoffBar } from './handoff-bar.tsx';
import { HandoffHead } from './handoff-head.tsx';
import { Reached } from './reached.tsx';
import { TicketCard } from './ticket-card.tsx';
import { Tried } from './tried.tsx';

interface HandoffScreenProps {
  readonly handoffId: string;
  readonly onClose: () => void;
}

/** One handoff with everything that was tried, before somebody takes it. */
export default function HandoffScreen({ handoffId, onClose }: HandoffScreenProps) {
  const me = useMe();
  const { data, error, reload } = useData(handoffPage, { id: handoffId });
  const handoff = data?.handoff ?? null;
  useEscape(onClose);
  useEffect(() => () => setTitle('Escalations'), []);

  if (handoff === null)
    return (
      <section className="handoff" aria-label="Escalation">
        <div className="handoff-bar">
          <CloseButton onClose={onClose} />
        </div>
        {error && !isAbsence(error.code) && <Failure error={error} retry={reload} />}
        {error && isAbsence(error.code) && (
          <Empty title="This escalation is not here">Perhaps the link is an old one.</Empty>
        )}
        {error === null && <Skeleton lines={8} label="Loading the escalation" />}
      </section>
    );
  return (
    <section className="handoff" aria-labelledby="handoff-title">
      <LiveRow
        handoffId={handoffId}
        isOpen={handoff.state === 'OPEN'}
        isSettled={handoff.state !== 'OPEN' && handoff.state !== 'CLAIMED'}
        onChange={reload}
      />
      <HandoffBar handoff={handoff} me={me} onClose={onClose} onChange={reload} />
      {error && <Notice tone="warning">{`What you see may be old. ${error.message}`}</Notice>}
      <HandoffHead handoff={handoff} me={me} />
      <div className="handoff-body">
        <div className="handoff-columns">
          <div className="handoff-column">
            <Notes handoff={handoff} myId={me.id} />
            <Tried handoff={handoff} />
          </div>
          <div className="handoff-column">
            {handoff.assessment && (
              <AssessmentCard
                assessment={handoff.assessment}
                currentKey={handoff.snapshot.currentNode?.key ?? null}
              />
            )}
            <Reached handoff={handoff} />
            <TicketCard handoff={handoff} onChange={reload} />
          </div>
        </div>
      </div>
    </section>
  );
}

/** The API says so of an id that is not one, too. */
function isAbsence(code: string): boolean {
  return code === 'NOT_FOUND' || code === 'BAD_USER_INPUT';
}

function Notes({ handoff, myId }: { readonly handoff: HandoffDetail; readonly myId: string }) {
  const { createdBy, engineerNotes } = handoff;
  return (
    <section className="handoff-notes" aria-labelledby="handoff-notes-title">
      <h2 id="handoff-notes-title">
        {createdBy.id === myId ? 'What you wrote' : `What ${createdBy.name} writes`}
      </h2>
      {engineerNotes === '' ? (
        <p className="soft">Nothing was written.</p>
      ) : (
        <p className="handoff-words" dir="auto">
          {engineerNotes}
        </p>
      )}
    </section>
  );
}

/** Esc closes what one reads, unless it closes something above it or would lose what somebody types. */
function useEscape(onClose: () => void): void {
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (document.querySelector('dialog[open], .menu-sheet') !== null) return;
      const { target } = event;
      const isTyping = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
      if (isTyping && target.value !== '') return;
      onClose();
    };
    // Before the others: a sheet that closes by the same key is still open then.
    document.addEventListener('keydown', close, { capture: true });
    return () => document.removeEventListener('keydown', close, { capture: true });
  }, [onClose]);
}
