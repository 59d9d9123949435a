import { memo } from 'react';
import type { QueueRow } from '../../live/documents.ts';
import type { Departed } from '../../live/queue-state.ts';
import { useReaders } from '../../live/use-readers.ts';
import { navigate } from '../../router.tsx';
import { PriorityChip, TicketLine } from '../../ui/chips.tsx';
import { Ago } from '../../ui/time.tsx';

interface RowProps {
  readonly row: QueueRow;
  readonly myId: string;
  readonly isOpen: boolean;
  readonly isNew: boolean;
  /** Why it is not in the queue any more, for the moment that it is still shown. */
  readonly gone: Departed | null;
}

/** Painted anew only when something of it has changed: there may be hundreds, and twenty events a second. */
export const Row = memo(function Row({ row, myId, isOpen, isNew, gone }: RowProps) {
  const { id, priority, snapshot, createdBy, target, engineerNotes, createdAt } = row;
  const watching = useReaders(id, row.watchers);
  const classes = [
    'row',
    gone === null ? `row-${priority.toLowerCase()}` : 'row-departed',
    isNew ? 'row-new' : '',
    isOpen ? 'row-open' : '',
  ];
  return (
    <li className={classes.filter(Boolean).join(' ')}>
      <a
        id={`row-${id}`}
        className="row-link"
        href={`/handoffs/${id}`}
        aria-current={isOpen ? 'true' : undefined}
        onClick={event => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          navigate(`/handoffs/${id}`);
        }}
      >
        <span className="row-top">
          {gone === null ? (
            <PriorityChip priority={priority} />
          ) : (
            <span className="row-why">{sayWhy(gone, myId)}</span>
          )}
          <TicketLine clientName={snapshot.clientName} ticketRef={snapshot.ticketRef} />
          <span className="row-age">
            <Ago at={createdAt} />
          </span>
        </span>
        <span className="row-problem" dir="auto">
          {snapshot.problem}
        </span>
        {engineerNotes !== '' && (
          <span className="row-notes" dir="auto">
            {engineerNotes}
          </span>
        )}
        <span className="row-facts">
          <span>{createdBy.id === myId ? 'from you' : `from ${createdBy.name}`}</span>
          {target && (
            <span className="row-target">{target.id === myId ? 'for you' : `for ${target.name}`}</span>
          )}
          <span>{snapshot.stepCount === 1 ? '1 step tried' : `${snapshot.stepCount} steps tried`}</span>
          <Assessed row={row} />
          {gone === null && watching.length > 0 && (
            <span className="row-watching">
              {watching.length > 2
                ? `${watching.length} are reading`
                : `${watching.join(' and ')} ${watching.length === 1 ? 'is' : 'are'} reading`}
            </span>
          )}
        </span>
      </a>
    </li>
  );
});

function sayWhy({ why, by }: Departed, myId: string): string {
  return by === null ? why : `${why} ${by.id === myId ? 'you' : by.name}`;
}

function Assessed({ row: { assessment } }: { readonly row: QueueRow }) {
  if (assessment === null || assessment.likelyCause === null) return null;
  const basis = assessment.basis === null ? '' : ` (${assessment.basis})`;
  return <span className="row-assessed">{`likely: ${assessment.likelyCause}${basis}`}</span>;
}
