import fc from 'fast-check';
import {
  type ExecutionResult,
  execute,
  GraphQLEnumType,
  GraphQLError,
  type GraphQLFieldConfigMap,
  type GraphQLFieldResolver,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  parse,
  validate,
} from 'graphql';
import { executePlanned } from '../../src/graphql/planned-execution.ts';
import { expect, test } from '../harness/test.ts';

/** What a resolver does at each place of a result; the same for both executions that are compared. */
interface Behaviour {
  at(place: string): number;
  /** Whether values may come late: in which order, is then a matter of chance. */
  readonly hasPromises: boolean;
}

interface Source {
  readonly kind: string;
}

const color = new GraphQLEnumType({ name: 'Color', values: { RED: {}, BLUE: {} } });

/** A value, nothing, an error returned, an error thrown; in time or late. */
function resolver(
  toValue: (number: number, hasPromises: boolean) => unknown,
): GraphQLFieldResolver<unknown, Behaviour> {
  return (_source, args, { at, hasPromises }, info) => {
    const place = `${placeOf(info.path)}${JSON.stringify(args)}`;
    const number = at(place);
    const outcome = () => {
      if (number % 11 === 3) throw new Error(`thrown at ${place}`);
      if (number % 11 === 5) throw new GraphQLError(`refused at ${place}`, { extensions: { code: 'NO' } });
      if (number % 11 === 7) return null;
      if (number % 11 === 9) return new Error(`returned at ${place}`);
      return toValue(number, hasPromises);
    };
    return hasPromises && number % 2 === 0 ? Promise.resolve().then(outcome) : outcome();
  };
}

function placeOf(path: { prev: unknown; key: string | number } | undefined): string {
  if (path === undefined) return '';
  const { prev } = path;
  return `${placeOf(isPath(prev) ? prev : undefined)}/${path.key}`;
}

function isPath(value: unknown): value is { prev: unknown; key: string | number } {
  return typeof value === 'object' && value !== null && 'key' in value;
}

const kinds = ['Dog', 'Cat', 'Nobody'];
const pet = (behaviour: number): Source => ({
  kind: kinds[behaviour % (behaviour % 7 === 0 ? 3 : 2)] ?? 'Dog',
});
const manyOf = (item: (number: number) => unknown) => (number: number, hasPromises: boolean) =>
  number % 13 === 0
    ? 'no list'
    : Array.from({ length: number % 4 }, (_, index) => itemOf(item, number + index, hasPromises));

function itemOf(item: (number: number) => unknown, number: number, hasPromises: boolean): unknown {
  if (number % 17 === 4) return null;
  if (number % 17 === 6) return new Error('an item that failed');
  if (!hasPromises || number % 3 === 0) return item(number);
  return number % 17 === 8
    ? Promise.reject(new Error('an item that failed late'))
    : Promise.resolve(item(number));
}

const isKind = (value: unknown, kind: string) =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;

function fieldsOf(): GraphQLFieldConfigMap<unknown, Behaviour> {
  const text = (behaviour: number) => (behaviour % 19 === 2 ? { not: 'a text' } : `text ${behaviour % 5}`);
  return {
    text: { type: GraphQLString, args: { size: { type: GraphQLInt } }, resolve: resolver(text) },
    name: { type: new GraphQLNonNull(GraphQLString), resolve: resolver(text) },
    color: { type: color, resolve: resolver(behaviour => ['RED', 'BLUE', 'GREEN'][behaviour % 3]) },
    friend: { type: dog, resolve: resolver(() => ({ kind: 'Dog' })) },
    owner: { type: new GraphQLNonNull(cat), resolve: resolver(behaviour => pet(behaviour)) },
    pet: { type: animal, resolve: resolver(pet) },
    either: { type: new GraphQLNonNull(either), resolve: resolver(pet) },
    pets: { type: new GraphQLList(animal), resolve: resolver(manyOf(pet)) },
    dogs: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(dog))),
      resolve: resolver(manyOf(() => ({ kind: 'Dog' }))),
    },
    texts: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)), resolve: resolver(manyOf(text)) },
    plain: { type: GraphQLString, resolve: () => 'plain' },
  };
}

