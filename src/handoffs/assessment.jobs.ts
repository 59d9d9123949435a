import type { Uuid } from '../kernel/ids.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import type { Follower } from '../platform/events/followers.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { BatchJobDefinition, JobDefinition } from '../platform/jobs/jobs.ts';
import { createLogLimit } from '../platform/log-limit.ts';
import type { WayNode } from '../trees/tree-ways.ts';
import { readExperience } from './assessment-experience.ts';
import { askModel, type Patience } from './assessment-model.ts';
import { composeQuestion } from './assessment-question.ts';
import {
  type AssessedEnd,
  boundByExperience,
  type ExperienceOpinion,
  judgeByExperience,
  noOpinion,
  type Opinion,
  tierOf,
} from './assessment-rules.ts';
import type { HandoffSnapshot } from './handoff-snapshot.ts';
import { escalationEventTypes, handoffEvent, readHandoffFacts } from './handoffs.events.ts';

/** An assessment can be read: experience's at first, and again once a model has answered or failed. */
export const escalationAssessed = 'escalation.assessed';

export const assessmentQueue = 'assessment';
export const modelAssessmentQueue = 'model-assessment';

/** Escalations that are assessed together: one transaction for those of an account. */
const assessedAtOnceMax = 50;
/** Requests, streams and mails go first while the process is busy. */
const patienceMs = 3_000;
/** A model that is down is down for every escalation; one line in this time is enough. */
const logEveryMs = 60_000;

interface ToAssess {
  readonly accountId: Uuid;
  readonly handoffId: Uuid;
}

/** Follows new escalations: each is assessed, also one that is claimed or withdrawn by then. */
export function createAssessmentFollower(tools: JobTools): Follower {
  return {
    eventTypes: [escalationEventTypes.created],
    async follow(events) {
      const jobs = readHandoffFacts(events).map(({ accountId, handoffId }) => {
        return { key: handoffId, data: { accountId, handoffId } satisfies ToAssess };
      });
      await transaction(tools.openScope(null), tx => tx.enqueueAll(assessmentQueue, jobs));
    },
  };
}

/** The work behind assessments; a handoff never waits for it. */
export function createAssessmentJobs(
  tools: JobTools,
  patience?: Patience,
): [BatchJobDefinition<ToAssess>, JobDefinition<ToAssess>] {
  const limitLog = createLogLimit(logEveryMs);
  return [
    {
      queue: assessmentQueue,
      retryLimit: 10,
      retryDelaySeconds: 2,
      retryDelaySecondsMax: 300,
      timeoutSeconds: 60,
      concurrency: 1,
      batchMax: assessedAtOnceMax,
      patienceMs,
      runAll: all => assessByExperience(tools, all),
    },
    {
      queue: modelAssessmentQueue,
      // Failures of the model are no failures of the job; this is for a process that died while it waited.
      retryLimit: 3,
      retryDelaySeconds: 5,
      retryDelaySecondsMax: 60,
      timeoutSeconds: 90,
      concurrency: 1,
      batchMax: 4,
      run: data => assessByModel(tools, data, patience, limitLog),
    },
  ];
}

interface CaseRow {
  readonly account_id: Uuid;
  readonly handoff_id: Uuid;
  readonly session_id: Uuid;
  readonly engineer_notes: string;
  readonly snapshot: HandoffSnapshot;
  readonly tree_id: Uuid | null;
  readonly nodes: readonly WayNode[] | null;
}

interface Judged {
  readonly found: CaseRow;
  readonly opinion: ExperienceOpinion;
}

