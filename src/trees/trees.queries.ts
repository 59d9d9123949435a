import { assertCan } from '../kernel/capabilities.ts';
import { conflict, notFound } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { parseOptionalLine } from '../kernel/input.ts';
import { limits } from '../kernel/limits.ts';
import { only, type Selection } from '../kernel/selection.ts';
import {
  type Condition,
  type Page,
  type PageRequest,
  readPage,
  readRow,
  readRows,
  type Sort,
} from '../platform/database/pages.ts';
import type { Scope } from '../platform/database/scope.ts';
import { matchesSearch } from '../platform/database/text-search.ts';
import { Tree } from './tree.entity.ts';
import type { TreeDocument } from './tree-document.ts';
import type { TreeStatus } from './tree-lifecycle.ts';
import { type TreeRow, type TreeVersionRow, treeShape, treeVersionShape } from './tree-rows.ts';
import { TreeVersion } from './tree-version.entity.ts';

/** Most categories that are listed; the list has no pages. */
const categoriesMax = 1_000;

const byLastChange: Sort<TreeRow> = {
  properties: [
    { property: 'updatedAt', type: 'moment' },
    { property: 'id', type: 'id' },
  ],
  direction: 'desc',
};

/** A tree's versions; the number is unique among them. */
const byNumber: Sort<TreeVersionRow> = {
  properties: [{ property: 'number', type: 'number' }],
  direction: 'desc',
};

export interface TreeFilter {
  /** Words, or their beginnings, of anything that is written in the draft. */
  readonly search?: string | null;
  readonly category?: string | null;
  /** A tag in any capitals. */
  readonly tag?: string | null;
  /** Without it, all but the archived ones. */
  readonly status?: TreeStatus | null;
}

/** The trees of the account, the one changed last first. */
export async function listTrees(
  scope: Scope,
  filter: TreeFilter,
  page: PageRequest,
  selection: Selection,
): Promise<Page<TreeRow>> {
  const { viewer } = scope;
  assertCan(viewer, 'READ_TREES');
  const search = parseOptionalLine(filter.search, { field: 'search', max: limits.searchCharsMax });
  const category = parseOptionalLine(filter.category?.normalize('NFC'), {
    field: 'category',
    max: limits.categoryCharsMax,
  });
  const tag = parseOptionalLine(filter.tag?.normalize('NFC'), { field: 'tag', max: limits.tagCharsMax });
  const where: Condition[] = [
    { sql: 't.deleted_at is null', values: [] },
    filter.status
      ? { sql: 't.status = ?', values: [filter.status] }
      : { sql: "t.status <> 'ARCHIVED'", values: [] },
  ];
  if (category !== null) where.push({ sql: 't.category = ?', values: [category] });
  if (tag !== null) where.push(hasTag(tag));
  const matches = search === null ? null : matchesSearch(search, { stemmed: true });
  if (matches !== null) where.push(matches);
  return await readPage(
    scope,
    viewer.accountId,
    { shape: treeShape, sort: byLastChange, where },
    page,
    selection,
  );
}

/** Both sides are folded by the database, so that the exact spelling matches whatever its locale folds. */
function hasTag(tag: string): Condition {
  return { sql: 'lower(t.tags::text)::text[] @> array[lower(?)]::text[]', values: [tag] };
}

/** The published versions of a tree, the newest first. */
export async function listVersions(
  scope: Scope,
  tree: Pick<TreeRow, 'id'>,
  page: PageRequest,
  selection: Selection,
): Promise<Page<TreeVersionRow>> {
  const { viewer } = scope;
  assertCan(viewer, 'READ_TREES');
  const where = [{ sql: 't.tree_id = ?', values: [tree.id] }];
  return await readPage(
    scope,
    viewer.accountId,
    { shape: treeVersionShape, sort: byNumber, where },
    page,
    selection,
  );
}

/**
 * A tree with what is selected of it.
 * @throws NOT_FOUND when it is deleted or not of this account
 */
export async function readTree(scope: Scope, id: Uuid, selection: Selection): Promise<TreeRow> {
  const { viewer } = scope;
  assertCan(viewer, 'READ_TREES');
  const tree = await readRow<TreeRow>(
    scope,
    viewer.accountId,
    treeShape,
    id,
    selection,
    ' and t.deleted_at is null',
  );
  if (tree === null) throw notFound('The tree');
  return tree;
}

/** A category and how many trees it holds. */
export interface TreeCategory {
  readonly name: string;
  readonly treeCount: number;
}

