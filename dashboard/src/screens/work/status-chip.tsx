import type { SessionOutcome, SessionStatus } from '../../generated/graphql.ts';

const words: Record<SessionStatus, string> = {
  ACTIVE: 'Active',
  PARKED: 'Parked',
  ESCALATED: 'Escalated',
  COMPLETED: 'Not solved',
};

const tones: Record<SessionStatus, string> = {
  ACTIVE: 'chip chip-info',
  PARKED: 'chip',
  ESCALATED: 'chip chip-warning',
  COMPLETED: 'chip',
};

/** How a session stands, in a word. */
export function StatusChip({
  session: { status, outcome },
}: {
  readonly session: { readonly status: SessionStatus; readonly outcome: SessionOutcome | null };
}) {
  if (outcome === 'RESOLVED') return <span className="chip chip-success">Solved</span>;
  return <span className={tones[status]}>{words[status]}</span>;
}
