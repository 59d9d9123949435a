import { UserNode } from '../accounts/accounts.schema.ts';
import { builder } from '../graphql/builder.ts';
import { createContentLoader } from '../graphql/content-loader.ts';
import { type GraphQLContext, signedIn } from '../graphql/context.ts';
import { decodeId, encodeId } from '../graphql/ids.ts';
import { lookAhead, lookAheadItems } from '../graphql/look-ahead.ts';
import { pageComplexity, parsePage, toConnection } from '../graphql/pagination.ts';
import { TreeDocumentRef, TreeNodeKindEnum } from './tree-document.schema.ts';
import type { TreeDocument } from './tree-document.ts';
import { diagnoseTree, diagnosticSeverities, listDiagnostics, type TreeDiagnostic } from './tree-graph.ts';
import { treeStatuses } from './tree-lifecycle.ts';
import type { TreeRow, TreeVersionRow } from './tree-rows.ts';
import {
  listCategories,
  listTrees,
  listVersions,
  loadTreeDocuments,
  loadTrees,
  loadTreeVersions,
  loadVersionDocuments,
  readTree,
  type TreeCategory,
} from './trees.queries.ts';
import { archiveTree, createTree, deleteTree, publishTree, updateTree } from './trees.service.ts';

/** Most diagnostics that a tree shows: nobody reads more, and a huge broken draft has thousands. */
const diagnosticsListedMax = 200;

export const TreeStatusEnum = builder.enumType('TreeStatus', {
  description: 'DRAFT: never published. PUBLISHED: in use. ARCHIVED: put away, until it is published again.',
  values: treeStatuses,
});

const DiagnosticSeverityEnum = builder.enumType('DiagnosticSeverity', {
  description: 'An ERROR keeps a tree from being published, a WARNING does not.',
  values: diagnosticSeverities,
});

const TreeDiagnosticType = builder.objectRef<TreeDiagnostic>('TreeDiagnostic').implement({
  description: 'Something that is wrong with a draft, or odd about it.',
  fields: t => ({
    severity: t.expose('severity', { type: DiagnosticSeverityEnum }),
    code: t.exposeString('code', { description: 'Which rule, such as `UNREACHABLE_NODE`.' }),
    nodeKey: t.exposeString('nodeKey', {
      nullable: true,
      description: 'The step to look at; null when it is about the whole tree.',
    }),
    message: t.exposeString('message'),
  }),
});

const TreeCategoryType = builder.objectRef<TreeCategory>('TreeCategory').implement({
  fields: t => ({ name: t.exposeString('name'), treeCount: t.exposeInt('treeCount') }),
});

const loadVersionDocument = createContentLoader((context, ids) =>
  loadVersionDocuments(signedIn(context), ids),
);
const loadTreeDocument = createContentLoader((context, ids) => loadTreeDocuments(signedIn(context), ids));

function documentOf(tree: TreeRow, context: GraphQLContext): TreeDocument | Promise<TreeDocument> {
  return tree.document ?? loadTreeDocument(context, tree.id);
}

