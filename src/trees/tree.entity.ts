import { defineEntity, p } from '@mikro-orm/sql';
import { accountFilterDefinition } from '../platform/database/scope.ts';
import type { TreeDocument } from './tree-document.ts';
import type { TreeStatus } from './tree-lifecycle.ts';

/** A decision tree: its draft, and which published version is in force. */
const TreeSchema = defineEntity({
  name: 'Tree',
  tableName: 'tree',
  properties: {
    accountId: p.uuid().primary(),
    id: p.uuid().primary(),
    title: p.text(),
    description: p.text().nullable(),
    category: p.text().nullable(),
    tags: p.array(),
    status: p.text().$type<TreeStatus>(),
    /** Raised by every change of the draft; a writer says which one it has seen. */
    revision: p.integer(),
    document: p.json<TreeDocument>(),
    /** Size of the document as JSON, so that nobody has to read it to know; null from versions before. */
    documentBytes: p.integer().nullable(),
    publishedVersionId: p.uuid().nullable(),
    createdById: p.uuid(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
    /** Deleted trees keep their row: sessions that ran on them keep their version. */
    deletedAt: p.datetime(3).nullable(),
    searchText: p.text().lazy(),
    searchVector: p
      .string()
      .columnType('tsvector')
      .generated(
        "(to_tsvector('simple'::regconfig, search_text) || to_tsvector('english'::regconfig, search_text)) stored",
      )
      .nullable()
      .hidden()
      .lazy()
      .returning(false),
  },
  filters: accountFilterDefinition,
  indexes: [
    {
      name: 'tree_list_idx',
      expression:
        'create index tree_list_idx on tree (account_id, updated_at desc, id desc) where (deleted_at is null)',
    },
    {
      name: 'tree_category_idx',
      expression: 'create index tree_category_idx on tree (account_id, category) where (deleted_at is null)',
    },
    { name: 'tree_tags_idx', expression: 'create index tree_tags_idx on tree using gin (tags)' },
    { name: 'tree_search_idx', expression: 'create index tree_search_idx on tree using gin (search_vector)' },
  ],
  checks: [
    { name: 'tree_status_check', expression: "status in ('DRAFT', 'PUBLISHED', 'ARCHIVED')" },
    { name: 'tree_published_check', expression: "status <> 'PUBLISHED' or published_version_id is not null" },
  ],
});

export class Tree extends TreeSchema.class {}
TreeSchema.setClass(Tree);
