import { openHarness } from '../harness/harness.ts';
import { startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { type ConnectWiseServer, openConnectWise } from './connectwise-server.ts';
import { connect, notesOfSession, Post, passTries, Retry, Update } from './documents.ts';

/** An account whose ticket system takes notes that clients see, with a session about ticket 12345. */
async function openDesk(server: ConnectWiseServer) {
  const h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const [ada, owner] = [h.as(acme.ada), h.as(acme.owner)];
  await connect(owner, server, { externalNotes: true });
  const sessionId = await startSession(ada, { ticketRef: '12345' });
  return { h, ada, owner, sessionId, [Symbol.asyncDispose]: () => h[Symbol.asyncDispose]() };
}

test('a note that clients would see is not posted once such notes are turned off', async () => {
  await using server = await openConnectWise([12345]);
  await using desk = await openDesk(server);
  const { h, ada, owner, sessionId } = desk;
  server.misbehave([{ status: 503 }], 'POST');
  const { postTicketNote } = await ada.run(Post, { input: { id: sessionId, external: true } });
  await h.settled();

  await owner.run(Update, { input: { externalNotes: false } });
  await passTries(h, 6);
  await ada.run(Retry, { input: { ticketNoteId: postTicketNote.id } });
  await h.settled();

  expect(server.notesOf(12345)).toEqual([]);
  expect(await notesOfSession(ada, sessionId)).toMatchObject([
    { state: 'FAILED', isInternal: false, lastError: expect.stringContaining('turned off') },
  ]);
});

test('a note that clients see already is found when such notes were turned off after it was taken', async () => {
  await using server = await openConnectWise([12345]);
  await using desk = await openDesk(server);
  const { h, ada, owner, sessionId } = desk;
  server.misbehave(['ACCEPT_AND_DROP'], 'POST');
  await ada.run(Post, { input: { id: sessionId, external: true } });
  await h.settled();

  await owner.run(Update, { input: { externalNotes: false } });
  await passTries(h, 6);

  expect(server.notesOf(12345)).toHaveLength(1);
  expect(await notesOfSession(ada, sessionId)).toMatchObject([{ state: 'SENT', isInternal: false }]);
});
