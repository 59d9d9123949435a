import { useMemo } from 'react';
import { isAdmin, useMe } from '../../api/me.tsx';
import type { QueueRow } from '../../live/documents.ts';
import { type Departed, placeDeparted } from '../../live/queue-state.ts';
import { useFeed } from '../../live/use-feed.tsx';
import { Link } from '../../router.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/states.tsx';
import { Row } from './queue-row.tsx';
import { type Side, type Unseen, useUnseen } from './use-unseen.ts';

interface RowsProps {
  readonly openId: string | null;
  /** What somebody looks for; '' shows all. */
  readonly search: string;
  onSearch(search: string): void;
}

/** The escalations one below the other, and what is to be said when there are none. */
export function Rows({ openId, search, onSearch }: RowsProps) {
  const { queue } = useFeed();
  const me = useMe();
  const { rows, departed, arrived } = queue;
  const shown = useMemo(() => {
    const words = wordsOf(search);
    return placeDeparted(queue).filter(each => words.length === 0 || fits(rowOf(each), words));
  }, [queue, search]);
  const ids = useMemo(() => shown.map(each => rowOf(each).id), [shown]);
  const unseen = useUnseen(arrived, ids);
  if (rows.length === 0 && departed.length === 0)
    return (
      <Empty title="All quiet">
        <p>When a colleague is stuck, it appears here within a second, with everything they tried.</p>
        {isAdmin(me) && (
          <p>
            Nobody here yet? <Link to="/account/people">Invite your team</Link>.
          </p>
        )}
      </Empty>
    );
  if (shown.length === 0)
    return (
      <Empty title="Nothing like that is waiting">
        <Button onClick={() => onSearch('')}>Show all</Button>
      </Empty>
    );
  return (
    <div>
      <NewOnes unseen={unseen} side="above" />
      <ul className="rows" aria-label="Open escalations">
        {shown.map(each => {
          const row = rowOf(each);
          return (
            <Row
              key={row.id}
              row={row}
              myId={me.id}
              isOpen={row.id === openId}
              isNew={arrived.has(row.id)}
              gone={'row' in each ? each : null}
            />
          );
        })}
      </ul>
      <NewOnes unseen={unseen} side="below" />
    </div>
  );
}

function rowOf(each: QueueRow | Departed): QueueRow {
  return 'row' in each ? each.row : each;
}

function wordsOf(search: string): readonly string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Whether each word is in what one knows an escalation by. */
function fits({ snapshot, createdBy }: QueueRow, words: readonly string[]): boolean {
  const { problem, clientName, ticketRef } = snapshot;
  const text = [problem, clientName, ticketRef, createdBy.name].join('\n').toLowerCase();
  return words.every(word => text.includes(word));
}

/** What came outside of the view. It takes no room, so that nothing moves when it appears. */
function NewOnes({ unseen, side }: { readonly unseen: Unseen; readonly side: Side }) {
  const count = unseen[side].length;
  return (
    <div className={`queue-unseen queue-unseen-${side}`} aria-live="polite">
      {count > 0 && (
        <Button onClick={() => unseen.scrollTo(side)}>
          <span aria-hidden="true">{side === 'above' ? '↑' : '↓'}</span>
          {`${count} new ${side}`}
        </Button>
      )}
    </div>
  );
}