/** The categories in use by name; archived trees do not count. */
export async function listCategories({ em, viewer }: Scope): Promise<TreeCategory[]> {
  assertCan(viewer, 'READ_TREES');
  return await em.execute<TreeCategory[]>(
    `select category as name, count(*)::integer as "treeCount" from tree
      where account_id = ? and deleted_at is null and status <> 'ARCHIVED' and category is not null
      group by category order by lower(category), category limit ?`,
    [viewer.accountId, categoriesMax],
  );
}

const isNotDeleted: Condition = { sql: 't.deleted_at is null', values: [] };

/** A row but for its document and what belongs to it: what a reader gets that does not know what is looked at. */
const withoutDocument = only(...Object.keys(treeShape.columns).filter(property => property !== 'document'));

/**
 * Trees by id, in the order of the ids; null for one that is deleted or not of this account. Without their documents,
 * which are as large as people make them: those that are looked at are read by `loadTreeDocuments`.
 */
export async function findTrees(scope: Scope, ids: readonly Uuid[]): Promise<(TreeRow | null)[]> {
  assertCan(scope.viewer, 'READ_TREES');
  const found = await readTrees(scope, ids, withoutDocument);
  const byId = new Map(found.map(tree => [tree.id, tree]));
  return ids.map(id => byId.get(id) ?? null);
}

/** Like findTrees, with an Error in the place of a tree that is not there. */
export async function loadTrees(scope: Scope, ids: readonly Uuid[]): Promise<(TreeRow | Error)[]> {
  const trees = await findTrees(scope, ids);
  return trees.map(tree => tree ?? notFound('The tree'));
}

async function readTrees(scope: Scope, ids: readonly Uuid[], selection: Selection): Promise<TreeRow[]> {
  const { accountId } = scope.viewer;
  return await readRows<TreeRow>(scope, accountId, treeShape, [...new Set(ids)], selection, [isNotDeleted]);
}

/** The drafts of trees, in the order of the ids. */
export async function loadTreeDocuments(
  scope: Scope,
  ids: readonly Uuid[],
): Promise<(TreeDocument | Error)[]> {
  assertCan(scope.viewer, 'READ_TREES');
  const found = await readTrees(scope, ids, only('document'));
  const byId = new Map(found.map(({ id, document }) => [id, document]));
  return ids.map(id => byId.get(id) ?? notFound('The tree'));
}

/**
 * Versions by id, in the order of the ids, without their documents. Those of a deleted tree too: sessions that ran on
 * it keep theirs.
 */
export async function loadTreeVersions(
  scope: Scope,
  ids: readonly Uuid[],
): Promise<(TreeVersionRow | Error)[]> {
  assertCan(scope.viewer, 'READ_TREES');
  const found = await readVersions(scope, ids, versionWithoutDocument);
  const byId = new Map(found.map(version => [version.id, version]));
  return ids.map(id => byId.get(id) ?? notFound('The version of the tree'));
}

const versionWithoutDocument = only(
  ...Object.keys(treeVersionShape.columns).filter(property => property !== 'document'),
);

async function readVersions(
  scope: Scope,
  ids: readonly Uuid[],
  selection: Selection,
): Promise<TreeVersionRow[]> {
  const { accountId } = scope.viewer;
  return await readRows<TreeVersionRow>(scope, accountId, treeVersionShape, [...new Set(ids)], selection);
}

/** The documents of versions, in the order of the ids. */
export async function loadVersionDocuments(
  scope: Scope,
  ids: readonly Uuid[],
): Promise<(TreeDocument | Error)[]> {
  assertCan(scope.viewer, 'READ_TREES');
  const found = await readVersions(scope, ids, only('document'));
  const byId = new Map(found.map(({ id, document }) => [id, document]));
  return ids.map(id => byId.get(id) ?? notFound('The version of the tree'));
}

/** Why no session can start on a tree that is not in use. */
const notStartable: Record<Exclude<TreeStatus, 'PUBLISHED'>, string> = {
  DRAFT: 'This tree is still a draft. Publish it first.',
  ARCHIVED: 'This tree is archived. Publish it again to use it.',
};

/**
 * The tree with its version in force, for a session that starts now.
 * @param field path of the tree's id as the client wrote it, such as `input.treeId`
 * @throws NOT_FOUND, or CONFLICT when the tree is a draft or archived
 */
export async function loadStartableVersion(
  { em }: Pick<Scope, 'em'>,
  treeId: Uuid,
  field: string,
): Promise<{ tree: Tree; version: TreeVersion }> {
  const tree = await em.findOne(Tree, { id: treeId, deletedAt: null }, { refresh: true });
  if (tree === null) throw notFound('The tree', field);
  if (tree.status !== 'PUBLISHED') throw conflict(notStartable[tree.status], { field });
  const version = await em.findOneOrFail(TreeVersion, { id: tree.publishedVersionId });
  return { tree, version };
}
