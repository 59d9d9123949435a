/**
 * graphql-yoga with its own pub/sub, as its manual shows it. It is given what the product has to look up: the event
 * holds all that the document asks for, so that an event costs no query at all.
 */
import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import { createPubSub, createSchema, createYoga } from 'graphql-yoga';
import { announce, createPublisher } from './ready.js';
import { typeDefs } from './schema.js';
import { createSignIn } from './sign-in.js';

// Thousands of listeners are meant here; the warning is about leaks.
EventEmitter.defaultMaxListeners = 0;
const pubSub = createPubSub();
const signIn = createSignIn(process.env.DATABASE_URL, process.env.TOKEN_SECRET);
const yoga = createYoga({
  schema: createSchema({
    typeDefs,
    resolvers: {
      Subscription: {
        escalationEvents: {
          subscribe: (_root, _args, { viewer }) => pubSub.subscribe('escalation', viewer.accountId),
          resolve: event => event,
        },
      },
      EscalationEvent: { __resolveType: event => event.__typename },
    },
  }),
  context: async ({ request }) => ({ viewer: await signIn(request.headers.get('authorization')) }),
  graphiql: false,
  landingPage: false,
  logging: false,
});

const publish = createPublisher(({ accountId, data }) =>
  pubSub.publish('escalation', accountId, data.escalationEvents),
);

announce(createServer((req, res) => void (req.url === '/publish' ? publish(req, res) : yoga(req, res))));
