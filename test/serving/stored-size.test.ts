import { requestLimits } from '../../src/graphql/limits.ts';
import { StoredSizeBudget } from '../../src/platform/database/stored-size-budget.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { EscalationCreated, escalate, publishTree, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { aSessionWithNotes, repeated } from './large-content.ts';

const tooLargeBytes = requestLimits.storedBytes + 1;

/** The whole answer of a request that was refused for this field. */
function refusedFor(field: string) {
  const extensions = { code: 'ANSWER_TOO_LARGE', field };
  return { status: 400, errors: [expect.objectContaining({ extensions, path: field.split('.') })] };
}

/** Says of everything large in an account that it has so many bytes; null for rows of versions that did not count. */
async function claimSizes({ app }: Harness, { account }: Person, bytes: number | null): Promise<void> {
  for (const [table, column] of [
    ['handoff', 'snapshot_bytes'],
    ['tree', 'document_bytes'],
    ['tree_version', 'document_bytes'],
  ]) {
    await app.database.query(`update ${table} set ${column} = ? where account_id = ?`, [bytes, account.uuid]);
  }
}

/** An escalated session on a published tree, and what of it can be large. */
async function anEscalation(h: Harness, person: Person) {
  const client = h.as(person);
  const tree = await publishTree(client);
  const session = await startSession(client, { treeId: tree });
  const { id: handoff } = await escalate(client, { sessionId: session });
  return { tree, session, handoff };
}

/** Fields that are as large as what people have written, by the type of what they belong to. */
const largeFields = [
  ['handoff', 'snapshot { steps { index } }'],
  ['session', 'escalationPackage'],
  ['session', 'currentNode { key }'],
  ['session', 'treeVersion { document { rootKey } }'],
  ['session', 'tree { document { rootKey } }'],
  ['tree', 'document { rootKey }'],
  ['tree', 'diagnostics { code }'],
  ['tree', 'publishedVersion { document { rootKey } }'],
  ['tree', 'versions { nodes { document { rootKey } } }'],
] as const;

test.each(largeFields)('what %s { %s } would read is asked for before it is read', async (type, field) => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  h.mailbox.ignoreAll();
  const ids = await anEscalation(h, acme.ada);
  const query = `query($id: ID!) { ${type}(id: $id) { id ${field} } }`;
  const ask = () => h.as(acme.ada).send(query, { id: ids[type] });

  const small = await ask();
  await claimSizes(h, acme.ada, tooLargeBytes);
  const large = await ask();

  expect(small).toMatchObject({ status: 200, data: { [type]: { id: ids[type] } } });
  expect(small.errors).toBeUndefined();
  expect(large).toMatchObject({ status: 400, errors: [{ extensions: { code: 'ANSWER_TOO_LARGE' } }] });
  expect(large.data).toBeUndefined();
});

test('what nobody looks at is not counted', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  h.mailbox.ignoreAll();
  const { session } = await anEscalation(h, acme.ada);
  await claimSizes(h, acme.ada, tooLargeBytes);

  const answer = await h.as(acme.ada).send(
    `query($id: ID!) {
       session(id: $id) { tree { title } treeVersion { number } handoffs { nodes { state } } }
       trees { nodes { title publishedVersion { title } versions { nodes { title } } } }
       escalationQueue { nodes { engineerNotes session { problem } snapshot { problem ticketRef stepCount } } }
     }`,
    { id: session },
  );

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({
    session: { tree: { title: 'No route to server' } },
    escalationQueue: { nodes: [{ snapshot: { problem: 'Outlook cannot connect', stepCount: 0 } }] },
  });
});

test('an escalation with a huge snapshot can be claimed, and its facts are shown', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  h.mailbox.ignoreAll();
  const { handoff } = await anEscalation(h, acme.ada);
  await claimSizes(h, acme.ada, tooLargeBytes);

  const answer = await h.as(acme.grace).send(
    `mutation($id: ID!) {
       claimHandoff(input: { handoffId: $id }) {
         ... on HandoffClaimed { handoff { state snapshot { problem stepCount takenAt } } }
       }
     }`,
    { id: handoff },
  );

  expect(answer.errors).toBeUndefined();
  const snapshot = { problem: 'Outlook cannot connect', stepCount: 0, takenAt: expect.any(String) };
  expect(answer.data).toEqual({ claimHandoff: { handoff: { state: 'CLAIMED', snapshot } } });
});

test('a snapshot of a version that kept no facts beside it shows the same', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  h.mailbox.ignoreAll();
  const session = await aSessionWithNotes(h, acme.ada, 3, 'Tried again');
  await escalate(h.as(acme.ada), { sessionId: session });
  const facts = 'problem clientName ticketRef treeTitle treeVersionNumber stepCount secondsSpent takenAt';
  const ask = async () =>
    (await h.as(acme.ada).send(`{ handoffs { nodes { snapshot { ${facts} } } } }`)).data;

  const now = await ask();
  await h.app.database.query('update handoff set snapshot_facts = null where account_id = ?', [
    acme.ada.account.uuid,
  ]);
  const before = await ask();

  expect(now).toMatchObject({ handoffs: { nodes: [{ snapshot: { stepCount: 3 } }] } });
  expect(before).toEqual(now);
});

test('thirty transcripts of a long session are refused before one is built, and name the field', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const id = await aSessionWithNotes(h, acme.ada, 1_700, 'x'.repeat(10_000));

  const transcript = await h.as(acme.ada).send(repeated('transcript', 1), { id });
  const indexes = await h.as(acme.ada).send(repeated('steps { index }', 30), { id });

  expect(transcript).toEqual(refusedFor('session.f0'));
  expect(indexes.errors?.[0]?.extensions).toEqual({
    code: 'ANSWER_TOO_LARGE',
    field: expect.stringMatching(/^session\.f\d+$/),
  });
});

