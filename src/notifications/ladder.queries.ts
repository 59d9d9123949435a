import type { Uuid } from '../kernel/ids.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';
import { type LadderAudience, type LadderDefinition, shownAudience } from './ladder-definition.ts';

/** Where an escalation stands on its ladder. */
export interface HandoffLadder {
  readonly rung: number;
  readonly rungCount: number;
  /** Null when nothing comes: the last rung is climbed, or the escalation is not open. */
  readonly nextAt: Date | null;
  readonly nextAudience: LadderAudience | null;
  readonly isExhausted: boolean;
}

interface LadderRow {
  readonly handoff_id: Uuid;
  readonly rung: number;
  readonly next_at: string | null;
  readonly definition: LadderDefinition;
}

/** The ladders of handoffs that the viewer may see, in the order of the ids; null for one that has none. */
export async function loadLadders(
  { reader, viewer }: Scope,
  ids: readonly Uuid[],
): Promise<(HandoffLadder | null)[]> {
  const rows = await readPrepared<LadderRow>(
    reader,
    `select ladder.handoff_id, ladder.rung, ladder.definition,
            case when handoff.state = 'OPEN' then ladder.next_at end as next_at
       from handoff_ladder as ladder
       join handoff on handoff.account_id = ladder.account_id and handoff.id = ladder.handoff_id
      where ladder.account_id = $1 and ladder.handoff_id = any($2::uuid[])`,
    [viewer.accountId, `{${ids.join(',')}}`],
  );
  const byId = new Map(rows.map(row => [row.handoff_id, toLadder(row)]));
  return ids.map(id => byId.get(id) ?? null);
}

function toLadder({ rung, definition, next_at }: LadderRow): HandoffLadder | null {
  const { rungs } = definition;
  if (rungs.length === 0) return null;
  const next = next_at === null ? undefined : rungs[rung];
  return {
    rung,
    rungCount: rungs.length,
    nextAt: next_at === null ? null : new Date(next_at),
    nextAudience: next === undefined ? null : shownAudience(next.audience, definition),
    isExhausted: rung >= rungs.length,
  };
}
