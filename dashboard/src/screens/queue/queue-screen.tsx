import './queue.css';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/answer.ts';
import { canHandle, useMe } from '../../api/me.tsx';
import { lazyScreen } from '../../lazy-part.tsx';
import { setTitle } from '../../live/alerts.ts';
import type { FeedStatus } from '../../live/feed.ts';
import { useFeed } from '../../live/use-feed.tsx';
import { cameFrom, Link, navigate } from '../../router.tsx';
import { Boundary } from '../../ui/boundary.tsx';
import { Empty, Failure, Notice, Skeleton } from '../../ui/states.tsx';
import { Rows } from './queue-rows.tsx';

const { Screen: HandoffScreen, loadAll: loadHandoff } = lazyScreen(
  () => import('../handoff/handoff-screen.tsx'),
);

/** From so many on one cannot take them in at a glance. */
const searchFrom = 15;

/** The open escalations, and beside them the one that is looked at. */
export function QueueScreen({ openId }: { readonly openId: string | null }) {
  const me = useMe();
  const { queue, status } = useFeed();
  const [search, setSearch] = useState('');
  const lastOpen = useRef<string | null>(null);
  useEffect(() => setTitle('Escalations'), []);
  useEffect(() => {
    // It opens at once when it is asked for, and costs the first paint nothing.
    const timer = setTimeout(() => void loadHandoff().catch(() => {}), 1_500);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (openId !== null) lastOpen.current = openId;
    else if (lastOpen.current !== null) {
      const row = document.getElementById(`row-${lastOpen.current}`) ?? document.getElementById('main');
      row?.focus();
      lastOpen.current = null;
    }
  }, [openId]);

  if (!canHandle(me))
    return openId === null ? (
      <Empty title="You can look at trees and finished work">Escalations are for engineers.</Empty>
    ) : (
      <Empty title="This is not for your role" />
    );
  return (
    <div className={openId === null ? 'queue-page' : 'queue-page has-open'}>
      <section className="queue" aria-labelledby="queue-title">
        <header className="page-header">
          <h1 id="queue-title">Escalations</h1>
          {queue.isLoaded && <p className="page-note">{describeCount(queue.rows.length)}</p>}
          <Link to="/work/new" className="button button-plain">
            Start a session
          </Link>
        </header>
        {status.state === 'ended' && status.code === 'FORBIDDEN' && (
          <Notice tone="warning">
            Your role was changed: new escalations do not reach you any more. What you see is from before.
          </Notice>
        )}
        {(queue.rows.length >= searchFrom || search !== '') && (
          <search className="field">
            <input
              type="search"
              aria-label="Find an escalation"
              placeholder="Problem, client, ticket or who made it"
              value={search}
              onChange={({ target }) => setSearch(target.value)}
              onKeyDown={({ key }) => key === 'Escape' && setSearch('')}
            />
          </search>
        )}
        {queue.isLoaded ? (
          <Rows openId={openId} search={search} onSearch={setSearch} />
        ) : (
          <NotLoaded status={status} />
        )}
      </section>
      {openId !== null && (
        <Boundary fallback={<Skeleton lines={8} />} at={openId}>
          <HandoffScreen key={openId} handoffId={openId} onClose={closeHandoff} />
        </Boundary>
      )}
    </div>
  );
}

const notAnswered = new ApiError('The escalations are here as soon as the server answers.', 'NETWORK');
const notLoaded = new ApiError('The escalations did not come.', 'UNKNOWN');

/** Bars for a moment alone: while nothing comes, it is said. */
function NotLoaded({ status }: { readonly status: FeedStatus }) {
  if (status.state === 'reconnecting') return <Failure error={notAnswered} />;
  if (status.state !== 'ended') return <Skeleton lines={6} label="Loading the escalations" />;
  return status.code === 'FORBIDDEN' ? null : <Failure error={notLoaded} retry={() => location.reload()} />;
}

/** Back to where somebody came from, such as the session; who went from one to the next wants the queue. */
function closeHandoff(): void {
  const from = cameFrom();
  if (from === null || from === '/' || from.startsWith('/handoffs')) navigate('/');
  else history.back();
}

function describeCount(count: number): string {
  return count === 0 ? 'nobody is waiting' : count === 1 ? '1 is waiting' : `${count} are waiting`;
}
