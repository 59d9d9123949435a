import type { Client } from '../harness/client.ts';
import { openHarness } from '../harness/harness.ts';
import { claim, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  addNote,
  completeSession,
  loadTranscript,
  parkSession,
  resumeSession,
  startSession,
} from './session-operations.ts';

const hour = 3_600;

/** Seconds are counted by the real clock plus what a test adds, which is far more than a slow run may add. */
function expectAbout(seconds: number | undefined, expected: number): void {
  expect(seconds).toBeGreaterThanOrEqual(expected);
  expect(seconds).toBeLessThan(expected + hour / 4);
}

async function secondsSpent(client: Client, sessionId: string): Promise<number> {
  return JSON.parse(await loadTranscript(client, sessionId, 'JSON')).secondsSpent;
}

test('only the time in which a session is active counts as spent', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id } = await startSession(ada);
  h.clock.advance(hour);
  const first = await parkSession(ada, id);
  h.clock.advance(5 * hour);
  await resumeSession(ada, id);
  h.clock.advance(hour / 2);

  const second = await parkSession(ada, id);

  expectAbout(first.snapshot.secondsSpent, hour);
  expectAbout(second.snapshot.secondsSpent, 1.5 * hour);
});

test('the time in the queue is nobody’s, and the claimer’s is added to that of the first engineer', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const [ada, grace] = [h.as(acme.ada), h.as(acme.grace)];
  const { id: sessionId } = await startSession(ada);
  h.clock.advance(hour);
  const handoff = await escalate(ada, { sessionId });
  h.clock.advance(5 * hour);
  expectAbout(await secondsSpent(ada, sessionId), hour);
  await claim(grace, handoff.id);
  h.clock.advance(hour);

  await completeSession(grace, sessionId);

  h.clock.advance(hour);
  expectAbout(await secondsSpent(ada, sessionId), 2 * hour);
  // Escalations are mailed; that is a subject of its own.
  await h.settled();
  h.mailbox.clear();
});

test('while a session is active its time runs on, whatever is written into it', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id } = await startSession(ada);
  h.clock.advance(hour);
  await addNote(ada, { sessionId: id, text: 'Still at it' });
  h.clock.advance(hour);

  expectAbout(await secondsSpent(ada, id), 2 * hour);
});