test('a session that fits comes whole, however many rows it has', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const id = await aSessionWithNotes(h, acme.ada, 700, 'x'.repeat(10_000));

  const { data, errors } = await h.as(acme.ada).send(repeated('steps { index note }', 1), { id });

  expect(errors).toBeUndefined();
  const steps = Array.from({ length: 700 }, (_, index) => ({ index, note: 'x'.repeat(10_000) }));
  expect(data).toEqual({ session: { f0: steps } });
});

test('a page of long texts counts as what its texts have in bytes', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  h.mailbox.ignoreAll();
  await anEscalation(h, acme.ada);
  const queue = (times: number) =>
    `{ ${Array.from({ length: times }, (_, index) => `f${index}: escalationQueue { nodes { engineerNotes } }`).join(' ')} }`;
  await h.app.database.query('update handoff set engineer_notes = ? where account_id = ?', [
    'ü'.repeat(1_500_000),
    acme.ada.account.uuid,
  ]);

  const fits = await h.as(acme.ada).send(queue(2));
  const refused = await h.as(acme.ada).send(queue(6));

  expect(fits.errors).toBeUndefined();
  expect(refused).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'ANSWER_TOO_LARGE' }, message: expect.stringContaining('stored texts') }],
  });
});

test('rows that nobody measured when they were written are measured when they are read', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  h.mailbox.ignoreAll();
  const { handoff } = await anEscalation(h, acme.ada);
  await claimSizes(h, acme.ada, null);
  const ask = () =>
    h
      .as(acme.ada)
      .send('query($id: ID!) { handoff(id: $id) { snapshot { steps { note } } } }', { id: handoff });

  const small = await ask();
  await h.app.database.query(
    `update handoff set snapshot = jsonb_set(snapshot, '{steps}', jsonb_build_array(jsonb_build_object('note', repeat('x', ?)))) where account_id = ?`,
    [tooLargeBytes, acme.ada.account.uuid],
  );
  const large = await ask();

  expect(small.errors).toBeUndefined();
  expect(large).toEqual(refusedFor('handoff'));
});

test('sizes are kept with what is written, and follow its changes', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  h.mailbox.ignoreAll();
  const { tree } = await anEscalation(h, acme.ada);
  const input = {
    id: tree,
    expectedRevision: 1,
    document: { rootKey: 'only', nodes: [{ key: 'only', kind: 'SOLUTION', title: 'Ü'.repeat(300) }] },
  };
  await h
    .as(acme.ada)
    .send('mutation($input: UpdateTreeInput!) { updateTree(input: $input) { id } }', { input });

  // As text the database writes a blank behind each colon and comma.
  const wrong = await h.app.database.query(
    `select * from (
       select 'handoff' as what, snapshot_bytes as bytes, snapshot::text as content, account_id from handoff
       union all select 'tree', document_bytes, document::text, account_id from tree
       union all select 'version', document_bytes, document::text, account_id from tree_version
     ) written
     where account_id = ? and not coalesce(bytes between octet_length(content) * 0.8 and octet_length(content), false)`,
    [acme.ada.account.uuid],
  );

  expect(wrong).toEqual([]);
});

test('an event of a stream comes however large its handoff is', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  h.mailbox.ignoreAll();
  const { data } = await h
    .as(acme.grace)
    .send<{ escalationQueue: { eventCursor: string } }>('{ escalationQueue { eventCursor } }');
  const { handoff } = await anEscalation(h, acme.ada);
  await claimSizes(h, acme.ada, tooLargeBytes);

  await using grace = await h.as(acme.grace).subscribe(EscalationCreated, {
    after: data?.escalationQueue.eventCursor,
  });

  const withSnapshot = { id: handoff, snapshot: { problem: 'Outlook cannot connect' } };
  expect(await grace.next()).toMatchObject({ escalationCreated: { replayed: true, handoff: withSnapshot } });
});

test('of many reads side by side no more is loaded than fits, and all are refused together', async () => {
  const readTogether = async (times: number) => {
    const budget = new StoredSizeBudget(10_000_000);
    const loaded: number[] = [];
    const read = (bytes: number) =>
      budget.read(async bytesMax => {
        await Promise.resolve();
        if (bytes <= bytesMax) loaded.push(bytes);
        return { bytes };
      });
    const outcomes = await Promise.allSettled(Array.from({ length: times }, () => read(3_000_000)));
    return { loaded: loaded.length, given: outcomes.filter(({ status }) => status === 'fulfilled').length };
  };

  const [fits, tooMany] = [await readTogether(3), await readTogether(30)];

  expect(fits).toEqual({ loaded: 3, given: 3 });
  expect(tooMany.given).toBe(0);
  expect(tooMany.loaded).toBeLessThanOrEqual(3);
});

test('content that grows while it is read is measured again', async () => {
  const budget = new StoredSizeBudget(10_000_000);
  const sizes = [1_000_000, 4_000_000, 4_000_000];
  const asked: number[] = [];

  await budget.read(async bytesMax => {
    asked.push(bytesMax);
    return { bytes: sizes[asked.length - 1] ?? 0 };
  });

  expect(asked.slice(1)).toEqual([1_000_000, 4_000_000]);
  budget.add(6_000_000);
  expect(() => budget.add(1)).toThrow('more than 10000000 bytes');
});
