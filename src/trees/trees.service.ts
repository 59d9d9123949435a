import { isDeepStrictEqual } from 'node:util';
import { LockMode, raw } from '@mikro-orm/sql';
import { assertCan } from '../kernel/capabilities.ts';
import { badInput, conflict, DomainError, notFound } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { parseLine, parseOptionalLine, parseOptionalText } from '../kernel/input.ts';
import { limits } from '../kernel/limits.ts';
import { createOnce } from '../platform/database/idempotency.ts';
import type { Scope } from '../platform/database/scope.ts';
import { toSearchText } from '../platform/database/text-search.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import { Tree } from './tree.entity.ts';
import { bytesOfTree } from './tree-content.ts';
import {
  documentBytesOf,
  emptyTreeDocument,
  parseTreeDocument,
  type SearchableTree,
  searchTextOf,
  type TreeDocumentInput,
} from './tree-document.ts';
import { diagnoseTree, isSound, type TreeDiagnostic } from './tree-graph.ts';
import { canMove, treeStatuses } from './tree-lifecycle.ts';
import { TreeVersion } from './tree-version.entity.ts';

/** Most problems that a refusal to publish lists; `Tree.diagnostics` has more. */
const problemsListedMax = 100;

const rules = {
  title: { field: 'input.title', max: limits.titleCharsMax },
  description: { field: 'input.description', max: limits.descriptionCharsMax },
  category: { field: 'input.category', max: limits.categoryCharsMax },
  changeNote: { field: 'input.changeNote', max: limits.changeNoteCharsMax },
} as const;

export interface CreateTreeInput {
  readonly title: string;
  readonly description?: string | null;
  readonly category?: string | null;
  readonly tags?: readonly string[] | null;
  /** Left out: a draft nobody has written in yet. */
  readonly document?: TreeDocumentInput | null;
  readonly idempotencyKey?: string | null;
}

/** Starts a tree as a draft. Its document may be broken: `Tree.diagnostics` tells what is missing. */
export async function createTree(scope: Scope, input: CreateTreeInput): Promise<Tree> {
  assertCan(scope.viewer, 'WRITE_TREES');
  const draft: SearchableTree = {
    title: parseLine(input.title, rules.title),
    description: parseOptionalText(input.description, rules.description),
    category: parseCategory(input.category),
    tags: parseTags(input.tags),
    document: input.document ? parseTreeDocument(input.document, 'input.document') : emptyTreeDocument(),
  };
  return await transaction(scope, tx =>
    createOnce<Tree>(tx, {
      operation: 'createTree',
      key: input.idempotencyKey,
      input: draft,
      create: () => insertTree(tx, draft),
      load: id => loadTree(tx, id, 'input.idempotencyKey'),
    }),
  );
}

async function insertTree(
  { em, viewer, clock, addContent }: TransactionScope,
  draft: SearchableTree,
): Promise<Tree> {
  const now = clock.now();
  const documentBytes = documentBytesOf(draft.document);
  addContent('WORK', bytesOfTree({ documentBytes }));
  const tree = em.create(Tree, {
    ...draft,
    tags: [...draft.tags],
    accountId: viewer.accountId,
    id: newId(now.getTime()),
    status: 'DRAFT',
    revision: 1,
    createdById: viewer.userId,
    createdAt: now,
    updatedAt: now,
    searchText: makeSearchText(draft),
    documentBytes,
  });
  await em.flush();
  return tree;
}

/** What to change of a tree. What is left out stays; null clears a description, a category or the tags. */
export interface UpdateTreeInput {
  readonly id: Uuid;
  /** The revision that the writer has seen. */
  readonly expectedRevision: number;
  readonly title?: string | null;
  readonly description?: string | null;
  readonly category?: string | null;
  readonly tags?: readonly string[] | null;
  readonly document?: TreeDocumentInput | null;
}

/**
 * Changes a tree's draft; versions that were published stay as they are.
 * @throws CONFLICT with `currentRevision` when somebody else has changed it since
 */
