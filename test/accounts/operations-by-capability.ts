import { decodeId, encodeId } from '../../src/graphql/ids.ts';
import type { Capability } from '../../src/kernel/capabilities.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Harness, Person } from '../harness/harness.ts';
import { claim, escalate, publishTree, startSession } from '../harness/stories.ts';
import { insertFailedNote, insertTicketSystem } from '../integrations/rows.ts';

/** The people of the account in which operations are tried. */
export interface World {
  readonly h: Harness;
  readonly owner: Person;
  readonly colleague: Person;
  readonly maker: Person;
  readonly target: Person;
  /** Who prepares what must be the actor's own; a colleague for an actor who can have nothing of that kind. */
  readonly doer: Person;
}

/** An operation that needs a capability. */
export interface Operation {
  /** Its field in the schema, and after a blank what is special about it. */
  readonly name: string;
  readonly capability: Capability;
  readonly query: string;
  /** Makes what it works on; returns the public id, for `$id`. */
  prepare?(world: World): Promise<string>;
  /** The code for those who may not, unless it is FORBIDDEN: what they may not even know of is not found. */
  readonly refusal?: 'NOT_FOUND';
}

const aDraft = async ({ h, colleague }: World) => {
  const create = 'mutation { createTree(input: { title: "A draft" }) { id } }';
  const { data } = await h.as(colleague).send<{ createTree: { id: string } }>(create);
  return data?.createTree.id ?? '';
};

const aSoundDraft = async (world: World) => {
  const id = await aDraft(world);
  const document = `{ rootKey: "a", nodes: [{ key: "a", kind: SOLUTION, title: "Restart it" }] }`;
  const query = `mutation ($id: ID!) {
    updateTree(input: { id: $id, expectedRevision: 1, document: ${document} }) { id }
  }`;
  await world.h.as(world.colleague).send(query, { id });
  return id;
};

const invite = async ({ h, owner }: World, role: string) => {
  const email = `${newId()}@guests.example`;
  const query = `mutation { inviteUser(input: { email: "${email}", role: ${role} }) { id } }`;
  const { data } = await h.as(owner).send<{ inviteUser: { id: string } }>(query);
  return data?.inviteUser.id ?? '';
};
const anInvitation = (world: World) => invite(world, 'VIEWER');
const anOwnersInvitation = (world: World) => invite(world, 'OWNER');

const aPublishedTree = ({ h, colleague }: World) => publishTree(h.as(colleague));
const ownSession = ({ h, doer }: World) => startSession(h.as(doer));
const colleaguesSession = ({ h, colleague }: World) => startSession(h.as(colleague));

const ownSessionOnATree = async (world: World) =>
  await startSession(world.h.as(world.doer), { treeId: await aPublishedTree(world) });

const ownSessionWithANote = async (world: World) => {
  const id = await ownSession(world);
  const query = `mutation ($id: ID!) { addNote(input: { sessionId: $id, text: "Restarted it" }) { id } }`;
  await world.h.as(world.doer).send(query, { id });
  return id;
};

const ownParkedSession = async ({ h, doer }: World) =>
  (await escalate(h.as(doer), { intent: 'PARK' })).session.id;

const aCompletedSession = async (world: World) => {
  const id = await colleaguesSession(world);
  const query = `mutation ($id: ID!) { completeSession(input: { sessionId: $id, outcome: RESOLVED }) { id } }`;
  await world.h.as(world.colleague).send(query, { id });
  return id;
};

const anEscalation = async ({ h, maker }: World) => (await escalate(h.as(maker))).id;
const ownEscalation = async ({ h, doer }: World) => (await escalate(h.as(doer))).id;

const ownClaim = async (world: World) => {
  const id = await anEscalation(world);
  await claim(world.h.as(world.doer), id);
  return id;
};

const colleaguesClaim = async (world: World) => {
  const id = await anEscalation(world);
  await claim(world.h.as(world.colleague), id);
  return id;
};

/** One whose session is completed: viewers may read it, but not what is only for those who handle it. */
const aResolvedEscalation = async (world: World) => {
  const { id, session } = await escalate(world.h.as(world.maker));
  await claim(world.h.as(world.colleague), id);
  const query = `mutation ($id: ID!) { completeSession(input: { sessionId: $id, outcome: RESOLVED }) { id } }`;
  await world.h.as(world.colleague).send(query, { id: session.id });
  return id;
};

