import './accounts/accounts.schema.ts';
import './trees/trees.schema.ts';
import './sessions/sessions.schema.ts';
import './handoffs/handoffs.schema.ts';
import './handoffs/live.schema.ts';
import './handoffs/live-streams.schema.ts';
import './notifications/deliveries.schema.ts';
import './notifications/preferences.schema.ts';
import './notifications/ladder.schema.ts';
import './integrations/ticket-systems.schema.ts';
import './integrations/ticket-notes.schema.ts';
import './integrations/webhooks.schema.ts';
import './notifications/notifications.schema.ts';
import './notifications/watching.schema.ts';
import './handoffs/assessment.schema.ts';
import './analytics/escalation-metrics.schema.ts';
import { builder } from './graphql/builder.ts';

/** The whole GraphQL schema. schema.graphql at the top is printed from it. */
export const schema = builder.toSchema({ sortSchema: true });