export async function updateTree(scope: Scope, input: UpdateTreeInput): Promise<Tree> {
  assertCan(scope.viewer, 'WRITE_TREES');
  const changes = parseChanges(input);
  const { id, expectedRevision } = input;
  return await transaction(scope, async tx => {
    const { em, viewer, clock } = tx;
    const before = await loadTree(tx, id, 'input.id');
    const documentBytes = changes.document && documentBytesOf(changes.document);
    // What shrinks is found by the recount of the night.
    tx.addContent('WORK', Math.max(0, (documentBytes ?? 0) - (before.documentBytes ?? 0)));
    // The row count decides: of two that write on the same revision, one wins. When this one does, nobody has
    // written since the read above, so the search text fits the row although it is made from both.
    const written = await em.nativeUpdate(
      Tree,
      { accountId: viewer.accountId, id, revision: expectedRevision, deletedAt: null },
      {
        ...changes,
        ...(documentBytes !== undefined && { documentBytes }),
        searchText: makeSearchText({ ...draftOf(before), ...changes }),
        // Counted by the database: the greatest number a client can send has no successor that fits the column.
        revision: raw('revision + 1'),
        updatedAt: clock.now(),
      },
    );
    const tree = await loadTree(tx, id, 'input.id');
    if (written === 0) throw stale(tree, expectedRevision);
    return tree;
  });
}

function parseChanges(input: UpdateTreeInput) {
  const { title, description, category, tags, document } = input;
  if (title === null) throw badInput('input.title', 'A tree needs a title. Leave the field out to keep it.');
  if (document === null) {
    throw badInput('input.document', 'A tree needs a document. Leave the field out to keep it.');
  }
  const changes = {
    ...(title !== undefined && { title: parseLine(title, rules.title) }),
    ...(description !== undefined && { description: parseOptionalText(description, rules.description) }),
    ...(category !== undefined && { category: parseCategory(category) }),
    ...(tags !== undefined && { tags: parseTags(tags) }),
    ...(document !== undefined && { document: parseTreeDocument(document, 'input.document') }),
  };
  if (Object.keys(changes).length === 0) {
    throw badInput('input', 'Nothing to change: give a title, description, category, tags or document.');
  }
  return changes;
}

export interface PublishTreeInput {
  readonly id: Uuid;
  readonly changeNote?: string | null;
  /** The revision that the publisher has seen; without it, whatever the draft is by now. */
  readonly expectedRevision?: number | null;
  readonly idempotencyKey?: string | null;
}

/**
 * Makes the draft the version that new sessions run on. Sessions under way keep the version they started with.
 * @throws BAD_USER_INPUT with `diagnostics` while the tree has errors; CONFLICT when it has changed since the
 * revision that was seen (`currentRevision`), or not at all since the version in force
 */
export async function publishTree(scope: Scope, input: PublishTreeInput): Promise<Tree> {
  assertCan(scope.viewer, 'WRITE_TREES');
  const changeNote = parseOptionalText(input.changeNote, rules.changeNote);
  const { id, expectedRevision } = input;
  return await transaction(scope, tx =>
    createOnce<Tree>(tx, {
      operation: 'publishTree',
      key: input.idempotencyKey,
      input: { id, expectedRevision, changeNote },
      create: () => publishDraft(tx, { id, expectedRevision, changeNote }),
      load: treeId => loadTree(tx, treeId, 'input.id'),
    }),
  );
}

async function publishDraft(
  tx: TransactionScope,
  input: { id: Uuid; expectedRevision?: number | null; changeNote: string | null },
): Promise<Tree> {
  const { em, viewer, clock } = tx;
  // Locked until the commit: two that publish at once get numbers one after the other, and a writer waits, so
  // what was checked is what is published.
  const tree = await loadTree(tx, input.id, 'input.id', LockMode.PESSIMISTIC_WRITE);
  if (typeof input.expectedRevision === 'number' && input.expectedRevision !== tree.revision) {
    throw stale(tree, input.expectedRevision);
  }
  if (!canMove(tree.status, 'PUBLISHED')) throw conflict('This tree cannot be published.');
  const diagnostics = diagnoseTree(tree.document);
  if (!isSound(diagnostics)) throw unsound(diagnostics);
  const newest = await em.findOne(TreeVersion, { treeId: tree.id }, { orderBy: { number: 'desc' } });
  if (newest !== null && tree.status === 'PUBLISHED' && isSame(tree, newest)) {
    throw conflict(`Nothing has changed since version ${newest.number}.`);
  }

  const now = clock.now();
  const documentBytes = documentBytesOf(tree.document);
  tx.addContent('WORK', bytesOfTree({ documentBytes }));
  const version = em.create(TreeVersion, {
    accountId: viewer.accountId,
    id: newId(now.getTime()),
    treeId: tree.id,
    number: (newest?.number ?? 0) + 1,
    title: tree.title,
    document: tree.document,
    documentBytes,
    changeNote: input.changeNote,
    publishedById: viewer.userId,
    publishedAt: now,
  });
  // The version first: the tree's row refers to it.
  await em.flush();
  tree.status = 'PUBLISHED';
  tree.publishedVersionId = version.id;
  tree.updatedAt = now;
  return tree;
}

