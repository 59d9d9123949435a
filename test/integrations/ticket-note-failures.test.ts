import { Note } from '../handoffs/documents.ts';
import { type Harness, openHarness } from '../harness/harness.ts';
import { escalate, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { type ConnectWiseServer, type Misdeed, openConnectWise } from './connectwise-server.ts';
import {
  connect,
  Disconnect,
  notesOfSession,
  Post,
  passTries,
  ReadTicketSystem,
  Retry,
} from './documents.ts';

/** For tests that need a product of their own. */
const allowed = { OUTGOING_ALLOW: '127.0.0.1' };

/** An account that is connected, with a session about ticket 12345. */
async function openDesk(h: Harness, server: ConnectWiseServer) {
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await connect(h.as(acme.owner), server);
  const ada = h.as(acme.ada);
  const sessionId = await startSession(ada, { ticketRef: '12345' });
  return { acme, ada, sessionId };
}

test('a note whose answer is lost after it was accepted is found at the ticket and not sent again', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { ada, sessionId } = await openDesk(h, server);
  server.misbehave(['ACCEPT_AND_DROP'], 'POST');

  await escalate(ada, { sessionId });
  await h.settled();
  const [waiting] = await notesOfSession(ada, sessionId);
  // More than a page of others, so that it is looked for on a second one.
  for (let index = 0; index < 60; index++) server.addNote(12345, `from somebody else ${index}`);
  await passTries(h, 10);

  expect(waiting).toMatchObject({ state: 'PENDING', attempts: 1, externalNoteId: null });
  expect(waiting?.lastError).toContain('could not be reached');
  const ours = server.notesOf(12345).filter(note => note.text.includes('[ResolutionFlow'));
  expect(ours).toHaveLength(1);
  expect(await notesOfSession(ada, sessionId)).toMatchObject([
    { state: 'SENT', attempts: 2, externalNoteId: String(ours[0]?.id), lastError: null },
  ]);
});

test('a process that dies before it can write the answer down finds its note when the job is run again', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { acme, ada, sessionId } = await openDesk(h, server);
  const accountId = acme.owner.account.uuid;
  await escalate(ada, { sessionId });
  await h.settled();

  // As it was when the process died: the note taken by the job, the job not done.
  await h.app.database.query(
    `update ticket_note set state = 'SENDING', external_note_id = null, sent_at = null,
            taken_by = (select id from jobs.job where name = 'ticket-note' and data ->> 'accountId' = ? limit 1)
      where account_id = ?`,
    [accountId, accountId],
  );
  await h.app.database.query(
    `update jobs.job set state = 'retry', completed_on = null, start_after = now()
      where name = 'ticket-note' and data ->> 'accountId' = ?`,
    [accountId],
  );
  h.app.jobs.wake('ticket-note');
  await waitFor(
    'the note to be settled',
    async () => (await notesOfSession(ada, sessionId))[0]?.state === 'SENT',
  );

  expect(server.notesOf(12345)).toHaveLength(1);
  expect(await notesOfSession(ada, sessionId)).toMatchObject([
    { state: 'SENT', attempts: 2, externalNoteId: String(server.notesOf(12345)[0]?.id) },
  ]);
});

test('an answer without the id of the note is looked up, too', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { ada, sessionId } = await openDesk(h, server);
  server.misbehave(['ACCEPT_AND_SAY_NOTHING'], 'POST');

  await escalate(ada, { sessionId });
  await h.settled();
  await passTries(h, 10);

  expect(server.notesOf(12345)).toHaveLength(1);
  expect((await notesOfSession(ada, sessionId))[0]?.state).toBe('SENT');
});

