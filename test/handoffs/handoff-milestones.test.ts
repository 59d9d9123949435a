import { decodeId } from '../../src/graphql/ids.ts';
import {
  createMilestoneFollower,
  findFirstActions,
  markSeen,
} from '../../src/handoffs/handoff-milestones.ts';
import { newId } from '../../src/kernel/ids.ts';
import { transaction } from '../../src/platform/database/transaction.ts';
import { type Harness, openHarness } from '../harness/harness.ts';
import { claim, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { Complete, Note, Release, Return, Withdraw } from './documents.ts';

interface Milestones {
  readonly seen: number | null;
  readonly claim: number | null;
  readonly action: number | null;
  readonly resolution: number | null;
  readonly releases: number;
  readonly state: string | null;
  readonly claimer: string | null;
}

async function milestonesOf(h: Harness, publicId: string): Promise<Milestones | undefined> {
  const [row] = await h.app.database.query<Milestones>(
    `select seen_seconds as seen, claim_seconds as claim, action_seconds as action, resolution_seconds as resolution,
            release_count as releases, close_state as state, claimer_id as claimer
       from handoff_milestone where handoff_id = ?`,
    [decodeId('Handoff', publicId, 'id')],
  );
  return row;
}

async function openStory() {
  const h = await openHarness();
  h.mailbox.ignoreAll();
  const people = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  const { id, session } = await escalate(h.as(people.ada));
  return { h, ...people, id, sessionId: session.id, [Symbol.asyncDispose]: () => h[Symbol.asyncDispose]() };
}

/** Seconds as the test's clock counts them, whatever the test itself takes. */
const about = (seconds: number) => ({
  asymmetricMatch: (actual: unknown) =>
    typeof actual === 'number' && actual >= seconds && actual < seconds + 100,
});

test('claiming, a first note and completing are written down when they happen', async () => {
  await using story = await openStory();
  const { h, grace, id, sessionId } = story;

  h.clock.advance(100);
  await claim(h.as(grace), id);
  h.clock.advance(100);
  await h.as(grace).run(Note, { input: { sessionId, text: 'Looked at the leases' } });
  h.clock.advance(100);
  await h.as(grace).run(Complete, { input: { sessionId, outcome: 'RESOLVED' } });
  await h.settled();

  expect(await milestonesOf(h, id)).toEqual({
    ...{ seen: about(100), claim: about(100), action: about(200), resolution: about(300) },
    ...{ releases: 0, state: 'RESOLVED', claimer: grace.uuid },
  });
});

test('after a release the last claimer has it; the first claim stays, and idling was no action', async () => {
  await using story = await openStory();
  const { h, grace, linus, id } = story;

  h.clock.advance(100);
  await claim(h.as(grace), id);
  h.clock.advance(100);
  await h.as(grace).run(Release, { input: { handoffId: id } });
  h.clock.advance(100);
  await claim(h.as(linus), id);
  h.clock.advance(100);
  await h.as(linus).run(Return, { input: { handoffId: id, guidance: 'Try the other cable' } });
  await h.settled();

  expect(await milestonesOf(h, id)).toEqual({
    ...{ seen: about(100), claim: about(100), action: about(400), resolution: null },
    ...{ releases: 1, state: 'RETURNED', claimer: linus.uuid },
  });
});

test('completing at once is an action; withdrawing is none, and nobody has claimed', async () => {
  await using story = await openStory();
  const { h, ada, grace, id, sessionId } = story;
  const withdrawn = await escalate(h.as(ada));

  h.clock.advance(100);
  await h.as(ada).run(Withdraw, { input: { handoffId: withdrawn.id } });
  await claim(h.as(grace), id);
  h.clock.advance(100);
  await h.as(grace).run(Complete, { input: { sessionId, outcome: 'UNRESOLVED' } });
  await h.settled();

  expect(await milestonesOf(h, id)).toMatchObject({ action: about(200), resolution: about(200) });
  expect(await milestonesOf(h, withdrawn.id)).toEqual({
    ...{ seen: null, claim: null, action: null, resolution: null, releases: 0 },
    ...{ state: 'WITHDRAWN', claimer: null },
  });
});

test('the first action of a claim in progress is found by the minute; what the maker did before is none', async () => {
  await using story = await openStory();
  const { h, ada, grace, id, sessionId } = story;
  await h.as(ada).run(Withdraw, { input: { handoffId: id } });
  await h.as(ada).run(Note, { input: { sessionId, text: 'Tried it again' } });
  const second = await escalate(h.as(ada), { sessionId });
  h.clock.advance(100);
  await claim(h.as(grace), second.id);
  await h.settled();
  await findFirstActions(h.app.tools);
  const idle = await milestonesOf(h, second.id);

  h.clock.advance(100);
  await h.as(grace).run(Note, { input: { sessionId, text: 'Looked at the leases' } });
  await findFirstActions(h.app.tools);

  expect(idle).toMatchObject({ claim: about(100), action: null });
  expect(await milestonesOf(h, second.id)).toMatchObject({ action: about(200), state: null });
  expect(await milestonesOf(h, id)).toMatchObject({ claim: null, action: null });
});

test('seen is the first moment of those that are told, and the claim at the latest', async () => {
  await using story = await openStory();
  const { h, ada, grace, id } = story;
  await h.settled();
  const seen = [
    { accountId: ada.account.uuid, handoffId: decodeId('Handoff', id, 'id'), userId: grace.uuid },
  ];
  const tell = () =>
    transaction(h.app.tools.openScope(ada.account.uuid), async tx => markSeen(tx, seen, h.clock.now()));

  h.clock.advance(100);
  await tell();
  h.clock.advance(100);
  await tell();
  await claim(h.as(grace), id);
  await h.settled();

  expect(await milestonesOf(h, id)).toMatchObject({ seen: about(100), claim: about(200) });
});

test('the same facts told again, late and in another order come to the same', async () => {
  await using story = await openStory();
  const { h, ada, grace, linus, id } = story;
  await h.settled();
  const follower = createMilestoneFollower(h.app.tools);
  const handoffId = decodeId('Handoff', id, 'id');
  const start = h.clock.now().getTime();
  const event = (type: string, seconds: number, actorId: string) => ({
    id: newId(),
    accountId: ada.account.uuid,
    type: `escalation.${type}`,
    payload: { handoffId, sessionId: newId(), actorId },
    at: new Date(start + seconds * 1000).toISOString(),
  });
  const facts = [
    event('claimed', 100, grace.uuid),
    event('released', 200, grace.uuid),
    event('claimed', 300, linus.uuid),
    event('released', 400, linus.uuid),
  ];

  for (const fact of facts.toReversed()) await follower.follow([fact]);
  await follower.follow(facts);
  await follower.follow(facts);

  expect(await milestonesOf(h, id)).toMatchObject({
    ...{ seen: about(100), claim: about(100), releases: 2, claimer: linus.uuid },
  });
});