/** Whether a session would see no difference: description, category and tags only help to find a tree. */
function isSame(tree: Tree, version: TreeVersion): boolean {
  return tree.title === version.title && isDeepStrictEqual(tree.document, version.document);
}

/**
 * Puts a tree away: it leaves the lists and no session can start on it, until it is published again.
 * @throws CONFLICT when it is archived already
 */
export async function archiveTree(scope: Scope, input: { id: Uuid }): Promise<Tree> {
  assertCan(scope.viewer, 'WRITE_TREES');
  return await transaction(scope, async tx => {
    const { em, viewer, clock } = tx;
    const from = treeStatuses.filter(status => canMove(status, 'ARCHIVED'));
    const moved = await em.nativeUpdate(
      Tree,
      { accountId: viewer.accountId, id: input.id, status: { $in: from }, deletedAt: null },
      { status: 'ARCHIVED', updatedAt: clock.now() },
    );
    const tree = await loadTree(tx, input.id, 'input.id');
    if (moved === 0) throw conflict('This tree is already archived.');
    return tree;
  });
}

/** Deletes a tree and returns its id. Its row and versions stay, for the sessions that ran on them. */
export async function deleteTree(scope: Scope, input: { id: Uuid }): Promise<Uuid> {
  assertCan(scope.viewer, 'DELETE_TREES');
  return await transaction(scope, async ({ em, viewer, clock }) => {
    const deleted = await em.nativeUpdate(
      Tree,
      { accountId: viewer.accountId, id: input.id, deletedAt: null },
      { deletedAt: clock.now() },
    );
    if (deleted === 0) throw notFound('The tree', 'input.id');
    return input.id;
  });
}

/** The tree as the database has it now, whatever this unit of work has seen before. */
async function loadTree(tx: TransactionScope, id: Uuid, field: string, lockMode?: LockMode): Promise<Tree> {
  const tree = await tx.em.findOne(Tree, { id, deletedAt: null }, { refresh: true, lockMode });
  if (tree === null) throw notFound('The tree', field);
  return tree;
}

function stale({ revision }: Tree, expectedRevision: number): DomainError {
  return conflict(
    `This tree was changed meanwhile: it is at revision ${revision}, not ${expectedRevision}. Load it again.`,
    { currentRevision: revision },
  );
}

function unsound(all: readonly TreeDiagnostic[]): DomainError {
  const errors = all.filter(({ severity }) => severity === 'ERROR');
  const count = errors.length === 1 ? '1 problem' : `${errors.length} problems`;
  const diagnostics = errors
    .slice(0, problemsListedMax)
    .map(({ code, nodeKey, message }) => ({ code, nodeKey, message }));
  return new DomainError(
    'BAD_USER_INPUT',
    `The tree has ${count} and cannot be published: ${errors[0]?.message}`,
    { field: 'input.id', diagnostics },
  );
}

function draftOf({ title, description = null, category = null, tags, document }: Tree): SearchableTree {
  return { title, description, category, tags, document };
}

function makeSearchText(draft: SearchableTree): string {
  return toSearchText([searchTextOf(draft)]);
}

/** Lists are filtered by it, so an accented letter is stored in one of the two ways that Unicode can spell it. */
function parseCategory(value: string | null | undefined): string | null {
  return parseOptionalLine(value?.normalize('NFC'), rules.category);
}

/** Tags that differ only in capitals are one: the first spelling stays. */
function parseTags(values: readonly string[] | null | undefined): string[] {
  const byWord = new Map<string, string>();
  for (const [index, value] of (values ?? []).entries()) {
    const rule = { field: `input.tags.${index}`, max: limits.tagCharsMax };
    const tag = parseLine(value.normalize('NFC'), rule);
    const word = tag.toLowerCase();
    if (!byWord.has(word)) byWord.set(word, tag);
    if (byWord.size > limits.tagsMax) throw badInput('input.tags', `At most ${limits.tagsMax} tags.`);
  }
  return [...byWord.values()];
}
