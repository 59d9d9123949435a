import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { createSelectionLoader } from '../graphql/selection-loader.ts';
import { StepKindEnum } from '../sessions/sessions.schema.ts';
import { TreeNodeRef } from '../trees/tree-document.schema.ts';
import type { HandoffSnapshot, ReadSnapshot, SnapshotStep } from './handoff-snapshot.ts';
import { loadSnapshots } from './handoffs.queries.ts';

const SnapshotStepType = builder.objectRef<SnapshotStep>('SnapshotStep').implement({
  fields: t => ({
    index: t.exposeInt('index'),
    kind: t.expose('kind', { type: StepKindEnum }),
    nodeKey: t.exposeString('nodeKey', { nullable: true }),
    nodeTitle: t.exposeString('nodeTitle', { nullable: true }),
    branch: t.exposeString('branch', { nullable: true }),
    note: t.exposeString('note', { nullable: true }),
    actorName: t.exposeString('actorName'),
    at: t.field({ type: 'DateTime', resolve: step => new Date(step.at) }),
  }),
});

export const HandoffSnapshotType = builder.objectRef<ReadSnapshot>('HandoffSnapshot').implement({
  description: 'The session as it was when it was handed off. Never changes.',
  fields: t => ({
    problem: t.exposeString('problem'),
    clientName: t.exposeString('clientName', { nullable: true }),
    ticketRef: t.exposeString('ticketRef', { nullable: true }),
    treeTitle: t.exposeString('treeTitle', { nullable: true }),
    treeVersionNumber: t.exposeInt('treeVersionNumber', { nullable: true }),
    currentNode: t.field({
      type: TreeNodeRef,
      nullable: true,
      resolve: snapshot => wholeOf(snapshot).currentNode,
    }),
    steps: t.field({ type: [SnapshotStepType], resolve: snapshot => wholeOf(snapshot).steps }),
    stepCount: t.int({
      resolve: snapshot => ('steps' in snapshot ? snapshot.steps.length : snapshot.stepCount),
    }),
    secondsSpent: t.exposeInt('secondsSpent'),
    takenAt: t.field({ type: 'DateTime', resolve: snapshot => new Date(snapshot.takenAt) }),
  }),
});

/** Whoever selects what only the whole has gets the whole. */
function wholeOf(snapshot: ReadSnapshot): HandoffSnapshot {
  if ('steps' in snapshot) return snapshot;
  throw new Error('a snapshot was read without its steps, and they were selected');
}

/** Snapshots never change, so what was read may be kept for the request. */
export const loadSnapshot = createSelectionLoader<ReadSnapshot>((context, ids, selection) =>
  loadSnapshots(signedIn(context), ids, selection),
);
