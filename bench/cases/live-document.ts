import type { Client } from 'pg';
import { encodeId } from '../../src/graphql/ids.ts';
import { encodeEventCursor } from '../../src/platform/events/event-cursor.ts';
import { noMark } from '../../src/platform/events/event-marks.ts';
import { encodeHint, wireChannel } from '../../src/platform/live/wire.ts';
import type { StreamOrder } from '../load/stream-load.ts';
import type { BenchServer } from '../processes.ts';
import { type SeededAccount, seedAccount, seedEscalations } from '../seed.ts';

const handoffFields = `id state priority engineerNotes createdAt
  session { id problem }
  createdBy { id name }
  snapshot { problem clientName }`;

/** What a dashboard asks for, word for word the same of every server that speaks GraphQL. */
export const liveDocument = `subscription Live {
  escalationEvents {
    __typename
    ... on StreamReady { cursor }
    ... on EscalationCreated { cursor replayed handoff { ${handoffFields} } }
  }
}`;

/** The same with what follows from an escalation, so that every event has its cursor, by which losses are found. */
export const liveDocumentWithAssessments = liveDocument.replace(
  '... on StreamReady',
  '... on LiveEvent { cursor } ... on StreamReady',
);

/** An account with escalations for events to tell of. */
export interface LiveAccount {
  readonly account: SeededAccount;
  readonly handoffIds: readonly string[];
  /** The escalations as the product shows them: what the others are given to send. */
  readonly handoffs: readonly object[];
}

/** Accounts with `handoffs` open escalations each. */
export async function seedLiveAccounts(
  client: Client,
  server: BenchServer,
  sizes: { readonly accounts: number; readonly people: number; readonly handoffs: number },
): Promise<LiveAccount[]> {
  const seeded: LiveAccount[] = [];
  for (let n = 0; n < sizes.accounts; n++) {
    const account = await seedAccount(client, sizes.people);
    const handoffIds = await seedEscalations(client, account, sizes.handoffs);
    seeded.push({ account, handoffIds, handoffs: await readHandoffs(server, account, handoffIds) });
  }
  return seeded;
}

async function readHandoffs(
  server: BenchServer,
  account: SeededAccount,
  ids: readonly string[],
): Promise<object[]> {
  const fields = ids.map((id, n) => `h${n}: handoff(id: "${encodeId('Handoff', id)}") { ${handoffFields} }`);
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${account.people[0].token}` },
    body: JSON.stringify({ query: `{ ${fields.join(' ')} }` }),
  });
  const { data, errors }: { data?: Record<string, object>; errors?: unknown } = await response.json();
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return Object.values(data);
}

/** The order to open `streams` streams an account. */
export function openStreams(
  server: BenchServer,
  kind: 'product' | 'yoga' | 'raw',
  accounts: readonly SeededAccount[],
  streams: number,
  atOnce = 100,
  document = liveDocument,
): StreamOrder {
  return {
    kind: 'open',
    url: server.url,
    path: kind === 'product' ? '/graphql/stream' : '/graphql',
    body: JSON.stringify({ query: document }),
    groups: accounts.map(account => ({
      tokens: kind === 'raw' ? [account.id] : account.people.map(({ token }) => token),
      streams,
    })),
    atOnce,
    readyMark: kind === 'product' ? 'StreamReady' : null,
    hasGaps: document !== liveDocument,
  };
}

/**
 * Commits `events` events to the log of each account in one transaction and says so on the wire, as the product
 * does after a mutation. Real mutations could not be made fast enough to keep this many streams busy.
 */
export async function commitEvents(
  client: Client,
  accounts: readonly LiveAccount[],
  events: number,
): Promise<void> {
  await client.query('begin');
  const { rows } = await client.query<{ id: string; seq: string }>(
    `with facts as (
       select * from unnest($1::uuid[], $2::uuid[], $3::jsonb[]) as facts(account_id, actor_id, handoffs)
     ), head as (
       update account set event_seq = event_seq + $4 from facts where account.id = facts.account_id
       returning account.id, event_seq, actor_id, handoffs
     ), added as (
       insert into account_event (account_id, seq, type, payload, at)
       select id, event_seq - $4 + n, 'escalation.created',
              jsonb_build_object('handoffId', handoffs ->> ((n - 1) % jsonb_array_length(handoffs))::int,
                                 'sessionId', gen_random_uuid(), 'actorId', actor_id), now()
         from head, generate_series(1, $4::int) as n
     )
     select id, event_seq as seq from head`,
    [
      accounts.map(({ account }) => account.id),
      accounts.map(({ account }) => account.people[0].id),
      accounts.map(({ handoffIds }) => JSON.stringify(handoffIds)),
      events,
    ],
  );
  await client.query('select pg_notify($1, hint) from unnest($2::text[]) as hints(hint)', [
    wireChannel,
    rows.map(({ id, seq }) => encodeHint(id, Number(seq))),
  ]);
  await client.query('commit');
}

const published = new Map<string, number>();

/**
 * Has a peer publish `events` events to each account, with all that they hold: one by one, the accounts by turns, or
 * those of an account together.
 */
export async function publishEvents(
  server: BenchServer,
  accounts: readonly LiveAccount[],
  events: number,
  isTogether: boolean,
): Promise<void> {
  const first = published.get(server.url) ?? 0;
  published.set(server.url, first + events);
  const dataOf = ({ account, handoffs }: LiveAccount, n: number) => ({
    escalationEvents: {
      __typename: 'EscalationCreated',
      cursor: encodeEventCursor({ epoch: epochOf(account), seq: first + n + 1, mark: noMark }),
      replayed: false,
      handoff: handoffs[n % handoffs.length],
    },
  });
  const turns = Array.from({ length: events }, (_, n) => n);
  const list = isTogether
    ? accounts.map(live => ({ accountId: live.account.id, all: turns.map(n => dataOf(live, n)) }))
    : turns.flatMap(n => accounts.map(live => ({ accountId: live.account.id, data: dataOf(live, n) })));
  const response = await fetch(`${server.url}/${isTogether ? 'publish-together' : 'publish'}`, {
    method: 'POST',
    body: JSON.stringify({ events: list }),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`publishing failed with ${response.status}`);
}

/** A cursor of one account must not pass for another's. */
function epochOf(account: SeededAccount): string {
  return account.id.replaceAll('-', '').slice(-16);
}