/** Of the tree, all but the texts of its nodes, which may be long. */
const casesSql = `select handoff.account_id, handoff.id as handoff_id, handoff.session_id, handoff.engineer_notes,
       handoff.snapshot, session.tree_id, document.nodes
  from jsonb_to_recordset($1::jsonb) as asked("accountId" uuid, "handoffId" uuid)
  join handoff on handoff.account_id = asked."accountId" and handoff.id = asked."handoffId"
  join session on session.account_id = handoff.account_id and session.id = handoff.session_id
  left join lateral (
    select jsonb_agg(node - 'body') as nodes
      from tree_version as version, jsonb_array_elements(version.document -> 'nodes') as node
     where version.account_id = session.account_id and version.id = session.tree_version_id
  ) as document on true`;

async function assessByExperience(tools: JobTools, all: readonly ToAssess[]): Promise<void> {
  const reader = tools.forkEntityManager(null);
  const cases = await readPrepared<CaseRow>(reader, casesSql, [JSON.stringify(all)]);
  const judged: Judged[] = [];
  for (const found of cases) judged.push({ found, opinion: await judge(tools, found) });
  // One transaction for each account: numbering the events of several would lock them all until the last is done.
  for (const [accountId, ofAccount] of Map.groupBy(judged, ({ found }) => found.account_id)) {
    await transaction(tools.openScope(accountId), tx => storeExperience(tools, tx, ofAccount));
  }
}

async function judge(tools: JobTools, found: CaseRow): Promise<ExperienceOpinion> {
  const { account_id: accountId, session_id: sessionId, tree_id: treeId, nodes } = found;
  // The node as it was when help was asked for; the session may have moved on.
  const nodeKey = found.snapshot.currentNode?.key;
  if (treeId === null || nodes === null || nodeKey === undefined) return noOpinion;
  const reader = tools.forkEntityManager(accountId);
  const experience = await readExperience(reader, { accountId, sessionId, treeId, nodeKey }, nodes);
  return judgeByExperience(nodes, nodeKey, experience);
}

/** Each row is written once, whoever tries again; only who writes it announces it and asks the model. */
async function storeExperience(
  tools: JobTools,
  tx: TransactionScope<null>,
  judged: readonly Judged[],
): Promise<void> {
  const isModelAsked = tools.settings.assessmentModel !== null;
  const rows = judged.map(({ found, opinion }) => ({
    account_id: found.account_id,
    handoff_id: found.handoff_id,
    source: opinion.source,
    likely_cause: opinion.likelyCause,
    suggested_steps: opinion.suggestedSteps,
    confidence: opinion.confidence,
    tier: tierOf(opinion.confidence),
    ends: opinion.ends,
    passed_count: opinion.passedCount,
    model_status: isModelAsked ? 'PENDING' : 'NOT_ASKED',
  }));
  const stored = await tx.pipeline.run<{ handoff_id: Uuid }>({
    sql: `insert into assessment (account_id, handoff_id, source, likely_cause, suggested_steps, confidence, tier, ends,
            passed_count, model_status, created_at, updated_at)
          select account_id, handoff_id, source, likely_cause, suggested_steps, confidence, tier, ends, passed_count,
                 model_status, $2::timestamptz, $2::timestamptz
            from jsonb_to_recordset($1::jsonb) as made(account_id uuid, handoff_id uuid, source text, likely_cause text,
                   suggested_steps jsonb, confidence numeric, tier text, ends jsonb, passed_count integer,
                   model_status text)
          on conflict (account_id, handoff_id) do nothing
          returning handoff_id`,
    params: [JSON.stringify(rows), tx.clock.now().toISOString()],
  });
  const storedIds = new Set(stored.map(row => row.handoff_id));
  const fresh = judged.filter(({ found }) => storedIds.has(found.handoff_id));
  for (const { found, opinion } of fresh) {
    tools.metrics.assessments.inc({ result: opinion.source === 'NONE' ? 'none' : 'experience' });
    announce(tx, found.account_id, found.handoff_id, found.session_id);
  }
  if (!isModelAsked) return;
  await tx.enqueueAll(
    modelAssessmentQueue,
    fresh.map(({ found }) => ({
      key: found.handoff_id,
      data: { accountId: found.account_id, handoffId: found.handoff_id } satisfies ToAssess,
    })),
  );
}