const animal: GraphQLInterfaceType = new GraphQLInterfaceType({
  name: 'Animal',
  fields: () => fieldsOf(),
  resolveType: value => (isSource(value) ? value.kind : undefined),
});
const dog: GraphQLObjectType = new GraphQLObjectType({
  name: 'Dog',
  interfaces: () => [animal],
  fields: () => fieldsOf(),
});
const cat: GraphQLObjectType = new GraphQLObjectType({
  name: 'Cat',
  interfaces: () => [animal],
  fields: () => fieldsOf(),
  isTypeOf: value => isKind(value, 'Cat'),
});
const either: GraphQLUnionType = new GraphQLUnionType({
  name: 'Either',
  types: () => [dog, cat],
  resolveType: (value, { hasPromises }: Behaviour) => {
    const kind = isSource(value) ? value.kind : undefined;
    return hasPromises ? Promise.resolve(kind) : kind;
  },
});
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: () => fieldsOf() }),
  mutation: new GraphQLObjectType({ name: 'Mutation', fields: () => fieldsOf() }),
  types: [dog, cat],
});

function isSource(value: unknown): value is Source {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

const leaves = [
  'text',
  'name',
  'color',
  'texts',
  'plain',
  '__typename',
  'text(size: 3)',
  'text(size: $size)',
];
const branches = ['friend', 'owner', 'pet', 'pets', 'dogs'];
const conditions = ['', ' @skip(if: $off)', ' @include(if: $on)', ' @skip(if: false)', ' @include(if: $off)'];

/** Selections of any shape: aliases that merge and some that cannot, fragments in fragments, conditions. */
const selection: fc.Memo<string> = fc.memo(depth => {
  const field = fc
    .tuple(
      fc.constantFrom('', 'a: ', 'b: ', '__proto__: ', 'constructor: '),
      fc.constantFrom(...leaves),
      fc.constantFrom(...conditions),
    )
    .map(([alias, name, condition]) => `${alias}${name}${condition}`);
  if (depth <= 1) return fc.array(field, { minLength: 1, maxLength: 4 }).map(fields => fields.join(' '));
  const below = fc
    .tuple(
      fc.constantFrom('', 'c: ', 'd: '),
      fc.constantFrom(...branches),
      fc.constantFrom(...conditions),
      selection(depth - 1),
    )
    .map(([alias, name, condition, inner]) => `${alias}${name}${condition} { ${inner} }`);
  const inline = fc
    .tuple(
      fc.constantFrom('... on Dog', '... on Cat', '... on Animal', '...'),
      fc.constantFrom(...conditions),
      selection(depth - 1),
    )
    .map(([type, condition, inner]) => `either { ${type}${condition} { ${inner} } ...DogParts }`);
  return fc
    .array(fc.oneof(field, below, below, inline, fc.constant('pet { ...AnimalParts ...DogParts }')), {
      minLength: 1,
      maxLength: 4,
    })
    .map(parts => parts.join(' '));
});

const documents = fc.tuple(fc.constantFrom('query', 'mutation'), selection(4)).map(
  ([kind, fields]) => `${kind} Any($on: Boolean!, $off: Boolean!, $size: Int) {
        ${fields} size: text(size: $size) used: plain @skip(if: $on) @include(if: $off)
        spread: pet { ...AnimalParts ...DogParts }
      }
      fragment DogParts on Dog { name friend { text } }
      fragment AnimalParts on Animal { text pets { name ...DogParts } }
      query Other { plain }`,
);

/** @param calm no errors: what is compared is then the whole of the data, not what is left beside a mistake */
function behaviourFrom(seed: number, calm: boolean, hasPromises: boolean): Behaviour {
  return {
    hasPromises,
    at(place) {
      let hash = seed;
      for (const letter of place) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
      return calm ? ([2, 4, 6, 12, 24, 35][hash % 6] ?? 2) : hash;
    },
  };
}

/** Places of the data that are null for an error. Of several errors below one, the first is told: a matter of chance. */
function nulledPlaces({ data, errors = [] }: ExecutionResult): string[] {
  const places = errors.map(({ path = [] }) => {
    let at: unknown = data;
    const place: (string | number)[] = [];
    for (const key of path) {
      if (typeof at !== 'object' || at === null) break;
      at = Reflect.get(at, key);
      place.push(key);
    }
    expect(at).toBeNull();
    return JSON.stringify(place);
  });
  return [...new Set(places)].sort((one, other) => one.localeCompare(other));
}

/** What is said of values that do not fit their type is said in other words; such an error is a defect. */
function withoutOurWords({ message, ...error }: GraphQLError): object {
  const words = /Abstract type|is of no type|Expected value of type|is not of the type/.test(message)
    ? ''
    : message;
  return { ...error, message: words };
}

const outcomeOf = (result: ExecutionResult, hasPromises: boolean) => ({
  data: JSON.stringify(result.data),
  errors: hasPromises ? nulledPlaces(result) : JSON.stringify(result.errors?.map(withoutOurWords)),
});

/** What nobody has heard of: outside of a test, the first of these ends the process. */
async function unheardDuring(work: () => Promise<unknown>): Promise<unknown[]> {
  const unheard: unknown[] = [];
  const listen = (reason: unknown) => void unheard.push(reason);
  process.on('unhandledRejection', listen);
  try {
    await work();
    for (let turn = 0; turn < 3; turn++) await new Promise(resolve => setImmediate(resolve));
  } finally {
    process.off('unhandledRejection', listen);
  }
  return unheard;
}

test('an item that fails late, in a list that has failed already, is no unhandled rejection', async () => {
  const item = new GraphQLObjectType<() => unknown>({
    name: 'Item',
    fields: { value: { type: new GraphQLNonNull(GraphQLString), resolve: source => source() } },
  });
  const query = new GraphQLObjectType({
    name: 'Query',
    fields: {
      items: {
        type: new GraphQLList(new GraphQLNonNull(item)),
        resolve: () => [
          () => new Promise((_, reject) => setImmediate(reject, new Error('late'))),
          () => {
            throw new Error('at once');
          },
        ],
      },
    },
  });
  const document = parse('query Any { items { value } }');

  const unheard = await unheardDuring(async () => {
    const result = await executePlanned({ schema: new GraphQLSchema({ query }), document });
    expect(result).toMatchObject({ data: { items: null }, errors: [{ message: 'at once' }] });
  });

  expect(unheard).toEqual([]);
});

test('planned execution gives what graphql-js gives, for any document and whatever the resolvers do', async () => {
  const seen = { data: 0, errors: 0, nothing: 0 };
  // graphql-js leaves rejections of lists to themselves; ours are looked at in the test above.
  const ignore = () => {};
  process.on('unhandledRejection', ignore);
  await fc
    .assert(
      fc.asyncProperty(
        documents,
        fc.nat(),
        fc.boolean(),
        fc.boolean(),
        fc.record({ on: fc.boolean(), off: fc.boolean(), size: fc.option(fc.nat(9)) }),
        async (text, seed, calm, hasPromises, variableValues) => {
          const document = parse(text);
          fc.pre(validate(schema, document).length === 0);
          const execution = () => ({
            schema,
            document,
            operationName: 'Any',
            variableValues,
            contextValue: behaviourFrom(seed, calm, hasPromises),
          });

          const planning = await executePlanned(execution());
          const planned = await executePlanned(execution());
          const theirs = await execute(execution());

          const expected = outcomeOf(theirs, hasPromises);
          expect(outcomeOf(planning, hasPromises)).toEqual(expected);
          expect(outcomeOf(planned, hasPromises)).toEqual(expected);
          seen[theirs.data ? (theirs.errors ? 'errors' : 'data') : 'nothing']++;
        },
      ),
      { numRuns: 400 },
    )
    .finally(() => setImmediate(() => process.off('unhandledRejection', ignore)));
  expect(Math.min(seen.data, seen.errors, seen.nothing)).toBeGreaterThan(5);
});
