import { handoffContent } from '../../src/handoffs/handoff-content.ts';
import { openQuotas } from '../../src/platform/quotas/quotas.ts';
import { createRecountJobs } from '../../src/platform/quotas/recount.jobs.ts';
import { sessionContent } from '../../src/sessions/session-content.ts';
import { treeContent } from '../../src/trees/tree-content.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { claim, escalate, publishTree, smallDocument, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

const mutation = (field: string, inputType: string) =>
  `mutation($input: ${inputType}!) { ${field}(input: $input) { id } }`;
const AddNote = mutation('addNote', 'AddNoteInput');
const StartSession = mutation('startSession', 'StartSessionInput');
const CreateTree = mutation('createTree', 'CreateTreeInput');
const UpdateTree = mutation('updateTree', 'UpdateTreeInput');
const CreateHandoff = mutation('createHandoff', 'CreateHandoffInput');
const ReturnHandoff = mutation('returnHandoff', 'ReturnHandoffInput');
const ReleaseHandoff = mutation('releaseHandoff', 'ReleaseHandoffInput');
const UpdateSession = mutation('updateSession', 'UpdateSessionInput');
const CompleteSession = mutation('completeSession', 'CompleteSessionInput');

interface Usage {
  readonly storedBytes: number;
  readonly writesThisHour: number;
  readonly storedBytesMax: number | null;
  readonly writesPerHourMax: number | null;
}

const quotaReached = (extensions: object) => [
  expect.objectContaining({ extensions: { code: 'QUOTA_REACHED', ...extensions } }),
];
const tooManyWrites = quotaReached({ quota: 'WRITES_PER_HOUR', retryAfterSeconds: expect.any(Number) });
const tooMuchStored = quotaReached({ quota: 'STORED_BYTES' });

async function addNote(h: Harness, person: Person, sessionId: string, text: string, idempotencyKey?: string) {
  return await h.as(person).send(AddNote, { input: { sessionId, text, idempotencyKey } });
}

/** Writes notes until one is refused; gives back the refusal. */
async function writeUntilRefused(h: Harness, person: Person, sessionId: string, text: string) {
  return await waitFor(
    'a note that is refused',
    async () => (await addNote(h, person, sessionId, text)).errors,
  );
}

async function usageOf(h: Harness, owner: Person): Promise<Usage> {
  const { data } = await h
    .as(owner)
    .send<{ accountUsage: Usage }>(
      '{ accountUsage { storedBytes storedBytesMax writesThisHour writesPerHourMax } }',
    );
  if (!data) throw new Error('no usage');
  return data.accountUsage;
}

/** Writes are counted from the full hour on, and a test of their number must not run across it. */
async function wellBeforeTheHour(): Promise<void> {
  await waitFor('the next hour to begin', () => Date.now() % 3_600_000 < 3_480_000);
}

/** What the database has of an account's usage. */
async function storedUsage(h: Harness, { account }: Person) {
  const [row] = await h.app.database.query<{ bytes: string; writes: number }>(
    'select stored_bytes as bytes, writes from account_usage where account_id = ?',
    [account.uuid],
  );
  return { bytes: Number(row?.bytes ?? 0), writes: row?.writes ?? 0 };
}

