import { useId } from 'react';
import { useMe } from '../../api/me.tsx';
import { useAction, useChange } from '../../api/use-api.ts';
import { Link, navigate } from '../../router.tsx';
import { Button } from '../../ui/button.tsx';
import { TicketLine } from '../../ui/chips.tsx';
import { Since } from '../../ui/since.tsx';
import { Notice } from '../../ui/states.tsx';
import { Moment } from '../../ui/time.tsx';
import { type WorkRow, workResume } from './documents.ts';
import { StatusChip } from './status-chip.tsx';

interface SessionRowsProps {
  readonly title: string;
  readonly rows: readonly WorkRow[];
  readonly canResume?: boolean;
  onChange?(): void;
}

/** Sessions under a heading; nothing when there are none. */
export function SessionRows({ title, rows, canResume = false, onChange }: SessionRowsProps) {
  const id = useId();
  if (rows.length === 0) return null;
  return (
    <section className="work-list" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="work-rows">
        {rows.map(row => (
          <SessionRow key={row.id} row={row} canResume={canResume} onChange={onChange} />
        ))}
      </ul>
    </section>
  );
}

function SessionRow({
  row,
  canResume,
  onChange,
}: {
  readonly row: WorkRow;
  readonly canResume: boolean;
  readonly onChange?: () => void;
}) {
  const change = useChange();
  const resume = useAction(async () => {
    await change(workResume, { input: { sessionId: row.id } });
    onChange?.();
    navigate(`/sessions/${row.id}`);
  });
  return (
    <li className="work-row">
      <Link to={`/sessions/${row.id}`} className="work-row-link">
        <span className="work-row-top">
          <StatusChip session={row} />
          <TicketLine clientName={row.clientName} ticketRef={row.ticketRef} />
          <span className="work-row-when">
            {row.completedAt ? (
              <Moment at={row.completedAt} />
            ) : (
              <>
                begun <Since at={row.startedAt} />
              </>
            )}
          </span>
        </span>
        <span className="work-row-problem" dir="auto">
          {row.problem}
        </span>
        <CameBack row={row} />
        <RowFacts row={row} />
      </Link>
      {canResume && (
        <Button isBusy={resume.isBusy} onClick={() => void resume.run()}>
          Resume
        </Button>
      )}
      {resume.error && <Notice tone="danger">{resume.error.message}</Notice>}
    </li>
  );
}

/** What a colleague wrote who gave it back, until one hands it on again. */
function CameBack({ row: { handoffs, engineer, status } }: { readonly row: WorkRow }) {
  const me = useMe();
  const [newest] = handoffs?.nodes ?? [];
  if (status !== 'ACTIVE' || newest?.state !== 'RETURNED' || newest.claimedBy === null) return null;
  if (newest.createdBy.id !== me.id || engineer.id !== me.id) return null;
  return (
    <span className="work-row-back">
      <strong>Came back from {newest.claimedBy.name}</strong>
      {newest.closeReason && `: ${newest.closeReason}`}
    </span>
  );
}

/** Where it stands, and whose it is and was. */
function RowFacts({
  row: { engineer, openedBy, currentNode, treeVersion, status },
}: {
  readonly row: WorkRow;
}) {
  const me = useMe();
  const where = status === 'COMPLETED' ? treeVersion?.title : currentNode && `at: ${currentNode.title}`;
  return (
    <span className="work-row-facts">
      <span>{where ?? 'without a tree'}</span>
      {engineer.id !== me.id && <span>with {engineer.name}</span>}
      {openedBy.id !== engineer.id && <span>begun by {openedBy.id === me.id ? 'you' : openedBy.name}</span>}
    </span>
  );
}
