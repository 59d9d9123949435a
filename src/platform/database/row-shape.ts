import type { Selection } from '../../kernel/selection.ts';

/** How rows of a table become the plain objects that a read returns, and what of them can be left out. */
export interface RowShape {
  readonly table: string;
  /** Column of each property. */
  readonly columns: Readonly<Record<string, string>>;
  /** Properties that hold a moment: read as milliseconds since 1970. */
  readonly moments: readonly string[];
  /** Properties that are read whatever is selected: the id, and what permission depends on. */
  readonly always: readonly string[];
  /** Properties that are read too, except along with another row: what lists are sorted by. */
  readonly sortKeys?: readonly string[];
  /** Fields of the API that are made from properties of other names. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Rows of the same account that are read along when they are selected, as a property of the field's name. */
  readonly related: Readonly<Record<string, Related>>;
}

interface Related {
  /** The property that holds its id. */
  readonly key: string;
  readonly shape: RowShape;
  /** Read whatever is selected. */
  readonly always?: boolean;
}

const variants = new WeakMap<RowShape, WeakMap<Selection, string>>();

/**
 * The SQL of a row under the alias `t`, with what is selected of it, as one JSON object. JSON, since one text a result
 * costs the driver half of what a value for each column of each row does.
 */
export function toRowSql(shape: RowShape, selection: Selection): string {
  const bySelection = variants.get(shape) ?? new WeakMap<Selection, string>();
  variants.set(shape, bySelection);
  const known = bySelection.get(selection);
  if (known !== undefined) return known;
  const sql = build(shape, 't', selection, [...shape.always, ...(shape.sortKeys ?? [])]);
  bySelection.set(selection, sql);
  return sql;
}

function build(shape: RowShape, alias: string, selection: Selection, always: readonly string[]): string {
  const wanted = new Set(always);
  for (const property of Object.keys(shape.columns)) if (selection.has(property)) wanted.add(property);
  for (const [field, properties] of Object.entries(shape.fields)) {
    if (selection.has(field)) for (const property of properties) wanted.add(property);
  }
  const own = [...wanted].map(property => `'${property}', ${toValue(shape, alias, property)}`);
  const related = Object.entries(shape.related)
    .filter(([field, { always: isAlways }]) => isAlways || selection.has(field))
    .map(([field, { key, shape: other }]) => {
      const below = `${alias}_${field.toLowerCase()}`;
      const row = build(other, below, selection.below(field), other.always);
      // Not joined: this way a page looks each one up by its key, whatever the planner thinks of the tables' sizes.
      return `'${field}', (select ${row} from ${other.table} ${below} where ${below}.account_id = ${alias}.account_id and ${below}.id = ${alias}.${shape.columns[key]})`;
    });
  return `json_build_object(${[...own, ...related].join(', ')})`;
}

function toValue(shape: RowShape, alias: string, property: string): string {
  const column = `${alias}.${shape.columns[property]}`;
  return shape.moments.includes(property) ? `(date_part('epoch', ${column}) * 1000)::bigint` : column;
}
