import { defineEntity, p } from '@mikro-orm/sql';
import { accountFilterDefinition } from '../platform/database/scope.ts';
import type { TreeDocument } from './tree-document.ts';

/** A published state of a tree. Never changes: sessions run on the version they started with. */
const TreeVersionSchema = defineEntity({
  name: 'TreeVersion',
  tableName: 'tree_version',
  properties: {
    accountId: p.uuid().primary(),
    id: p.uuid().primary(),
    treeId: p.uuid(),
    number: p.integer(),
    title: p.text(),
    document: p.json<TreeDocument>(),
    /** Size of the document as JSON; null from versions before. */
    documentBytes: p.integer().nullable(),
    changeNote: p.text().nullable(),
    publishedById: p.uuid(),
    publishedAt: p.datetime(3),
  },
  filters: accountFilterDefinition,
  uniques: [{ name: 'tree_version_number_key', properties: ['accountId', 'treeId', 'number'] }],
});

export class TreeVersion extends TreeVersionSchema.class {}
TreeVersionSchema.setClass(TreeVersion);
