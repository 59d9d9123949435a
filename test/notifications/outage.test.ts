import { decodeId } from '../../src/graphql/ids.ts';
import type { BreakableProxy } from '../harness/breakable-proxy.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { signedHeaders } from '../integrations/webhook-stories.ts';
import {
  type Desk,
  type Escalated,
  escalateTimed,
  type Fact,
  handle,
  type Ledgers,
  median,
  openDesk,
  passTurn,
  readLedgers,
} from './outage-story.ts';

/** What becomes of an escalation meanwhile. SOON: claimed before the alarm; LATE: after it. Both are then returned. */
type Fate = 'OPEN' | 'SOON' | 'LATE';

const fates: readonly Fate[] = [
  ...(['OPEN', 'SOON', 'LATE', 'OPEN', 'OPEN'] as const),
  ...(['SOON', 'LATE', 'OPEN', 'SOON', 'OPEN'] as const),
];
const claimedAfterTurns = { SOON: 1, LATE: 3 } as const;

/** Ten minutes. */
const turns = 12;
const turnSeconds = 50;

/**
 * To escalate takes about as long as to start a session, whatever the machine does besides: both are done by turns. Who
 * waited for a server, or tried once more, would take a hundred times as long.
 */
const longerAtMost = 10;

interface Told {
  readonly escalated: readonly (Escalated & { readonly fate: Fate })[];
  readonly facts: readonly Fact[];
}

/** Ten escalations by turns, some of them claimed and returned meanwhile. */
async function tellStory(desk: Desk, afterTurn: () => Promise<void>): Promise<Told> {
  const grace = desk.h.as(desk.people.grace);
  const escalated: (Escalated & { fate: Fate })[] = [];
  const facts: Fact[] = [];
  for (let turn = 0; turn < turns; turn++) {
    for (const [index, { id: handoffId, ticket, fate }] of escalated.entries()) {
      if (fate === 'OPEN') continue;
      const type = (['claimed', 'returned'] as const)[turn - index - claimedAfterTurns[fate]];
      if (type === undefined) continue;
      await handle(grace, type, handoffId);
      facts.push({ type, handoffId, ticket });
    }
    const fate = fates[turn];
    if (fate !== undefined) {
      const made = await escalateTimed(desk, turn, 'NORMAL');
      escalated.push({ ...made, fate });
      facts.push({ type: 'created', handoffId: made.id, ticket: made.ticket });
    }
    await passTurn(desk, turnSeconds, 'OWN');
    const { assessments } = await readLedgers(desk);
    expect(assessments.map(({ handoffId }) => handoffId)).toEqual(
      expect.arrayContaining(escalated.map(({ id }) => uuidOf(id))),
    );
    await afterTurn();
  }
  return { escalated, facts };
}

/** While all is well, one about each ticket. */
async function escalateInPeace(desk: Desk): Promise<Told> {
  const escalated: (Escalated & { fate: Fate })[] = [];
  for (let index = 0; index < 3; index++) {
    // Urgent ones never become a digest.
    escalated.push({ ...(await escalateTimed(desk, index, 'URGENT')), fate: 'OPEN' });
    await passTurn(desk, 0, 'ALL');
  }
  await desk.h.settled();
  const facts = escalated.map(({ id, ticket }) => ({ type: 'created', handoffId: id, ticket }) as const);
  return { escalated, facts };
}

function uuidOf(handoffId: string): string {
  return decodeId('Handoff', handoffId, 'id');
}

/** What has arrived outside, to see that nothing does while all is down. */
function countArrived({ mailbox, hooks, psa, model }: Desk): readonly number[] {
  return [mailbox.unread().length, hooks.requests.length, psa.requests.length, model.requests.length];
}

