import { assertCan } from '../kernel/capabilities.ts';
import type { Uuid } from '../kernel/ids.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';
import type {
  AssessedEnd,
  AssessmentSource,
  AssessmentStatus,
  ConfidenceTier,
  ModelStatus,
} from './assessment-rules.ts';
import type { HandoffIntent, HandoffState } from './handoff-lifecycle.ts';

/** What is said about an escalation, and what that rests on. */
export interface Assessment {
  readonly status: AssessmentStatus;
  readonly source: AssessmentSource;
  readonly likelyCause: string | null;
  readonly suggestedSteps: readonly string[];
  readonly confidence: number;
  readonly tier: ConfidenceTier;
  readonly ends: readonly AssessedEnd[];
  readonly passedCount: number;
  readonly modelStatus: ModelStatus;
  readonly model: string | null;
  readonly maskedCount: number;
  /** Milliseconds since 1970; null while it is made. */
  readonly updatedAt: number | null;
}

const pending: Assessment = {
  status: 'PENDING',
  source: 'NONE',
  likelyCause: null,
  suggestedSteps: [],
  confidence: 0,
  tier: 'DISCOVERY',
  ends: [],
  passedCount: 0,
  modelStatus: 'NOT_ASKED',
  model: null,
  maskedCount: 0,
  updatedAt: null,
};

interface Row {
  readonly id: Uuid;
  readonly intent: HandoffIntent;
  readonly state: HandoffState;
  readonly found: Omit<Assessment, 'status'> | null;
}

/**
 * The assessments of handoffs, in the order of the ids. Null for one that has none: it is parked, or was over before
 * there were assessments.
 * @throws FORBIDDEN for a role that does not handle escalations
 */
export async function loadAssessments(
  { reader, viewer }: Scope,
  handoffIds: readonly Uuid[],
): Promise<(Assessment | null)[]> {
  assertCan(viewer, 'HANDLE_ESCALATIONS');
  const rows = await readPrepared<Row>(
    reader,
    `select handoff.id, handoff.intent, handoff.state,
            case when found.handoff_id is not null then json_build_object(
              'source', found.source, 'likelyCause', found.likely_cause, 'suggestedSteps', found.suggested_steps,
              'confidence', found.confidence, 'tier', found.tier, 'ends', found.ends,
              'passedCount', found.passed_count, 'modelStatus', found.model_status, 'model', found.model,
              'maskedCount', found.masked_count,
              'updatedAt', (date_part('epoch', found.updated_at) * 1000)::bigint) end as found
       from handoff
       left join assessment as found on found.account_id = handoff.account_id and found.handoff_id = handoff.id
      where handoff.account_id = $1 and handoff.id = any($2::uuid[])`,
    [viewer.accountId, `{${handoffIds.join(',')}}`],
  );
  const byId = new Map(rows.map(row => [row.id, toAssessment(row)]));
  return handoffIds.map(id => byId.get(id) ?? null);
}

function toAssessment({ intent, state, found }: Row): Assessment | null {
  if (found !== null) return { ...found, status: 'READY' };
  return intent === 'ESCALATE' && (state === 'OPEN' || state === 'CLAIMED') ? pending : null;
}
