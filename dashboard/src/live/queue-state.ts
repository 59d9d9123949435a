import type { QueueEvent, QueueRow } from './documents.ts';

/** One that has left the queue a moment ago, and why. */
export interface Departed {
  /** As it stood in the queue, so that it keeps its place for the moment. */
  readonly row: QueueRow;
  /** Such as "Taken by", when `by` is somebody; otherwise all that there is to say. */
  readonly why: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly atMs: number;
}

/** The queue as this browser knows it. Never changed; each step makes a new one and shares what is the same. */
export interface QueueState {
  /** False until the queue was loaded once. */
  readonly isLoaded: boolean;
  /** The position after the last event that is in it. */
  readonly cursor: string | null;
  /** The open ones, the most urgent first, then the oldest first. */
  readonly rows: readonly QueueRow[];
  /** Still shown for a moment, the one that left last first. */
  readonly departed: readonly Departed[];
  /** Those that came while somebody was looking, for a moment. */
  readonly arrived: ReadonlyMap<string, number>;
}

export const emptyQueue: QueueState = {
  isLoaded: false,
  cursor: null,
  rows: [],
  departed: [],
  arrived: new Map(),
};

/** How long something that came or went is pointed out. */
export const noticeMs = 6_000;

const priorityRanks: Record<QueueRow['priority'], number> = { URGENT: 0, HIGH: 1, NORMAL: 2, LOW: 3 };

/** The order in which the API gives them. */
function isBefore(one: QueueRow, other: QueueRow): boolean {
  if (one.priority !== other.priority) return priorityRanks[one.priority] < priorityRanks[other.priority];
  return one.createdAt === other.createdAt ? one.id < other.id : one.createdAt < other.createdAt;
}

/** The queue as it was loaded, in place of what was known. */
export function replaceQueue(state: QueueState, rows: readonly QueueRow[], cursor: string): QueueState {
  const sorted = rows.toSorted((one, other) => (isBefore(one, other) ? -1 : 1));
  const open = new Set(sorted.map(({ id }) => id));
  const departed = state.departed.filter(({ row }) => !open.has(row.id));
  return { ...state, isLoaded: true, rows: sorted, departed, cursor };
}

/** The queue after an event. The same event again changes nothing but the cursor. */
export function applyEvent(state: QueueState, event: QueueEvent, nowMs: number): QueueState {
  const { handoff, cursor } = event;
  const at = state.rows.findIndex(({ id }) => id === handoff.id);
  const known = state.rows[at];
  if (handoff.state !== 'OPEN') {
    if (known === undefined) return { ...state, cursor };
    const gone = { row: known, ...describeDeparture(event), atMs: nowMs };
    return {
      ...state,
      cursor,
      rows: state.rows.toSpliced(at, 1),
      departed: [gone, ...state.departed.filter(({ row }) => row.id !== handoff.id)],
    };
  }
  if (known !== undefined) {
    if (known.priority === handoff.priority && known.createdAt === handoff.createdAt)
      return { ...state, cursor, rows: state.rows.with(at, handoff) };
    return { ...state, cursor, rows: insert(state.rows.toSpliced(at, 1), handoff) };
  }
  return {
    ...state,
    cursor,
    rows: insert(state.rows, handoff),
    departed: state.departed.filter(({ row }) => row.id !== handoff.id),
    arrived: new Map(state.arrived).set(handoff.id, nowMs),
  };
}

function insert(rows: readonly QueueRow[], row: QueueRow): readonly QueueRow[] {
  const at = rows.findIndex(other => isBefore(row, other));
  return at < 0 ? [...rows, row] : rows.toSpliced(at, 0, row);
}

function describeDeparture({ __typename, handoff, actor }: QueueEvent): Pick<Departed, 'why' | 'by'> {
  const { state, claimedBy, createdBy } = handoff;
  if (state === 'CLAIMED') return { why: claimedBy ? 'Taken by' : 'Taken', by: claimedBy };
  if (state === 'WITHDRAWN') return { why: 'Taken back by', by: createdBy };
  if (state === 'RETURNED' || __typename === 'EscalationReturned')
    return { why: 'Returned to', by: createdBy };
  return { why: actor ? 'Closed by' : 'Closed', by: actor };
}

/** What is shown: the open ones, and between them, where they stood, those that have just left. */
export function placeDeparted({ rows, departed }: QueueState): readonly (QueueRow | Departed)[] {
  if (departed.length === 0) return rows;
  const gone = departed.toSorted((one, other) => (isBefore(one.row, other.row) ? -1 : 1));
  const shown: (QueueRow | Departed)[] = [];
  let at = 0;
  for (const row of rows) {
    for (let next = gone[at]; next !== undefined && isBefore(next.row, row); next = gone[++at])
      shown.push(next);
    shown.push(row);
  }
  return [...shown, ...gone.slice(at)];
}

/** Forgets what was pointed out for long enough; the same state when there is nothing to forget. */
export function forgetNotices(state: QueueState, nowMs: number): QueueState {
  const isRecent = (atMs: number) => nowMs - atMs < noticeMs;
  const departed = state.departed.filter(({ atMs }) => isRecent(atMs));
  const arrived = [...state.arrived].filter(([, atMs]) => isRecent(atMs));
  if (departed.length === state.departed.length && arrived.length === state.arrived.size) return state;
  return { ...state, departed, arrived: new Map(arrived) };
}