async function drain(desk: Desk): Promise<void> {
  for (const seconds of [5, 30, 60, 300]) await passTurn(desk, seconds, 'ALL');
  await desk.h.settled();
  // Whoever was away and is back gets all that waits, also what was to wait for half an hour.
  const { hooks, mails } = await readLedgers(desk);
  expect(hooks.filter(({ state }) => state !== 'SENT')).toEqual([]);
  expect(mails.filter(({ state }) => state === 'PENDING' || state === 'SENDING')).toEqual([]);
  for (const seconds of [900, 1_800, 3_600, 7_200]) await passTurn(desk, seconds, 'ALL');
  await desk.h.settled();
}

/** Message-IDs are plain letters and digits. */
const byText = (one: string | null, other: string | null) => ((one ?? '') < (other ?? '') ? -1 : 1);

function expectMails({ mailbox, people }: Desk, { mails }: Ledgers, { escalated }: Told): void {
  const escalationMails = mailbox.unread().filter(({ messageId }) => messageId.startsWith('<escalation.'));
  const sent = mails.filter(({ isSent }) => isSent);
  expect(escalationMails.map(({ messageId }) => messageId).toSorted(byText)).toEqual(
    sent.map(({ messageId }) => messageId).toSorted(byText),
  );
  // Whichever of them was due first when the server was back.
  for (const email of [people.owner.email, people.grace.email]) {
    const received = escalationMails.filter(({ to }) => to === email).map(({ messageId }) => messageId);
    expect(received).toEqual(received.toSorted(byText));
  }
  const readers = [people.owner.uuid, people.grace.uuid].toSorted();
  for (const { id, fate } of escalated) {
    const rows = mails.filter(row => row.handoffId === uuidOf(id) && row.skipReason !== 'MAKER');
    expect(rows.map(({ userId }) => userId)).toEqual(readers);
    const state = fate === 'OPEN' ? 'SENT' : 'CANCELLED';
    expect(rows.map(row => row.state)).toEqual([state, state]);
  }
}

/** @param isCutShort whether nothing at all could be under way when an escalation was claimed */
function expectAlarms(
  { mailbox, people }: Desk,
  { alarms }: Ledgers,
  { escalated }: Told,
  isCutShort: boolean,
): void {
  const unreached = escalated.filter(({ fate }) => fate !== 'SOON');
  expect(alarms.map(({ handoffId }) => handoffId).toSorted()).toEqual(
    unreached.map(({ id }) => uuidOf(id)).toSorted(),
  );
  const mails = mailbox.unread().filter(({ subject }) => subject.startsWith('[NOBODY REACHED]'));
  const mailOf = ({ id }: Escalated) => `<unreached.${uuidOf(id)}.${people.owner.uuid}@resolutionflow>`;
  const received = mails.map(({ messageId }) => messageId);
  const open = unreached.filter(({ fate }) => fate === 'OPEN').map(mailOf);
  expect(new Set(received).size).toBe(received.length);
  expect(isCutShort ? received.toSorted() : received).toEqual(
    isCutShort ? open.toSorted() : expect.arrayContaining(open),
  );
  for (const messageId of received) expect(unreached.map(mailOf)).toContain(messageId);
}

/** Each message once by its id, in the order of the facts, whichever of them was due first when the receiver was back. */
function expectWebhooks({ h, hooks }: Desk, ledgers: Ledgers, facts: readonly Fact[]): void {
  const messages = new Map<string, { type: string; handoffId: string }>();
  const bodies = new Map<string, string>();
  for (const request of hooks.requests) {
    const id = signedHeaders(request)['webhook-id'] ?? '';
    expect(bodies.get(id) ?? request.body).toBe(request.body);
    bodies.set(id, request.body);
    const { type, data } = JSON.parse(request.body);
    messages.set(id, { type, handoffId: data.handoff.id });
  }
  expect([...messages.keys()].toSorted()).toEqual(
    ledgers.hooks.map(({ id }) => h.app.tools.publicId('WebhookDelivery', id)).toSorted(),
  );
  const arrived = [...messages.values()];
  expect(arrived.map(({ type, handoffId }) => `${handoffId} ${type}`)).toEqual(
    facts.map(({ type, handoffId }) => `${handoffId} escalation.${type}`),
  );
}

