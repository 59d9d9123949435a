import { UserNode } from '../accounts/accounts.schema.ts';
import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { decodeId, encodeId } from '../graphql/ids.ts';
import { lookAheadItems } from '../graphql/look-ahead.ts';
import { pageComplexity, parsePage, toConnection } from '../graphql/pagination.ts';
import { listLiveStreams, type OpenStream } from './live-streams.queries.ts';
import { endLiveStream } from './live-streams.service.ts';

const LiveStreamType = builder.objectRef<OpenStream>('LiveStream').implement({
  description: 'Somebody who listens at this moment.',
  fields: t => ({
    id: t.id({ resolve: stream => encodeId('LiveStream', stream.id) }),
    user: t.field({ type: UserNode, resolve: stream => stream.user ?? stream.userId }),
    openedAt: t.expose('openedAt', { type: 'DateTime' }),
    eventsBehind: t.exposeInt('eventsBehind', {
      description:
        'Events that were not sent to it yet. More than 0: its connection takes no more, or catches up.',
    }),
  }),
});

const LiveStreamConnection = builder.connectionObject(
  { type: LiveStreamType, name: 'LiveStreamConnection' },
  { name: 'LiveStreamEdge' },
);

builder.queryFields(t => ({
  liveStreams: t.field({
    type: LiveStreamConnection,
    description: 'Who listens, on all replicas; the oldest stream first. OWNER and ADMIN.',
    args: { first: t.arg.int(), after: t.arg.string() },
    complexity: pageComplexity,
    resolve: async (_root, args, context, info) => {
      const page = parsePage(args, ['id']);
      const selection = lookAheadItems(info);
      return toConnection(
        await listLiveStreams(signedIn(context), context.live.register, page, selection),
        page,
      );
    },
  }),
}));

const EndLiveStreamInput = builder.inputType('EndLiveStreamInput', {
  fields: t => ({ id: t.id({ required: true }) }),
});

builder.mutationFields(t => ({
  endLiveStream: t.boolean({
    description:
      'Ends a stream with STREAM_ENDED. Its owner may open another; deactivateUser keeps them out. OWNER and ADMIN.',
    args: { input: t.arg({ type: EndLiveStreamInput, required: true }) },
    resolve: (_root, { input }, context) =>
      endLiveStream(signedIn(context), { id: decodeId('LiveStream', input.id, 'input.id') }),
  }),
}));
