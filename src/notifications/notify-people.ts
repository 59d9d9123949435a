import type { Uuid } from '../kernel/ids.ts';
import { newId } from '../kernel/ids.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import {
  chooseWay,
  digestDueAt,
  judgeInApp,
  judgeMail,
  type MailPace,
  noMails,
  quicken,
  type Verdict,
} from './delivery-plan.ts';
import { insertDeliveries, lockLedger, type NewDelivery, openDigests } from './ledger.ts';
import { notificationLimits } from './notification-limits.ts';
import { findRecipients, loadPaces, type Recipient } from './recipients.ts';
import { addRepeatLines, type RepeatLine } from './repeat-lines.ts';
import { isRepeat } from './rounds.ts';
import { raiseAlarms, unreachedQueue } from './unreached.ts';

/** Tells people of an escalation that is open. */
export const notifyPeopleQueue = 'notify-people';
export const escalationMailQueue = 'escalation-mail';
export const digestMailQueue = 'digest-mail';

/** Who is to hear of an escalation, and for the how manieth time. */
export interface PeopleToNotify {
  readonly accountId: Uuid;
  readonly handoffId: Uuid;
  /** 0 when it is made; each round of notifying again counts one up. The same round twice notifies nobody twice. */
  readonly round: number;
  readonly audience: Audience;
}

/** Everybody who handles escalations, but its maker; the owners alone; or the people named. */
export type Audience = 'EVERYONE' | 'OWNERS' | { readonly userIds: readonly Uuid[] };

export interface EscalationMail {
  readonly accountId: Uuid;
  readonly handoffId: Uuid;
  readonly userId: Uuid;
  readonly round: number;
}

export interface DigestMail {
  readonly accountId: Uuid;
  readonly digestId: Uuid;
}

/**
 * Writes down for each person and channel whether they are told, and if not, why; and makes the jobs of the mails, one
 * for each: a message that fails is tried again alone, and holds nobody else's up. Rows and jobs are made by one
 * transaction. A second attempt at this, after a crash, adds nothing for anybody.
 */
export async function notifyPeople(tools: JobTools, all: readonly PeopleToNotify[]): Promise<void> {
  const hopeless = await transaction(tools.openScope(null), async tx => {
    lockLedger(
      tx,
      all.map(({ accountId }) => accountId),
    );
    const recipients = await findRecipients(tx, all);
    const plan = await planDeliveries(tx, recipients);
    await carryOut(tx, plan);
    return findHopeless(plan);
  });
  await raiseAlarms(tools, hopeless, 'NOTHING_LEFT');
}

/** One person's deliveries of one escalation. */
interface PlannedPerson {
  readonly recipient: Recipient;
  readonly mail: Verdict;
  readonly inApp: Verdict | null;
  /** The digest that the mail waits for. */
  readonly digestDueAt: Date | null;
}

async function planDeliveries(tx: TransactionScope<null>, recipients: Recipient[]): Promise<PlannedPerson[]> {
  const now = tx.clock.now();
  const judged = recipients.map(recipient => ({
    recipient,
    mail: judgeMail(recipient, now),
    inApp: judgeInApp(recipient),
    digestDueAt: null,
  }));
  const mailed = judged.filter(({ mail }) => mail.state === 'PENDING');
  const paces = await loadPaces(
    tx,
    mailed.map(({ recipient }) => recipient),
    now,
  );
  return judged.map(person => (person.mail.state === 'PENDING' ? paceMail(person, paces, now) : person));
}

/** Lets a mail go alone, hold for a digest or not go at all, by what the person got before it. */
function paceMail(person: PlannedPerson, paces: Map<Uuid, MailPace>, now: Date): PlannedPerson {
  const { recipient } = person;
  const pace = paces.get(recipient.userId) ?? noMails;
  const way = chooseWay(pace, recipient);
  paces.set(recipient.userId, quicken(pace, way, now));
  if (way === 'THROTTLED') return { ...person, mail: { state: 'SKIPPED', reason: 'THROTTLED' } };
  return way === 'DIGEST' ? { ...person, digestDueAt: digestDueAt(pace, now) } : person;
}

