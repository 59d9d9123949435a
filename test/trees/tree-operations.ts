import type {
  CreateTreeInput,
  PublishTreeInput,
  TreeDocumentInput,
  TreeNodeInput,
  UpdateTreeInput,
} from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import type { Client } from '../harness/client.ts';

/** What the tests about trees do over the public API. */

graphql(`
  fragment TreesFacts on Tree {
    id
    title
    description
    category
    tags
    status
    revision
    document { rootKey nodes { key kind title body branches { label to } } }
    publishedVersion { id number title changeNote }
    createdBy { id }
    createdAt
    updatedAt
  }
`);

const Create = graphql(`
  mutation TreesCreate($input: CreateTreeInput!) {
    createTree(input: $input) { ...TreesFacts }
  }
`);

/** Starts a tree; only the title is there unless told. */
export async function createTree(client: Client, input: Partial<CreateTreeInput> = {}) {
  return (await client.run(Create, { input: { title: 'Printer offline', ...input } })).createTree;
}

const Update = graphql(`
  mutation TreesUpdate($input: UpdateTreeInput!) {
    updateTree(input: $input) { ...TreesFacts }
  }
`);

/** Changes a tree's draft. */
export async function updateTree(client: Client, input: UpdateTreeInput) {
  return (await client.run(Update, { input })).updateTree;
}

const Publish = graphql(`
  mutation TreesPublish($input: PublishTreeInput!) {
    publishTree(input: $input) { ...TreesFacts }
  }
`);

/** Publishes a tree's draft. */
export async function publishTree(client: Client, input: PublishTreeInput) {
  return (await client.run(Publish, { input })).publishTree;
}

const Archive = graphql(`
  mutation TreesArchive($input: ArchiveTreeInput!) {
    archiveTree(input: $input) { ...TreesFacts }
  }
`);

/** Puts a tree away. */
export async function archiveTree(client: Client, id: string) {
  return (await client.run(Archive, { input: { id } })).archiveTree;
}

const Delete = graphql(`
  mutation TreesDelete($input: DeleteTreeInput!) {
    deleteTree(input: $input)
  }
`);

/** Deletes a tree; returns its id. */
export async function deleteTree(client: Client, id: string) {
  return (await client.run(Delete, { input: { id } })).deleteTree;
}

const One = graphql(`
  query TreesOne($id: ID!) {
    tree(id: $id) { ...TreesFacts }
  }
`);

/** A tree as a client sees it. */
export async function loadTree(client: Client, id: string) {
  return (await client.run(One, { id })).tree;
}

const Diagnostics = graphql(`
  query TreesDiagnostics($id: ID!) {
    tree(id: $id) { diagnostics { severity code nodeKey message } }
  }
`);

/** What is wrong with a tree's draft. */
export async function loadDiagnostics(client: Client, id: string) {
  return (await client.run(Diagnostics, { id })).tree?.diagnostics ?? [];
}

const Versions = graphql(`
  query TreesVersions($id: ID!, $first: Int, $after: String) {
    tree(id: $id) {
      versions(first: $first, after: $after) {
        totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor }
        nodes {
          id
          number
          title
          changeNote
          publishedAt
          publishedBy { id }
          document { rootKey nodes { key title } }
        }
      }
    }
  }
`);

/** A page of a tree's versions. */
export async function listVersions(
  client: Client,
  id: string,
  page: { first?: number; after?: string | null } = {},
) {
  const { tree } = await client.run(Versions, { id, ...page });
  if (!tree) throw new Error('there is no such tree');
  return tree.versions;
}

export const TreesList = graphql(`
  query TreesList(
    $search: String
    $category: String
    $tag: String
    $status: TreeStatus
    $first: Int
    $after: String
  ) {
    trees(search: $search, category: $category, tag: $tag, status: $status, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id } }
      nodes { id title }
    }
  }
`);

/** Titles of the trees that a filter lets through, sorted: the order of the list is not what such a test is about. */
export async function findTitles(client: Client, filter: Parameters<typeof listTrees>[1]): Promise<string[]> {
  return (await listTrees(client, filter)).nodes.map(({ title }) => title).sort();
}

/** A page of the account's trees. */
export async function listTrees(
  client: Client,
  args: {
    search?: string | null;
    category?: string | null;
    tag?: string | null;
    status?: 'DRAFT' | 'PUBLISHED' | 'ARCHIVED' | null;
    first?: number | null;
    after?: string | null;
  } = {},
) {
  return (await client.run(TreesList, args)).trees;
}

const Categories = graphql(`
  query TreesCategories {
    treeCategories { name treeCount }
  }
`);

/** The categories in use. */
export async function listCategories(client: Client) {
  return (await client.run(Categories)).treeCategories;
}

/** A node that ends a path, with changes. */
export function aNode(changes: Partial<TreeNodeInput> = {}): TreeNodeInput {
  return { key: 'done', kind: 'SOLUTION', title: 'Done', body: 'Tell the client.', ...changes };
}

/** The smallest sound document: one solution. */
export function oneStep(title = 'Done'): TreeDocumentInput {
  return { rootKey: 'done', nodes: [aNode({ title })] };
}
