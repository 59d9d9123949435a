import type { HandoffState } from '../handoffs/handoff-lifecycle.ts';
import { handoffEvent } from '../handoffs/handoffs.events.ts';
import { addSeconds } from '../kernel/clock.ts';
import type { Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import { transaction } from '../platform/database/transaction.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobRun } from '../platform/jobs/jobs.ts';
import { ladderEventTypes } from './ladder.events.ts';
import { callFor, describeMinutes, type LadderDefinition } from './ladder-definition.ts';
import { notifyPeopleQueue, type PeopleToNotify } from './notify-people.ts';
import { rolesToTell } from './recipients.ts';
import { roundOf } from './rounds.ts';
import { earlySecondsMax, ladderQueue, type RungTimer, rungTimerJob } from './rung-timer.ts';

interface LadderFacts {
  readonly state: HandoffState;
  readonly session_id: Uuid;
  readonly definition: LadderDefinition;
  readonly run: number;
  readonly rung: number;
  readonly started_at: string;
  readonly next_at: string | null;
  readonly everyone: number;
  readonly second_line: number;
  readonly owners: number;
}

async function loadFacts(
  tools: JobTools,
  { accountId, handoffId }: RungTimer,
): Promise<LadderFacts | undefined> {
  const [facts] = await readPrepared<LadderFacts>(
    tools.forkEntityManager(accountId),
    `select handoff.state, handoff.session_id, ladder.definition, ladder.run, ladder.rung, ladder.started_at,
            ladder.next_at, reachable.everyone, reachable.second_line, reachable.owners
       from handoff_ladder as ladder
       join handoff on handoff.account_id = ladder.account_id and handoff.id = ladder.handoff_id
      cross join lateral (
        select count(*)::integer as everyone,
               (count(*) filter (where person.role = 'OWNER'))::integer as owners,
               (count(*) filter (where ladder.definition -> 'secondLine' ? person.id::text))::integer as second_line
          from app_user as person
         where person.account_id = handoff.account_id and person.id <> handoff.created_by_id
           and person.is_active and person.role = any($3::text[])
      ) as reachable
      where ladder.account_id = $1 and ladder.handoff_id = $2`,
    [accountId, handoffId, rolesToTell],
  );
  return facts;
}

/**
 * Climbs a rung: says so on the stream, notifies whom it names, and sets the timer of the next, all in one transaction
 * with the number of the rung. Of two timers for the same rung, or one that is run again after a crash, only the first
 * still finds the ladder below it. A timer that comes late, as after an hour in which nothing ran, is climbed once, and
 * the time to the next one counts from then.
 */
export async function climbRung(tools: JobTools, timer: RungTimer, job: JobRun): Promise<void> {
  const { accountId, handoffId, run, rung } = timer;
  const facts = await loadFacts(tools, timer);
  if (facts === undefined || facts.state !== 'OPEN' || facts.next_at === null) return;
  if (facts.run !== run || facts.rung !== rung - 1) return;
  const now = tools.clock.now();
  const dueAt = new Date(facts.next_at);
  if (addSeconds(now, earlySecondsMax) < dueAt) {
    await job.enqueueAll(ladderQueue, [rungTimerJob({ ...timer, look: timer.look + 1 }, dueAt, now)]);
    return;
  }
  const { definition, session_id: sessionId } = facts;
  const [current, next] = definition.rungs.slice(rung - 1, rung + 1);
  if (current === undefined) return;
  const { everyone, second_line: secondLine, owners } = facts;
  const call = callFor(current.audience, definition.secondLine, { everyone, secondLine, owners });
  const waited = describeMinutes((now.getTime() - new Date(facts.started_at).getTime()) / 1000);
  const nextAt = next === undefined ? null : addSeconds(now, next.afterMinutes * 60);
  await transaction(tools.openScope(accountId), async tx => {
    const climbed = await tx.pipeline.run({
      sql: climbSql,
      params: [accountId, handoffId, run, rung, nextAt?.toISOString() ?? null],
    });
    if (climbed.length === 0) return;
    const reason = `Nobody claimed it within ${waited}; ${call.words}.`;
    tx.record(
      handoffEvent(accountId, ladderEventTypes.climbed, { handoffId, sessionId, actorId: null, reason }),
    );
    const round = roundOf(run, rung);
    if (call.audience !== null) {
      const data: PeopleToNotify = { accountId, handoffId, round, audience: call.audience };
      await tx.enqueueAll(notifyPeopleQueue, [{ key: `${handoffId} ${round}`, data }]);
    }
    if (nextAt !== null) {
      const following: RungTimer = { accountId, handoffId, run, rung: rung + 1, look: 0 };
      await tx.enqueueAll(ladderQueue, [rungTimerJob(following, nextAt, now)]);
    }
  });
}

/**
 * The escalation is locked against a claim that is under way: the rung is climbed before the claim, or not at all.
 * The lock comes first, as the claim takes its own before anything of the ladder is touched.
 */
const climbSql = prepared(
  `with unclaimed as materialized (
     select 1 from handoff where account_id = $1::uuid and id = $2::uuid and state = 'OPEN' for share
   )
   update handoff_ladder set rung = $4::integer, next_at = $5::timestamptz
    where account_id = $1::uuid and handoff_id = $2::uuid and run = $3::integer and rung = $4::integer - 1
      and next_at is not null and exists (select 1 from unclaimed)
   returning rung`,
);
