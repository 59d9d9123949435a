import { badInput } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import type { KeyPart, Page, PageRequest } from '../platform/database/pages.ts';
import { builder } from './builder.ts';

/** The types of a sort key's parts, in order; a cursor that does not fit them is refused. */
export type KeyShape = readonly ('moment' | 'text' | 'number' | 'id')[];

export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
}

/**
 * Checks the arguments of a connection.
 * @throws BAD_USER_INPUT naming `first` or `after`
 */
export function parsePage(args: PageArgs, shape: KeyShape): PageRequest {
  const first = args.first ?? limits.pageSizeDefault;
  if (first < 1 || first > limits.pageSizeMax) {
    throw badInput('first', `This must be from 1 to ${limits.pageSizeMax}.`);
  }
  return {
    first,
    after: args.after === null || args.after === undefined ? null : parseCursor(args.after, shape),
  };
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The latest moment a JavaScript date can hold. */
const momentMsMax = 8.64e15;

function parseCursor(cursor: string, shape: KeyShape): readonly KeyPart[] {
  const key = cursor.length <= 1_000 ? tryParse(Buffer.from(cursor, 'base64url').toString('utf8')) : null;
  if (
    !Array.isArray(key) ||
    key.length !== shape.length ||
    !shape.every((type, index) => fits(type, key[index]))
  ) {
    throw badInput('after', 'This is not a cursor of this list.');
  }
  return key;
}

function fits(type: KeyShape[number], part: unknown): boolean {
  if (type === 'text') return typeof part === 'string' && !part.includes('\0') && part.isWellFormed();
  if (type === 'id') return typeof part === 'string' && uuidPattern.test(part);
  if (!Number.isSafeInteger(part)) return false;
  return type === 'number' ? Math.abs(Number(part)) < 2 ** 31 : Math.abs(Number(part)) <= momentMsMax / 40;
}

function tryParse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** The opaque text of a sort key. */
export function encodeCursor(key: readonly KeyPart[]): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/** Makes its cursor when it is asked for: most clients take the last one of the page alone. */
class Edge<T> {
  readonly node: T;
  readonly #page: Page<T>;

  constructor(node: T, page: Page<T>) {
    this.node = node;
    this.#page = page;
  }

  get cursor(): string {
    return encodeCursor(this.#page.keyOf(this.node));
  }
}

/** A page in the shape of a Relay connection. */
export function toConnection<T>(page: Page<T>, request: PageRequest) {
  const cursorOf = (item: T | undefined) => (item === undefined ? null : encodeCursor(page.keyOf(item)));
  return {
    edges: page.items.map(node => new Edge(node, page)),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: request.after !== null,
      startCursor: cursorOf(page.items[0]),
      endCursor: cursorOf(page.items.at(-1)),
    },
    countAll: page.countAll,
  };
}

/** Points of a page itself, however small: each is a query of its own to the database. */
const pagePoints = 10;

/**
 * What a list costs in a query: the page, and its fields times how many items were asked for. It depends on a number
 * alone, which is what found costs are remembered by.
 */
export function pageComplexity(args: PageArgs): { field: number; multiplier: number } {
  const first = args.first ?? limits.pageSizeDefault;
  return { field: pagePoints, multiplier: Math.min(Math.max(first, 1), limits.pageSizeMax) };
}

builder.globalConnectionField('totalCount', t =>
  t.int({
    description: 'How many there are in all. Counted only when asked for.',
    complexity: 5,
    resolve: connection => (connection as { countAll?: () => Promise<number> }).countAll?.() ?? 0,
  }),
);
