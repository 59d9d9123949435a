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
  /**
   * Properties that can be large, and what their size in bytes is known by: `text` for a column of text, whose size the
   * database knows without reading it; for JSON the column that holds it, empty for rows of versions before it.
   */
  readonly large?: Readonly<Record<string, 'text' | { readonly sizeColumn: string }>>;
  /** Properties of which a small part does, when none of these fields below them is selected, and its column. */
  readonly parts?: Readonly<Record<string, Part>>;
  /** Fields of the API that are made from properties of other names. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Rows of the same account that are read along when they are selected, as a property of the field's name. */
  readonly related: Readonly<Record<string, Related>>;
}

interface Part {
  /** Fields that only the whole has. */
  readonly lacks: readonly string[];
  readonly column: string;
  /** The same made of the whole, whose column stands for `?`: for rows of versions before the part. */
  readonly fromWhole: string;
}

interface Related {
  /** The property that holds its id. */
  readonly key: string;
  readonly shape: RowShape;
  /** Read whatever is selected. */
  readonly always?: boolean;
}

/** The SQL of a row, and of the bytes that its large properties have; null when none of them is selected. */
export interface RowSql {
  readonly row: string;
  readonly bytes: string | null;
}

const variants = new WeakMap<RowShape, WeakMap<Selection, RowSql>>();

/**
 * The SQL of a row under the alias `t`, with what is selected of it, as one JSON object. JSON, since one text a result
 * costs the driver half of what a value for each column of each row does.
 */
export function toRowSql(shape: RowShape, selection: Selection): RowSql {
  const bySelection = variants.get(shape) ?? new WeakMap<Selection, RowSql>();
  variants.set(shape, bySelection);
  const known = bySelection.get(selection);
  if (known !== undefined) return known;
  const row = build(shape, 't', selection, [...shape.always, ...(shape.sortKeys ?? [])]);
  const sql = { row, bytes: toSize(shape, 't', selection) };
  bySelection.set(selection, sql);
  return sql;
}

/** The properties that make up what is selected. */
function propertiesOf(shape: RowShape, selection: Selection): Set<string> {
  const wanted = new Set(Object.keys(shape.columns).filter(property => selection.has(property)));
  for (const [field, properties] of Object.entries(shape.fields)) {
    if (selection.has(field)) for (const property of properties) wanted.add(property);
  }
  return wanted;
}

function build(shape: RowShape, alias: string, selection: Selection, always: readonly string[]): string {
  const wanted = new Set([...always, ...propertiesOf(shape, selection)]);
  const own = [...wanted].map(property => {
    const part = partOf(shape, property, selection);
    const value = part === null ? toValue(shape, alias, property) : toPartValue(shape, alias, property, part);
    return `'${property}', ${value}`;
  });
  const related = Object.entries(shape.related)
    .filter(([field, { always: isAlways }]) => isAlways || selection.has(field))
    .map(([field, { shape: other }]) => {
      const row = build(other, belowOf(alias, field), selection.below(field), other.always);
      return `'${field}', ${ofRelated(shape, alias, field, row)}`;
    });
  return `json_build_object(${[...own, ...related].join(', ')})`;
}

/** What the selected properties have in bytes, related rows included; null when none of them can be large. */
function toSize(shape: RowShape, alias: string, selection: Selection): string | null {
  const wanted = propertiesOf(shape, selection);
  const own = Object.entries(shape.large ?? {})
    .filter(([property]) => wanted.has(property) && partOf(shape, property, selection) === null)
    .map(([property, knownBy]) => {
      const column = `${alias}.${shape.columns[property]}`;
      return knownBy === 'text'
        ? `coalesce(octet_length(${column}), 0)`
        : `coalesce(${alias}.${knownBy.sizeColumn}, octet_length(${column}::text))`;
    });
  const related = Object.entries(shape.related).flatMap(([field, { shape: other }]) => {
    const size = selection.has(field) ? toSize(other, belowOf(alias, field), selection.below(field)) : null;
    return size === null ? [] : [`coalesce(${ofRelated(shape, alias, field, size)}, 0)`];
  });
  const sizes = [...own, ...related];
  return sizes.length === 0 ? null : sizes.join(' + ');
}

/** The part of a property that is enough for what is selected; null for all of it. */
function partOf({ parts }: RowShape, property: string, selection: Selection): Part | null {
  const part = parts?.[property];
  if (part === undefined || !selection.has(property)) return null;
  const below = selection.below(property);
  return part.lacks.some(field => below.has(field)) ? null : part;
}

function toPartValue(shape: RowShape, alias: string, property: string, part: Part): string {
  const whole = `${alias}.${shape.columns[property]}`;
  return `coalesce(${alias}.${part.column}, ${part.fromWhole.replaceAll('?', whole)})`;
}

/** Alias of a row that is read along. */
function belowOf(alias: string, field: string): string {
  return `${alias}_${field.toLowerCase()}`;
}

/** Something of a row that is read along. Not joined: this way a page looks each one up by its key, whatever the planner thinks of the tables' sizes. */
function ofRelated(shape: RowShape, alias: string, field: string, sql: string): string {
  const { key, shape: other } = shape.related[field] ?? unknownRelation(field);
  const below = belowOf(alias, field);
  return `(select ${sql} from ${other.table} ${below} where ${below}.account_id = ${alias}.account_id and ${below}.id = ${alias}.${shape.columns[key]})`;
}

function unknownRelation(field: string): never {
  throw new Error(`Nothing is related as ${field}.`);
}

function toValue(shape: RowShape, alias: string, property: string): string {
  const column = `${alias}.${shape.columns[property]}`;
  return shape.moments.includes(property) ? `(date_part('epoch', ${column}) * 1000)::bigint` : column;
}
