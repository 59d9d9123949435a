import { decodeId } from '../../src/graphql/ids.ts';
import { createAssessmentFollower } from '../../src/handoffs/assessment.jobs.ts';
import { sessionsLookedAtMax } from '../../src/handoffs/assessment-experience.ts';
import { newId } from '../../src/kernel/ids.ts';
import { graphql } from '../generated/index.ts';
import type { Client } from '../harness/client.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { claim, escalate, publishTree, smallDocument, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { Answer, Complete, Withdraw } from './documents.ts';

const GetAssessment = graphql(`
  query AssessmentGet($id: ID!) {
    handoff(id: $id) {
      assessment {
        status source likelyCause suggestedSteps confidence confidenceTier basis modelStatus model maskedCount updatedAt
        ends { nodeKey title resolvedCount passedCount share }
      }
    }
  }
`);

const AssessmentEvents = graphql(`
  subscription AssessmentEvents {
    escalationEvents {
      __typename
      ... on AssessmentReady { actor { id } reason handoff { id assessment { source basis } } }
    }
  }
`);

const Undo = graphql(`
  mutation AssessmentUndo($input: UndoStepInput!) {
    undoStep(input: $input) { id }
  }
`);

const assessmentOf = async (client: Client, id: string) =>
  (await client.run(GetAssessment, { id })).handoff?.assessment;

type Walk = readonly (readonly [nodeKey: string, branch: string])[];

const toSolved: Walk = [
  ['ping', 'Yes'],
  ['restart', 'It works'],
];
const toSenior: Walk = [
  ['ping', 'No'],
  ['cable', 'It was fine'],
];

/** A session that took these answers, finished. */
async function finish(client: Client, treeId: string, walk: Walk, outcome: 'RESOLVED' | 'UNRESOLVED') {
  const sessionId = await walked(client, treeId, walk);
  await client.run(Complete, { input: { sessionId, outcome } });
  return sessionId;
}

async function walked(client: Client, treeId: string, walk: Walk): Promise<string> {
  const sessionId = await startSession(client, { treeId });
  for (const [nodeKey, branch] of walk) await client.run(Answer, { input: { sessionId, nodeKey, branch } });
  return sessionId;
}

async function anAccountWithATree(h: Harness) {
  h.mailbox.ignoreAll();
  const people = await h.anAccount({ engineers: ['ada', 'grace'], viewers: ['rex'] });
  return { ...people, treeId: await publishTree(h.as(people.ada)) };
}

test('an escalation is assessed by what finished sessions did from the same node on', async () => {
  await using h = await openHarness();
  const { ada, grace, treeId } = await anAccountWithATree(h);
  for (let at = 0; at < 3; at++) await finish(h.as(ada), treeId, toSolved, 'RESOLVED');
  await finish(h.as(ada), treeId, toSenior, 'RESOLVED');
  await finish(h.as(ada), treeId, toSenior, 'UNRESOLVED');

  const { id } = await escalate(h.as(ada), { sessionId: await startSession(h.as(ada), { treeId }) });
  await h.settled();

  expect(await assessmentOf(h.as(grace), id)).toEqual({
    status: 'READY',
    source: 'EXPERIENCE',
    likelyCause: 'Solved',
    suggestedSteps: ['Does the server answer a ping? → Yes', 'Restart the service → It works', 'Solved'],
    confidence: 0.2307,
    confidenceTier: 'DISCOVERY',
    basis: '3 of 5',
    modelStatus: 'NOT_ASKED',
    model: null,
    maskedCount: 0,
    updatedAt: expect.any(String),
    ends: [
      { nodeKey: 'solved', title: 'Solved', resolvedCount: 3, passedCount: 5, share: 0.6 },
      { nodeKey: 'senior', title: 'Ask a senior', resolvedCount: 1, passedCount: 5, share: 0.2 },
    ],
  });
});