test('at its writes of an hour an account starts nothing new, hands on and answers what it has, and goes on in the next hour', async () => {
  await wellBeforeTheHour();
  await using h = await openHarness({ ACCOUNT_WRITES_PER_HOUR: '20' });
  const acme = await h.anAccount({ engineers: ['ada', 'bea'] });
  const other = await h.anAccount({ engineers: ['cyd'] });
  h.mailbox.ignoreAll();
  const session = await startSession(h.as(acme.ada));
  const kept = await addNote(h, acme.ada, session, 'Rebooted.', 'note-1');

  const refusal = await writeUntilRefused(h, acme.ada, session, 'Looked again.');
  const started = await h.as(acme.ada).send(StartSession, { input: { problem: 'Mail is slow' } });
  const tree = await h.as(acme.ada).send(CreateTree, { input: { title: 'Mail' } });
  const repeated = await addNote(h, acme.ada, session, 'Rebooted.', 'note-1');
  const { id: handoffId } = await escalate(h.as(acme.ada), { sessionId: session });
  const claimed = await claim(h.as(acme.bea), handoffId);
  const returned = await h.as(acme.bea).send(ReturnHandoff, { input: { handoffId, guidance: 'Swap it.' } });
  const completed = await h
    .as(acme.ada)
    .send(CompleteSession, { input: { sessionId: session, outcome: 'RESOLVED', summary: 'Swapped.' } });
  const before = await usageOf(h, other.owner);
  const elsewhere = await h.as(other.cyd).send(StartSession, { input: { problem: 'Mail is slow' } });

  const after = await usageOf(h, other.owner);
  await waitFor('the writes to be counted', async () => (await storedUsage(h, acme.owner)).writes >= 20);
  await h.app.database.query("update account_usage set hour = hour - interval '1 hour'");
  await waitFor('a session that is started', async () => {
    const { errors } = await h.as(acme.ada).send(StartSession, { input: { problem: 'Mail is slow' } });
    return errors === undefined;
  });

  expect([before.writesThisHour, after.writesThisHour]).toEqual([0, 1]);
  expect(before.storedBytes).toBe(0);
  expect(refusal).toEqual(tooManyWrites);
  expect(started.errors).toEqual(tooManyWrites);
  expect(tree.errors).toEqual(tooManyWrites);
  expect(repeated).toEqual(kept);
  expect(claimed.__typename).toBe('HandoffClaimed');
  expect([returned, completed, elsewhere].map(({ errors }) => errors)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('an account that stores as much as it may writes nothing new, and escalates up to twice as much; with room again it writes', async () => {
  await using h = await openHarness({ ACCOUNT_STORED_MB: '1' });
  const acme = await h.anAccount({ engineers: ['ada', 'bea'] });
  h.mailbox.ignoreAll();
  const session = await startSession(h.as(acme.ada));
  const before = await startSession(h.as(acme.bea));

  const refusal = await writeUntilRefused(h, acme.ada, session, 'é'.repeat(10_000));
  const first = await h.as(acme.ada).send<{ createHandoff?: { id: string } }>(CreateHandoff, {
    input: { sessionId: session, intent: 'ESCALATE', engineerNotes: 'No route' },
  });
  const handoffId = first.data?.createHandoff?.id ?? '';
  const claimed = await claim(h.as(acme.bea), handoffId);
  const released = await h.as(acme.bea).send(ReleaseHandoff, { input: { handoffId, reason: 'Not mine' } });
  const corrected = await h.as(acme.bea).send(UpdateSession, {
    input: { sessionId: before, problem: 'No route to the server' },
  });
  const second = await h.as(acme.bea).send(CreateHandoff, {
    input: { sessionId: before, intent: 'ESCALATE', engineerNotes: 'No route either' },
  });
  const usage = await usageOf(h, acme.owner);
  await waitFor('the log to warn of it', () =>
    h.logBook.lines.some(
      ({ msg, accountId }) => /near its quota/.test(msg) && accountId === acme.owner.account.uuid,
    ),
  );
  await h.app.database.query('update account_usage set stored_bytes = 0');
  await waitFor('a session that is escalated', async () => {
    const { errors } = await h.as(acme.bea).send(CreateHandoff, {
      input: { sessionId: before, intent: 'ESCALATE', engineerNotes: 'No route either' },
    });
    return errors === undefined;
  });

  expect(refusal).toEqual(tooMuchStored);
  expect(first.errors).toBeUndefined();
  expect(claimed.__typename).toBe('HandoffClaimed');
  expect(released.errors).toBeUndefined();
  expect(corrected.errors).toEqual(tooMuchStored);
  expect(second.errors).toEqual(tooMuchStored);
  expect(usage.storedBytesMax).toBe(1_048_576);
  expect(usage.storedBytes).toBeGreaterThan(2 * 1_048_576);
});

test('the recount of the night finds what was counted at each write', async () => {
  await wellBeforeTheHour();
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'bea'] });
  h.mailbox.ignoreAll();
  const [ada, bea] = [h.as(acme.ada), h.as(acme.bea)];
  const treeId = await publishTree(ada, 'Kein Weg für Züge 🚒');
  await ada.send(UpdateTree, {
    input: {
      id: treeId,
      expectedRevision: 1,
      document: {
        ...smallDocument,
        nodes: [...smallDocument.nodes, { key: 'more', title: 'Größer 🚒', kind: 'SOLUTION' }],
      },
    },
  });
  const session = await startSession(ada, { treeId, problem: 'Grüße 🚒' });
  await addNote(h, acme.ada, session, 'Größer als gedacht 🚒');
  const { id: handoffId } = await escalate(ada, { sessionId: session, engineerNotes: 'Für Ähnliches' });
  await claim(bea, handoffId);
  await bea.send(ReturnHandoff, { input: { handoffId, guidance: 'Öffnen' } });
  await ada.send(CompleteSession, {
    input: { sessionId: session, outcome: 'RESOLVED', summary: 'Geöffnet' },
  });
  await startSession(bea);
  const { storedBytes } = await usageOf(h, acme.owner);
  await waitFor(
    'all of it to be written down',
    async () => (await storedUsage(h, acme.owner)).bytes === storedBytes,
  );

  await h.app.database.query('update account_usage set stored_bytes = 0 where account_id = ?', [
    acme.owner.account.uuid,
  ]);
  for (const job of createRecountJobs(h.app.tools, [...sessionContent, handoffContent, ...treeContent])) {
    if ('run' in job)
      await job.run({}, { id: '1', attempt: 0, isLastAttempt: false, enqueueAll: async () => {} });
  }
  const recounted = await storedUsage(h, acme.owner);

  expect(recounted.bytes).toBe(storedBytes);
  expect(recounted.writes).toBe((await usageOf(h, acme.owner)).writesThisHour);
});

test('what could not be counted for want of the database is counted later', async () => {
  const failing = new Error('away');
  let isAway = true;
  const asked: string[] = [];
  const quotas = openQuotas({
    log: openLogBook().log,
    limits: { storedBytesMax: 1_000, writesPerHourMax: 1_000 },
    async query(_sql, params = []) {
      if (isAway) throw failing;
      asked.push(String(params[0]));
      return [];
    },
  });
  quotas.count('a', 10);
  quotas.count('a', 5);
  await quotas.close();
  isAway = false;
  quotas.count('a', 1);
  await quotas.close();

  expect(asked.map(each => JSON.parse(each))).toEqual([[{ id: 'a', bytes: 16, writes: 3 }]]);
});
