import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { decodeId, encodeId } from '../../src/graphql/ids.ts';
import { newId } from '../../src/kernel/ids.ts';
import { schema } from '../../src/schema.ts';
import { Queue } from '../handoffs/documents.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import {
  claim,
  EscalationEvents,
  escalate,
  publishTree,
  smallDocument,
  startSession,
} from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { insertFailedNote, insertTicketSystem } from '../integrations/rows.ts';

/**
 * Walks the schema itself: every query with every id of another account, every mutation with its ids, every
 * subscription with its cursor. A field that is added is walked without anybody having to remember it; an id
 * argument whose meaning the walk does not know makes it fail.
 */

/** Stands in every text of the account whose secrets are to be kept. */
const marker = 'SECRETOFACME';

interface Secrets extends AsyncDisposable {
  readonly ids: Readonly<
    Record<
      | 'Account'
      | 'User'
      | 'Tree'
      | 'TreeVersion'
      | 'Session'
      | 'Handoff'
      | 'LiveStream'
      | 'TicketSystem'
      | 'TicketNote'
      | 'WebhookEndpoint'
      | 'WebhookDelivery'
      | 'Notification'
      | 'Invitation',
      string
    >
  >;
  readonly cursor: string;
  readonly owner: Person;
}

/** Which type an id argument or input field means; fields called just `id` are told by their operation. */
const idMeanings: Readonly<Record<string, keyof Secrets['ids']>> = {
  treeId: 'Tree',
  sessionId: 'Session',
  handoffId: 'Handoff',
  userId: 'User',
  targetUserId: 'User',
  secondLineUserIds: 'User',
  tree: 'Tree',
  session: 'Session',
  handoff: 'Handoff',
  updateTree: 'Tree',
  publishTree: 'Tree',
  archiveTree: 'Tree',
  deleteTree: 'Tree',
  endLiveStream: 'LiveStream',
  ticketNoteId: 'TicketNote',
  previewTicketNote: 'Handoff',
  postTicketNote: 'Session',
  endpointId: 'WebhookEndpoint',
  deliveryId: 'WebhookDelivery',
  upTo: 'Notification',
  ids: 'Notification',
  invitationId: 'Invitation',
};

/** Types whose ids `node` knows nothing of. */
const notNodes: readonly string[] = [
  'LiveStream',
  'TicketSystem',
  'TicketNote',
  'WebhookEndpoint',
  'WebhookDelivery',
  'Invitation',
];

function idFor(secrets: Secrets, name: string, operation: string): string {
  const meaning = idMeanings[name === 'id' ? operation : name];
  if (meaning === undefined) throw new Error(`teach this test what the id "${name}" of ${operation} means`);
  return secrets.ids[meaning];
}

let filled: Promise<Filled> | null = null;

/** The secrets to be kept. Nobody here may change them, so all tests look at the same; each has a stream of its own. */
async function openSecrets(h: Harness): Promise<Secrets> {
  filled ??= fillAccount(h);
  const { ada, ...secrets } = await filled;
  const stream = await h.as(ada).subscribe(EscalationEvents);
  const listed = await h
    .as(secrets.owner)
    .send<{ liveStreams: { nodes: { id: string }[] } }>('{ liveStreams { nodes { id } } }');
  return {
    ...secrets,
    ids: { ...secrets.ids, LiveStream: listed.data?.liveStreams.nodes[0]?.id ?? '' },
    [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose](),
  };
}

interface Filled extends Omit<Secrets, 'ids' | keyof AsyncDisposable> {
  readonly ids: Omit<Secrets['ids'], 'LiveStream'>;
  readonly ada: Person;
}

