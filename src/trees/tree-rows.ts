import { type UserRow, userShape } from '../accounts/user-row.ts';
import type { RowShape } from '../platform/database/row-shape.ts';
import type { Tree } from './tree.entity.ts';
import type { TreeDocument } from './tree-document.ts';
import type { TreeVersion } from './tree-version.entity.ts';

/** A tree as it is read: a row with what was selected, or the entity. Moments of a row are milliseconds. */
export interface TreeRow
  extends Pick<
    Tree,
    | 'id'
    | 'title'
    | 'description'
    | 'category'
    | 'tags'
    | 'status'
    | 'revision'
    | 'publishedVersionId'
    | 'createdById'
  > {
  readonly createdAt: Date | number;
  readonly updatedAt: Date | number;
  /** The draft, where it was selected. */
  readonly document?: TreeDocument;
  readonly createdBy?: UserRow;
}

export const treeShape: RowShape = {
  table: 'tree',
  columns: {
    id: 'id',
    title: 'title',
    description: 'description',
    category: 'category',
    tags: 'tags',
    status: 'status',
    revision: 'revision',
    document: 'document',
    publishedVersionId: 'published_version_id',
    createdById: 'created_by_id',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
  moments: ['createdAt', 'updatedAt'],
  always: ['id'],
  sortKeys: ['updatedAt'],
  large: { document: { sizeColumn: 'document_bytes' } },
  fields: { diagnostics: ['document'], publishedVersion: ['publishedVersionId'] },
  related: { createdBy: { key: 'createdById', shape: userShape } },
};

/** A version as it is read: a row with what was selected, or the entity. */
export interface TreeVersionRow
  extends Pick<TreeVersion, 'id' | 'number' | 'title' | 'changeNote' | 'publishedById'> {
  readonly publishedAt: Date | number;
  readonly document?: TreeDocument;
  readonly publishedBy?: UserRow;
}

export const treeVersionShape: RowShape = {
  table: 'tree_version',
  columns: {
    id: 'id',
    number: 'number',
    title: 'title',
    document: 'document',
    changeNote: 'change_note',
    publishedById: 'published_by_id',
    publishedAt: 'published_at',
  },
  moments: ['publishedAt'],
  always: ['id'],
  sortKeys: ['number'],
  large: { document: { sizeColumn: 'document_bytes' } },
  fields: {},
  related: { publishedBy: { key: 'publishedById', shape: userShape } },
};
