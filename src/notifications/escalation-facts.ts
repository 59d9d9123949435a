import { mailAddressSql } from '../accounts/mail-address.ts';
import type { HandoffState } from '../handoffs/handoff-lifecycle.ts';
import type { HandoffSnapshot } from '../handoffs/handoff-snapshot.ts';
import type { Priority } from '../handoffs/priority.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Role } from '../kernel/viewer.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { judgeMail, type Verdict } from './delivery-plan.ts';
import { toWishes, type WishesRow, wishesColumns } from './preference-row.ts';
import { rolesToTell } from './recipients.ts';
import { isWatching } from './watching.queries.ts';

/** A person as a mail to them needs them, and what speaks against it. */
export interface PersonFacts extends WishesRow {
  readonly person_name: string;
  readonly person_address: string;
  readonly person_role: Role;
  readonly person_is_active: boolean;
  readonly wants_mail_when_taken: boolean | null;
  readonly is_watching: boolean;
}

/** An escalation and one person, as of one moment. */
export interface EscalationFacts extends PersonFacts {
  readonly state: HandoffState;
  readonly priority: Priority;
  readonly engineer_notes: string;
  readonly created_at: string;
  /** JSON. */
  readonly snapshot: string;
  readonly target_id: Uuid | null;
  readonly claimed_by_id: Uuid | null;
  readonly maker_name: string;
  readonly target_name: string | null;
  readonly claimer_name: string | null;
  readonly account_name: string;
}

/** Columns of a person under the alias `person`, with their preferences, at a moment: the SQL of it. */
export const personColumns = (
  moment: string,
): string => `person.name as person_name, ${mailAddressSql('person')} as person_address, person.role as person_role,
  person.is_active as person_is_active, preference.mail_when_taken as wants_mail_when_taken,
  ${isWatching('person', 'handoff', moment)} as is_watching, ${wishesColumns}`;

/** Columns of the tables below, at a moment. */
export const factsColumns = (
  moment: string,
): string => `handoff.state, handoff.priority, handoff.engineer_notes, handoff.created_at,
  handoff.snapshot::text as snapshot, handoff.target_id, handoff.claimed_by_id, maker.name as maker_name,
  target.name as target_name, claimer.name as claimer_name, account.name as account_name, ${personColumns(moment)}`;

/** What belongs to a row of `handoff`, and a person: the SQL of the person's id. */
export const factsTables = (personId: string): string => `
  join account on account.id = handoff.account_id
  join app_user maker on maker.account_id = handoff.account_id and maker.id = handoff.created_by_id
  join app_user person on person.account_id = handoff.account_id and person.id = ${personId}
  left join app_user target on target.account_id = handoff.account_id and target.id = handoff.target_id
  left join app_user claimer on claimer.account_id = handoff.account_id and claimer.id = handoff.claimed_by_id
  left join notification_preference preference
    on preference.account_id = handoff.account_id and preference.user_id = person.id`;

const factsSql = `select ${factsColumns('$4::timestamptz')} from handoff ${factsTables('$3')} where handoff.account_id = $1 and handoff.id = $2`;

/** Everything that mails about one escalation to one person say. */
export async function loadFacts(
  tools: JobTools,
  { accountId, handoffId, userId }: { accountId: Uuid; handoffId: Uuid; userId: Uuid },
): Promise<EscalationFacts> {
  const values = [accountId, handoffId, userId, tools.clock.now().toISOString()];
  const [facts] = await readPrepared<EscalationFacts>(tools.forkEntityManager(accountId), factsSql, values);
  if (facts === undefined) throw new Error('the escalation of a mail, or its recipient, is not there');
  return facts;
}

export function parseSnapshot({ snapshot }: Pick<EscalationFacts, 'snapshot'>): HandoffSnapshot {
  return JSON.parse(snapshot);
}

/** Whether a mail that was to be sent still is, now that its turn has come; whatever closed it has cancelled it. */
export function judgeAtSending(
  facts: PersonFacts & { readonly state: HandoffState },
  isAskedFor: boolean,
  now: Date,
): Verdict {
  if (facts.state !== 'OPEN') return { state: 'CANCELLED' };
  return judgeMail(
    {
      handoffState: facts.state,
      isMaker: false,
      isAskedFor,
      isActive: facts.person_is_active,
      canHandle: rolesToTell.includes(facts.person_role),
      address: facts.person_address,
      hasOpenStream: false,
      isWatching: facts.is_watching,
      wishes: toWishes(facts),
    },
    now,
  );
}
