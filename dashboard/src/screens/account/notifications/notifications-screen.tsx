import './notifications.css';
import { useEffect, useRef, useState } from 'react';
import { useAction, useChange, useData } from '../../../api/use-api.ts';
import type { NotificationsPageQuery } from '../../../generated/graphql.ts';
import { useFeed } from '../../../live/use-feed.tsx';
import { Link } from '../../../router.tsx';
import { Button } from '../../../ui/button.tsx';
import { CheckField } from '../../../ui/field.tsx';
import { Await, Empty, Notice } from '../../../ui/states.tsx';
import { Ago } from '../../../ui/time.tsx';
import { notificationsMarkRead, notificationsPage } from './documents.ts';
import { PreferencesSection } from './preferences.tsx';

type Line = NotificationsPageQuery['notifications']['nodes'][number];

const pageSize = 30;
/** A line is made a moment after the event that it tells of. */
const lineMs = 1_500;

/** What one was told, and how one wants to be told. */
export default function NotificationsScreen() {
  return (
    <div className="notifications">
      <LinesSection />
      <PreferencesSection />
    </div>
  );
}

/** Counts up a moment after something has happened in the account. */
function useHappenings(): number {
  const { queue } = useFeed();
  const [count, setCount] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const last = useRef(queue);
  useEffect(() => {
    // One at a time, so that a busy desk does not put it off for ever.
    if (last.current === queue || timer.current !== null) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      setCount(before => before + 1);
    }, lineMs);
    last.current = queue;
  }, [queue]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return count;
}

function LinesSection() {
  const change = useChange();
  const happenings = useHappenings();
  const [unreadOnly, setUnreadOnly] = useState(false);
  const [reads, setReads] = useState(0);
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const first = useData(notificationsPage, { first: pageSize, after: null, unreadOnly });
  const { nodes: newest = [], unreadCount = 0 } = first.data?.notifications ?? {};
  const [top] = newest;
  const markAll = useAction(async () => {
    if (top === undefined) return;
    await change(notificationsMarkRead, { input: { upTo: top.id } });
    setReads(reads + 1);
  });
  const markOne = ({ id, readAt }: Line) => {
    // What one goes to is seen there; a failure costs no more than a dot that stays.
    if (readAt === null) void change(notificationsMarkRead, { input: { ids: [id] } }).catch(() => {});
  };
  return (
    <section className="account-section" aria-labelledby="lines-title">
      <header className="section-header">
        <h2 id="lines-title">What you were told</h2>
        {unreadCount > 0 && <span className="chip chip-info">{`${unreadCount} unread`}</span>}
        {unreadCount > 0 && (
          <Button isBusy={markAll.isBusy} onClick={() => void markAll.run()}>
            Mark all as read
          </Button>
        )}
      </header>
      {markAll.error && <Notice tone="danger">{markAll.error.message}</Notice>}
      <CheckField
        label="Only what is unread"
        checked={unreadOnly}
        onChange={({ target }) => {
          setUnreadOnly(target.checked);
          setCursors([null]);
        }}
      />
      <div className="card lines-card">
        {cursors.map((after, index) => (
          <Lines
            key={after ?? ''}
            after={after}
            unreadOnly={unreadOnly}
            version={happenings + reads}
            onFollow={markOne}
            onMore={index === cursors.length - 1 ? cursor => setCursors([...cursors, cursor]) : null}
          />
        ))}
      </div>
    </section>
  );
}

interface LinesProps {
  readonly after: string | null;
  readonly unreadOnly: boolean;
  /** Read again when it changes. */
  readonly version: number;
  readonly onMore: ((cursor: string) => void) | null;
  onFollow(line: Line): void;
}

function Lines({ after, unreadOnly, version, onMore, onFollow }: LinesProps) {
  const loaded = useData(notificationsPage, { first: pageSize, after, unreadOnly });
  const { reload } = loaded;
  useEffect(() => {
    if (version > 0) reload();
  }, [version, reload]);
  return (
    <Await loaded={loaded} lines={6}>
      {({ notifications: { nodes, pageInfo } }) =>
        nodes.length === 0 && after === null ? (
          <Empty title={unreadOnly ? 'You have read everything' : 'Nothing yet'}>
            {!unreadOnly && 'When a colleague is stuck, or takes what you escalated, it is listed here.'}
          </Empty>
        ) : (
          <>
            <ul className="lines">
              {nodes.map(line => (
                <LineRow key={line.id} line={line} onFollow={onFollow} />
              ))}
            </ul>
            {onMore !== null && pageInfo.hasNextPage && pageInfo.endCursor && (
              <p className="more">
                <Button onClick={() => onMore(pageInfo.endCursor ?? '')}>Show older ones</Button>
              </p>
            )}
          </>
        )
      }
    </Await>
  );
}

function LineRow({ line, onFollow }: { readonly line: Line; onFollow(line: Line): void }) {
  const { kind, text, createdAt, readAt, handoff } = line;
  const isUnread = readAt === null;
  const asks = kind === 'ESCALATION_TARGETED' && handoff.state === 'OPEN';
  return (
    // The link says where to go; that it was followed is heard on its way up.
    <li onClickCapture={() => onFollow(line)}>
      <Link
        to={`/handoffs/${handoff.id}`}
        className={`line ${isUnread ? 'line-unread' : ''} ${asks ? 'line-asks' : ''}`}
      >
        <span className="line-dot">{isUnread && <span className="only-heard">unread: </span>}</span>
        <span className="line-text">{text}</span>
        <span className="soft small">
          <Ago at={createdAt} />
        </span>
      </Link>
    </li>
  );
}
