import type { Uuid } from '../../kernel/ids.ts';
import type { Selection } from '../../kernel/selection.ts';
import { type Reader, readPrepared } from './prepared.ts';
import { type RowShape, toRowSql } from './row-shape.ts';

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

/** What a list is sorted by. The last property must be unique, or items could be skipped. */
export interface Sort<T> {
  readonly properties: readonly SortProperty<T>[];
  readonly direction: 'asc' | 'desc';
}

interface SortProperty<T> {
  readonly property: keyof T & string;
  readonly type: 'moment' | 'text' | 'number' | 'id';
}

/** A condition on the table under the alias `t`; each `?` stands for the next of the values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** A list of the rows of one account. */
export interface List<T> {
  readonly shape: RowShape;
  readonly sort: Sort<T>;
  readonly where: readonly Condition[];
}

/** The end of every statement of a list: which rows, in which order, and what of them. */
export interface PageSql {
  /** A subquery with one column `row`, in the order of the list. */
  readonly rows: string;
  /** The parameters, of which `$1` is the account. */
  readonly values: readonly unknown[];
}

/**
 * Reads one page by its sort key: no OFFSET, so page 500 costs what page 1 does, and rows that are added
 * meanwhile neither repeat nor hide others. Of each row, only what is selected is read.
 */
export async function readPage<T>(
  reader: Reader,
  accountId: Uuid,
  list: List<T>,
  request: PageRequest,
  selection: Selection,
): Promise<Page<T>> {
  const { rows, values } = toPageSql(accountId, list, request, selection);
  const [found] = await readPrepared<{ rows: string | null }>(
    reader,
    `select json_agg(page.row)::text as rows from (${rows}) page`,
    values,
  );
  return toPage(reader, accountId, list, request, found?.rows ?? null);
}

/** The SQL of a page, for a statement that reads something else in the same moment. */
export function toPageSql<T>(
  accountId: Uuid,
  { shape, sort, where }: List<T>,
  request: PageRequest,
  selection: Selection,
): PageSql {
  const row = toRowSql(shape, selection);
  const conditions = request.after === null ? where : [...where, afterKey(shape, sort, request.after)];
  const values: unknown[] = [accountId, request.first + 1];
  const filter = conditions.map(condition => ` and ${numbered(condition, values)}`).join('');
  const order = sort.properties
    .map(({ property }) => `t.${shape.columns[property]} ${sort.direction}`)
    .join(', ');
  const found = `select * from ${shape.table} t where t.account_id = $1${filter} order by ${order} limit $2`;
  // What is selected is read of the rows that were found and no others; nothing here changes their order.
  return { rows: `select ${row} as row from (${found}) t`, values };
}

/** The page that such a statement has found, as the text of a JSON array; null when it is empty. */
export function toPage<T>(
  reader: Reader,
  accountId: Uuid,
  list: List<T>,
  request: PageRequest,
  json: string | null,
): Page<T> {
  const found: T[] = json === null ? [] : JSON.parse(json);
  return {
    items: found.length > request.first ? found.slice(0, request.first) : found,
    hasNextPage: found.length > request.first,
    keyOf: item => list.sort.properties.map(({ property }) => toPart(item[property])),
    countAll: () => countRows(reader, accountId, list),
  };
}

async function countRows<T>(reader: Reader, accountId: Uuid, { shape, where }: List<T>): Promise<number> {
  const values: unknown[] = [accountId];
  const filter = where.map(condition => ` and ${numbered(condition, values)}`).join('');
  const [counted] = await readPrepared<{ count: number }>(
    reader,
    `select count(*)::integer as count from ${shape.table} t where t.account_id = $1${filter}`,
    values,
  );
  return counted?.count ?? 0;
}

/** Reads the row with an id; null when the account has none. */
export async function readRow<T>(
  reader: Reader,
  accountId: Uuid,
  shape: RowShape,
  id: Uuid,
  selection: Selection,
  where = '',
): Promise<T | null> {
  const row = toRowSql(shape, selection);
  const [found] = await readPrepared<{ row: string }>(
    reader,
    `select ${row}::text as row from ${shape.table} t where t.account_id = $1 and t.id = $2${where}`,
    [accountId, id],
  );
  return found === undefined ? null : JSON.parse(found.row);
}

/** Rows of the account by their ids, with what is selected of each, in no particular order; one statement. */
export async function readRows<T>(
  reader: Reader,
  accountId: Uuid,
  shape: RowShape,
  ids: readonly Uuid[],
  selection: Selection,
): Promise<T[]> {
  const row = toRowSql(shape, selection);
  const [found] = await readPrepared<{ rows: string | null }>(
    reader,
    `select json_agg(${row})::text as rows from ${shape.table} t where t.account_id = $1 and t.id = any($2::uuid[])`,
    [accountId, `{${ids.join(',')}}`],
  );
  return JSON.parse(found?.rows ?? '[]');
}

/** The condition with its places numbered, its values added to those of the statement. */
function numbered({ sql, values }: Condition, all: unknown[]): string {
  let index = 0;
  return sql.replace(/\?/g, () => `$${all.push(values[index++])}`);
}

const keyTypes = {
  moment: 'timestamptz',
  text: 'text',
  number: 'integer',
  id: 'uuid',
} as const;

/** `(a, b) > (x, y)`: everything behind the key, in an order that has one direction. */
function afterKey<T>(
  shape: RowShape,
  { properties, direction }: Sort<T>,
  after: readonly KeyPart[],
): Condition {
  const columns = properties.map(({ property }) => `t.${shape.columns[property]}`);
  const places = properties.map(({ type }) => `?::${keyTypes[type]}`);
  return {
    sql: `(${columns.join(', ')}) ${direction === 'asc' ? '>' : '<'} (${places.join(', ')})`,
    values: properties.map(({ type }, index) => {
      const part = after[index];
      return type === 'moment' ? new Date(Number(part)).toISOString() : part;
    }),
  };
}

function toPart(value: unknown): KeyPart {
  return typeof value === 'number' ? value : String(value);
}