test('a ticket system that hangs or is down holds nobody up, and what waited arrives afterwards in order', async () => {
  await using server = await openConnectWise([12345, 777]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { ada, sessionId } = await openDesk(h, server);
  const other = await startSession(ada, { ticketRef: '#777' });
  server.setState('HANG');
  const [asked] = [await ada.run(Post, { input: { id: sessionId } })];
  await waitFor('the request to hang', () => server.requests.length === 1);

  await escalate(ada, { sessionId });
  await escalate(ada, { sessionId: other });
  const givenUpBefore = server.givenUpCount;
  server.setState('REFUSE');
  server.hangUp();
  await h.settled();
  // Ten minutes, with a try now and then.
  for (const seconds of [10, 20, 60, 510]) await passTries(h, seconds);
  const during = await notesOfSession(ada, sessionId);
  const sentDuring = server.notesOf(12345).length;
  server.setState(null);
  await passTries(h, 3_600);
  await passTries(h, 3_600);

  // Both were answered while the note still hung.
  expect(givenUpBefore).toBe(0);
  expect(sentDuring).toBe(0);
  expect(during).toMatchObject([
    { id: asked?.postTicketNote.id, kind: 'MANUAL', state: 'PENDING' },
    // It has not been tried: it waits for the one before it.
    { kind: 'ESCALATED', state: 'PENDING', attempts: 0 },
  ]);
  const order = server.notesOf(12345).map(note => note.text.split(/[ ,]/)[0]);
  expect(order).toEqual(['The', 'Escalated']);
  expect(server.notesOf(777)).toHaveLength(1);
});

test('when it asks to wait, the next try comes after that time and not before', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { ada, sessionId } = await openDesk(h, server);
  server.misbehave([
    {
      status: 429,
      headers: { 'retry-after': '120' },
      body: { error: 'ConnectWiseAPI', message: 'Too many requests. Please try again in 120 seconds.' },
    },
  ]);
  await escalate(ada, { sessionId });
  await h.settled();

  await passTries(h, 100);
  const early = await notesOfSession(ada, sessionId);
  await passTries(h, 30);

  expect(early).toMatchObject([
    {
      state: 'PENDING',
      attempts: 1,
      lastError: 'ConnectWise asks to wait (429): Too many requests. Please try again in 120 seconds.',
    },
  ]);
  expect(await notesOfSession(ada, sessionId)).toMatchObject([{ state: 'SENT', attempts: 2 }]);
});

test('when it asks to wait for most of a day it is left alone for that long, and given up when it asks so again', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness(allowed);
  h.mailbox.ignoreAll();
  const { acme, ada, sessionId } = await openDesk(h, server);
  const twentyHours = { status: 503, headers: { 'retry-after': '72000' }, body: { message: 'Maintenance.' } };
  server.misbehave([twentyHours]);
  await ada.run(Post, { input: { id: sessionId } });
  await h.settled();

  await passTries(h, 71_000);
  const askedEarly = server.requests.length;
  await passTries(h, 1_100);
  const later = await h.renew(acme.ada);
  const [sent] = await notesOfSession(later, sessionId);
  server.misbehave([twentyHours, twentyHours]);
  await later.run(Post, { input: { id: sessionId } });
  await h.settled();
  await passTries(h, 72_100);
  const [, failed] = await notesOfSession(await h.renew(acme.ada), sessionId);

  expect(askedEarly).toBe(1);
  expect(sent).toMatchObject({ state: 'SENT', attempts: 2 });
  expect(failed).toMatchObject({
    ...{ state: 'FAILED', attempts: 2 },
    lastError: 'ConnectWise has a problem (503): Maintenance. Given up after 2 tries.',
  });
});

test('what is refused fails at once with the message of the ticket system, and does not hold up what is behind it', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { ada, sessionId } = await openDesk(h, server);
  server.misbehave([
    {
      status: 400,
      body: {
        code: 'InvalidObject',
        message: 'serviceNote object is invalid',
        errors: [{ code: 'X', message: 'The ticket is closed.', resource: 'serviceNote', field: 'ticketId' }],
      },
    },
  ]);

  await ada.run(Post, { input: { id: sessionId } });
  await escalate(ada, { sessionId });
  await h.settled();

  expect(await notesOfSession(ada, sessionId)).toMatchObject([
    {
      state: 'FAILED',
      lastError: 'ConnectWise refuses this (400): serviceNote object is invalid The ticket is closed.',
    },
    { state: 'SENT' },
  ]);
});

