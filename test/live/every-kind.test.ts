import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSchema, isInterfaceType } from 'graphql';
import { subscribeToEscalations } from '../../src/client/subscribe-to-escalations.ts';
import { graphql } from '../generated/index.ts';
import { Complete, Queue, Release, Return, Withdraw } from '../handoffs/documents.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { claim, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { SetPreferences } from '../notifications/documents.ts';
import { MarkWatching } from '../notifications/in-product-operations.ts';
import { aRung, passMinutes, SetPolicy } from '../notifications/ladder-stories.ts';

const Everything = graphql(`
  subscription EveryKindOfEvent($after: EventCursor) {
    escalationEvents(after: $after) {
      __typename
      ... on LiveEvent { cursor at actor { name } reason handoff { id } }
    }
  }
`);

/** The kinds of events that the schema has, so that one more cannot be forgotten here. */
function kindsOfSchema(): string[] {
  const schema = buildSchema(readFileSync(resolve(import.meta.dirname, '../../schema.graphql'), 'utf8'));
  const shared = schema.getType('LiveEvent');
  if (!isInterfaceType(shared)) throw new Error('there is no LiveEvent');
  return schema.getPossibleTypes(shared).map(({ name }) => name);
}

/** Lets everything happen that can happen to escalations, but that nobody is reached. */
async function makeHistory(h: Harness, ada: Person, grace: Person): Promise<void> {
  const { id, session } = await escalate(h.as(ada));
  await h.as(grace).run(MarkWatching, { input: { handoffId: id } });
  await passMinutes(h, 2);
  await claim(h.as(grace), id);
  await passMinutes(h, 5);
  await h.as(grace).run(Release, { input: { handoffId: id, reason: 'Lunch' } });
  await claim(h.as(grace), id);
  await h.as(grace).run(Complete, { input: { sessionId: session.id, outcome: 'RESOLVED' } });
  const returned = await escalate(h.as(ada));
  await claim(h.as(grace), returned.id);
  await h.as(grace).run(Return, { input: { handoffId: returned.id, guidance: 'Try DNS' } });
  const withdrawn = await escalate(h.as(ada));
  await h.as(ada).run(Withdraw, { input: { handoffId: withdrawn.id } });
  await h.settled();
}

test('a dashboard that asks for what all events have gets every kind there is, and so does the client library', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { owner, ada, grace } = await h.anAccount({ engineers: ['ada', 'grace'] });
  await h.as(owner).run(SetPolicy, {
    input: { rungs: [aRung('EVERYONE', 2)], claimReminderMinutes: 5, claimReleaseMinutes: null },
  });
  const after = (await h.as(grace).run(Queue, {})).escalationQueue.eventCursor;
  for (const person of [owner, grace]) await h.as(person).run(SetPreferences, { input: { mail: false } });
  await escalate(h.as(ada));
  await h.settled();
  await using stream = await h.as(grace).subscribe(Everything, { after });
  await using library = subscribeToEscalations({
    ...{ url: `${h.app.url}/graphql/stream`, accessToken: () => grace.token, after },
  });

  await makeHistory(h, ada, grace);

  const events = await h.app.eventLog.read(owner.account.uuid, 0, 200);
  const facts = events.filter(({ type }) => type.startsWith('escalation.'));
  await waitFor('all events', () => stream.pending.length > facts.length);
  const [ready, ...seen] = stream.pending.map(({ data }) => data?.escalationEvents);
  const followed = [];
  while (followed.length < facts.length) followed.push((await library.next()).value);
  expect(ready).toEqual({ __typename: 'StreamReady' });
  expect(new Set(seen.map(event => event?.__typename))).toEqual(new Set(kindsOfSchema()));
  for (const event of seen)
    expect(event).toMatchObject({
      ...{ cursor: expect.any(String), at: expect.any(String) },
      handoff: { id: expect.stringMatching(/^handoff_/) },
    });
  expect(followed.map(event => event?.__typename)).toEqual(seen.map(event => event?.__typename));
  expect(followed.map(event => event?.cursor)).toEqual(
    seen.map(event => (event !== undefined && 'cursor' in event ? event.cursor : null)),
  );
});