/** An account full of things, every text of which carries the marker. */
async function fillAccount(h: Harness): Promise<Filled> {
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await h.app.database.query('update app_user set name = name || ? where account_id = ?', [
    marker,
    acme.owner.account.uuid,
  ]);
  await h.app.database.query('update account set name = ? where id = ?', [marker, acme.owner.account.uuid]);
  const ada = h.as(acme.ada);
  const document = {
    ...smallDocument,
    nodes: smallDocument.nodes.map(node => ({ ...node, title: `${node.title} ${marker}` })),
  };
  const treeId = await publishTree(ada, `Tree ${marker}`, document);
  const sessionId = await startSession(ada, {
    treeId,
    problem: marker,
    clientName: marker,
    ticketRef: marker,
  });
  const { id } = await escalate(ada, { sessionId, engineerNotes: marker });
  await claim(h.as(acme.grace), id);
  const parked = await startSession(ada, { treeId, problem: marker });
  await escalate(ada, { sessionId: parked, intent: 'PARK', engineerNotes: marker });
  const open = await escalate(ada, { engineerNotes: marker });
  const ticketSystem = await insertTicketSystem(h, acme.owner, marker);
  const ticketNote = await insertFailedNote(h, acme.owner, sessionId);
  const versions = await ada.send<{ tree: { publishedVersion: { id: string } } }>(
    'query ($id: ID!) { tree(id: $id) { publishedVersion { id } } }',
    { id: treeId },
  );
  await h
    .as(acme.owner)
    .send(
      'mutation ($id: ID!) { updateEscalationPolicy(input: { secondLineUserIds: [$id] }) { rungs { audience } } }',
      { id: acme.grace.id },
    );
  const { escalationQueue } = await ada.run(Queue, {});
  await h.settled();
  const told = await h
    .as(acme.owner)
    .send<{ notifications: { nodes: { id: string }[] } }>('{ notifications { nodes { id } } }');
  const invited = await h
    .as(acme.owner)
    .send<{ inviteUser: { id: string } }>(
      'mutation ($email: String!) { inviteUser(input: { email: $email, role: VIEWER }) { id } }',
      { email: `${marker}@guests.example` },
    );
  // Assessments and milestones are written by jobs.
  await h.settled();
  return {
    ids: {
      Account: acme.owner.account.id,
      User: acme.ada.id,
      Tree: treeId,
      TreeVersion: versions.data?.tree.publishedVersion.id ?? '',
      Session: sessionId,
      Handoff: open.id,
      TicketSystem: ticketSystem,
      TicketNote: ticketNote,
      ...(await addWebhook(h, acme.owner)),
      Invitation: invited.data?.inviteUser.id ?? '',
      Notification: told.data?.notifications.nodes[0]?.id ?? '',
    },
    cursor: escalationQueue.eventCursor,
    owner: acme.owner,
    ada: acme.ada,
  };
}

/** A webhook that nothing is sent to, with one message in its log. */
async function addWebhook(h: Harness, owner: Person) {
  const made = await h.as(owner).send<{ createWebhookEndpoint: { endpoint: { id: string } } }>(
    `mutation ($name: String!, $url: String!) {
       createWebhookEndpoint(input: { name: $name, url: $url, events: [ESCALATION_CREATED] }) { endpoint { id } }
     }`,
    { name: marker, url: `https://hooks.example.com/${marker}` },
  );
  const WebhookEndpoint = made.data?.createWebhookEndpoint.endpoint.id ?? '';
  const id = newId();
  await h.app.database.query(
    `insert into webhook_delivery (account_id, id, endpoint_id, message, event_type, body, state, attempts, created_at)
     values (?, ?, ?, ?, 'test', ?, 'SENT', 1, now())`,
    [owner.account.uuid, id, decodeId('WebhookEndpoint', WebhookEndpoint, 'id'), id, marker],
  );
  return { WebhookEndpoint, WebhookDelivery: encodeId('WebhookDelivery', id) };
}

const depthMax = 5;

/**
 * Selections that together hold every field below a type, each type once on a way down. There is one for each branch
 * near the top, since all of it in one query would be refused as too costly, as it should be.
 */
function selections(type: GraphQLOutputType, seen: readonly string[] = [], split = 2): string[] {
  const named = getNamedType(type);
  if (isLeaf(type)) return [''];
  const members = isUnionType(named)
    ? named.getTypes()
    : isInterfaceType(named)
      ? schema.getImplementations(named).objects
      : null;
  if (members !== null) {
    return members.flatMap(member =>
      selections(member, seen, split).map(inner => `{ __typename ... on ${member.name} ${inner} }`),
    );
  }
  if (!isObjectType(named)) return [''];
  const deeper = [...seen, named.name];
  const fields = Object.values(named.getFields())
    // The nodes of a connection are the nodes of its edges.
    .filter(field => field.name !== 'edges')
    .filter(field =>
      field.args.every(argument => !isNonNullType(argument.type) || argument.defaultValue !== undefined),
    );
  const leaves = fields.filter(field => isLeaf(field.type)).map(field => field.name);
  const branches = fields
    .filter(
      field =>
        !isLeaf(field.type) && deeper.length < depthMax && !deeper.includes(getNamedType(field.type).name),
    )
    .map(field => {
      const limited = field.args.some(argument => argument.name === 'first')
        ? `${field.name}(first: 1)`
        : field.name;
      return selections(field.type, deeper, split - 1).map(inner => `${limited} ${inner}`);
    });
  const own = ['__typename', ...leaves].join(' ');
  if (branches.length === 0) return [`{ ${own} }`];
  if (split <= 0) return [`{ ${own} ${branches.flat().join(' ')} }`];
  return branches.flat().map(branch => `{ ${own} ${branch} }`);
}

