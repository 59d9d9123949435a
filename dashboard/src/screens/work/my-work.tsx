import { useEffect, useState } from 'react';
import { canHandle, useMe } from '../../api/me.tsx';
import { useData } from '../../api/use-api.ts';
import { setTitle } from '../../live/alerts.ts';
import { useOwnNews } from '../../live/own-news.ts';
import { Link } from '../../router.tsx';
import { TextField } from '../../ui/field.tsx';
import { Await, Empty } from '../../ui/states.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { type WorkRow, workMine } from './documents.ts';
import { FoundSessions } from './found-sessions.tsx';
import { SessionRows } from './session-rows.tsx';

/** What one has on the desk, and a search over what everybody has had. */
export function MyWork() {
  const me = useMe();
  const [typed, setTyped] = useState('');
  const search = useDebounced(typed.trim(), 250);
  useEffect(() => setTitle('My work'), []);
  const isWorker = canHandle(me);
  return (
    <div className="page work">
      <header className="page-header">
        <h1>{isWorker ? 'My work' : 'Finished work'}</h1>
        {isWorker && (
          <Link to="/work/new" className="button button-primary">
            Start a session
          </Link>
        )}
      </header>
      <search className="work-search">
        <TextField
          label={isWorker ? 'Search in everybody’s sessions' : 'Search'}
          placeholder="Problem, client or ticket"
          type="search"
          value={typed}
          maxLength={200}
          onChange={({ target }) => setTyped(target.value)}
        />
      </search>
      {search !== '' ? (
        <FoundSessions key={search} scope="ACCOUNT" search={search} title="Found" />
      ) : isWorker ? (
        <Mine />
      ) : (
        <FoundSessions scope="ACCOUNT" status="COMPLETED" title="Completed sessions" />
      )}
    </div>
  );
}

function Mine() {
  const loaded = useData(workMine, {});
  useOwnNews(loaded.reload);
  return (
    <>
      <Await loaded={loaded} lines={6}>
        {({ active, parked, escalated }) => (
          <MyLists
            active={active.nodes}
            parked={parked.nodes}
            escalated={escalated.nodes}
            isCut={[active, parked, escalated].some(({ pageInfo }) => pageInfo.hasNextPage)}
            reload={loaded.reload}
          />
        )}
      </Await>
      <FoundSessions scope="MINE" status="COMPLETED" title="Completed by me" />
    </>
  );
}

interface MyListsProps {
  readonly active: readonly WorkRow[];
  readonly parked: readonly WorkRow[];
  readonly escalated: readonly WorkRow[];
  readonly isCut: boolean;
  reload(): void;
}

function MyLists({ active, parked, escalated, isCut, reload }: MyListsProps) {
  const me = useMe();
  const isMine = ({ engineer }: WorkRow) => engineer.id === me.id;
  const withOthers = active.filter(row => !isMine(row));
  if (active.length + parked.length + escalated.length === 0)
    return (
      <Empty title="Your desk is clear">
        <p>Start a session for a new ticket, or take an escalation from the queue.</p>
      </Empty>
    );
  return (
    <>
      <SessionRows title="On my desk" rows={active.filter(isMine)} onChange={reload} />
      <SessionRows title="Parked" rows={parked.filter(isMine)} canResume onChange={reload} />
      <SessionRows title="Escalated, waiting for somebody" rows={escalated} onChange={reload} />
      <SessionRows title="With a colleague now" rows={withOthers} onChange={reload} />
      {isCut && <p className="soft small">There are more: the search finds them all.</p>}
    </>
  );
}
