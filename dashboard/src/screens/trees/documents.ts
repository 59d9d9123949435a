import { graphql, withFragments } from '../../api/graphql.ts';
import type { TreesPageQuery, TreesTreeQuery, TreesVersionFragment } from '../../generated/graphql.ts';

export type TreeRow = TreesPageQuery['trees']['nodes'][number];
export type LoadedTree = NonNullable<TreesTreeQuery['tree']>;
export type VersionRow = TreesVersionFragment;

const documentFields = graphql(`
  fragment TreesDocument on TreeDocument {
    rootKey
    nodes { key kind title body branches { label to } }
  }
`);

const versionFields = graphql(`
  fragment TreesVersion on TreeVersion { id number title changeNote publishedAt publishedBy { id name } }
`);

const draftFields = withFragments(
  graphql(`
  fragment TreesDraft on Tree {
    id
    title
    description
    category
    tags
    status
    revision
    updatedAt
    document { ...TreesDocument }
    diagnostics { severity code nodeKey message }
    publishedVersion { id number title document { ...TreesDocument } }
  }
`),
  documentFields,
);

export const treesPage = graphql(`
  query TreesPage($search: String, $category: String, $tag: String, $status: TreeStatus, $after: String) {
    trees(search: $search, category: $category, tag: $tag, status: $status, first: 50, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { id title description category tags status updatedAt publishedVersion { id number } }
    }
  }
`);

export const treesCategories = graphql(`
  query TreesCategories { treeCategories { name treeCount } trees(first: 1) { nodes { id } } }
`);

export const treesTree = withFragments(
  graphql(`
  query TreesTree($id: ID!) {
    tree(id: $id) { ...TreesDraft createdAt createdBy { id name } }
  }
`),
  draftFields,
);

export const treesVersions = withFragments(
  graphql(`
  query TreesVersions($id: ID!, $after: String) {
    tree(id: $id) {
      id
      versions(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...TreesVersion } }
    }
  }
`),
  versionFields,
);

/** A version with its document, by its id. */
export const treesVersion = withFragments(
  graphql(`
  query TreesVersionOf($id: ID!) {
    node(id: $id) { __typename ... on TreeVersion { ...TreesVersion document { ...TreesDocument } } }
  }
`),
  versionFields,
  documentFields,
);

export const treesCreate = graphql(`
  mutation TreesCreate($input: CreateTreeInput!) { createTree(input: $input) { id } }
`);

export const treesUpdate = graphql(`
  mutation TreesUpdate($input: UpdateTreeInput!) {
    updateTree(input: $input) { id revision status updatedAt diagnostics { severity code nodeKey message } }
  }
`);

export const treesPublish = graphql(`
  mutation TreesPublish($input: PublishTreeInput!) {
    publishTree(input: $input) { id revision status publishedVersion { id number } }
  }
`);

export const treesArchive = graphql(`
  mutation TreesArchive($input: ArchiveTreeInput!) { archiveTree(input: $input) { id status } }
`);

export const treesDelete = graphql(`
  mutation TreesDelete($input: DeleteTreeInput!) { deleteTree(input: $input) }
`);
