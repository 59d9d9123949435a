import { User } from '../accounts/user.entity.ts';
import { priorities } from '../handoffs/priority.ts';
import { assertCan, can } from '../kernel/capabilities.ts';
import { addSeconds } from '../kernel/clock.ts';
import { badInput, notFound } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { prepared } from '../platform/database/pipeline.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import { defaultPolicy, type EscalationPolicy, type PolicyRung } from './ladder-definition.ts';

/** Far longer than an escalation waits for its ladder, also when nothing ran for a while. */
const pastDaysKept = 30;

interface PolicyRow {
  readonly rungs: readonly PolicyRung[];
  readonly claim_reminder_minutes: number | null;
  readonly claim_release_minutes: number | null;
  readonly second_line: readonly Uuid[];
}

const readSql = `select policy.rungs, policy.claim_reminder_minutes, policy.claim_release_minutes,
       coalesce((select jsonb_agg(person.id order by person.name, person.id)
                   from ladder_second_line as line
                   join app_user as person on person.account_id = line.account_id and person.id = line.user_id
                  where line.account_id = policy.account_id), '[]'::jsonb) as second_line
  from ladder_policy as policy
 where policy.account_id = $1::uuid`;

function toPolicy(row: PolicyRow | undefined): EscalationPolicy {
  if (row === undefined) return defaultPolicy;
  return {
    rungs: row.rungs,
    secondLine: row.second_line,
    claimReminderMinutes: row.claim_reminder_minutes,
    claimReleaseMinutes: row.claim_release_minutes,
  };
}

/** What happens in the viewer's account when nobody claims an escalation, or nobody works on a claimed one. */
export async function readEscalationPolicy({ reader, viewer }: Scope): Promise<EscalationPolicy> {
  assertCan(viewer, 'HANDLE_ESCALATIONS');
  const [row] = await readPrepared<PolicyRow>(reader, readSql, [viewer.accountId]);
  return toPolicy(row);
}

/** What is left out stays as it is. */
export interface UpdateEscalationPolicyInput {
  readonly rungs?: readonly PolicyRung[] | null;
  readonly secondLineUserIds?: readonly Uuid[] | null;
  readonly claimReminderMinutes?: number | null;
  readonly claimReleaseMinutes?: number | null;
}

/**
 * Changes the policy for the escalations that are made from now on; those that are there keep the ladder they have.
 * @throws BAD_USER_INPUT, NOT_FOUND for a person of the second line who is not of this account
 */
export async function updateEscalationPolicy(
  scope: Scope,
  input: UpdateEscalationPolicyInput,
): Promise<EscalationPolicy> {
  assertCan(scope.viewer, 'MANAGE_ESCALATION_POLICY');
  const { rungs, secondLineUserIds: secondLine } = input;
  if (rungs === null) throw badInput('input.rungs', 'Send an empty list to switch the ladder off.');
  if (secondLine === null)
    throw badInput('input.secondLineUserIds', 'Send an empty list for a second line of everyone.');
  if (rungs !== undefined) assertRungs(rungs);
  assertMinutes(input.claimReminderMinutes, 'input.claimReminderMinutes');
  assertMinutes(input.claimReleaseMinutes, 'input.claimReleaseMinutes');
  await scope.rateLimits.consume('policyChangeByAccount', scope.viewer.accountId);
  return await transaction(scope, async tx => {
    if (secondLine !== undefined) await assertSecondLine(tx, secondLine);
    const before = await lockPolicy(tx);
    const claim = mergeClaimTimes(before, input);
    const after = { ...before, rungs: rungs ?? before.rungs, ...claim };
    keepPast(tx, before);
    await savePolicy(tx, after, secondLine);
    const [row] = await tx.pipeline.run<PolicyRow>({
      sql: prepared(readSql),
      params: [tx.viewer.accountId],
    });
    return toPolicy(row);
  });
}

function assertRungs(rungs: readonly PolicyRung[]): void {
  if (rungs.length > limits.ladderRungsMax)
    throw badInput('input.rungs', `A ladder has at most ${limits.ladderRungsMax} rungs.`);
  for (const [position, { minutes }] of rungs.entries()) {
    for (const priority of priorities)
      assertMinutes(minutes[priority], `input.rungs.${position}.${priority.toLowerCase()}Minutes`);
  }
}

function assertMinutes(minutes: number | null | undefined, field: string): void {
  if (minutes === null || minutes === undefined) return;
  if (minutes < 1 || minutes > limits.ladderMinutesMax)
    throw badInput(field, `Between 1 and ${limits.ladderMinutesMax} minutes.`);
}