test('a note for a ticket that is not there fails, and is sent by a retry once the session names the right one', async () => {
  await using server = await openConnectWise([12345]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { ada, acme } = await openDesk(h, server);
  const sessionId = await startSession(ada, { ticketRef: '99999' });
  const { postTicketNote } = await ada.run(Post, { input: { id: sessionId } });
  await h.settled();
  const failed = await notesOfSession(ada, sessionId);
  const input = { ticketNoteId: postTicketNote.id };

  await ada.send(
    `mutation { updateSession(input: { sessionId: "${sessionId}", ticketRef: "T-12345" }) { id } }`,
  );
  const stranger = await h.anAccount();
  const attempts = {
    stranger: await h
      .as(stranger.owner)
      .run(Retry, { input })
      .catch(error => error),
    ofSession: await ada.run(Retry, { input: { ticketNoteId: sessionId } }).catch(error => error),
  };
  const { retryTicketNote } = await h.as(acme.grace).run(Retry, { input });
  await h.settled();
  const again = await ada.run(Retry, { input }).catch(error => error);

  expect(failed).toMatchObject([
    { state: 'FAILED', lastError: expect.stringContaining('no such ticket (404)'), attempts: 1 },
  ]);
  expect(attempts).toMatchObject({
    stranger: { code: 'NOT_FOUND' },
    ofSession: { code: 'BAD_USER_INPUT', field: 'input.ticketNoteId' },
  });
  expect(retryTicketNote).toMatchObject({ state: 'PENDING', lastError: null, ticketNumber: '12345' });
  expect(server.notesOf(12345)).toHaveLength(1);
  expect(await notesOfSession(ada, sessionId)).toMatchObject([{ state: 'SENT', attempts: 2 }]);
  expect(again).toMatchObject({ code: 'CONFLICT', details: { state: 'SENT' } });
});

/** A note that arrived at ticket 1001 without an answer, and has failed since nobody may look there; then corrected to 1002. */
async function correctAfterLostAnswer(h: Harness, server: ConnectWiseServer) {
  const { ada } = await openDesk(h, server);
  const sessionId = await startSession(ada, { ticketRef: '1001' });
  server.misbehave(['ACCEPT_AND_DROP'], 'POST');
  server.misbehave([{ status: 403 }], 'GET');
  const { postTicketNote } = await ada.run(Post, { input: { id: sessionId } });
  await h.settled();
  await passTries(h, 10);
  const [failed] = await notesOfSession(ada, sessionId);
  await ada.send(
    `mutation { updateSession(input: { sessionId: "${sessionId}", ticketRef: "1002" }) { id } }`,
  );
  return { ada, sessionId, failed, input: { ticketNoteId: postTicketNote.id } };
}

test('a note that may be at the ticket before is looked for there, and is not sent to the right one as well', async () => {
  await using server = await openConnectWise([12345, 1001, 1002]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { ada, sessionId, failed, input } = await correctAfterLostAnswer(h, server);

  await ada.run(Retry, { input });
  await h.settled();

  expect(failed).toMatchObject({ state: 'FAILED', attempts: 2, ticketNumber: '1001' });
  expect([server.notesOf(1001).length, server.notesOf(1002).length]).toEqual([1, 0]);
  expect(await notesOfSession(ada, sessionId)).toMatchObject([
    {
      ...{ state: 'SENT', ticketNumber: '1001', lastError: null, attempts: 3 },
      externalNoteId: String(server.notesOf(1001)[0]?.id),
    },
  ]);
});

test('as long as the ticket before cannot be looked through, the note goes nowhere else', async () => {
  await using server = await openConnectWise([12345, 1001, 1002]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { ada, sessionId, input } = await correctAfterLostAnswer(h, server);
  const at = () => [server.notesOf(1001).length, server.notesOf(1002).length];

  server.misbehave([{ status: 403 }], 'GET');
  await ada.run(Retry, { input });
  await h.settled();
  const [refused] = await notesOfSession(ada, sessionId);
  server.misbehave([{ status: 503 }], 'GET');
  await ada.run(Retry, { input });
  await h.settled();
  const [waiting] = await notesOfSession(ada, sessionId);
  const before = at();
  await passTries(h, 10);

  expect(refused).toMatchObject({
    ...{ state: 'FAILED', ticketNumber: '1002' },
    lastError: expect.stringMatching(/^The note may be at ticket 1001 already, and could not .*\(403\)/),
  });
  expect(waiting).toMatchObject({ state: 'PENDING', ticketNumber: '1002' });
  expect([before, at()]).toEqual([
    [1, 0],
    [1, 0],
  ]);
  expect(await notesOfSession(ada, sessionId)).toMatchObject([{ state: 'SENT', ticketNumber: '1001' }]);
});

test('a note that was being sent when the process died is looked for at the ticket before, too', async () => {
  await using server = await openConnectWise([12345, 1002]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { acme, ada, sessionId } = await openDesk(h, server);
  const { postTicketNote } = await ada.run(Post, { input: { id: sessionId } });
  await h.settled();
  // As it was when the process died, and nothing of its job is left.
  await h.app.database.query(
    `update ticket_note set state = 'SENDING', external_note_id = null, sent_at = null, taken_by = id, taken_at = ?
      where account_id = ?`,
    [h.clock.now(), acme.owner.account.uuid],
  );
  await ada.send(
    `mutation { updateSession(input: { sessionId: "${sessionId}", ticketRef: "1002" }) { id } }`,
  );

  await h.passTime(901);
  await ada.run(Retry, { input: { ticketNoteId: postTicketNote.id } });
  await h.settled();

  expect([server.notesOf(12345).length, server.notesOf(1002).length]).toEqual([1, 0]);
  expect(await notesOfSession(ada, sessionId)).toMatchObject([{ state: 'SENT', ticketNumber: '12345' }]);
});

test('a note that is certainly not at the ticket before goes to the right one, whatever becomes of that before', async () => {
  await using server = await openConnectWise([12345, 1001, 1002]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { ada } = await openDesk(h, server);
  const ticketsOf = async (misdeed: Misdeed, ticketRef: string) => {
    const sessionId = await startSession(ada, { ticketRef });
    server.misbehave([misdeed], 'POST');
    const { postTicketNote } = await ada.run(Post, { input: { id: sessionId } });
    await h.settled();
    await ada.send(
      `mutation { updateSession(input: { sessionId: "${sessionId}", ticketRef: "1002" }) { id } }`,
    );
    const seen = server.requests.length;
    await ada.run(Retry, { input: { ticketNoteId: postTicketNote.id } });
    await h.settled();
    expect(await notesOfSession(ada, sessionId)).toMatchObject([{ state: 'SENT', ticketNumber: '1002' }]);
    return server.requests.slice(seen).map(({ method, path }) => `${method} ${path.split('/').at(-2)}`);
  };

  const refused = await ticketsOf({ status: 403 }, '1001');
  // It was answered, and nobody can tell what that means; and the ticket is gone now.
  const odd = await ticketsOf({ status: 200, body: '<html>' }, '99999');

  expect(refused).toEqual(['GET 1002', 'POST 1002']);
  expect(odd).toEqual(['GET 99999', 'GET 1002', 'POST 1002']);
  expect(server.notesOf(1001)).toEqual([]);
  expect(server.notesOf(1002)).toHaveLength(2);
});

test('after the last try a note has failed, visibly, and a person can ask for more', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { acme, ada, sessionId } = await openDesk(h, server);
  const accountId = acme.owner.account.uuid;
  server.setState({ status: 503, body: 'Service Unavailable' });
  const { postTicketNote } = await ada.run(Post, { input: { id: sessionId } });
  await h.settled();
  await h.app.database.query('update ticket_note set attempts = 29 where account_id = ?', [accountId]);
  await h.app.database.query(
    `update jobs.job set data = jsonb_set(data, '{retryOf,attempts}', '29')
      where data -> 'retryOf' is not null and data ->> 'accountId' = ?`,
    [accountId],
  );

  await passTries(h, 10);
  const [failed] = await notesOfSession(ada, sessionId);
  server.setState(null);
  await ada.run(Retry, { input: { ticketNoteId: postTicketNote.id } });
  await h.settled();

  expect(failed).toMatchObject({
    state: 'FAILED',
    attempts: 30,
    lastError: 'ConnectWise has a problem (503). Given up after 30 tries.',
  });
  expect(await notesOfSession(ada, sessionId)).toMatchObject([{ state: 'SENT', attempts: 31 }]);
});

test('credentials that are refused make the ticket system FAILING and mail its owners, once', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness();
  const acme = await h.anAccount({ owners: ['olga'], admins: ['mia'], engineers: ['ada'] });
  await connect(h.as(acme.owner), server);
  const ada = h.as(acme.ada);
  const sessionId = await startSession(ada, { ticketRef: '12345' });
  server.setState({ status: 401, body: { code: 'Unauthorized', message: 'Keys revoked.', errors: null } });

  await ada.run(Post, { input: { id: sessionId } });
  await h.settled();
  await ada.run(Post, { input: { id: sessionId } });
  await h.settled();

  const mail = await h.mailbox.expectMail({ to: acme.owner.email, subject: /takes no notes/ });
  await h.mailbox.expectMail({ to: acme.olga.email, subject: /takes no notes/ });
  expect(mail.text).toContain('does not accept the credentials (401): Keys revoked.');
  const { ticketSystem } = await h.as(acme.mia).run(ReadTicketSystem);
  expect(ticketSystem).toMatchObject({
    state: 'FAILING',
    lastError: expect.stringContaining('Keys revoked'),
  });
  server.setState(null);
  const [note] = await notesOfSession(ada, sessionId);
  await ada.run(Retry, { input: { ticketNoteId: note?.id ?? '' } });
  await h.settled();
  const after = await h.as(acme.mia).run(ReadTicketSystem);
  expect(after.ticketSystem).toMatchObject({ state: 'OK', lastError: null, failingSince: null });
  expect(after.ticketSystem?.lastSuccessAt).not.toBeNull();
});

test('a ticket that is corrected while its note waits gets the note, and the wrong one does not', async () => {
  await using server = await openConnectWise([12345, 777]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { ada, sessionId } = await openDesk(h, server);
  server.setState('REFUSE');
  await ada.run(Post, { input: { id: sessionId } });
  const second = await startSession(ada, { ticketRef: '12345' });
  await ada.run(Post, { input: { id: second } });
  await h.settled();

  await ada.send(`mutation { updateSession(input: { sessionId: "${second}", ticketRef: "777" }) { id } }`);
  server.setState(null);
  await passTries(h, 10);

  expect([server.notesOf(12345).length, server.notesOf(777).length]).toEqual([1, 1]);
  expect(await notesOfSession(ada, second)).toMatchObject([
    { state: 'SENT', ticketNumber: '777', attempts: 1 },
  ]);
});

test('notes that wait when the ticket system is disconnected are skipped', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { acme, ada, sessionId } = await openDesk(h, server);
  server.setState('REFUSE');
  await ada.run(Note, { input: { sessionId, text: 'Restarted it' } });
  await ada.run(Post, { input: { id: sessionId } });
  await h.settled();

  await h.as(acme.owner).run(Disconnect);
  server.setState(null);
  await passTries(h, 600);

  expect(await notesOfSession(ada, sessionId)).toMatchObject([
    { state: 'SKIPPED', skipReason: 'NOT_CONFIGURED', attempts: 1 },
  ]);
  expect(server.notesOf(12345)).toEqual([]);
});