export const TreeVersionLoadable = builder.loadableNode('TreeVersion', {
  description: 'A published state of a tree. It never changes.',
  id: { resolve: (version: TreeVersionRow) => version.id },
  load: async (ids: string[], context): Promise<(TreeVersionRow | Error)[]> =>
    loadTreeVersions(signedIn(context), ids),
  fields: t => ({
    number: t.exposeInt('number', { description: 'Counts the versions of a tree from 1.' }),
    title: t.exposeString('title', { description: "The tree's title when it was published." }),
    document: t.field({
      type: TreeDocumentRef,
      resolve: (version, _args, context) => version.document ?? loadVersionDocument(context, version.id),
    }),
    changeNote: t.exposeString('changeNote', { nullable: true }),
    publishedBy: t.field({
      type: UserNode,
      resolve: version => version.publishedBy ?? version.publishedById,
    }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime' }),
  }),
});

const TreeVersionConnection = builder.connectionObject(
  { type: TreeVersionLoadable, name: 'TreeVersionConnection' },
  { name: 'TreeVersionEdge' },
);

export const TreeLoadable = builder.loadableNode('Tree', {
  description: 'A decision tree: a draft that is written on, and the versions that sessions run on.',
  id: { resolve: (tree: TreeRow) => tree.id },
  load: async (ids: string[], context): Promise<(TreeRow | Error)[]> => loadTrees(signedIn(context), ids),
  fields: t => ({
    title: t.exposeString('title'),
    description: t.exposeString('description', { nullable: true }),
    category: t.exposeString('category', { nullable: true }),
    tags: t.exposeStringList('tags'),
    status: t.expose('status', { type: TreeStatusEnum }),
    revision: t.exposeInt('revision', {
      description: 'Raised by every change of the draft. Give it back as `expectedRevision`.',
    }),
    document: t.field({
      type: TreeDocumentRef,
      description: 'The draft. What sessions run on is `publishedVersion.document`.',
      resolve: (tree, _args, context) => documentOf(tree, context),
    }),
    diagnostics: t.field({
      type: [TreeDiagnosticType],
      description: `What is wrong with the draft, or odd about it; when it is more than ${diagnosticsListedMax}, the ERRORs first and no more than that. An empty list: all is well.`,
      // The whole graph is searched for each tree.
      complexity: 10,
      resolve: async (tree, _args, context) =>
        listDiagnostics(diagnoseTree(await documentOf(tree, context)), diagnosticsListedMax),
    }),
    publishedVersion: t.field({
      type: TreeVersionLoadable,
      nullable: true,
      description: 'The version published last; null when there is none yet.',
      resolve: tree => tree.publishedVersionId,
    }),
    versions: t.field({
      type: TreeVersionConnection,
      description: 'All published versions, the newest first.',
      args: { first: t.arg.int(), after: t.arg.string() },
      complexity: pageComplexity,
      resolve: async (tree, args, context, info) => {
        const page = parsePage(args, ['number']);
        return toConnection(await listVersions(signedIn(context), tree, page, lookAheadItems(info)), page);
      },
    }),
    createdBy: t.field({ type: UserNode, resolve: tree => tree.createdBy ?? tree.createdById }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

const TreeConnection = builder.connectionObject(
  { type: TreeLoadable, name: 'TreeConnection' },
  { name: 'TreeEdge' },
);

builder.queryFields(t => ({
  tree: t.field({
    type: TreeLoadable,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context, info) =>
      readTree(signedIn(context), decodeId('Tree', id, 'id'), lookAhead(info)),
  }),
  trees: t.field({
    type: TreeConnection,
    description: 'The trees of the account, the one changed last first. Archived ones only when asked for.',
    args: {
      search: t.arg.string({ description: 'Words, or their beginnings, of anything written in the draft.' }),
      category: t.arg.string(),
      tag: t.arg.string({ description: 'In any capitals.' }),
      status: t.arg({ type: TreeStatusEnum }),
      first: t.arg.int(),
      after: t.arg.string(),
    },
    complexity: pageComplexity,
    resolve: async (_root, args, context, info) => {
      const page = parsePage(args, ['moment', 'id']);
      return toConnection(await listTrees(signedIn(context), args, page, lookAheadItems(info)), page);
    },
  }),
  treeCategories: t.field({
    type: [TreeCategoryType],
    description: 'The categories in use, by name.',
    resolve: (_root, _args, context) => listCategories(signedIn(context)),
  }),
}));

const TreeBranchInput = builder.inputType('TreeBranchInput', {
  fields: t => ({ label: t.string({ required: true }), to: t.string({ required: true }) }),
});
const TreeNodeInput = builder.inputType('TreeNodeInput', {
  fields: t => ({
    key: t.string({ required: true }),
    kind: t.field({ type: TreeNodeKindEnum, required: true }),
    title: t.string({ required: true }),
    body: t.string(),
    branches: t.field({ type: [TreeBranchInput], description: 'None, in a step that ends a path.' }),
  }),
});
const TreeDocumentInput = builder.inputType('TreeDocumentInput', {
  fields: t => ({
    rootKey: t.string({ required: true, description: 'May be empty in a draft.' }),
    nodes: t.field({ type: [TreeNodeInput], required: true }),
  }),
});
const CreateTreeInput = builder.inputType('CreateTreeInput', {
  fields: t => ({
    title: t.string({ required: true }),
    description: t.string(),
    category: t.string(),
    tags: t.stringList(),
    document: t.field({ type: TreeDocumentInput, description: 'Left out: an empty draft.' }),
    idempotencyKey: t.string(),
  }),
});
const UpdateTreeInput = builder.inputType('UpdateTreeInput', {
  description: 'What is left out stays as it is; null clears a description, a category or the tags.',
  fields: t => ({
    id: t.id({ required: true }),
    expectedRevision: t.int({ required: true, description: 'The revision you have seen.' }),
    title: t.string(),
    description: t.string(),
    category: t.string(),
    tags: t.stringList(),
    document: t.field({ type: TreeDocumentInput }),
  }),
});
const PublishTreeInput = builder.inputType('PublishTreeInput', {
  fields: t => ({
    id: t.id({ required: true }),
    changeNote: t.string({ description: 'What is new, for those who use the tree.' }),
    expectedRevision: t.int({
      description: 'The revision you have seen; with it, nothing unseen is published.',
    }),
    idempotencyKey: t.string(),
  }),
});
const ArchiveTreeInput = builder.inputType('ArchiveTreeInput', {
  fields: t => ({ id: t.id({ required: true }) }),
});
const DeleteTreeInput = builder.inputType('DeleteTreeInput', {
  fields: t => ({ id: t.id({ required: true }) }),
});

/** A mutation's input with the tree's id as the database knows it. */
function withTreeId<T extends { id: string }>(input: T): T {
  return { ...input, id: decodeId('Tree', input.id, 'input.id') };
}

builder.mutationFields(t => ({
  createTree: t.field({
    type: TreeLoadable,
    description: 'Starts a tree as a draft. It may be unfinished.',
    args: { input: t.arg({ type: CreateTreeInput, required: true }) },
    resolve: (_root, { input }, context) => createTree(signedIn(context), input),
  }),
  updateTree: t.field({
    type: TreeLoadable,
    description:
      'Changes the draft. CONFLICT, with `currentRevision`, when somebody else has changed it since.',
    args: { input: t.arg({ type: UpdateTreeInput, required: true }) },
    resolve: (_root, { input }, context) => updateTree(signedIn(context), withTreeId(input)),
  }),
  publishTree: t.field({
    type: TreeLoadable,
    description:
      'Makes the draft the version that new sessions run on. Refused while `diagnostics` hold an ERROR.',
    args: { input: t.arg({ type: PublishTreeInput, required: true }) },
    resolve: (_root, { input }, context) => publishTree(signedIn(context), withTreeId(input)),
  }),
  archiveTree: t.field({
    type: TreeLoadable,
    description: 'Puts a tree away: no session can start on it, until it is published again.',
    args: { input: t.arg({ type: ArchiveTreeInput, required: true }) },
    resolve: (_root, { input }, context) => archiveTree(signedIn(context), withTreeId(input)),
  }),
  deleteTree: t.id({
    description: 'OWNER and ADMIN. Sessions that ran on the tree keep their version.',
    args: { input: t.arg({ type: DeleteTreeInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      encodeId('Tree', await deleteTree(signedIn(context), withTreeId(input))),
  }),
}));