const aPerson = async ({ target }: World) => target.id;

/** A stream as another replica writes it into the register. */
const aStream = async ({ h, colleague }: World) => {
  const [id, replicaId] = [newId(), newId()];
  await h.app.database.query('insert into live_replica (id, seen_at) values (?, now())', [replicaId]);
  await h.app.database.query(
    'insert into live_stream (account_id, id, user_id, replica_id, opened_at) values (?, ?, ?, ?, now())',
    [colleague.account.uuid, id, colleague.uuid, replicaId],
  );
  return encodeId('LiveStream', id);
};

/** A ticket system at an address that nothing is ever sent to. */
const aTicketSystem = async ({ h, owner }: World) => {
  await insertTicketSystem(h, owner);
  return owner.id;
};

const aSessionWithATicket = async (world: World) => {
  await aTicketSystem(world);
  return await startSession(world.h.as(world.colleague), { ticketRef: '12345' });
};

const aFailedNote = async (world: World) =>
  await insertFailedNote(world.h, world.colleague, await aSessionWithATicket(world));

/** A webhook that nothing is sent to. */
const aWebhook = async ({ h, owner }: World) => {
  const { data } = await h
    .as(owner)
    .send<{ createWebhookEndpoint: { endpoint: { id: string } } }>(
      `mutation { createWebhookEndpoint(input: { ${webhookInput} }) { endpoint { id } } }`,
    );
  const id = data?.createWebhookEndpoint.endpoint.id ?? '';
  await h.app.database.query(`update webhook_endpoint set event_types = '{}' where account_id = ?`, [
    owner.account.uuid,
  ]);
  return id;
};

const webhookInput = 'name: "Hook", url: "https://hooks.invalid/x", events: [ESCALATION_CREATED]';

const aDelivery = async (world: World) => {
  const endpointId = decodeId('WebhookEndpoint', await aWebhook(world), 'id');
  const id = newId();
  await world.h.app.database.query(
    `insert into webhook_delivery (account_id, id, endpoint_id, message, event_type, body, state, attempts, created_at)
     values (?, ?, ?, ?, 'test', '{}', 'SENT', 1, now())`,
    [world.owner.account.uuid, id, endpointId, id],
  );
  return encodeId('WebhookDelivery', id);
};

/** `mutation ($id: ID!) { … }` around a mutation's field with this input. */
const mutate = (field: string, input: string, selection = '{ id }') =>
  `mutation ($id: ID!) { ${field}(input: { ${input} }) ${selection} }`;

