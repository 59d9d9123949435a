import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { isPerViewer } from '../../src/graphql/per-viewer.ts';
import { followersQueue } from '../../src/platform/events/followers.ts';
import { schema } from '../../src/schema.ts';
import { TypedDocumentString } from '../generated/graphql.ts';
import { Return, Withdraw } from '../handoffs/documents.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { claim, escalate, publishTree, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

/**
 * Streams of the same document share one execution, so no field may show one person what is meant for another. Every
 * field that an event leads to is tried: in a shared document, where a look at the viewer is found out by the program
 * itself; and in one that is not shared, by two people for whom whatever depends on the person is different.
 */

interface Place {
  readonly name: string;
  /** The selection that leads to the field, around what is put in the place of `*`. */
  readonly path: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly isMarked: boolean;
}

const created = schema.getType('EscalationCreated') as GraphQLObjectType;

/** Every field of every type that an event leads to, each type by the shortest way. */
function placesOf(root: GraphQLObjectType): Place[] {
  const places: Place[] = [];
  const seen = new Set([root.name]);
  const queue: { type: GraphQLObjectType; path: string }[] = [{ type: root, path: '*' }];
  for (const { type, path } of queue) {
    for (const field of Object.values(type.getFields())) {
      if (field.args.some(argument => isNonNullType(argument.type) && argument.defaultValue === undefined))
        continue;
      places.push({ name: `${type.name}.${field.name}`, path, field, isMarked: isPerViewer(field) });
      const target = getNamedType(field.type);
      // Behind a marked field everything may differ.
      if (!isObjectType(target) || seen.has(target.name) || isPerViewer(field)) continue;
      seen.add(target.name);
      queue.push({ type: target, path: path.replace('*', `${field.name} { * }`) });
    }
  }
  return places;
}

/** The field with the plain fields of its type; of a list of pages, what is on them. */
function selectionOf(field: GraphQLField<unknown, unknown>): string {
  return `${field.name}${leavesOf(field.type)}`;
}

function leavesOf(type: GraphQLOutputType, depth = 0): string {
  const target = getNamedType(type);
  if (!isCompositeType(target)) return '';
  if (!isObjectType(target)) return ' { __typename }';
  const fields = Object.values(target.getFields()).filter(({ args }) => args.length === 0);
  const plain = fields.filter(({ type }) => isLeafType(getNamedType(type))).map(({ name }) => name);
  const nodes = fields.find(({ name }) => name === 'nodes');
  const inner = nodes !== undefined && depth === 0 ? [`nodes${leavesOf(nodes.type, 1)}`] : [];
  return ` { __typename ${[...plain, ...inner].join(' ')} }`;
}

/** A subscription to what `selection` shows of a new escalation; with something personal beside it, it is not shared. */
function subscribeTo(
  selection: string,
  isShared: boolean,
): TypedDocumentString<{ escalationCreated: object }, object> {
  const personal = isShared ? '' : 'personal: handoff { session { handoffs { totalCount } } }';
  return new TypedDocumentString(`subscription { escalationCreated { ${personal} ${selection} } }`);
}

/** A session with a history, in which each of two colleagues has parked something that only they may see. */
async function aSessionWithSecrets(h: Harness, people: { ada: Person; grace: Person; linus: Person }) {
  const [ada, grace, linus] = [h.as(people.ada), h.as(people.grace), h.as(people.linus)];
  const sessionId = await startSession(ada, { treeId: await publishTree(ada), clientName: 'Initech' });
  for (const colleague of [grace, linus]) {
    const { id } = await escalate(ada, { sessionId });
    await claim(colleague, id);
    await escalate(colleague, { sessionId, intent: 'PARK', engineerNotes: 'mine alone' });
    await colleague.send('mutation ($id: ID!) { resumeSession(input: { sessionId: $id }) { id } }', {
      id: sessionId,
    });
    await colleague.run(Return, { input: { handoffId: id, guidance: 'Try again' } });
    // The second one has parked twice, so that even the numbers differ.
    if (colleague === linus) continue;
    const again = await escalate(ada, { sessionId });
    await claim(colleague, again.id);
    await escalate(colleague, { sessionId, intent: 'PARK' });
    await colleague.send('mutation ($id: ID!) { resumeSession(input: { sessionId: $id }) { id } }', {
      id: sessionId,
    });
    await colleague.run(Return, { input: { handoffId: again.id, guidance: 'And again' } });
  }
  return sessionId;
}

