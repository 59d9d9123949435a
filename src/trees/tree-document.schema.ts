import { builder } from '../graphql/builder.ts';
import { type TreeBranch, type TreeDocument, type TreeNode, treeNodeKinds } from './tree-document.ts';

export const TreeNodeKindEnum = builder.enumType('TreeNodeKind', {
  description: 'What a step asks of the engineer. SOLUTION and ESCALATION end a path.',
  values: treeNodeKinds,
});

const TreeBranchType = builder.objectRef<TreeBranch>('TreeBranch').implement({
  description: 'One answer of a step.',
  fields: t => ({
    label: t.exposeString('label'),
    to: t.exposeString('to', { description: 'Key of the step it leads to.' }),
  }),
});

export const TreeNodeRef = builder.objectRef<TreeNode>('TreeNode').implement({
  description: 'One step of a tree.',
  fields: t => ({
    key: t.exposeString('key', { description: 'Unique in its tree.' }),
    kind: t.expose('kind', { type: TreeNodeKindEnum }),
    title: t.exposeString('title'),
    body: t.exposeString('body', {
      nullable: true,
      description: 'Instructions in plain text, several lines.',
    }),
    branches: t.field({
      type: [TreeBranchType],
      complexity: { field: 1, multiplier: 3 },
      resolve: node => node.branches,
    }),
  }),
});

export const TreeDocumentRef = builder.objectRef<TreeDocument>('TreeDocument').implement({
  description: 'The steps of a tree and how they lead from one to another.',
  fields: t => ({
    rootKey: t.exposeString('rootKey', {
      description: 'Key of the step where a session starts; empty in a draft that has none yet.',
    }),
    // A tree of the usual size; one of a thousand nodes is as rare as it is long.
    nodes: t.field({
      type: [TreeNodeRef],
      complexity: { field: 1, multiplier: 50 },
      resolve: document => document.nodes,
    }),
  }),
});
