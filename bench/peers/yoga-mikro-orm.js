/**
 * What a team would write first with the product's own parts: graphql-yoga and its pub/sub, MikroORM with `populate`.
 * The mutation writes the handoff and the session, with no check, snapshot, step, log or job; the event is an id;
 * each subscriber loads the handoff with its session and maker.
 */

import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import { EntitySchema, MikroORM } from '@mikro-orm/postgresql';
import { createPubSub, createSchema, createYoga } from 'graphql-yoga';
import { announce } from './ready.js';
import { typeDefs } from './schema.js';
import { createSignIn } from './sign-in.js';

const User = new EntitySchema({
  name: 'User',
  tableName: 'app_user',
  properties: {
    accountId: { type: 'uuid', fieldName: 'account_id' },
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
  },
});
const Session = new EntitySchema({
  name: 'Session',
  tableName: 'session',
  properties: {
    accountId: { type: 'uuid', fieldName: 'account_id' },
    id: { type: 'uuid', primary: true },
    problem: { type: 'text' },
    clientName: { type: 'text', fieldName: 'client_name', nullable: true },
    status: { type: 'text' },
    updatedAt: { type: 'datetime', fieldName: 'updated_at' },
    activeSince: { type: 'datetime', fieldName: 'active_since', nullable: true },
  },
});
const Handoff = new EntitySchema({
  name: 'Handoff',
  tableName: 'handoff',
  properties: {
    accountId: { type: 'uuid', fieldName: 'account_id' },
    id: { type: 'uuid', primary: true },
    session: { kind: 'm:1', entity: () => Session, fieldName: 'session_id' },
    intent: { type: 'text' },
    state: { type: 'text' },
    priority: { type: 'text' },
    priorityRank: { type: 'smallint', fieldName: 'priority_rank' },
    engineerNotes: { type: 'text', fieldName: 'engineer_notes' },
    snapshot: { type: 'json' },
    createdBy: { kind: 'm:1', entity: () => User, fieldName: 'created_by_id' },
    createdAt: { type: 'datetime', fieldName: 'created_at' },
  },
});

const orm = await MikroORM.init({
  entities: [User, Session, Handoff],
  clientUrl: process.env.DATABASE_URL,
  pool: { min: 2, max: 10 },
  forceUtcTimezone: true,
});
// Thousands of listeners are meant here; the warning is about leaks.
EventEmitter.defaultMaxListeners = 0;
const pubSub = createPubSub();
const signIn = createSignIn(process.env.DATABASE_URL, process.env.TOKEN_SECRET);

let seq = 0;
const epoch = '00000000000000aa';

async function createHandoff(_root, { sessionId, engineerNotes }, { viewer, em }) {
  const handoff = await em.transactional(async tx => {
    const session = await tx.findOneOrFail(Session, { id: sessionId, accountId: viewer.accountId });
    session.status = 'ESCALATED';
    session.updatedAt = new Date();
    session.activeSince = null;
    return tx.create(Handoff, {
      accountId: viewer.accountId,
      id: randomUUID(),
      session,
      intent: 'ESCALATE',
      state: 'OPEN',
      priority: 'NORMAL',
      priorityRank: 2,
      engineerNotes,
      snapshot: { problem: session.problem, clientName: session.clientName },
      createdBy: tx.getReference(User, viewer.userId),
      createdAt: new Date(),
    });
  });
  pubSub.publish('escalation', viewer.accountId, { handoffId: handoff.id, seq: ++seq });
  return handoff;
}

const yoga = createYoga({
  schema: createSchema({
    typeDefs,
    resolvers: {
      Mutation: { createHandoff },
      Subscription: {
        escalationEvents: {
          subscribe: (_root, _args, { viewer }) => pubSub.subscribe('escalation', viewer.accountId),
          async resolve(event, _args, { viewer }) {
            const handoff = await orm.em
              .fork()
              .findOneOrFail(
                Handoff,
                { id: event.handoffId, accountId: viewer.accountId },
                { populate: ['session', 'createdBy'] },
              );
            const cursor = Buffer.from(`${epoch}.${event.seq}`).toString('base64url');
            return { __typename: 'EscalationCreated', cursor, replayed: false, handoff };
          },
        },
      },
      EscalationEvent: { __resolveType: event => event.__typename },
      Handoff: { createdAt: handoff => handoff.createdAt.toISOString() },
    },
  }),
  context: async ({ request }) => ({
    viewer: await signIn(request.headers.get('authorization')),
    em: orm.em.fork(),
  }),
  graphiql: false,
  landingPage: false,
  logging: false,
});

announce(createServer((req, res) => void yoga(req, res)));