function announce(tx: TransactionScope<null>, accountId: Uuid, handoffId: Uuid, sessionId: Uuid): void {
  tx.record(handoffEvent(accountId, escalationAssessed, { handoffId, sessionId, actorId: null }));
}

interface QuestionRow {
  readonly session_id: Uuid;
  readonly engineer_notes: string;
  readonly snapshot: HandoffSnapshot;
  readonly ends: readonly AssessedEnd[];
  readonly passed_count: number;
  /** Of experience, as long as the model has not answered. */
  readonly confidence: number;
}

/** What a model that has answered, or has failed for good, changes of an assessment. */
interface ModelOutcome {
  readonly model: string;
  readonly maskedCount: number;
  /** Null: what experience said stands. */
  readonly opinion: Opinion | null;
}

async function assessByModel(
  tools: JobTools,
  { accountId, handoffId }: ToAssess,
  patience: Patience | undefined,
  limitLog: ReturnType<typeof createLogLimit>,
): Promise<void> {
  const [row] = await readPrepared<QuestionRow>(
    tools.forkEntityManager(accountId),
    `select handoff.session_id, handoff.engineer_notes, handoff.snapshot, assessment.ends, assessment.passed_count,
            assessment.confidence::float8 as confidence
       from assessment
       join handoff on handoff.account_id = assessment.account_id and handoff.id = assessment.handoff_id
      where assessment.account_id = $1 and assessment.handoff_id = $2 and assessment.model_status = 'PENDING'`,
    [accountId, handoffId],
  );
  if (row === undefined) return;
  const experience = { ...noOpinion, ends: row.ends, passedCount: row.passed_count };
  const question = await composeQuestion(row.snapshot, row.engineer_notes, experience);
  const model = tools.settings.assessmentModel;
  let opinion: Opinion | null = null;
  // Null when the setting was taken away since: then nothing is sent.
  if (model !== null) {
    const answer = await askModel(model, question, patience).catch((error: unknown) => {
      limitLog(passedOver =>
        tools.log.warn(
          { err: error, handoffId, passedOver },
          'the model did not assess an escalation; what experience says stands',
        ),
      );
      return null;
    });
    opinion = answer === null ? null : boundByExperience(answer, row.confidence);
  }
  tools.metrics.assessments.inc({ result: opinion === null ? 'model_failed' : 'model' });
  const outcome = { model: model?.model ?? '', maskedCount: question.maskedCount, opinion };
  await transaction(tools.openScope(accountId), async tx => {
    if (await storeModelOutcome(tx, { accountId, handoffId }, outcome))
      announce(tx, accountId, handoffId, row.session_id);
  });
}

/** Whether it is the first outcome; of two, the second changes nothing. */
async function storeModelOutcome(
  tx: TransactionScope<null>,
  { accountId, handoffId }: ToAssess,
  { model, maskedCount, opinion }: ModelOutcome,
): Promise<boolean> {
  const where = `where account_id = $1 and handoff_id = $2 and model_status = 'PENDING' returning handoff_id`;
  const params = [accountId, handoffId, tx.clock.now().toISOString(), model, maskedCount];
  const changed = await tx.pipeline.run(
    opinion === null
      ? {
          sql: `update assessment set model_status = 'FAILED', model = $4, masked_count = $5, updated_at = $3::timestamptz
                ${where}`,
          params,
        }
      : {
          sql: `update assessment set model_status = 'ANSWERED', model = $4, masked_count = $5,
                       updated_at = $3::timestamptz, source = 'MODEL', likely_cause = $6, suggested_steps = $7::jsonb,
                       confidence = $8::numeric, tier = $9
                ${where}`,
          params: [
            ...params,
            opinion.likelyCause,
            JSON.stringify(opinion.suggestedSteps),
            opinion.confidence,
            tierOf(opinion.confidence),
          ],
        },
  );
  return changed.length > 0;
}
