import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { schema } from '../../src/schema.ts';
import type { Client } from '../harness/client.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { claim, escalate, publishTree, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';

/**
 * Walks the schema itself, so that no argument can be forgotten: each text of each query and each mutation is made
 * hostile in turn, with everything else as it should be.
 */

type Path = readonly (string | number)[];

interface Leaf {
  readonly path: Path;
  readonly type: 'String' | 'ID';
}

/** Every text below an argument; a list is looked into by one item. */
function leavesOf(type: GraphQLInputType, path: Path): Leaf[] {
  if (isNonNullType(type)) return leavesOf(type.ofType, path);
  if (isListType(type)) return leavesOf(type.ofType, [...path, 0]);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).flatMap(field => leavesOf(field.type, [...path, field.name]));
  return type.name === 'String' || type.name === 'ID' ? [{ path, type: type.name }] : [];
}

/** A value of a type, with `hostile` at one place of it. */
function makeValueOf(type: GraphQLInputType, path: Path, target: Leaf, hostile: string, ids: Ids): unknown {
  if (isNonNullType(type)) return makeValueOf(type.ofType, path, target, hostile, ids);
  if (isListType(type)) return [makeValueOf(type.ofType, [...path, 0], target, hostile, ids)];
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter(field => isNonNullType(field.type) || isPrefix([...path, field.name], target.path))
        .map(field => [field.name, makeValueOf(field.type, [...path, field.name], target, hostile, ids)]),
    );
  if (path.join('.') === target.path.join('.')) return hostile;
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (type.name === 'ID') return ids[String(path.at(-1))] ?? ids.id;
  return {
    String: harmless[String(path.at(-1))] ?? 'harmless words',
    Int: 1,
    Float: 1,
    Boolean: true,
    DateTime: '2026-01-01T00:00:00Z',
  }[type.name];
}

function isPrefix(part: Path, whole: Path): boolean {
  return part.every((step, index) => whole[index] === step);
}

/** Ids of things that exist, by the name of the argument they fit. */
interface Ids extends Record<string, string> {
  id: string;
}

/** What each id argument means; those of other names are given the id of a tree. */
const knownIds = ['sessionId', 'handoffId', 'userId', 'targetUserId'];

/** Makes what the arguments of these fields ask for, and no more: an escalation has its mails and jobs. */
async function makeThings(h: Harness, fields: readonly AnyField[]): Promise<{ owner: Person; ids: Ids }> {
  const { owner, ada } = await h.anAccount({ engineers: ['ada'] });
  const names = fields
    .flatMap(({ args }) => args.flatMap(({ name, type }) => leavesOf(type, [name])))
    .flatMap(({ path, type }) => (type === 'ID' ? [String(path.at(-1))] : []));
  const ids: Ids = { id: owner.id, userId: ada.id, targetUserId: ada.id };
  if (names.includes('sessionId') || names.some(name => !knownIds.includes(name)))
    ids.id = await publishTree(h.as(owner));
  if (names.includes('sessionId')) ids.sessionId = await startSession(h.as(owner), { treeId: ids.id });
  if (names.includes('handoffId')) {
    ids.handoffId = (await escalate(h.as(ada))).id;
    await claim(h.as(owner), ids.handoffId);
  }
  return { owner, ids };
}

const hostileTexts: readonly (readonly [what: string, text: string])[] = [
  ['a NUL', 'a\0b'],
  ['half of a surrogate pair', 'a\ud83d'],
  ['900 000 characters', 'x'.repeat(900_000)],
  ['900 000 spaces', ' '.repeat(900_000)],
  ['nothing', ''],
  ['a statement', `'; drop table app_user; -- \\' " $1 $$ %s ?`],
  ['a pattern', '%_\\%(((((.*)+)+)+$[:*&|!<->'],
  ['a mail header', 'x\r\nBcc: everybody@test.example'],
  ['directions and joiners', '\u202e\u2066\u200d\ufeff\u{1f468}\u200d\u{1f469}'],
];