test('only sessions that passed the node count: not by an undone answer, nor by standing there', async () => {
  await using h = await openHarness();
  const { ada, treeId } = await anAccountWithATree(h);
  const client = h.as(ada);
  await finish(client, treeId, toSenior, 'RESOLVED');
  const undone = await walked(client, treeId, [...toSolved.slice(0, 1), ['restart', 'Still broken']]);
  for (let times = 0; times < 2; times++) await client.run(Undo, { input: { sessionId: undone } });
  for (const [nodeKey, branch] of toSenior)
    await client.run(Answer, { input: { sessionId: undone, nodeKey, branch } });
  await client.run(Complete, { input: { sessionId: undone, outcome: 'RESOLVED' } });
  await finish(client, treeId, toSolved.slice(0, 1), 'RESOLVED');
  await finish(client, treeId, toSolved, 'RESOLVED');

  const { id } = await escalate(client, { sessionId: await walked(client, treeId, toSolved.slice(0, 1)) });
  await h.settled();

  expect(await assessmentOf(client, id)).toMatchObject({ likelyCause: 'Solved', basis: '1 of 1' });
});

test('an answer that was given twice makes one session, and the way is the one from its last answer on', async () => {
  await using h = await openHarness();
  const { ada, treeId } = await anAccountWithATree(h);
  const client = h.as(ada);
  await finish(client, treeId, [['ping', 'No'], ['cable', 'Plugged it in'], ...toSolved], 'RESOLVED');

  const { id } = await escalate(client, { sessionId: await startSession(client, { treeId }) });
  await h.settled();

  expect(await assessmentOf(client, id)).toMatchObject({
    basis: '1 of 1',
    suggestedSteps: ['Does the server answer a ping? → Yes', 'Restart the service → It works', 'Solved'],
  });
});

test('experience outlives a new version of the tree, and its present titles are shown', async () => {
  await using h = await openHarness();
  const { ada, treeId } = await anAccountWithATree(h);
  const client = h.as(ada);
  await finish(client, treeId, toSolved, 'RESOLVED');
  const nodes = smallDocument.nodes.map(node =>
    node.key === 'solved' ? { ...node, title: 'The service had hung' } : node,
  );
  await client.send(
    `mutation ($id: ID!, $document: TreeDocumentInput!) {
      updateTree(input: { id: $id, expectedRevision: 1, document: $document }) { id }
      publishTree(input: { id: $id }) { id }
    }`,
    { id: treeId, document: { ...smallDocument, nodes } },
  );

  const { id } = await escalate(client, { sessionId: await startSession(client, { treeId }) });
  await h.settled();

  expect(await assessmentOf(client, id)).toMatchObject({
    likelyCause: 'The service had hung',
    basis: '1 of 1',
  });
});

test('a session that stands at an end is judged by those that finished there', async () => {
  await using h = await openHarness();
  const { ada, treeId } = await anAccountWithATree(h);
  await finish(h.as(ada), treeId, toSenior, 'RESOLVED');
  await finish(h.as(ada), treeId, toSenior, 'UNRESOLVED');

  const { id } = await escalate(h.as(ada), { sessionId: await walked(h.as(ada), treeId, toSenior) });
  await h.settled();

  expect(await assessmentOf(h.as(ada), id)).toMatchObject({
    likelyCause: 'Ask a senior',
    suggestedSteps: ['Ask a senior'],
    basis: '1 of 2',
  });
});

test('a rare node, and a rare end, of a tree that thousands have finished since are not forgotten', async () => {
  await using h = await openHarness();
  const { ada, grace, treeId } = await anAccountWithATree(h);
  await finish(h.as(ada), treeId, toSenior, 'RESOLVED');
  const common = await finish(h.as(ada), treeId, toSolved, 'RESOLVED');
  await h.app.database.query(
    `insert into session (account_id, id, problem, status, outcome, tree_id, tree_version_id, current_node_key,
                          engineer_id, opened_by_id, started_at, updated_at, completed_at, search_text)
     select account_id, gen_random_uuid(), problem, status, outcome, tree_id, tree_version_id, current_node_key,
            engineer_id, opened_by_id, started_at, updated_at, completed_at + interval '1 hour', search_text
       from session, generate_series(1, ?) where id = ?`,
    [sessionsLookedAtMax, decodeId('Session', common, 'id')],
  );

  const rare = await escalate(h.as(ada), {
    sessionId: await walked(h.as(ada), treeId, toSenior.slice(0, 1)),
  });
  const atEnd = await escalate(h.as(ada), { sessionId: await walked(h.as(ada), treeId, toSenior) });
  await h.settled();

  expect(await assessmentOf(h.as(grace), rare.id)).toMatchObject({
    likelyCause: 'Ask a senior',
    basis: '1 of 1',
  });
  expect(await assessmentOf(h.as(grace), atEnd.id)).toMatchObject({ basis: '1 of 1' });
});

