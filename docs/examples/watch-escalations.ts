import { setTimeout as pause } from 'node:timers/promises';
import { createClient, NetworkError } from 'graphql-sse';

interface Data {
  escalationEvents: { __typename: string; cursor?: string; actor?: { name: string }; handoff?: Handoff };
}
interface Handoff {
  priority: string;
  snapshot: { problem: string };
}
const query = `subscription Watch($after: EventCursor) {
  escalationEvents(after: $after) {
    __typename
    ... on StreamReady { cursor }
    ... on EscalationCreated { cursor actor { name } handoff { priority snapshot { problem } } }
    ... on EscalationClaimed { cursor actor { name } handoff { priority snapshot { problem } } }
  }
}`;
const client = createClient({
  url: `${process.env.RESOLUTIONFLOW_URL ?? 'http://127.0.0.1:4000'}/graphql/stream`,
  headers: { authorization: `Bearer ${process.env.ACCESS_TOKEN}` },
  retryAttempts: 0, // the library would begin anew; this goes on after the last event
});
const variables: Record<string, unknown> = { after: null };
for (; ; await pause(2_000)) {
  try {
    for await (const { data, errors } of client.iterate<Data>({ query, variables })) {
      if (errors?.[0]?.extensions?.code === 'STREAM_ROTATED') break;
      if (!data) throw new Error(errors?.[0]?.message);
      const { __typename, cursor, actor, handoff } = data.escalationEvents;
      const words = [__typename, actor?.name, handoff?.priority, handoff?.snapshot.problem];
      process.stdout.write(`${words.filter(Boolean).join('  ')}\n`);
      variables.after = cursor ?? variables.after;
    }
  } catch (error) {
    if (!(error instanceof NetworkError) || error.response) throw error;
  }
}
