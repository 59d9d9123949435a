import { type NodeKind, nodeKindList } from '../../../ui/picture/node-kinds.ts';
import { type Draft, toInput } from './tree-draft.ts';

export type Imported =
  | { readonly draft: Draft; readonly problems: null }
  | { readonly draft: null; readonly problems: readonly string[] };

const problemsMax = 20;

/** The file that `parseTreeFile` reads. */
export function toTreeFile(draft: Draft): string {
  return `${JSON.stringify(toInput(draft), null, 2)}\n`;
}

/** A name for a file, without what file systems dislike. */
export function toFileName(title: string, ending: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${plain === '' ? 'tree' : plain}.${ending}`;
}

/**
 * Reads an exported tree, or a bare document with `rootKey` and `nodes`.
 * @param name of the file, for a document that has no title of its own
 */
export function parseTreeFile(text: string, name: string): Imported {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return { draft: null, problems: [`This is not JSON: ${error instanceof Error ? error.message : ''}`] };
  }
  if (!isRecord(read)) return { draft: null, problems: ['The file must hold one object: a tree.'] };
  const problems: string[] = [];
  const at = read.document === undefined ? '' : 'document.';
  const document = at === '' ? read : read.document;
  const title =
    read.title === undefined ? name.replace(/\.json$/i, '') : readText(read, 'title', '', problems);
  const draft: Draft = {
    title,
    description: readOptional(read, 'description', '', problems),
    category: readOptional(read, 'category', '', problems),
    tags: readTags(read.tags, problems),
    document: readDocument(document, at, problems),
  };
  if (problems.length === 0) return { draft, problems: null };
  const more = problems.length - problemsMax;
  return {
    draft: null,
    problems: [...problems.slice(0, problemsMax), ...(more > 0 ? [`And ${more} more.`] : [])],
  };
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readText(fields: Fields, name: string, at: string, problems: string[]): string {
  const value = fields[name];
  if (typeof value === 'string') return value;
  problems.push(`${at}${name}: ${value === undefined ? 'is missing' : 'must be a text'}.`);
  return '';
}

function readOptional(fields: Fields, name: string, at: string, problems: string[]): string {
  return fields[name] === undefined || fields[name] === null ? '' : readText(fields, name, at, problems);
}

function readTags(value: unknown, problems: string[]): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value) && value.every(tag => typeof tag === 'string')) return value.join(', ');
  problems.push('tags: must be a list of texts.');
  return '';
}

function readList(fields: Fields, name: string, at: string, problems: string[]): readonly unknown[] {
  const value = fields[name];
  if (Array.isArray(value)) return value;
  problems.push(`${at}${name}: ${value === undefined ? 'is missing' : 'must be a list'}.`);
  return [];
}

function readDocument(value: unknown, at: string, problems: string[]): Draft['document'] {
  if (!isRecord(value)) {
    problems.push('document: must be an object with rootKey and nodes.');
    return { rootKey: '', nodes: [] };
  }
  const nodes = readList(value, 'nodes', at, problems);
  return {
    rootKey: readText(value, 'rootKey', at, problems),
    nodes: nodes.map((node, index) => readNode(node, `${at}nodes.${index}.`, problems)),
  };
}

function readNode(value: unknown, at: string, problems: string[]): Draft['document']['nodes'][number] {
  const fields = isRecord(value) ? value : {};
  const branches = fields.branches ? readList(fields, 'branches', at, problems) : [];
  const body = readOptional(fields, 'body', at, problems);
  return {
    key: readText(fields, 'key', at, problems),
    kind: readKind(fields.kind, at, problems),
    title: readText(fields, 'title', at, problems),
    body: body === '' ? null : body,
    branches: branches.map((branch, index) => {
      const branchAt = `${at}branches.${index}.`;
      const of = isRecord(branch) ? branch : {};
      return {
        label: readText(of, 'label', branchAt, problems),
        to: readText(of, 'to', branchAt, problems),
      };
    }),
  };
}

function readKind(value: unknown, at: string, problems: string[]): NodeKind {
  const kind = nodeKindList.find(each => each === value);
  if (kind === undefined) problems.push(`${at}kind: must be one of ${nodeKindList.join(', ')}.`);
  return kind ?? 'QUESTION';
}
