import './accounts/accounts.schema.ts';
import './trees/trees.schema.ts';
import './sessions/sessions.schema.ts';
import './handoffs/handoffs.schema.ts';
import './handoffs/live.schema.ts';
import './handoffs/live-streams.schema.ts';
import { builder } from './graphql/builder.ts';

/** The whole GraphQL schema. schema.graphql at the top is printed from it. */
export const schema = builder.toSchema({ sortSchema: true });
