import { graphql } from '../generated/index.ts';
import { openHarness } from '../harness/harness.ts';
import { claim, escalate, publishTree, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';

/** Every way to write a selection that a reader has to look through: what is not seen would not be read. */
const QueueInPieces = graphql(`
  query ReadingQueueInPieces($people: Boolean!) {
    queue: escalationQueue(first: 5) {
      nodes { id notes: engineerNotes ...ReadingWithSession }
      edges {
        node { ... on Handoff { priority createdBy @include(if: $people) { name } } ... on Node { id } }
        cursor
      }
      ... on EscalationQueueConnection { edges { node { snapshot { problem stepCount } target { email } } } }
    }
  }

  fragment ReadingWithSession on Handoff {
    session { ...ReadingSession handoffs { nodes { id } } }
    claimedBy { id }
  }

  fragment ReadingSession on Session {
    problem status startedAt engineer { name account { name } } tree { title } currentNode { key } steps { kind }
  }
`);

const OneHandoff = graphql(`
  query ReadingOneHandoff($id: ID!) {
    handoff(id: $id) {
      state claimedAt closeReason claimedBy { id name role isActive }
      session { id clientName ticketRef openedBy { id } engineer { id } outcome completedAt summary }
    }
    node(id: $id) { ... on Handoff { state claimedBy { id } session { clientName } } }
  }
`);

test('whatever way it is written, everything that is selected of the queue is read', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const ada = h.as(acme.ada);
  const treeId = await publishTree(ada);
  const sessionId = await startSession(ada, { treeId, problem: 'No ping' });
  const made = await escalate(ada, {
    ...{ sessionId, priority: 'HIGH', engineerNotes: 'All cables are fine' },
    targetUserId: acme.grace.id,
  });

  const { queue } = await ada.run(QueueInPieces, { people: true });
  const { queue: without } = await ada.run(QueueInPieces, { people: false });

  const session = {
    ...{
      problem: 'No ping',
      status: 'ESCALATED',
      currentNode: { key: 'ping' },
      steps: [{ kind: 'HANDOFF' }],
    },
    engineer: { name: acme.ada.name, account: { name: acme.ada.account.name } },
    handoffs: { nodes: [{ id: made.id }] },
  };
  expect(queue.nodes).toMatchObject([
    { id: made.id, notes: 'All cables are fine', claimedBy: null, session },
  ]);
  expect(queue.edges).toMatchObject([
    {
      node: {
        ...{ id: made.id, priority: 'HIGH', createdBy: { name: acme.ada.name } },
        ...{ snapshot: { problem: 'No ping' }, target: { email: acme.grace.email } },
      },
    },
  ]);
  expect(without.edges[0]?.node).not.toHaveProperty('createdBy');
});

test('a handoff by its id shows its session and its people as they are', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const sessionId = await startSession(h.as(acme.ada), { clientName: 'Contoso', ticketRef: 'T-7' });
  const { id } = await escalate(h.as(acme.ada), { sessionId });
  await claim(h.as(acme.grace), id);

  const found = await h.as(acme.ada).run(OneHandoff, { id });

  expect(found.handoff).toMatchObject({
    ...{ state: 'CLAIMED', claimedAt: expect.stringMatching(/^\d{4}-.+\.\d{3}Z$/), closeReason: null },
    claimedBy: { id: acme.grace.id, name: acme.grace.name, role: 'ENGINEER', isActive: true },
    session: {
      ...{ id: sessionId, clientName: 'Contoso', ticketRef: 'T-7', outcome: null, completedAt: null },
      ...{ openedBy: { id: acme.ada.id }, engineer: { id: acme.grace.id }, summary: null },
    },
  });
  expect(found.node).toMatchObject({ claimedBy: { id: acme.grace.id }, session: { clientName: 'Contoso' } });
});

test('each mutation of a document shows the handoff and its session as that mutation left them', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const made = await escalate(h.as(acme.ada));
  const state = 'state session { status handoffs { nodes { state session { status } } } }';

  const { data } = await h.as(acme.grace).send(
    `mutation ($id: ID!) {
      claimed: claimHandoff(input: { handoffId: $id }) { ... on HandoffClaimed { handoff { ${state} } } }
      released: releaseHandoff(input: { handoffId: $id }) { ${state} }
    }`,
    { id: made.id },
  );

  const seen = (handoff: string, status: string) => ({
    state: handoff,
    session: { status, handoffs: { nodes: [{ state: handoff, session: { status } }] } },
  });
  expect(data).toEqual({
    claimed: { handoff: seen('CLAIMED', 'ACTIVE') },
    released: seen('OPEN', 'ESCALATED'),
  });
});
