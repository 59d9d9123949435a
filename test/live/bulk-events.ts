import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { decodeId, encodeId } from '../../src/graphql/ids.ts';
import { decodeEventCursor, type EventCursor } from '../../src/platform/events/event-cursor.ts';
import { noMark } from '../../src/platform/events/event-marks.ts';
import { encodeHint, wireChannel } from '../../src/platform/live/wire.ts';
import { waitFor } from '../harness/wait.ts';

/** Events faster than mutations can make them, and the accounts they happen in, by way of a running program. */

const password = 'a long enough passphrase';

export interface BulkPerson {
  readonly email: string;
  readonly uuid: string;
  readonly token: string;
}

export interface BulkAccount {
  readonly uuid: string;
  readonly epoch: string;
  readonly owner: BulkPerson;
  /** The owner, and the engineers. */
  readonly people: readonly BulkPerson[];
  /** An open escalation, of which the events tell. */
  readonly handoffId: string;
  readonly sessionId: string;
}

/** Sends an operation, on a connection that is closed after it; returns its data. */
export async function send<T>(
  url: string,
  token: string | null,
  query: string,
  variables: object,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const headers = {
    'content-type': 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  request(`${url}/graphql`, { method: 'POST', headers, agent: false }, response => {
    text(response).then(resolve, reject);
  })
    .once('error', reject)
    .end(JSON.stringify({ query, variables }));
  const body = await promise;
  const answer = JSON.parse(body) as { data?: T | null; errors?: readonly object[] };
  if (!answer.data || answer.errors) throw new Error(body);
  return answer.data;
}

interface SignedIn {
  readonly accessToken: string;
  readonly user: { readonly id: string; readonly email: string };
}

const toPerson = ({ accessToken: token, user }: SignedIn): BulkPerson => ({
  token,
  email: user.email,
  uuid: decodeId('User', user.id, 'id'),
});

/**
 * Founds an account with so many engineers and one escalation.
 * @param engineerNotes of the escalation; the usual ones make a frame of some 600 bytes
 * @param database the program's, where everybody's address is to be confirmed: with a mail server nobody can invite
 *   before theirs is, and nobody is reached
 */
export async function foundAccount(
  url: string,
  name: string,
  engineers: number,
  { engineerNotes = 'x'.repeat(260), database }: { engineerNotes?: string; database?: Client } = {},
): Promise<BulkAccount> {
  const confirmAddresses = () =>
    database?.query('update app_user set email_verified_at = created_at where email_verified_at is null');
  const { register } = await send<{ register: SignedIn & { user: { account: { id: string } } } }>(
    url,
    null,
    `mutation($input: RegisterInput!) {
      register(input: $input) { accessToken user { id email account { id } } } }`,
    { input: { accountName: name, name: 'Ada', email: `ada@${name}.example`, password } },
  );
  const owner = toPerson(register);
  const people = [owner];
  await confirmAddresses();
  while (people.length <= engineers)
    people.push(await addEngineer(url, owner, `engineer${people.length}@${name}.example`));
  await confirmAddresses();
  const sessionId = await startSession(url, owner.token);
  const handoffId = await escalateSession(url, owner.token, { sessionId, engineerNotes });
  const [, colleague] = people;
  if (colleague !== undefined) await told(url, colleague);
  // From here on, nothing happens in the account by itself.
  await waitFor('the assessment', async () => (await assessmentOf(url, owner, handoffId)) === 'READY');
  const { escalationQueue } = await send<{ escalationQueue: { eventCursor: string } }>(
    url,
    owner.token,
    '{ escalationQueue { eventCursor } }',
    {},
  );
  return {
    uuid: decodeId('Account', register.user.account.id, 'id'),
    epoch: decodeEventCursor(escalationQueue.eventCursor).epoch,
    owner,
    people,
    handoffId: decodeId('Handoff', handoffId, 'id'),
    sessionId: decodeId('Session', sessionId, 'id'),
  };
}

/** Waits until somebody was told of an escalation: that is an event of its own, and it comes in its own time. */
async function told(url: string, { token }: BulkPerson): Promise<void> {
  await waitFor('a colleague to be told', async () => {
    const query = '{ notifications { totalCount } }';
    const { notifications } = await send<{ notifications: { totalCount: number } }>(url, token, query, {});
    return notifications.totalCount > 0;
  });
}

async function assessmentOf(url: string, { token }: BulkPerson, id: string): Promise<string | undefined> {
  const { handoff } = await send<{ handoff: { assessment: { status: string } | null } }>(
    url,
    token,
    'query($id: ID!) { handoff(id: $id) { assessment { status } } }',
    { id },
  );
  return handoff.assessment?.status;
}

async function addEngineer(url: string, { token }: BulkPerson, email: string): Promise<BulkPerson> {
  const { inviteUser } = await send<{ inviteUser: { acceptUrl: string } }>(
    url,
    token,
    'mutation($input: InviteUserInput!) { inviteUser(input: $input) { acceptUrl } }',
    { input: { email, role: 'ENGINEER' } },
  );
  const { acceptInvitation } = await send<{ acceptInvitation: SignedIn }>(
    url,
    null,
    'mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { accessToken user { id email } } }',
    {
      input: {
        token: new URL(inviteUser.acceptUrl).searchParams.get('token'),
        name: email.split('@')[0],
        password,
      },
    },
  );
  return toPerson(acceptInvitation);
}

/** Starts a session; returns its public id. */
export async function startSession(url: string, token: string): Promise<string> {
  const { startSession } = await send<{ startSession: { id: string } }>(
    url,
    token,
    'mutation($input: StartSessionInput!) { startSession(input: $input) { id } }',
    { input: { problem: 'Outlook cannot connect' } },
  );
  return startSession.id;
}

export interface Escalation {
  readonly sessionId: string;
  readonly engineerNotes: string;
  readonly priority?: 'URGENT';
  readonly idempotencyKey?: string;
}

/** Escalates a session; returns the public id of the handoff. */
export async function escalateSession(url: string, token: string, escalation: Escalation): Promise<string> {
  const { createHandoff } = await send<{ createHandoff: { id: string } }>(
    url,
    token,
    'mutation($input: CreateHandoffInput!) { createHandoff(input: $input) { id } }',
    { input: { ...escalation, intent: 'ESCALATE' } },
  );
  return createHandoff.id;
}

/** Takes the escalation that the account was founded with back. */
export async function withdrawEscalation(url: string, { owner, handoffId }: BulkAccount): Promise<void> {
  await send(
    url,
    owner.token,
    'mutation($input: WithdrawHandoffInput!) { withdrawHandoff(input: $input) { id } }',
    { input: { handoffId: encodeId('Handoff', handoffId) } },
  );
}

/**
 * Commits events to an account's log in one transaction, in the log's own way: the counter on the account's row, the
 * rows, and the hint that travels with the commit; without marks, so that their cursors are known beforehand. Returns
 * the position after them.
 */
export async function commitEvents(
  database: Client,
  { uuid, epoch, handoffId, sessionId, owner }: BulkAccount,
  count: number,
): Promise<EventCursor> {
  const payload = { handoffId, sessionId, actorId: owner.uuid };
  await database.query('begin');
  const { rows } = await database.query<{ seq: string }>(
    `with head as (
       update account set event_seq = event_seq + $2::int where id = $1::uuid returning event_seq
     ), added as (
       insert into account_event (account_id, seq, type, payload, at)
       select $1::uuid, event_seq - $2::int + n, 'escalation.created', $3::jsonb, now()
         from head, generate_series(1, $2::int) as n
     )
     select event_seq as seq from head`,
    [uuid, count, JSON.stringify(payload)],
  );
  const seq = Number(rows[0]?.seq);
  await database.query('select pg_notify($1, $2)', [wireChannel, encodeHint(uuid, seq)]);
  await database.query('commit');
  return { epoch, seq, mark: noMark };
}

/** The position of the newest event. */
export async function headOf(database: Client, { uuid, epoch }: BulkAccount): Promise<EventCursor> {
  const { rows } = await database.query<{ seq: string }>(
    'select event_seq as seq from account where id = $1',
    [uuid],
  );
  return { epoch, seq: Number(rows[0]?.seq), mark: noMark };
}

/** What a stream has missed: numbers in its gaps of events that it should have shown. Others leave gaps by right. */
export async function missedBy(
  database: Client,
  { uuid }: Pick<BulkAccount, 'uuid'>,
  gaps: readonly (readonly [number, number])[],
): Promise<number[]> {
  const { rows } = await database.query<{ seq: string }>(
    "select seq from account_event where account_id = $1 and type like 'escalation.%' order by seq",
    [uuid],
  );
  return rows
    .map(({ seq }) => Number(seq))
    .filter(seq => gaps.some(([first, last]) => seq >= first && seq <= last));
}

/** A connection of the test's own to the database of a program. */
export async function connectTo(
  settings: Readonly<Record<string, string>>,
): Promise<Client & AsyncDisposable> {
  const client = new Client({ connectionString: settings.DATABASE_URL ?? '' });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}
