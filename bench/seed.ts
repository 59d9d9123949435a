/**
 * Rows to measure with, written by SQL straight into a migrated database: people, sessions on a tree with some steps
 * behind them, and escalations. The same rows serve the product and what it is compared to.
 */
import type { Client } from 'pg';
import { issueAccessToken } from '../src/accounts/access-tokens.ts';
import { parseConfig } from '../src/config.ts';
import { newId, type Uuid } from '../src/kernel/ids.ts';

export const tokenSecret = 'a secret for the benchmark, long enough';

export interface SeededPerson {
  readonly id: Uuid;
  readonly token: string;
}

export interface SeededAccount {
  readonly id: Uuid;
  readonly treeId: Uuid;
  readonly treeVersionId: Uuid;
  /** The first one makes the sessions and escalates them; the others could take them. */
  readonly people: readonly [SeededPerson, ...SeededPerson[]];
}

const treeTitle = 'No network at one desk';
const treeDocument = {
  rootKey: 'start',
  nodes: [
    {
      key: 'start',
      kind: 'QUESTION',
      title: 'Is the link light on?',
      body: 'Look at the port and at the switch.',
      branches: [{ label: 'Yes', to: 'address' }],
    },
    {
      key: 'address',
      kind: 'QUESTION',
      title: 'Does it have an address?',
      body: null,
      branches: [{ label: 'No', to: 'end' }],
    },
    { key: 'end', kind: 'ESCALATION', title: 'Needs a senior', body: null, branches: [] },
  ],
};

/** What each session and escalation says; a typical length, and marks that a reader of figures recognises. */
export const problem = 'The workstation at the front desk lost its network after the update of last night';
export const clientName = 'Northwind Dental Practice';
export const engineerNotes =
  'Link is up, the adapter has an address of its own making, DHCP answers others. Port reset and cable swapped.';

const snapshot = {
  problem,
  clientName,
  ticketRef: 'T-20451',
  treeTitle,
  treeVersionNumber: 1,
  currentNode: treeDocument.nodes[1],
  steps: [],
  secondsSpent: 840,
  takenAt: '2026-01-05T09:00:00.000Z',
};

/** An account with its people and a published tree. The first person is an engineer, all can take escalations. */
export async function seedAccount(client: Client, peopleCount = 2): Promise<SeededAccount> {
  const [id, treeId, treeVersionId] = [newId(), newId(), newId()];
  await client.query(
    `insert into account (id, name, event_epoch, created_at) values ($1, 'Bench', encode(substr(uuid_send($1), 9), 'hex'), now())`,
    [id],
  );
  const peopleIds = Array.from({ length: peopleCount }, () => newId());
  await client.query(
    `insert into app_user (account_id, id, name, email, email_key, email_verified_at, password_hash, role, is_active, created_at, updated_at)
     select $1, person, 'Person ' || n, person || '@bench.example', person || '@bench.example', now(), '-', 'ENGINEER', true, now(), now()
       from unnest($2::uuid[]) with ordinality as people(person, n)`,
    [id, peopleIds],
  );
  await client.query(
    `insert into tree (account_id, id, title, tags, status, revision, document, created_by_id, created_at, updated_at, search_text)
     values ($1, $2, $3, '{}', 'DRAFT', 1, $4, $5, now(), now(), $3)`,
    [id, treeId, treeTitle, JSON.stringify(treeDocument), peopleIds[0]],
  );
  await client.query(
    `insert into tree_version (account_id, id, tree_id, number, title, document, published_by_id, published_at)
     values ($1, $2, $3, 1, $4, $5, $6, now())`,
    [id, treeVersionId, treeId, treeTitle, JSON.stringify(treeDocument), peopleIds[0]],
  );
  await client.query(
    `update tree set status = 'PUBLISHED', published_version_id = $2 where account_id = $1 and id = $3`,
    [id, treeVersionId, treeId],
  );
  const [first = { id, token: '' }, ...others] = await Promise.all(
    peopleIds.map(async personId => ({ id: personId, token: await mintToken(id, personId) })),
  );
  return { id, treeId, treeVersionId, people: [first, ...others] };
}

