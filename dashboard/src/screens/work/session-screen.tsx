import { useEffect, useState } from 'react';
import { useMe } from '../../api/me.tsx';
import { useData } from '../../api/use-api.ts';
import { lazyPart } from '../../lazy-part.tsx';
import { setTitle } from '../../live/alerts.ts';
import { Link } from '../../router.tsx';
import { Boundary } from '../../ui/boundary.tsx';
import { LiveRow } from '../../ui/live-row.tsx';
import { Await, Empty, Failure, Notice, Skeleton } from '../../ui/states.tsx';
import { Steps, walkedKeys } from '../../ui/steps.tsx';
import { TicketNotes } from '../../ui/ticket-notes.tsx';
import { type WorkSession, workDocument } from './documents.ts';
import { KnownCause } from './known-cause.tsx';
import { ReadSession } from './read-session.tsx';
import { SessionHead } from './session-head.tsx';
import { useSession } from './use-session.ts';
import { WorkOn } from './work-on.tsx';

const TreePicture = lazyPart(() => import('../../ui/tree-picture.tsx'));

/** One session: to work on, or to read when it is with somebody else or over. */
export function SessionScreen({ sessionId }: { readonly sessionId: string }) {
  const { session, error, reload, take } = useSession(sessionId);
  const me = useMe();
  const title = session?.problem.slice(0, 80) ?? 'Session';
  useEffect(() => setTitle(title), [title]);

  if (session === null) {
    if (error === null) return <Skeleton lines={8} label="Loading the session" />;
    if (error.code === 'NOT_FOUND' || error.code === 'BAD_USER_INPUT')
      return (
        <Empty title="This session is not here">
          Perhaps the link is an old one. <Link to="/work">To the sessions</Link>
        </Empty>
      );
    return <Failure error={error} retry={reload} />;
  }
  const isMine = session.engineer.id === me.id && me.role !== 'VIEWER';
  return (
    <SessionPage session={session} isMine={isMine} onChange={take} onStale={reload}>
      {error && <Notice tone="warning">{`What you see may be old. ${error.message}`}</Notice>}
    </SessionPage>
  );
}

interface SessionPageProps {
  readonly session: WorkSession;
  readonly isMine: boolean;
  readonly children: React.ReactNode;
  onChange(session: WorkSession): void;
  onStale(): void;
}

function SessionPage({ session, isMine, children, onChange, onStale }: SessionPageProps) {
  const [hasPicture, setPicture] = useState(false);
  const canWork = isMine && session.status === 'ACTIVE';
  const showPicture = () => setPicture(!hasPicture);
  const pictureButton = session.treeVersion === null ? undefined : { isOn: hasPicture, press: showPicture };
  return (
    <div className="page session">
      <Freshness session={session} canWork={canWork} onStale={onStale} />
      {children}
      <SessionHead session={session} canEdit={canWork} picture={pictureButton} onChange={onChange} />
      {hasPicture && <Picture session={session} />}
      <div className="session-columns">
        <div className="session-main">
          {canWork ? (
            <WorkOn
              session={session}
              onChange={onChange}
              onStale={onStale}
              onPicture={pictureButton?.press}
            />
          ) : (
            <ReadSession session={session} isMine={isMine} onChange={onChange} onStale={onStale} />
          )}
        </div>
        <aside className="session-aside" aria-label="So far">
          {canWork && <KnownCause session={session} />}
          <section className="card session-card" aria-labelledby="session-path">
            <h2 id="session-path">The way so far</h2>
            {session.steps.length === 0 ? (
              <p className="soft">
                {canWork ? 'What you answer and note appears here.' : 'Nothing was answered or noted.'}
              </p>
            ) : (
              <Steps
                label="Steps so far"
                fold="beginning"
                steps={session.steps.map(step => ({ ...step, actorName: step.actor.name }))}
              />
            )}
          </section>
          <section className="card session-card" aria-labelledby="session-ticket">
            <h2 id="session-ticket">Ticket</h2>
            <TicketNotes
              id={session.id}
              notes={session.ticketNotes}
              ticketRef={session.ticketRef}
              onChange={onStale}
            />
          </section>
        </aside>
      </div>
    </div>
  );
}

/** While it waits for somebody, or is with somebody else, others move it. */
function Freshness({
  session,
  canWork,
  onStale,
}: {
  session: WorkSession;
  canWork: boolean;
  onStale(): void;
}) {
  const [newest] = session.handoffs.nodes;
  if (canWork || newest === undefined || newest.intent === 'PARK' || session.status === 'COMPLETED')
    return null;
  return (
    <LiveRow
      handoffId={newest.id}
      isOpen={newest.state === 'OPEN'}
      isSettled={newest.state === 'WITHDRAWN' || newest.state === 'RESOLVED'}
      onChange={onStale}
    />
  );
}

function Picture({ session }: { readonly session: WorkSession }) {
  const loaded = useData(workDocument, { id: session.id });
  const currentKey = session.currentNode?.key ?? null;
  return (
    <section className="card" aria-label="The tree as a picture">
      <Await loaded={loaded} lines={6}>
        {({ session: withTree }) => {
          const document = withTree?.treeVersion?.document;
          if (!document) return <p className="soft">The tree is gone.</p>;
          return (
            <Boundary fallback={<Skeleton lines={6} />}>
              <TreePicture
                document={document}
                walked={walkedKeys(session.steps, currentKey)}
                current={currentKey}
                label="The way through the tree"
              />
            </Boundary>
          );
        }}
      </Await>
    </section>
  );
}
