import type { Uuid } from '../../kernel/ids.ts';
import type { Selection } from '../../kernel/selection.ts';
import { type Reader, readPrepared } from './prepared.ts';
import { type RowShape, toRowSql } from './row-shape.ts';
import type { StoredSizeBudget } from './stored-size-budget.ts';

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

/** From where rows are read, and how much of large content may be. */
export interface RowSource {
  readonly reader: Reader;
  readonly storedSize: StoredSizeBudget;
}

/** What reads rows, as parts of a statement that may read something else in the same moment. */
export interface RowsSql {
  /** Common table expressions, with the word `with`; empty when there are none. */
  readonly with: string;
  /** The rows as the text of a JSON array, in their order; null when there are none, or they are too large. */
  readonly rows: string;
  /** How many bytes their large properties have. */
  readonly bytes: string;
  /** Whether any are selected: only then there is a parameter that says how many bytes may be read. */
  readonly isMeasured: boolean;
}

/** The same for a page. */
export interface PageSql extends RowsSql {
  /** The parameters, of which `$1` is the account, when this many bytes may be read. */
  values(bytesMax: number): readonly unknown[];
  /** The number of the first parameter that is free. */
  readonly nextPlace: number;
}

/** What such a statement has found. */
export interface FoundRows {
  readonly bytes: number;
  readonly rows: string | null;
}

const noRows: FoundRows = { bytes: 0, rows: null };

/**
 * Rows that were found, with what is selected of each. What is large is summed up before any of it is read: `found` is
 * materialized, which keeps large values where they are stored, and the database looks at one branch of a `case` alone.
 * @param found a subquery of the rows, whole and in their order
 * @param place number that the parameter is to have which says how many bytes may be read
 */
function toRowsSql(shape: RowShape, selection: Selection, found: string, place: number): RowsSql {
  const { row, bytes } = toRowSql(shape, selection);
  const allRows = (from: string) =>
    `(select json_agg(page.row)::text from (select ${row} as row from ${from} t) page)`;
  if (bytes === null) return { with: '', rows: allRows(`(${found})`), bytes: '0::float8', isMeasured: false };
  return {
    isMeasured: true,
    with: `with found as materialized (${found}),
      size as (select coalesce(sum(${bytes}), 0) as bytes from found t) `,
    rows: `case when (select bytes from size) <= $${place}::bigint then ${allRows('found')} end`,
    bytes: '(select bytes from size)::float8',
  };
}

/**
 * Reads one page by its sort key: no OFFSET, so page 500 costs what page 1 does, and rows that are added
 * meanwhile neither repeat nor hide others. Of each row, only what is selected is read.
 */
export async function readPage<T>(
  { reader, storedSize }: RowSource,
  accountId: Uuid,
  list: List<T>,
  request: PageRequest,
  selection: Selection,
): Promise<Page<T>> {
  const page = toPageSql(accountId, list, request, selection);
  const text = `${page.with}select ${page.rows} as rows, ${page.bytes} as bytes`;
  const { rows } = await storedSize.read(async bytesMax => {
    const [found] = await readPrepared<FoundRows>(reader, text, page.values(bytesMax));
    return found ?? noRows;
  });
  return toPage(reader, accountId, list, request, rows);
}

/** The SQL of a page, for a statement that reads something else in the same moment. */
export function toPageSql<T>(
  accountId: Uuid,
  { shape, sort, where }: List<T>,
  request: PageRequest,
  selection: Selection,
): PageSql {
  const conditions = request.after === null ? where : [...where, afterKey(shape, sort, request.after)];
  const values: unknown[] = [accountId, request.first + 1];
  const filter = conditions.map(condition => ` and ${numbered(condition, values)}`).join('');
  const order = sort.properties
    .map(({ property }) => `t.${shape.columns[property]} ${sort.direction}`)
    .join(', ');
  const found = `select * from ${shape.table} t where t.account_id = $1${filter} order by ${order} limit $2`;
  // What is selected is read of the rows that were found and no others; nothing here changes their order.
  const sql = toRowsSql(shape, selection, found, values.length + 1);
  return {
    ...sql,
    values: bytesMax => (sql.isMeasured ? [...values, bytesMax] : values),
    nextPlace: values.length + (sql.isMeasured ? 2 : 1),
  };
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
  { reader, storedSize }: RowSource,
  accountId: Uuid,
  shape: RowShape,
  id: Uuid,
  selection: Selection,
  where = '',
): Promise<T | null> {
  const { row, bytes } = toRowSql(shape, selection);
  const from = `from ${shape.table} t where t.account_id = $1 and t.id = $2${where}`;
  const plain = `select ${row}::text as row, 0::float8 as bytes ${from}`;
  const measured = `select case when (${bytes}) <= $3::bigint then ${row}::text end as row, (${bytes})::float8 as bytes ${from}`;
  const { row: found } = await storedSize.read(async bytesMax => {
    const [first] =
      bytes === null
        ? await readPrepared<FoundRow>(reader, plain, [accountId, id])
        : await readPrepared<FoundRow>(reader, measured, [accountId, id, bytesMax]);
    return first ?? noRow;
  });
  return found === null ? null : JSON.parse(found);
}

interface FoundRow {
  readonly bytes: number;
  readonly row: string | null;
}

const noRow: FoundRow = { bytes: 0, row: null };

/** Rows of the account by their ids, with what is selected of each, in no particular order; one statement. */
export async function readRows<T>(
  { reader, storedSize }: RowSource,
  accountId: Uuid,
  shape: RowShape,
  ids: readonly Uuid[],
  selection: Selection,
  where: readonly Condition[] = [],
): Promise<T[]> {
  const values: unknown[] = [accountId, `{${ids.join(',')}}`];
  const filter = where.map(condition => ` and ${numbered(condition, values)}`).join('');
  const found = `select * from ${shape.table} t where t.account_id = $1 and t.id = any($2::uuid[])${filter}`;
  const sql = toRowsSql(shape, selection, found, values.length + 1);
  const text = `${sql.with}select ${sql.rows} as rows, ${sql.bytes} as bytes`;
  const { rows } = await storedSize.read(async bytesMax => {
    const all = sql.isMeasured ? [...values, bytesMax] : values;
    return (await readPrepared<FoundRows>(reader, text, all))[0] ?? noRows;
  });
  return JSON.parse(rows ?? '[]');
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