async function carryOut(tx: TransactionScope<null>, plan: readonly PlannedPerson[]): Promise<void> {
  const held = plan.flatMap(({ recipient, digestDueAt }) =>
    digestDueAt === null ? [] : [{ ...recipient, dueAt: digestDueAt }],
  );
  const digests = await openDigests(tx, held);
  const rows = plan.flatMap(person => toRows(person, digests.byUser, tx.clock.now()));
  insertDeliveries(tx, rows);
  addRepeatLines(tx, rows.flatMap(toRepeatLine));
  const mails = plan.filter(({ mail, digestDueAt }) => mail.state === 'PENDING' && digestDueAt === null);
  await tx.enqueueAll(
    escalationMailQueue,
    mails.map(({ recipient: { accountId, handoffId, userId, round, isAskedFor } }) => ({
      key: `${handoffId} ${userId} ${round}`,
      data: { accountId, handoffId, userId, round } satisfies EscalationMail,
      priority: isAskedFor ? 1 : 0,
    })),
  );
  await tx.enqueueAll(
    digestMailQueue,
    digests.opened.map(({ accountId, digestId, secondsLeft }) => ({
      key: digestId,
      data: { accountId, digestId } satisfies DigestMail,
      startAfterSeconds: secondsLeft,
    })),
  );
  await tx.enqueueAll(unreachedQueue, findToWatch(plan, tx.clock.now()));
}

function toRows(
  { recipient, mail, inApp, digestDueAt }: PlannedPerson,
  digests: Map<Uuid, Uuid>,
  now: Date,
): NewDelivery[] {
  const { accountId, handoffId, userId, round } = recipient;
  const toRow = (channel: 'MAIL' | 'IN_APP', verdict: Verdict): NewDelivery => ({
    ...{ accountId, id: newId(now.getTime()), handoffId, userId, round, channel },
    state: verdict.state,
    skipReason: verdict.state === 'SKIPPED' ? verdict.reason : null,
    digestId: null,
  });
  const row = toRow('MAIL', mail);
  const digestId = digestDueAt !== null ? digests.get(userId) : undefined;
  const mailRow = digestId === undefined ? row : { ...row, digestId };
  return inApp === null ? [mailRow] : [mailRow, toRow('IN_APP', inApp)];
}

/** What is told once more has a line in the product for those who want lines. The first time, lines follow the event. */
function toRepeatLine({
  accountId,
  id,
  handoffId,
  userId,
  channel,
  round,
  state,
}: NewDelivery): RepeatLine[] {
  if (channel !== 'IN_APP' || !isRepeat(round) || (state !== 'PENDING' && state !== 'SENT')) return [];
  return [{ accountId, id: newId(), handoffId, userId, occasion: id }];
}

type ToWatch = Parameters<TransactionScope['enqueueAll']>[1];

/**
 * The timers of alarms: one for each escalation that is new, or in the queue again, and has not reached somebody at once.
 * What the ladder repeats was told of before, and has its timer.
 */
function findToWatch(plan: readonly PlannedPerson[], now: Date): ToWatch {
  const byHandoff = Map.groupBy(plan, ({ recipient }) => recipient.handoffId);
  return [...byHandoff].flatMap(([handoffId, people]) => {
    const [{ recipient } = { recipient: undefined }] = people;
    if (recipient === undefined || isRepeat(recipient.round) || recipient.handoffState !== 'OPEN') return [];
    if (people.some(({ inApp }) => inApp?.state === 'SENT')) return [];
    const { accountId, round, handoffCreatedAt } = recipient;
    const { alarmSeconds, alarmGraceSeconds } = notificationLimits;
    const ageSeconds = round > 0 ? 0 : (now.getTime() - handoffCreatedAt.getTime()) / 1000;
    const startAfterSeconds = Math.max(alarmGraceSeconds, Math.ceil(alarmSeconds - ageSeconds));
    const key = round > 0 ? `${handoffId} ${round}` : handoffId;
    return [{ key, data: { accountId, handoffId }, startAfterSeconds }];
  });
}

/** The open escalations of which nobody is mailed. */
function findHopeless(plan: readonly PlannedPerson[]): { accountId: Uuid; handoffId: Uuid }[] {
  const byHandoff = Map.groupBy(plan, ({ recipient }) => recipient.handoffId);
  return [...byHandoff].flatMap(([handoffId, people]) => {
    const [first] = people;
    const isHopeless =
      first?.recipient.handoffState === 'OPEN' && people.every(({ mail }) => mail.state !== 'PENDING');
    return first !== undefined && isHopeless ? [{ accountId: first.recipient.accountId, handoffId }] : [];
  });
}