test('other accounts are no experience, nor are sessions on another tree', async () => {
  await using h = await openHarness();
  const { ada, treeId } = await anAccountWithATree(h);
  const globex = await anAccountWithATree(h);
  await finish(h.as(globex.ada), globex.treeId, toSolved, 'RESOLVED');
  await finish(h.as(ada), await publishTree(h.as(ada), 'Another tree'), toSolved, 'RESOLVED');

  const { id } = await escalate(h.as(ada), { sessionId: await startSession(h.as(ada), { treeId }) });
  await h.settled();

  expect(await assessmentOf(h.as(ada), id)).toMatchObject({
    ...{ status: 'READY', source: 'NONE', likelyCause: null, suggestedSteps: [], basis: null },
    ...{ confidence: 0, confidenceTier: 'DISCOVERY' },
    ends: [{ resolvedCount: 0, share: 0 }, { resolvedCount: 0 }],
  });
});

test('a session without a tree is assessed as unknown, and a parked one not at all', async () => {
  await using h = await openHarness();
  const { ada } = await anAccountWithATree(h);

  const { id } = await escalate(h.as(ada));
  const parked = await escalate(h.as(ada), { intent: 'PARK' });
  await h.settled();

  expect(await assessmentOf(h.as(ada), id)).toMatchObject({ status: 'READY', source: 'NONE', ends: [] });
  expect(await assessmentOf(h.as(ada), parked.id)).toBeNull();
});

test('what was claimed or withdrawn meanwhile is assessed all the same, and announced once to the colleagues', async () => {
  await using h = await openHarness();
  const { ada, grace, treeId } = await anAccountWithATree(h);
  await finish(h.as(ada), treeId, toSolved, 'RESOLVED');
  await using stream = await h.as(grace).subscribe(AssessmentEvents);

  const claimed = await escalate(h.as(ada), { sessionId: await startSession(h.as(ada), { treeId }) });
  await claim(h.as(grace), claimed.id);
  const withdrawn = await escalate(h.as(ada));
  await h.as(ada).run(Withdraw, { input: { handoffId: withdrawn.id } });
  await h.settled();

  const events = [await stream.next(), await stream.next()].map(({ escalationEvents }) => escalationEvents);
  const ready = { __typename: 'AssessmentReady', actor: null, reason: null };
  // Two jobs, in whatever order they are done.
  expect(new Set(events)).toEqual(
    new Set([
      {
        ...ready,
        handoff: { id: claimed.id, assessment: { source: 'EXPERIENCE', basis: '1 of 1' } },
      },
      { ...ready, handoff: { id: withdrawn.id, assessment: { source: 'NONE', basis: null } } },
    ]),
  );
  await repeatFollowing(h, ada, claimed.id);
  await h.settled();
  const later = await escalate(h.as(ada));
  // The next event is of what came after it.
  expect(await stream.next()).toMatchObject({ escalationEvents: { handoff: { id: later.id } } });
});

/** As after a crash: the follower sees the same fact again, and the job runs a second time. */
async function repeatFollowing(h: Harness, { account }: Person, handoffId: string): Promise<void> {
  const payload = { handoffId: decodeId('Handoff', handoffId, 'id'), sessionId: newId(), actorId: null };
  const event = { id: newId(), accountId: account.uuid, type: 'escalation.created', payload, at: '' };
  await createAssessmentFollower(h.app.tools).follow([event]);
  const data = { accountId: account.uuid, handoffId: payload.handoffId };
  await h.app.jobs.enqueueAll('assessment', [{ key: newId(), data }]);
}

test('until it is there it is pending, and nobody but those who handle escalations may read it', async () => {
  await using h = await openHarness();
  const { ada, rex, grace } = await anAccountWithATree(h);
  const { id, session } = await escalate(h.as(ada));
  await h.settled();
  await h.app.database.query('delete from assessment where handoff_id = ?', [decodeId('Handoff', id, 'id')]);

  expect(await assessmentOf(h.as(ada), id)).toMatchObject({ status: 'PENDING', source: 'NONE' });

  await claim(h.as(grace), id);
  await h.as(grace).run(Complete, { input: { sessionId: session.id, outcome: 'RESOLVED' } });
  await expect(assessmentOf(h.as(rex), id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await assessmentOf(h.as(ada), id)).toBeNull();
});