/** What a text must be to get past the first check, by the name of the argument it fits. */
const harmless: Readonly<Record<string, string>> = {
  email: 'harmless@test.example',
  password: 'a harmless passphrase',
  newPassword: 'a harmless passphrase',
  nodeKey: 'ping',
  branch: 'Yes',
};

/** Codes with which a client's own mistake may be answered. */
const refusals = new Set([
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'CURSOR_EXPIRED',
]);

/** Sends the field once for each hostile text in each place; returns what went wrong with it. */
async function attack(
  client: Client,
  kind: 'query' | 'mutation',
  field: AnyField,
  ids: Ids,
): Promise<string[]> {
  const failures: string[] = [];
  const needed = (path: Path) =>
    field.args.filter(({ name, type }) => isNonNullType(type) || path[0] === name);
  for (const leaf of field.args.flatMap(({ name, type }) => leavesOf(type, [name]))) {
    for (const [what, text] of hostileTexts) {
      const args = needed(leaf.path);
      const query = `${kind}(${args.map(({ name, type }) => `$${name}: ${type}`).join(', ')}) {
        ${field.name}(${args.map(({ name }) => `${name}: $${name}`).join(', ')})
        ${isLeafType(getNamedType(field.type)) ? '' : '{ __typename }'}
      }`;
      const variables = Object.fromEntries(
        args.map(({ name, type }) => [name, makeValueOf(type, [name], leaf, text, ids)]),
      );
      const { status, errors = [] } = await client.send(query, variables);
      const codes = errors.map(({ extensions }) => extensions.code);
      if (status >= 500 || !codes.every(code => refusals.has(code)))
        failures.push(`${leaf.path.join('.')} with ${what}: ${status} ${codes.join()} ${errors[0]?.message}`);
      if (text.includes('\0') && codes.length === 0 && !answersAnything.has(field.name))
        failures.push(`${leaf.path.join('.')} with ${what}: accepted`);
    }
  }
  return failures;
}

/** Answer the same to whatever they are sent, so as not to tell strangers what exists. */
const answersAnything = new Set(['logout', 'requestPasswordReset']);

type AnyField = GraphQLField<unknown, unknown>;

let asked: ReturnType<typeof makeThings> | null = null;

for (const [kind, type] of [
  ['query', schema.getQueryType()],
  ['mutation', schema.getMutationType()],
] as const) {
  const fields = Object.values(type?.getFields() ?? {}) as AnyField[];
  const withTexts = fields.filter(({ args }) => args.some(arg => leavesOf(arg.type, [arg.name]).length > 0));

  for (const field of withTexts) {
    test(`hostile text in ${kind} ${field.name} is refused or harmless, wherever it stands`, async () => {
      await using h = await openHarness();
      h.mailbox.ignoreAll();
      // Queries change nothing, so all are about the same things.
      if (kind === 'query') asked ??= makeThings(h, withTexts);
      const { owner, ids } = await (kind === 'query' && asked !== null ? asked : makeThings(h, [field]));

      expect(await attack(h.as(owner), kind, field, ids)).toEqual([]);

      const { data } = await h.as(owner).send('{ users { totalCount } }');
      expect(data).toEqual({ users: { totalCount: expect.any(Number) } });
    });
  }
}

for (const first of [-1, 0, 101, 2_147_483_647, -2_147_483_648]) {
  test(`first: ${first} is refused in every list`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();
    const lists = (Object.values(schema.getQueryType()?.getFields() ?? {}) as AnyField[]).filter(({ args }) =>
      args.some(({ name }) => name === 'first'),
    );
    expect(lists.length).toBeGreaterThan(3);

    for (const { name } of lists) {
      const { errors } = await h.as(owner).send(`{ ${name}(first: ${first}) { __typename } }`);
      expect(errors).toMatchObject([
        { path: [name], extensions: { code: 'BAD_USER_INPUT', field: 'first' } },
      ]);
    }
  });
}