function isLeaf(type: GraphQLOutputType): boolean {
  const named = getNamedType(type);
  return !isObjectType(named) && !isUnionType(named) && !isInterfaceType(named);
}

/** A value that the type accepts, with the other account's id wherever an id is asked for. */
function makeValue(type: GraphQLInputType, name: string, operation: string, secrets: Secrets): unknown {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) {
    return getNamedType(inner).name === 'ID' ? [idFor(secrets, name, operation)] : [];
  }
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (isInputObjectType(inner)) {
    if (inner.name === 'TreeDocumentInput') return smallDocument;
    return Object.fromEntries(
      Object.values(inner.getFields()).map(field => [
        field.name,
        makeValue(field.type, field.name, operation, secrets),
      ]),
    );
  }
  const named = getNamedType(inner).name;
  if (named === 'ID') return idFor(secrets, name, operation);
  if (named === 'EventCursor') return secrets.cursor;
  if (named === 'DateTime')
    // Other tests may have moved the clock by days.
    return new Date(Date.now() + (name === 'from' ? -1 : 300) * 86_400_000).toISOString();
  if (named === 'Int') return 1;
  if (named === 'Boolean') return true;
  if (name === 'email') return 'somebody@else.example';
  if (name === 'idempotencyKey') return crypto.randomUUID();
  return name.toLowerCase().includes('password') ? 'a long enough passphrase' : 'some text';
}

const argumentsOf = (field: GraphQLField<unknown, unknown>) => {
  const declared = field.args.map(argument => `$${argument.name}: ${argument.type}`).join(', ');
  const passed = field.args.map(argument => `${argument.name}: $${argument.name}`).join(', ');
  return { declared: declared && `(${declared})`, passed: passed && `(${passed})` };
};

const hasId = (type: GraphQLInputType): boolean => {
  const named = getNamedType(type);
  if (named.name === 'ID') return true;
  return isInputObjectType(named) && Object.values(named.getFields()).some(field => hasId(field.type));
};

/** A range of time that holds everything there is. */
const isMoment = (type: GraphQLInputType): boolean => getNamedType(type).name === 'DateTime';

function fieldsOf(root: GraphQLObjectType | null | undefined): GraphQLField<unknown, unknown>[] {
  return Object.values(root?.getFields() ?? {});
}

/** Nothing of the other account, in any form. */
function expectNoSecret(answer: unknown, secrets: Secrets, where: string): void {
  const text = JSON.stringify(answer);
  const leaked = [marker, ...Object.values(secrets.ids)].filter(secret => text.includes(secret));
  expect({ where, leaked }).toEqual({ where, leaked: [] });
}

test('no query shows anything of another account, whatever ids it is given', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  await using secrets = await openSecrets(h);
  const stranger = h.as((await h.anAccount()).owner);
  const walked: string[] = [];

  for (const field of fieldsOf(schema.getQueryType())) {
    const { declared, passed } = argumentsOf(field);
    const attempts: Record<string, unknown>[] =
      field.name === 'node'
        ? Object.entries(secrets.ids)
            .filter(([type]) => !notNodes.includes(type))
            .map(([, id]) => ({ id }))
        : [
            Object.fromEntries(
              field.args
                .filter((argument: GraphQLArgument) => hasId(argument.type) || isMoment(argument.type))
                .map(argument => [
                  argument.name,
                  makeValue(argument.type, argument.name, field.name, secrets),
                ]),
            ),
          ];
    const queries = selections(field.type).map(
      inner => `query Walk${declared} { ${field.name}${passed} ${inner} }`,
    );
    for (const [variables, query] of attempts.flatMap(attempt =>
      queries.map(query => [attempt, query] as const),
    )) {
      const answer = await stranger.send(query, { first: 2, groupBy: 'ENGINEER', ...variables });
      const code = answer.errors?.[0]?.extensions.code;
      expect({ field: field.name, status: answer.status, code }).toEqual({
        field: field.name,
        status: 200,
        code: field.args.some(argument => hasId(argument.type)) ? 'NOT_FOUND' : undefined,
      });
      expectNoSecret(answer, secrets, field.name);
      walked.push(field.name);
    }
  }

  expect(walked.length).toBeGreaterThan(12);
});