/** Every operation that needs a capability, in an order in which none takes away what a later one needs. */
export const operations: readonly Operation[] = [
  { name: 'users', capability: 'READ_PEOPLE', query: '{ users { nodes { id } } }' },

  {
    ...{ name: 'tree', capability: 'READ_TREES', prepare: aPublishedTree },
    query: 'query ($id: ID!) { tree(id: $id) { id document { rootKey } publishedVersion { id } } }',
  },
  { name: 'trees', capability: 'READ_TREES', query: '{ trees { nodes { id } } }' },
  { name: 'treeCategories', capability: 'READ_TREES', query: '{ treeCategories { name } }' },
  {
    ...{ name: 'createTree', capability: 'WRITE_TREES' },
    query: 'mutation { createTree(input: { title: "A tree" }) { id } }',
  },
  {
    ...{ name: 'updateTree', capability: 'WRITE_TREES', prepare: aDraft },
    query: mutate('updateTree', 'id: $id, expectedRevision: 1, title: "Another title"'),
  },
  {
    ...{ name: 'publishTree', capability: 'WRITE_TREES', prepare: aSoundDraft },
    query: mutate('publishTree', 'id: $id'),
  },
  {
    ...{ name: 'archiveTree', capability: 'WRITE_TREES', prepare: aPublishedTree },
    query: mutate('archiveTree', 'id: $id'),
  },
  {
    ...{ name: 'deleteTree', capability: 'DELETE_TREES', prepare: aPublishedTree },
    query: mutate('deleteTree', 'id: $id', ''),
  },

  {
    ...{ name: 'session of a colleague, completed', capability: 'READ_COMPLETED_SESSIONS' },
    ...{ prepare: aCompletedSession, query: 'query ($id: ID!) { session(id: $id) { id transcript } }' },
  },
  {
    ...{ name: 'session of a colleague, active', capability: 'READ_ALL_SESSIONS', refusal: 'NOT_FOUND' },
    ...{ prepare: colleaguesSession, query: 'query ($id: ID!) { session(id: $id) { id } }' },
  },
  {
    ...{ name: 'node of a colleague’s session', capability: 'READ_ALL_SESSIONS', refusal: 'NOT_FOUND' },
    ...{ prepare: colleaguesSession, query: 'query ($id: ID!) { node(id: $id) { id } }' },
  },
  {
    ...{ name: 'sessions', capability: 'READ_COMPLETED_SESSIONS' },
    query: '{ sessions(scope: ACCOUNT) { nodes { id } } }',
  },
  {
    ...{ name: 'startSession', capability: 'RUN_SESSIONS' },
    query: 'mutation { startSession(input: { problem: "Outlook" }) { id } }',
  },
  {
    ...{ name: 'answerStep', capability: 'RUN_SESSIONS', prepare: ownSessionOnATree },
    query: mutate('answerStep', 'sessionId: $id, nodeKey: "ping", branch: "Yes"'),
  },
  {
    ...{ name: 'addNote', capability: 'RUN_SESSIONS', prepare: ownSession },
    query: mutate('addNote', 'sessionId: $id, text: "Restarted it"'),
  },
  {
    ...{ name: 'undoStep', capability: 'RUN_SESSIONS', prepare: ownSessionWithANote },
    query: mutate('undoStep', 'sessionId: $id'),
  },
  {
    ...{ name: 'updateSession', capability: 'RUN_SESSIONS', prepare: ownSession },
    query: mutate('updateSession', 'sessionId: $id, ticketRef: "T-1"'),
  },
  {
    ...{ name: 'completeSession', capability: 'RUN_SESSIONS', prepare: ownSession },
    query: mutate('completeSession', 'sessionId: $id, outcome: UNRESOLVED'),
  },
  {
    ...{ name: 'resumeSession', capability: 'RUN_SESSIONS', prepare: ownParkedSession },
    query: mutate('resumeSession', 'sessionId: $id'),
  },

  {
    ...{ name: 'escalationQueue', capability: 'HANDLE_ESCALATIONS', prepare: anEscalation },
    query: '{ escalationQueue { eventCursor nodes { id } } }',
  },
  {
    ...{ name: 'handoff', capability: 'HANDLE_ESCALATIONS', prepare: anEscalation, refusal: 'NOT_FOUND' },
    query: 'query ($id: ID!) { handoff(id: $id) { id engineerNotes } }',
  },
  { name: 'handoffs', capability: 'HANDLE_ESCALATIONS', query: '{ handoffs { nodes { id } } }' },
  {
    ...{ name: 'createHandoff to escalate', capability: 'HANDLE_ESCALATIONS', prepare: ownSession },
    query: mutate('createHandoff', 'sessionId: $id, intent: ESCALATE, engineerNotes: "Stuck"'),
  },
  {
    ...{ name: 'createHandoff to park', capability: 'HANDLE_ESCALATIONS', prepare: ownSession },
    query: mutate('createHandoff', 'sessionId: $id, intent: PARK'),
  },
  {
    ...{ name: 'claimHandoff', capability: 'HANDLE_ESCALATIONS', prepare: anEscalation },
    query: mutate('claimHandoff', 'handoffId: $id', '{ ... on HandoffClaimed { handoff { id } } }'),
  },
  {
    ...{ name: 'releaseHandoff', capability: 'HANDLE_ESCALATIONS', prepare: ownClaim },
    query: mutate('releaseHandoff', 'handoffId: $id'),
  },
  {
    ...{ name: 'releaseHandoff of a colleague', capability: 'RELEASE_ANY_CLAIM', prepare: colleaguesClaim },
    query: mutate('releaseHandoff', 'handoffId: $id'),
  },
  {
    ...{ name: 'returnHandoff', capability: 'HANDLE_ESCALATIONS', prepare: ownClaim },
    query: mutate('returnHandoff', 'handoffId: $id, guidance: "Try the other cable"'),
  },
  {
    ...{ name: 'withdrawHandoff', capability: 'HANDLE_ESCALATIONS', prepare: ownEscalation },
    query: mutate('withdrawHandoff', 'handoffId: $id'),
  },

  {
    ...{ name: 'escalationPolicy', capability: 'HANDLE_ESCALATIONS' },
    query: '{ escalationPolicy { claimReminderMinutes secondLine { id } rungs { audience } } }',
  },
  {
    ...{ name: 'updateEscalationPolicy', capability: 'MANAGE_ESCALATION_POLICY', prepare: aPerson },
    query: mutate('updateEscalationPolicy', 'secondLineUserIds: [$id]', '{ secondLine { id } }'),
  },
  {
    ...{ name: 'markWatching', capability: 'HANDLE_ESCALATIONS', prepare: anEscalation },
    query: mutate('markWatching', 'handoffId: $id', '{ watchers { since } }'),
  },
  {
    ...{ name: 'stopWatching', capability: 'HANDLE_ESCALATIONS', prepare: anEscalation },
    query: mutate('stopWatching', 'handoffId: $id', '{ watchers { since } }'),
  },
  {
    ...{
      name: 'handoff with its assessment',
      capability: 'HANDLE_ESCALATIONS',
      prepare: aResolvedEscalation,
    },
    query: 'query ($id: ID!) { handoff(id: $id) { id assessment { status } } }',
  },
  {
    ...{ name: 'escalationMetrics', capability: 'READ_METRICS' },
    query: `{ escalationMetrics(from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z") { total { created } } }`,
  },

  { name: 'accountUsage', capability: 'READ_USAGE', query: '{ accountUsage { storedBytes } }' },

  { name: 'liveStreams', capability: 'MANAGE_STREAMS', query: '{ liveStreams { nodes { id } } }' },
  {
    ...{ name: 'endLiveStream', capability: 'MANAGE_STREAMS', prepare: aStream },
    query: mutate('endLiveStream', 'id: $id', ''),
  },

  {
    ...{ name: 'connectTicketSystem', capability: 'MANAGE_INTEGRATIONS' },
    query: `mutation { connectTicketSystem(input: {
      kind: CONNECTWISE, baseUrl: "https://psa.example", companyId: "acme", publicKey: "a", privateKey: "b", clientId: "c"
    }) { id } }`,
  },
  {
    ...{ name: 'ticketSystem', capability: 'MANAGE_INTEGRATIONS', prepare: aTicketSystem },
    query: '{ ticketSystem { id } }',
  },
  {
    ...{ name: 'updateTicketSystem', capability: 'MANAGE_INTEGRATIONS', prepare: aTicketSystem },
    query: 'mutation { updateTicketSystem(input: { postOnReturn: false }) { id } }',
  },
  {
    ...{ name: 'testTicketSystem', capability: 'MANAGE_INTEGRATIONS', prepare: aTicketSystem },
    query: 'mutation { testTicketSystem { ok message } }',
  },
  {
    ...{ name: 'disconnectTicketSystem', capability: 'MANAGE_INTEGRATIONS', prepare: aTicketSystem },
    query: 'mutation { disconnectTicketSystem }',
  },
  {
    ...{ name: 'previewTicketNote', capability: 'HANDLE_ESCALATIONS', prepare: colleaguesSession },
    query: 'query ($id: ID!) { previewTicketNote(id: $id) { text } }',
  },
  {
    ...{ name: 'postTicketNote', capability: 'HANDLE_ESCALATIONS', prepare: aSessionWithATicket },
    query: mutate('postTicketNote', 'id: $id'),
  },
  {
    ...{ name: 'retryTicketNote', capability: 'HANDLE_ESCALATIONS', prepare: aFailedNote },
    query: mutate('retryTicketNote', 'ticketNoteId: $id'),
  },

  {
    ...{ name: 'webhookEndpoints', capability: 'MANAGE_INTEGRATIONS' },
    query: '{ webhookEndpoints { nodes { id url deliveries { nodes { id } } } } }',
  },
  {
    ...{ name: 'createWebhookEndpoint', capability: 'MANAGE_INTEGRATIONS' },
    query: mutate('createWebhookEndpoint', webhookInput, '{ endpoint { id } }').replace('($id: ID!)', ''),
  },
  {
    ...{ name: 'updateWebhookEndpoint', capability: 'MANAGE_INTEGRATIONS', prepare: aWebhook },
    query: mutate('updateWebhookEndpoint', 'endpointId: $id, name: "Other"'),
  },
  {
    ...{ name: 'disableWebhookEndpoint', capability: 'MANAGE_INTEGRATIONS', prepare: aWebhook },
    query: mutate('disableWebhookEndpoint', 'endpointId: $id'),
  },
  {
    ...{ name: 'enableWebhookEndpoint', capability: 'MANAGE_INTEGRATIONS', prepare: aWebhook },
    query: mutate('enableWebhookEndpoint', 'endpointId: $id'),
  },
  {
    ...{ name: 'rotateWebhookSecret', capability: 'MANAGE_INTEGRATIONS', prepare: aWebhook },
    query: mutate('rotateWebhookSecret', 'endpointId: $id', '{ secret }'),
  },
  {
    ...{ name: 'testWebhookEndpoint', capability: 'MANAGE_INTEGRATIONS', prepare: aWebhook },
    query: mutate('testWebhookEndpoint', 'endpointId: $id'),
  },
  {
    ...{ name: 'replayWebhookDelivery', capability: 'MANAGE_INTEGRATIONS', prepare: aDelivery },
    query: mutate('replayWebhookDelivery', 'deliveryId: $id'),
  },
  {
    ...{ name: 'deleteWebhookEndpoint', capability: 'MANAGE_INTEGRATIONS', prepare: aWebhook },
    query: mutate('deleteWebhookEndpoint', 'endpointId: $id', ''),
  },

  {
    ...{ name: 'inviteUser', capability: 'INVITE_PEOPLE' },
    query: 'mutation { inviteUser(input: { email: "gina@guests.example", role: VIEWER }) { id } }',
  },
  {
    ...{ name: 'inviteUser as OWNER', capability: 'CHANGE_OWNERS' },
    query: 'mutation { inviteUser(input: { email: "olga@guests.example", role: OWNER }) { id } }',
  },
  {
    name: 'invitations',
    capability: 'INVITE_PEOPLE',
    query: '{ invitations { nodes { id email acceptUrl } } }',
  },
  {
    ...{ name: 'revokeInvitation', capability: 'INVITE_PEOPLE', prepare: anInvitation },
    query: mutate('revokeInvitation', 'invitationId: $id'),
  },
  {
    ...{ name: 'revokeInvitation of an OWNER', capability: 'CHANGE_OWNERS', prepare: anOwnersInvitation },
    query: mutate('revokeInvitation', 'invitationId: $id'),
  },
  {
    ...{ name: 'updateUserRole', capability: 'CHANGE_ROLES', prepare: aPerson },
    query: mutate('updateUserRole', 'userId: $id, role: VIEWER'),
  },
  {
    ...{ name: 'deactivateUser', capability: 'CHANGE_ROLES', prepare: aPerson },
    query: mutate('deactivateUser', 'userId: $id'),
  },
  {
    ...{ name: 'reactivateUser', capability: 'CHANGE_ROLES', prepare: aPerson },
    query: mutate('reactivateUser', 'userId: $id'),
  },
  {
    ...{ name: 'updateUserRole to OWNER', capability: 'CHANGE_OWNERS', prepare: aPerson },
    query: mutate('updateUserRole', 'userId: $id, role: OWNER'),
  },
  {
    ...{ name: 'logoutEverybody', capability: 'LOGOUT_EVERYBODY' },
    query: 'mutation { logoutEverybody }',
  },
];

/** Fields that depend on no capability: signing in and out, and oneself; and the streams, which are tried apart. */
export const openToAll: readonly string[] = [
  ...[
    'register',
    'login',
    'refreshTokens',
    'logout',
    'requestPasswordReset',
    'resetPassword',
    'acceptInvitation',
  ],
  ...['me', 'changePassword', 'logoutEverywhere', 'verifyEmail', 'resendVerification'],
  ...['notificationPreferences', 'updateNotificationPreferences'],
  // A list of one's own lines; that of a VIEWER is empty.
  ...['notifications', 'markNotificationsRead'],
  ...['escalationCreated', 'escalationEvents', 'notificationReceived'],
];
