import { limits } from '../../src/kernel/limits.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { claim, escalate, publishTree } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  addNote,
  answerStep,
  completeSession,
  loadSession,
  startSession,
  undoStep,
} from './session-operations.ts';

/** A session on a tree with this many notes already in it, written straight into the database. */
async function aSessionWithNotes(h: Harness, person: Person, count: number): Promise<string> {
  const { id } = await startSession(h.as(person), { treeId: await publishTree(h.as(person)) });
  await h.app.database.query(
    `insert into session_step (account_id, id, session_id, index, kind, note, actor_id, at)
     select account_id, gen_random_uuid(), id, number, 'NOTE', 'Note', engineer_id, started_at
       from session, generate_series(0, ? - 1) number
      where account_id = ?`,
    [count, person.account.uuid],
  );
  return id;
}

async function countSteps(h: Harness, person: Person, sessionId: string): Promise<number | undefined> {
  return (await loadSession(h.as(person), sessionId))?.steps.length;
}

test('a session takes 2 000 steps and no more work, but can be undone and completed', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const sessionId = await aSessionWithNotes(h, acme.ada, limits.stepsPerSessionMax - 1);
  await addNote(ada, { sessionId, text: 'The last one' });

  const full = { code: 'CONFLICT', message: expect.stringContaining('at most 2000 steps') };
  await expect(addNote(ada, { sessionId, text: 'One more' })).rejects.toMatchObject(full);
  const answer = answerStep(ada, { sessionId, nodeKey: 'ping', branch: 'Yes' });
  await expect(answer).rejects.toMatchObject(full);

  expect(await countSteps(h, acme.ada, sessionId)).toBe(2_000);
  await undoStep(ada, sessionId);
  const moved = await answerStep(ada, { sessionId, nodeKey: 'ping', branch: 'Yes' });
  expect(moved).toMatchObject({ currentNode: { key: 'restart' } });
  expect(await completeSession(ada, sessionId)).toMatchObject({ status: 'COMPLETED' });
});

test('the notes of a session hold 2 MB; then it can be answered, undone, escalated and completed', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const [ada, grace] = [h.as(acme.ada), h.as(acme.grace)];
  const sessionId = await aSessionWithNotes(h, acme.ada, 100);
  // Two bytes a character in UTF-8.
  await h.app.database.query("update session_step set note = repeat('é', 10000) where account_id = ?", [
    acme.ada.account.uuid,
  ]);

  const full = { code: 'CONFLICT', message: expect.stringContaining('at most 2 MB') };
  await expect(addNote(ada, { sessionId, text: 'x' })).rejects.toMatchObject(full);
  const explained = answerStep(ada, { sessionId, nodeKey: 'ping', branch: 'Yes', note: 'x' });
  await expect(explained).rejects.toMatchObject(full);
  await answerStep(ada, { sessionId, nodeKey: 'ping', branch: 'Yes' });
  await undoStep(ada, sessionId);
  await undoStep(ada, sessionId);
  await addNote(ada, { sessionId, text: 'é'.repeat(10_000) });
  const handoff = await escalate(ada, { sessionId });
  expect(await claim(grace, handoff.id)).toMatchObject({ __typename: 'HandoffClaimed' });
  expect(await completeSession(grace, sessionId)).toMatchObject({ status: 'COMPLETED' });
  await h.settled();
  h.mailbox.clear();
});

test('a full session can still be escalated, and then claimed', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const sessionId = await aSessionWithNotes(h, acme.ada, limits.stepsPerSessionMax);

  const handoff = await escalate(h.as(acme.ada), { sessionId });
  const outcome = await claim(h.as(acme.grace), handoff.id);

  expect(outcome).toMatchObject({ __typename: 'HandoffClaimed' });
  expect(await countSteps(h, acme.grace, sessionId)).toBe(2_002);
  // Escalations are mailed; that is a subject of its own.
  await h.settled();
  h.mailbox.clear();
});

test('what is written to hand a session on is bounded apart from the work', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const sessionId = await aSessionWithNotes(h, acme.ada, 100);
  await h.app.database.query(
    "update session_step set kind = 'RETURN', note = repeat('é', 5000) where account_id = ?",
    [acme.ada.account.uuid],
  );

  await addNote(h.as(acme.ada), { sessionId, text: 'Work goes on' });
  const handoff = escalate(h.as(acme.ada), { sessionId, engineerNotes: 'x' });
  await expect(handoff).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await completeSession(h.as(acme.ada), sessionId)).toMatchObject({ status: 'COMPLETED' });
});

test('handing a full session to and fro ends somewhere, but whatever waits in the queue can be claimed', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const almost = await aSessionWithNotes(h, acme.ada, limits.stepsPerSessionMax + 99);
  const handoff = await escalate(h.as(acme.ada), { sessionId: almost });
  expect(await claim(h.as(acme.grace), handoff.id)).toMatchObject({ __typename: 'HandoffClaimed' });

  const again = escalate(h.as(acme.grace), { sessionId: almost });

  await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
  const released = await h
    .as(acme.grace)
    .send('mutation ($input: ReleaseHandoffInput!) { releaseHandoff(input: $input) { state } }', {
      input: { handoffId: handoff.id },
    });
  expect(released).toMatchObject({ data: { releaseHandoff: { state: 'OPEN' } } });
  expect(await claim(h.as(acme.grace), handoff.id)).toMatchObject({ __typename: 'HandoffClaimed' });
  expect(await completeSession(h.as(acme.grace), almost)).toMatchObject({ status: 'COMPLETED' });
  await h.settled();
  h.mailbox.clear();
});