/** Everybody named can be reached: active, of this account, and in a role that handles escalations. */
async function assertSecondLine(tx: TransactionScope, ids: readonly Uuid[]): Promise<void> {
  const field = 'input.secondLineUserIds';
  if (ids.length > limits.secondLinePeopleMax)
    throw badInput(field, `A second line has at most ${limits.secondLinePeopleMax} people.`);
  const people = await tx.em.find(User, { id: { $in: [...ids] } });
  for (const [position, id] of ids.entries()) {
    const person = people.find(each => each.id === id);
    if (person === undefined) throw notFound('The person', `${field}.${position}`);
    if (!person.isActive) throw badInput(`${field}.${position}`, `${person.name} is deactivated.`);
    if (!can(person, 'HANDLE_ESCALATIONS'))
      throw badInput(`${field}.${position}`, `${person.name} cannot take escalations.`);
  }
}

/** A claim is released only after a reminder, so the release goes off with it. */
function mergeClaimTimes(
  before: EscalationPolicy,
  { claimReminderMinutes, claimReleaseMinutes }: UpdateEscalationPolicyInput,
): Pick<EscalationPolicy, 'claimReminderMinutes' | 'claimReleaseMinutes'> {
  const reminder = claimReminderMinutes === undefined ? before.claimReminderMinutes : claimReminderMinutes;
  if (reminder !== null) {
    const kept = claimReleaseMinutes === undefined ? before.claimReleaseMinutes : claimReleaseMinutes;
    return { claimReminderMinutes: reminder, claimReleaseMinutes: kept };
  }
  if (claimReleaseMinutes !== undefined && claimReleaseMinutes !== null) {
    throw badInput(
      'input.claimReleaseMinutes',
      'A claim is released only after a reminder. Switch the reminder on too.',
    );
  }
  return { claimReminderMinutes: null, claimReleaseMinutes: null };
}

/** The policy as it is, locked until the commit: of two changes at once, the second sees what the first has done. */
async function lockPolicy(tx: TransactionScope): Promise<EscalationPolicy> {
  const { rungs, claimReminderMinutes, claimReleaseMinutes } = defaultPolicy;
  const { accountId, userId } = tx.viewer;
  const now = tx.clock.now().toISOString();
  tx.pipeline.send({
    sql: prepared(
      `insert into ladder_policy (account_id, rungs, claim_reminder_minutes, claim_release_minutes, updated_at,
              updated_by_id)
       values ($1::uuid, $2::jsonb, $3::integer, $4::integer, $5::timestamptz, $6::uuid)
       on conflict (account_id) do nothing`,
    ),
    params: [accountId, JSON.stringify(rungs), claimReminderMinutes, claimReleaseMinutes, now, userId],
  });
  const [row] = await tx.pipeline.run<PolicyRow>({
    sql: prepared(`${readSql} for update of policy`),
    params: [accountId],
  });
  return toPolicy(row);
}

/** Of two changes in one millisecond the first has replaced what held until then. Those that were long ago are forgotten. */
function keepPast(tx: TransactionScope, before: EscalationPolicy): void {
  const { accountId } = tx.viewer;
  const now = tx.clock.now();
  tx.pipeline.send({
    sql: prepared('delete from ladder_policy_past where account_id = $1::uuid and until < $2::timestamptz'),
    params: [accountId, addSeconds(now, -pastDaysKept * 86_400).toISOString()],
  });
  tx.pipeline.send({
    sql: prepared(
      `insert into ladder_policy_past (account_id, until, policy) values ($1::uuid, $2::timestamptz, $3::jsonb)
       on conflict (account_id, until) do nothing`,
    ),
    params: [accountId, now.toISOString(), JSON.stringify(before)],
  });
}

async function savePolicy(
  tx: TransactionScope,
  { rungs, claimReminderMinutes, claimReleaseMinutes }: EscalationPolicy,
  secondLine: readonly Uuid[] | undefined,
): Promise<void> {
  const { accountId, userId } = tx.viewer;
  const now = tx.clock.now().toISOString();
  tx.pipeline.send({
    sql: prepared(
      `update ladder_policy set rungs = $2::jsonb, claim_reminder_minutes = $3::integer,
              claim_release_minutes = $4::integer, updated_at = $5::timestamptz, updated_by_id = $6::uuid
        where account_id = $1::uuid`,
    ),
    params: [accountId, JSON.stringify(rungs), claimReminderMinutes, claimReleaseMinutes, now, userId],
  });
  if (secondLine === undefined) return;
  const people = `{${[...new Set(secondLine)].join(',')}}`;
  tx.pipeline.send({
    sql: prepared('delete from ladder_second_line where account_id = $1::uuid'),
    params: [accountId],
  });
  tx.pipeline.send({
    sql: prepared('insert into ladder_second_line (account_id, user_id) select $1::uuid, unnest($2::uuid[])'),
    params: [accountId, people],
  });
}
