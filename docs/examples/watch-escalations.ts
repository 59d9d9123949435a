import { subscribeToEscalations } from 'resolutionflow/client';

const write = (...words: string[]) => process.stdout.write(`${words.join('  ')}\n`);
const escalations = subscribeToEscalations({
  url: `${process.env.RESOLUTIONFLOW_URL ?? 'http://127.0.0.1:4000'}/graphql/stream`,
  accessToken: () => process.env.ACCESS_TOKEN ?? '',
  onStatus: ({ state }) => write(`(${state})`),
});
for await (const { __typename, actor, handoff } of escalations) {
  write(__typename, actor?.name ?? 'ResolutionFlow', handoff.priority, handoff.snapshot.problem);
}
