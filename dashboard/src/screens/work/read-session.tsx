import { useState } from 'react';
import { canHandle, useMe } from '../../api/me.tsx';
import { useAction, useChange } from '../../api/use-api.ts';
import { Link } from '../../router.tsx';
import { Button } from '../../ui/button.tsx';
import { Since } from '../../ui/since.tsx';
import { Notice } from '../../ui/states.tsx';
import { Moment } from '../../ui/time.tsx';
import { type WorkSession, workResume } from './documents.ts';
import { WithdrawSheet } from './handoff-sheets.tsx';

interface ReadSessionProps {
  readonly session: WorkSession;
  readonly isMine: boolean;
  onChange(session: WorkSession): void;
  onStale(): void;
}

/** Where it stands, for somebody who cannot work on it, or not right now. */
export function ReadSession(props: ReadSessionProps) {
  const { session, isMine } = props;
  if (session.status === 'COMPLETED') return <Completed session={session} />;
  if (session.status === 'PARKED')
    return isMine ? <Parked {...props} /> : <Notice>{session.engineer.name} has parked it.</Notice>;
  if (session.status === 'ESCALATED') return <Escalated {...props} />;
  return (
    <>
      <Notice>
        {session.engineer.name} is working on it. You see what is tried, as it was when you opened this.
      </Notice>
      <Standing session={session} />
    </>
  );
}

function Completed({ session: { outcome, summary, completedAt } }: { readonly session: WorkSession }) {
  const me = useMe();
  return (
    <section className="card session-end" aria-labelledby="session-outcome">
      <h2 id="session-outcome">{outcome === 'RESOLVED' ? 'Solved' : 'Completed without a solution'}</h2>
      <p className="session-words">{summary || <span className="soft">Nobody wrote a summary.</span>}</p>
      {completedAt && (
        <p className="soft small">
          <Moment at={completedAt} />
        </p>
      )}
      <div className="buttons">
        {canHandle(me) && (
          <Link to="/work/new" className="button button-plain">
            Start another session
          </Link>
        )}
        <Link to="/work" className="button button-plain">
          {canHandle(me) ? 'To my work' : 'To the finished work'}
        </Link>
      </div>
    </section>
  );
}

function Parked({ session, onChange }: ReadSessionProps) {
  const change = useChange();
  const resume = useAction(async () => {
    const { resumeSession } = await change(workResume, { input: { sessionId: session.id } });
    onChange(resumeSession);
  });
  const [newest] = session.handoffs.nodes;
  return (
    <>
      <section className="card session-end" aria-labelledby="session-parked">
        <h2 id="session-parked">You have parked it</h2>
        {newest && (
          <>
            {newest.engineerNotes && <p className="session-words">{newest.engineerNotes}</p>}
            <p className="soft small">
              Parked <Since at={newest.createdAt} />.{newest.engineerNotes && ' Nobody else sees your note.'}
            </p>
          </>
        )}
        <div className="buttons">
          <Button kind="primary" isBusy={resume.isBusy} onClick={() => void resume.run()}>
            Resume
          </Button>
        </div>
        {resume.error && <Notice tone="danger">{resume.error.message}</Notice>}
      </section>
      <Standing session={session} />
    </>
  );
}

function Escalated({ session, onStale }: ReadSessionProps) {
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const handoff = session.handoffs.nodes.find(
    ({ intent, state }) => intent === 'ESCALATE' && state === 'OPEN',
  );
  const isMaker = handoff?.createdBy.id === me.id;
  return (
    <>
      <section className="card session-end" aria-labelledby="session-escalated">
        <h2 id="session-escalated">It waits for somebody to take it</h2>
        {handoff && (
          <>
            <p className="session-words">{handoff.engineerNotes}</p>
            <p className="soft small">
              {isMaker ? 'You escalated it' : `${handoff.createdBy.name} escalated it`}{' '}
              <Since at={handoff.createdAt} />.
            </p>
            <div className="buttons">
              <Link to={`/handoffs/${handoff.id}`} className="button button-primary">
                {isMaker ? 'See who was reached' : 'Look at the escalation'}
              </Link>
              {isMaker && <Button onClick={() => setOpen(true)}>Take it back</Button>}
            </div>
          </>
        )}
      </section>
      <Standing session={session} />
      {isOpen && handoff && (
        <WithdrawSheet
          handoffId={handoff.id}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onStale();
          }}
        />
      )}
    </>
  );
}

function Standing({ session: { currentNode } }: { readonly session: WorkSession }) {
  if (currentNode === null) return null;
  return (
    <section className="card session-end" aria-label="Where it stands">
      <p className="soft small">It stands at</p>
      <p className="session-standing" dir="auto">
        {currentNode.title}
      </p>
      {currentNode.body && (
        <p className="session-words" dir="auto">
          {currentNode.body}
        </p>
      )}
    </section>
  );
}