async function mintToken(accountId: Uuid, id: Uuid): Promise<string> {
  const config = parseConfig({ TOKEN_SECRET: tokenSecret, ACCESS_TOKEN_SECONDS: '86400' });
  const settings = { ...config, tokenSecret, publicUrl: '' };
  const { accessToken } = await issueAccessToken(settings, { id, accountId, tokenGeneration: 0 }, new Date());
  return accessToken;
}

/** Sessions of the account's first person, each with three steps behind it. */
export async function seedSessions(
  client: Client,
  account: SeededAccount,
  count: number,
  status: 'ACTIVE' | 'ESCALATED' = 'ACTIVE',
): Promise<Uuid[]> {
  const ids = Array.from({ length: count }, () => newId());
  const [maker] = account.people;
  await client.query(
    `insert into session (account_id, id, problem, client_name, ticket_ref, status, tree_id, tree_version_id,
       current_node_key, engineer_id, opened_by_id, started_at, updated_at, active_seconds, active_since, search_text)
     select $1, id, $2, $3, 'T-20451', $4, $5, $6, 'end', $7, $7, now(), now(), 840,
            case when $4 = 'ACTIVE' then now() end, $2 from unnest($8::uuid[]) as ids(id)`,
    [account.id, problem, clientName, status, account.treeId, account.treeVersionId, maker.id, ids],
  );
  await client.query(
    `insert into session_step (account_id, id, session_id, index, kind, node_key, node_title, branch, note, actor_id, at)
     select $1, gen_random_uuid(), id, step, case when step = 2 then 'NOTE' else 'ANSWER' end, 'start',
            'Is the link light on?', 'Yes', 'Tried it twice', $2, now()
       from unnest($3::uuid[]) as ids(id), generate_series(0, 2) as step`,
    [account.id, maker.id, ids],
  );
  return ids;
}

/** Open escalations of the account's first person, each of a session of its own, made one second after the other. */
export async function seedEscalations(
  client: Client,
  account: SeededAccount,
  count: number,
): Promise<Uuid[]> {
  const sessions = await seedSessions(client, account, count, 'ESCALATED');
  const ids = sessions.map(() => newId());
  await client.query(
    `insert into handoff (account_id, id, session_id, intent, state, priority, priority_rank, engineer_notes, snapshot,
       created_by_id, created_at)
     select $1, id, session_id, 'ESCALATE', 'OPEN', case when n % 4 = 0 then 'HIGH' else 'NORMAL' end,
            case when n % 4 = 0 then 1 else 2 end, $2, $3, $4, now() - n * interval '1 second'
       from unnest($5::uuid[], $6::uuid[]) with ordinality as rows(id, session_id, n)`,
    [account.id, engineerNotes, JSON.stringify(snapshot), account.people[0].id, ids, sessions],
  );
  return ids;
}

/** Closed escalations in bulk: history, over the sessions that are there. */
export async function seedHistory(client: Client, account: SeededAccount, count: number): Promise<void> {
  const sessions = await seedSessions(client, account, Math.min(count, 1_000), 'ESCALATED');
  // Foreign keys hold by construction; checking a million rows would take most of the time.
  await client.query('begin; set local session_replication_role = replica');
  await client.query(
    `insert into handoff (account_id, id, session_id, intent, state, priority, priority_rank, engineer_notes, snapshot,
       created_by_id, created_at, claimed_by_id, claimed_at, closed_at, close_reason)
     select $1, gen_random_uuid(), ($2::uuid[])[1 + n % $3], 'ESCALATE', 'RESOLVED', 'NORMAL', 2, $4, $5, $6,
            now() - n * interval '1 minute', $7, now(), now(), 'The session was completed.'
       from generate_series(1, $8) as n`,
    [
      account.id,
      sessions,
      sessions.length,
      engineerNotes,
      JSON.stringify(snapshot),
      account.people[0].id,
      account.people.at(-1)?.id,
      count,
    ],
  );
  await client.query('commit');
}

/** What PostgreSQL does by itself after a while: statistics, and the visibility that index scans rely on. */
export async function settleTables(client: Client): Promise<void> {
  await client.query('vacuum analyze');
}
