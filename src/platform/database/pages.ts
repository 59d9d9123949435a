import type { EntityClass, SqlEntityManager } from '@mikro-orm/sql';

/** A value of a sort key as a cursor holds it; moments are milliseconds since 1970. */
export type KeyPart = string | number;

/** One page of a list: how many, and after which sort key. */
export interface PageRequest {
  readonly first: number;
  /** The sort key of the last item of the page before; null for the first page. */
  readonly after: readonly KeyPart[] | null;
}

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
  /** The sort key of an item, from which a cursor is made. */
  keyOf(item: T): readonly KeyPart[];
  /** How many there are in all; only called when a client asks. */
  countAll(): Promise<number>;
}

/** One property a list is sorted by. The last one of a list must be unique, or items could be skipped. */
export interface SortKey<T> {
  readonly property: keyof T & string;
  readonly direction: 'asc' | 'desc';
  readonly type: 'moment' | 'text' | 'number';
}

/** The entity manager's reads for an entity that is only known as a type parameter; its own types need a concrete one. */
interface RowReader<T> {
  find(entity: EntityClass<T>, where: object, options: object): Promise<T[]>;
  count(entity: EntityClass<T>, where: object): Promise<number>;
}

/**
 * Reads one page by its sort key: no OFFSET, so page 500 costs what page 1 does, and rows that are added
 * meanwhile neither repeat nor hide others.
 */
export async function findPage<T extends object>(
  em: SqlEntityManager,
  entity: EntityClass<T>,
  where: object,
  sort: readonly SortKey<T>[],
  request: PageRequest,
): Promise<Page<T>> {
  const conditions = request.after === null ? [where] : [where, afterKey(sort, request.after)];
  const rows: RowReader<T> = em;
  const found = await rows.find(
    entity,
    { $and: conditions },
    { orderBy: sort.map(key => ({ [key.property]: key.direction })), limit: request.first + 1 },
  );
  return {
    items: found.slice(0, request.first),
    hasNextPage: found.length > request.first,
    keyOf: item => sort.map(key => toPart(item[key.property])),
    countAll: () => rows.count(entity, where),
  };
}

/** `(a, b) > (x, y)` written out: a > x, or a = x and b > y; with the comparison of each key's direction. */
function afterKey<T>(sort: readonly SortKey<T>[], after: readonly KeyPart[]): object {
  const values = sort.map((key, index) => fromPart(key, after[index]));
  const alternatives = sort.map((key, index) => ({
    ...Object.fromEntries(
      sort.slice(0, index).map((before, position) => [before.property, values[position]]),
    ),
    [key.property]: { [key.direction === 'asc' ? '$gt' : '$lt']: values[index] },
  }));
  return { $or: alternatives };
}

function toPart(value: unknown): KeyPart {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'number' ? value : String(value);
}

function fromPart<T>(key: SortKey<T>, part: KeyPart | undefined): unknown {
  return key.type === 'moment' ? new Date(Number(part)) : part;
}