function expectNotes({ h, psa }: Desk, { notes }: Ledgers, facts: readonly Fact[]): void {
  const kinds = { created: 'ESCALATED', returned: 'RETURNED', claimed: null } as const;
  for (const ticket of new Set(facts.map(fact => fact.ticket))) {
    const rows = notes.filter(note => note.ticket === String(ticket));
    expect(rows.map(({ kind, handoffId }) => `${handoffId} ${kind}`)).toEqual(
      facts
        .filter(({ type, ticket: of }) => of === ticket && kinds[type] !== null)
        .map(({ type, handoffId }) => `${uuidOf(handoffId)} ${kinds[type]}`),
    );
    const posted = psa.notesOf(ticket).map(({ text }) => /\[ResolutionFlow (\w+)\]$/.exec(text)?.[1]);
    expect(posted).toEqual(rows.map(({ id }) => h.app.tools.publicId('TicketNote', id)));
  }
}

function expectNothingLeft({ mails, hooks, hooksInLedger, notes, lost, assessments }: Ledgers): void {
  expect(new Set(mails.map(({ state }) => state))).toEqual(new Set(['SENT', 'CANCELLED', 'SKIPPED']));
  for (const rows of [hooks, hooksInLedger, notes])
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['SENT']));
  expect(lost).toEqual([]);
  for (const { modelStatus } of assessments) expect(['ANSWERED', 'FAILED']).toContain(modelStatus);
}

/** Breaks all four servers for ten minutes, and looks at what everybody has in the end. */
async function outlive(
  breakDown: (proxy: BreakableProxy) => Promise<void> | void,
  isHanging: boolean,
): Promise<void> {
  await using desk = await openDesk();
  const before = await escalateInPeace(desk);
  const arrivedBefore = countArrived(desk);
  await desk.h.passTime(300);

  for (const proxy of desk.proxies) await breakDown(proxy);
  const during = await tellStory(desk, async () => {
    // Each turn may be too short for one of them to be asked; the first one waits until all are.
    if (isHanging)
      await waitFor('somebody to hang at each', () => desk.proxies.every(({ hungCount }) => hungCount > 0));
    // Minutes have passed by the clock: nobody would have waited for so long.
    for (const proxy of desk.proxies) proxy.cutHanging();
  });
  const arrivedDuring = countArrived(desk);
  const stuck = await readLedgers(desk);
  for (const proxy of desk.proxies) await proxy.restore();
  await drain(desk);
  const after = await escalateTimed(desk, 0, 'NORMAL');
  await passTurn(desk, 0, 'ALL');
  await desk.h.settled();

  const startMs = median(during.escalated.map(escalation => escalation.startMs));
  expect(median(during.escalated.map(({ ms }) => ms))).toBeLessThan(startMs * longerAtMost);
  expect(arrivedDuring).toEqual(arrivedBefore);
  expect(stuck.mails.filter(({ state }) => state === 'SENDING').length).toBeGreaterThan(0);

  const last = { type: 'created', handoffId: after.id, ticket: after.ticket } as const;
  const told: Told = {
    escalated: [...before.escalated, ...during.escalated, { ...after, fate: 'OPEN' }],
    facts: [...before.facts, ...during.facts, last],
  };
  const ledgers = await readLedgers(desk);
  expectNothingLeft(ledgers);
  expectMails(desk, ledgers, told);
  expectAlarms(desk, ledgers, during, !isHanging);
  expectWebhooks(desk, ledgers, told.facts);
  expectNotes(desk, ledgers, told.facts);
  expect(ledgers.assessments.find(({ handoffId }) => handoffId === uuidOf(after.id))).toMatchObject({
    modelStatus: 'ANSWERED',
  });
}

test('when mail, webhook, ticket system and model all hang for ten minutes, escalating waits for none of them and nothing is lost', async () => {
  await outlive(proxy => proxy.hang(), true);
});

test('when mail, webhook, ticket system and model are all down for ten minutes, escalating waits for none of them and nothing is lost', async () => {
  await outlive(proxy => proxy.refuse(), false);
});