test('the same walk by the account itself does find its things, so it is not blind', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  await using secrets = await openSecrets(h);
  const found = new Set<string>();

  for (const field of fieldsOf(schema.getQueryType()).filter(({ name }) => name !== 'node')) {
    const { declared, passed } = argumentsOf(field);
    const ids = field.args.filter(argument => hasId(argument.type) || isMoment(argument.type));
    const variables = Object.fromEntries(
      ids.map(argument => [argument.name, makeValue(argument.type, argument.name, field.name, secrets)]),
    );
    for (const inner of selections(field.type)) {
      const query = `query Walk${declared} { ${field.name}${passed} ${inner} }`;
      const answer = await h
        .as(secrets.owner)
        .send(query, { first: 2, scope: 'ACCOUNT', groupBy: 'ENGINEER', ...variables });
      if (JSON.stringify(answer).includes(marker)) found.add(field.name);
    }
  }

  // What holds nothing but figures and settings has tests of its own.
  const withoutTexts = ['node', 'treeCategories', 'notificationPreferences', 'accountUsage'];
  const expected = fieldsOf(schema.getQueryType()).map(({ name }) => name);
  expect([...found].sort()).toEqual(expected.filter(name => !withoutTexts.includes(name)).sort());
});

test('no mutation touches anything of another account: its ids are not found, and nothing changes', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  await using secrets = await openSecrets(h);
  const stranger = h.as((await h.anAccount()).owner);
  const before = await dump(h, secrets);
  const walked: string[] = [];

  for (const field of fieldsOf(schema.getMutationType())) {
    if (!field.args.some(argument => hasId(argument.type))) continue;
    const { declared, passed } = argumentsOf(field);
    const [selection] = selections(field.type);
    const mutation = `mutation Walk${declared} { ${field.name}${passed} ${selection} }`;
    const variables = Object.fromEntries(
      field.args.map(argument => [
        argument.name,
        makeValue(argument.type, argument.name, field.name, secrets),
      ]),
    );
    const answer = await stranger.send(mutation, variables);
    const code = answer.errors?.[0]?.extensions.code;

    expect({ field: field.name, code }).toEqual({ field: field.name, code: 'NOT_FOUND' });
    expectNoSecret(answer, secrets, field.name);
    walked.push(field.name);
  }

  expect(walked.length).toBeGreaterThan(15);
  expect(await dump(h, secrets)).toEqual(before);
});

test('no subscription continues from a cursor of another account', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  await using secrets = await openSecrets(h);
  const globex = await h.anAccount();

  await using stream = await h.as(globex.owner).subscribe(EscalationEvents, { after: secrets.cursor });

  await expect(stream.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
});

test('signed out, every field but those for signing in is refused', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  await using secrets = await openSecrets(h);
  const open: string[] = [];

  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of fieldsOf(root)) {
      const { declared, passed } = argumentsOf(field);
      const kind = root === schema.getQueryType() ? 'query' : 'mutation';
      const variables = Object.fromEntries(
        field.args.map(argument => [
          argument.name,
          field.name === 'node'
            ? secrets.ids.User
            : makeValue(argument.type, argument.name, field.name, secrets),
        ]),
      );
      const answer = await h.nobody.send(
        `${kind} Walk${declared} { ${field.name}${passed} ${selections(field.type)[0]} }`,
        variables,
      );
      expectNoSecret(answer, secrets, field.name);
      if (
        answer.errors?.[0]?.extensions.code !== 'UNAUTHENTICATED' ||
        answer.errors[0].message !== 'Sign in first.'
      )
        open.push(field.name);
    }
  }

  expect(open.sort()).toEqual([
    'acceptInvitation',
    'login',
    'logout',
    'refreshTokens',
    'register',
    'requestPasswordReset',
    'resetPassword',
  ]);
});

/** Every row of the other account, as text. */
async function dump(h: Harness, secrets: Secrets): Promise<Record<string, string>> {
  const tables = [
    'app_user',
    'tree',
    'tree_version',
    'session',
    'session_step',
    'handoff',
    'account_event',
    'invitation',
    'ticket_system',
    'ticket_note',
    'webhook_endpoint',
    'webhook_delivery',
    'notification',
    'handoff_watch',
  ];
  const rows: Record<string, string> = {};
  for (const table of tables) {
    const [found] = await h.app.database.query<{ content: string }>(
      `select coalesce(string_agg(t::text, ';' order by t::text), '') as content from ${table} t where account_id = ?`,
      [secrets.owner.account.uuid],
    );
    rows[table] = found?.content ?? '';
  }
  return rows;
}
