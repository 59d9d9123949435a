import { Return } from '../handoffs/documents.ts';
import { goodAnswer, openModelServer, says } from '../handoffs/model-server.ts';
import { type BreakableProxy, openBreakableProxy } from '../harness/breakable-proxy.ts';
import type { Client } from '../harness/client.ts';
import { openHarness } from '../harness/harness.ts';
import { openMailbox } from '../harness/mailbox.ts';
import { claim, escalate, publishTree, startSession } from '../harness/stories.ts';
import { waitFor } from '../harness/wait.ts';
import { openWebReceiver } from '../harness/web-receiver.ts';
import { openConnectWise } from '../integrations/connectwise-server.ts';
import { connect } from '../integrations/documents.ts';
import { createWebhook } from '../integrations/webhook-stories.ts';
import { SetPolicy } from './ladder-stories.ts';

/** What the tests of outages share: the product, four servers of others, and what stands before each of them. */

export const tickets = [1001, 1002, 1003] as const;

/** Opens the product with a mail server, a webhook, a ticket system and a model that can all break. */
export async function openDesk() {
  const stack = new AsyncDisposableStack();
  try {
    const mailbox = stack.adopt(await openMailbox(), opened => opened.close());
    const hooks = stack.use(await openWebReceiver());
    const psa = stack.use(await openConnectWise(tickets));
    const model = stack.use(await openModelServer());
    model.reply(says(goodAnswer));
    const open = async (url: string) => stack.use(await openBreakableProxy(url));
    const proxies = {
      mail: await open(mailbox.url),
      hooks: await open(hooks.url),
      psa: await open(psa.baseUrl),
      model: await open(model.url),
    };
    const h = stack.use(
      await openHarness({
        SMTP_URL: proxies.mail.url,
        OUTGOING_ALLOW: '127.0.0.1',
        ASSESSMENT_URL: proxies.model.url,
        ASSESSMENT_MODEL: 'test',
      }),
    );
    const people = await h.anAccount({ engineers: ['ada', 'grace'] });
    const owner = h.as(people.owner);
    // One mail for each person and escalation: what the ladder repeats is another test's subject.
    await owner.run(SetPolicy, {
      input: { rungs: [], claimReminderMinutes: null, claimReleaseMinutes: null },
    });
    await createWebhook(owner, { url: `${proxies.hooks.url}hooks`, format: 'EVENT' });
    await connect(owner, psa, { baseUrl: proxies.psa.url });
    const treeId = await publishTree(owner);
    const all: readonly BreakableProxy[] = Object.values(proxies);
    return {
      ...{ h, people, mailbox, hooks, psa, model, treeId, proxies: all },
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export type FactType = 'created' | 'claimed' | 'returned';

/** What has happened, in order: what everybody has to hear of in the end. */
export interface Fact {
  readonly type: FactType;
  readonly handoffId: string;
  readonly ticket: number;
}

export interface Escalated {
  readonly id: string;
  readonly ticket: number;
  /** How long createHandoff took, and before it startSession, which needs nobody outside. */
  readonly ms: number;
  readonly startMs: number;
}

/** Escalates a session about one of the tickets, and takes the time of both mutations, each alone. */
export async function escalateTimed(
  { h, people, treeId }: Desk,
  index: number,
  priority: 'NORMAL' | 'URGENT',
): Promise<Escalated> {
  const ada = h.as(people.ada);
  const ticket = tickets[index % tickets.length] ?? 0;
  const begun = performance.now();
  const sessionId = await startSession(ada, { treeId, ticketRef: String(ticket) });
  const started = performance.now();
  const { id } = await escalate(ada, { sessionId, priority });
  return { id, ticket, ms: performance.now() - started, startMs: started - begun };
}

/** Has Grace claim an escalation, or give it back to its maker. */
export async function handle(grace: Client, type: 'claimed' | 'returned', handoffId: string): Promise<void> {
  if (type === 'claimed') await claim(grace, handoffId);
  else await grace.run(Return, { input: { handoffId, guidance: 'Look at the leases.' } });
}

/** Work that needs nobody outside. */
const ownQueues = [
  ...['event-followers', 'notify-people', 'unreached-alarm', 'assessment', 'milestones'],
  ...['escalation-ladder', 'claim-inactivity'],
];
const outwardQueues = [
  ...['escalation-mail', 'unreached-mail', 'taken-mail', 'digest-mail', 'webhook', 'webhook-retry'],
  ...['ticket-note', 'ticket-note-retry', 'ticket-system-mail', 'webhook-mail', 'model-assessment'],
];

/** Lets time pass, and waits until what is due by then and needs nobody outside is done; or all, if told. */
export async function passTurn({ h }: Desk, seconds: number, which: 'OWN' | 'ALL'): Promise<void> {
  await h.passTime(seconds);
  for (const queue of [...ownQueues, ...outwardQueues]) h.app.jobs.wake(queue);
  const awaited = which === 'OWN' ? ownQueues : [...ownQueues, ...outwardQueues];
  let left: readonly object[] = [];
  await waitFor(
    'what is due to be done',
    async () => {
      left = await h.app.database.query(
        `select name, state, count(*)::int as count from jobs.job
          where state in ('created', 'retry', 'active') and (state = 'active' or start_after <= now())
            and name = any(?::text[]) group by name, state`,
        [`{${awaited.join(',')}}`],
      );
      return left.length === 0;
    },
    () => JSON.stringify(left),
  );
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** How the account's ledgers stand. */
export async function readLedgers({ h, people }: Desk) {
  const accountId = people.owner.account.uuid;
  const { query } = h.app.database;
  const mails = await query<MailRow>(
    `select handoff_id as "handoffId", user_id as "userId", state, skip_reason as "skipReason", attempts, message_id as "messageId",
            sent_at is not null as "isSent"
       from delivery where account_id = ? and channel = 'MAIL' order by handoff_id, user_id`,
    [accountId],
  );
  const hooks = await query<{ id: string; state: string; attempts: number }>(
    'select id, state, attempts from webhook_delivery where account_id = ? order by created_at, id',
    [accountId],
  );
  const hooksInLedger = await query<{ state: string }>(
    `select state from delivery where account_id = ? and channel = 'WEBHOOK'`,
    [accountId],
  );
  const notes = await query<{ id: string; handoffId: string; kind: string; state: string; ticket: string }>(
    `select id, handoff_id as "handoffId", kind, state, ticket_number as ticket
       from ticket_note where account_id = ? order by queued_at, id`,
    [accountId],
  );
  const alarms = await query<{ handoffId: string }>(
    `select payload ->> 'handoffId' as "handoffId" from account_event
      where account_id = ? and type = 'escalation.unreached'`,
    [accountId],
  );
  const assessments = await query<{ handoffId: string; source: string; modelStatus: string }>(
    `select handoff_id as "handoffId", source, model_status as "modelStatus" from assessment where account_id = ?`,
    [accountId],
  );
  const lost = await query<{ name: string }>(
    `select name from jobs.job where state = 'failed' or name = 'failed-for-good'`,
  );
  return { mails, hooks, hooksInLedger, notes, alarms, assessments, lost };
}

export interface MailRow {
  readonly handoffId: string;
  readonly userId: string;
  readonly state: string;
  readonly skipReason: string | null;
  readonly attempts: number;
  readonly messageId: string | null;
  readonly isSent: boolean;
}

export type Ledgers = Awaited<ReturnType<typeof readLedgers>>;
