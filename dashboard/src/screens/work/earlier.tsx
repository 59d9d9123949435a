import { useMe } from '../../api/me.tsx';
import { Link } from '../../router.tsx';
import { Moment } from '../../ui/time.tsx';
import type { WorkSession } from './documents.ts';

export type SessionHandoff = WorkSession['handoffs']['nodes'][number];

interface EarlierProps {
  readonly session: WorkSession;
  /** The escalation that this person has taken with it. */
  readonly claimed: SessionHandoff | undefined;
}

/** What somebody wrote for whoever goes on: the maker of an escalation, its claimer, or oneself when parking. */
export function Earlier({ session, claimed }: EarlierProps) {
  const me = useMe();
  const [newest] = session.handoffs.nodes;
  if (claimed)
    return (
      <Words title={`${claimed.createdBy.name} writes`} text={claimed.engineerNotes} at={claimed.createdAt}>
        <Link to={`/handoffs/${claimed.id}`}>The whole escalation</Link>
      </Words>
    );
  if (newest === undefined) return null;
  if (newest.intent === 'PARK')
    return newest.engineerNotes === '' ? null : (
      <Words title="You noted when you parked it" text={newest.engineerNotes} at={newest.createdAt} />
    );
  if (newest.state === 'RETURNED' && newest.createdBy.id === me.id && newest.closeReason)
    return (
      <Words
        title={`${newest.claimedBy?.name ?? 'A colleague'} gave it back with guidance`}
        text={newest.closeReason}
        at={newest.closedAt}
      />
    );
  return null;
}

interface WordsProps {
  readonly title: string;
  readonly text: string;
  readonly at: string | null;
  readonly children?: React.ReactNode;
}

function Words({ title, text, at, children }: WordsProps) {
  return (
    <section className="session-said" aria-label={title}>
      <h2>{title}</h2>
      <p className="session-words">{text}</p>
      <p className="soft small session-said-end">
        {at && <Moment at={at} />}
        {children}
      </p>
    </section>
  );
}
