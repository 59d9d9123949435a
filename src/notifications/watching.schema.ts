import { UserNode } from '../accounts/accounts.schema.ts';
import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { decodeId } from '../graphql/ids.ts';
import { lookAhead } from '../graphql/look-ahead.ts';
import { readHandoff } from '../handoffs/handoffs.queries.ts';
import { HandoffNode } from '../handoffs/handoffs.schema.ts';
import { addEscalationEvent } from '../handoffs/live.schema.ts';
import { type HandoffWatcher, loadWatchers } from './watching.queries.ts';
import { escalationWatched, markWatching, stopWatching } from './watching.service.ts';

addEscalationEvent(escalationWatched, 'EscalationWatched', 'Somebody has begun to read it.');

const HandoffWatcherType = builder.objectRef<HandoffWatcher>('HandoffWatcher').implement({
  description: 'Somebody who is reading a handoff at this moment.',
  fields: t => ({
    user: t.field({ type: UserNode, resolve: watcher => watcher.userId }),
    since: t.expose('since', { type: 'DateTime' }),
    until: t.expose('until', {
      type: 'DateTime',
      description: 'When it ends unless it is said again, by the server’s clock.',
    }),
  }),
});

builder.objectFields(HandoffNode, t => ({
  watchers: t.loadableList({
    type: HandoffWatcherType,
    description: 'Who is reading it, the longest first; at most 50.',
    // Not remembered across the fields of one document: a mutation before this one may have changed it.
    byPath: true,
    load: async (ids: string[], context) => await loadWatchers(signedIn(context), ids),
    resolve: handoff => handoff.id,
  }),
}));

const MarkWatchingInput = builder.inputType('MarkWatchingInput', {
  fields: t => ({ handoffId: t.id({ required: true }) }),
});
const StopWatchingInput = builder.inputType('StopWatchingInput', {
  fields: t => ({ handoffId: t.id({ required: true }) }),
});

builder.mutationFields(t => ({
  markWatching: t.field({
    type: HandoffNode,
    description: 'The viewer is reading it, for the next 40 s. Say it every 20 s; OWNER, ADMIN and ENGINEER.',
    args: { input: t.arg({ type: MarkWatchingInput, required: true }) },
    resolve: async (_root, { input }, context, info) => {
      const handoffId = decodeId('Handoff', input.handoffId, 'input.handoffId');
      await markWatching(signedIn(context), { handoffId });
      return await readHandoff(signedIn(context), handoffId, lookAhead(info));
    },
  }),
  stopWatching: t.field({
    type: HandoffNode,
    description: 'The viewer has stopped reading it. No event tells of it.',
    args: { input: t.arg({ type: StopWatchingInput, required: true }) },
    resolve: async (_root, { input }, context, info) => {
      const handoffId = decodeId('Handoff', input.handoffId, 'input.handoffId');
      await stopWatching(signedIn(context), { handoffId });
      return await readHandoff(signedIn(context), handoffId, lookAhead(info));
    },
  }),
}));