/** Lets nothing follow from what happens in the account, until this is disposed of. */
async function holdFollowers({ app }: Harness, { account }: Person): Promise<AsyncDisposable> {
  const { query } = app.database;
  await query(
    `create function hold_followers() returns trigger language plpgsql as $$
       begin new.start_after := now() + interval '1 hour'; return new; end $$`,
  );
  await query(
    `create trigger hold_followers before insert on jobs.job for each row
       when (new.name = '${followersQueue}' and new.data ->> 'accountId' = '${account.uuid}')
       execute function hold_followers()`,
  );
  return {
    async [Symbol.asyncDispose]() {
      await query('drop trigger hold_followers on jobs.job');
      await query('drop function hold_followers');
      await query('update jobs.job set start_after = now() where name = ?', [followersQueue]);
    },
  };
}

/** Places that are tried at a time: each has four streams, which all execute the event in the same moment. */
const placesAtOnce = 25;

test('no field of an event depends on who is asking, but for those that are marked', async () => {
  await using h = await openHarness({ STREAMS_PER_USER: '10000' });
  h.mailbox.ignoreAll();
  const people = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  const sessionId = await aSessionWithSecrets(h, people);
  const places = placesOf(created);
  const different: string[] = [];

  for (let at = 0; at < places.length; at += placesAtOnce) {
    const tries = await openTries(h, people, places.slice(at, at + placesAtOnce));
    // What follows from an escalation would change it between one look and the next.
    await h.settled();
    const holding = await holdFollowers(h, people.ada);
    const { id } = await escalate(h.as(people.ada), { sessionId });
    for (const each of tries) if (!(await isTheSame(each))) different.push(each.place.name);
    await holding[Symbol.asyncDispose]();
    await h.as(people.ada).run(Withdraw, { input: { handoffId: id, reason: 'The next one' } });
  }

  expect(places.length).toBeGreaterThan(80);
  expect(different).toEqual(places.filter(({ isMarked }) => isMarked).map(({ name }) => name));
});

type Tries = Awaited<ReturnType<typeof openTries>>;

/** Two people's streams of each place, in a document that they share and in one that they do not. */
async function openTries(h: Harness, { grace, linus }: { grace: Person; linus: Person }, places: Place[]) {
  const open = async (document: ReturnType<typeof subscribeTo>) =>
    await Promise.all([grace, linus].map(person => h.as(person).subscribe(document)));
  const tries = await Promise.all(
    places.map(async place => {
      const selection = place.path.replace('*', selectionOf(place.field));
      return {
        place,
        shared: await open(subscribeTo(selection, true)),
        unshared: await open(subscribeTo(selection, false)),
      };
    }),
  );
  // A stream counts as open when there is one more, of whoever it is.
  await waitFor('every stream', () => h.app.live.readerCount === 4 * places.length);
  return tries;
}

/** Whether both people see the same of a place; what they see in the document that they share is checked. */
async function isTheSame({ place, shared, unshared }: Tries[number]): Promise<boolean> {
  const together = await Promise.all(shared.map(stream => stream.next()));
  const apart = await Promise.all(unshared.map(stream => stream.next()));
  const [first, second] = apart.map(({ escalationCreated }) => ({ ...escalationCreated, personal: null }));
  if (!place.isMarked) {
    for (const { escalationCreated } of together) {
      expect({ at: place.name, ...escalationCreated, personal: null }).toEqual({ at: place.name, ...first });
    }
  }
  for (const stream of [...shared, ...unshared]) await stream[Symbol.asyncDispose]();
  return JSON.stringify(first) === JSON.stringify(second);
}
