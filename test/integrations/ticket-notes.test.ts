import { Complete, Note, Return } from '../handoffs/documents.ts';
import { openHarness } from '../harness/harness.ts';
import { claim, escalate, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { openConnectWise } from './connectwise-server.ts';
import { connect, notesOfHandoff, notesOfSession, Post, Preview } from './documents.ts';

test('escalation, return and completion each become one internal note at the ticket, in order', async () => {
  await using server = await openConnectWise([12345]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await connect(h.as(acme.owner), server);
  const sessionId = await startSession(h.as(acme.ada), {
    ticketRef: 'T-12345',
    problem: 'Printer is on fire',
  });

  const { id } = await escalate(h.as(acme.ada), { sessionId, priority: 'URGENT' });
  await h.settled();
  await claim(h.as(acme.grace), id);
  await h.as(acme.grace).run(Return, { input: { handoffId: id, guidance: 'Use the extinguisher' } });
  await h.settled();
  await h.as(acme.ada).run(Complete, { input: { sessionId, outcome: 'RESOLVED' } });
  await h.settled();

  const posted = server.notesOf(12345);
  expect(posted.map(note => note.text.split('\n')[0])).toEqual([
    expect.stringMatching(/^Escalated by Ada, \d{4}-\d\d-\d\d \d\d:\d\d UTC, priority urgent\.$/),
    expect.stringMatching(/^Returned to Ada by Grace, .* UTC, with this guidance:$/),
    expect.stringMatching(/^Completed, .* UTC, resolved\.$/),
  ]);
  expect(posted.every(note => note.internalAnalysisFlag && !note.detailDescriptionFlag)).toBe(true);
  expect(posted[0]?.text).toContain('Printer is on fire');
  expect(posted[1]?.text.split('\n')[2]).toBe('Use the extinguisher');
  const notes = await notesOfSession(h.as(acme.ada), sessionId);
  expect(notes).toMatchObject([
    {
      kind: 'ESCALATED',
      state: 'SENT',
      externalNoteId: String(posted[0]?.id),
      isInternal: true,
      attempts: 1,
    },
    { kind: 'RETURNED', state: 'SENT', externalNoteId: String(posted[1]?.id), ticketNumber: '12345' },
    { kind: 'COMPLETED', state: 'SENT', externalNoteId: String(posted[2]?.id), lastError: null },
  ]);
  expect(posted.map(note => note.text.split('\n').at(-1))).toEqual(
    notes.map(note => `[ResolutionFlow ${note.id}]`),
  );
  expect((await notesOfHandoff(h.as(acme.ada), id)).map(note => note.kind)).toEqual([
    'ESCALATED',
    'RETURNED',
  ]);
});

test('a session that is completed without any escalation gets a note, one; its escalation has it too', async () => {
  await using server = await openConnectWise([7, 8]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  await connect(h.as(acme.owner), server, { postOnEscalation: false });
  const quiet = await startSession(h.as(acme.ada), { ticketRef: '#7' });
  const passed = await startSession(h.as(acme.ada), { ticketRef: '8' });
  const first = await escalate(h.as(acme.ada), { sessionId: passed });
  await claim(h.as(acme.grace), first.id);
  const second = await escalate(h.as(acme.grace), { sessionId: passed });
  await claim(h.as(acme.linus), second.id);

  await h.as(acme.ada).run(Complete, { input: { sessionId: quiet, outcome: 'UNRESOLVED' } });
  await h.as(acme.linus).run(Complete, { input: { sessionId: passed, outcome: 'RESOLVED' } });
  await h.settled();

  expect(server.notesOf(7).map(note => note.text.split('\n')[0])).toEqual([
    expect.stringMatching(/^Completed, .*, not resolved\.$/),
  ]);
  expect(server.notesOf(8)).toHaveLength(1);
  expect(await notesOfHandoff(h.as(acme.ada), second.id)).toMatchObject([
    { kind: 'COMPLETED', state: 'SENT' },
  ]);
  expect(await notesOfHandoff(h.as(acme.ada), first.id)).toEqual([]);
});

test('the same facts handed over twice make no second note', async () => {
  await using server = await openConnectWise([12345]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await connect(h.as(acme.owner), server);
  const sessionId = await startSession(h.as(acme.ada), { ticketRef: '12345' });
  await escalate(h.as(acme.ada), { sessionId });
  await h.settled();

  await h.app.database.query(
    `update jobs.job set state = 'retry', retry_count = 0, completed_on = null, start_after = now()
      where name = 'event-followers' and data ->> 'accountId' = ?`,
    [acme.owner.account.uuid],
  );
  h.app.jobs.wake('event-followers');
  await h.settled();

  expect(server.notesOf(12345)).toHaveLength(1);
  expect(await notesOfSession(h.as(acme.ada), sessionId)).toHaveLength(1);
});

test('a session without a ticket, or with what is none, has its notes skipped and says why', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await connect(h.as(acme.owner), server);
  const without = await escalate(h.as(acme.ada));
  const sessionId = await startSession(h.as(acme.ada), { ticketRef: 'call with Bob' });
  const odd = await escalate(h.as(acme.ada), { sessionId });
  await h.settled();

  expect(await notesOfHandoff(h.as(acme.ada), without.id)).toMatchObject([
    { state: 'SKIPPED', skipReason: 'NO_TICKET_REF', attempts: 0 },
  ]);
  expect(await notesOfHandoff(h.as(acme.ada), odd.id)).toMatchObject([
    { state: 'SKIPPED', skipReason: 'BAD_TICKET_REF', ticketNumber: null },
  ]);
  expect(server.requests).toEqual([]);
});

test('an account without a ticket system makes no notes and no jobs for them', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });

  const { id } = await escalate(h.as(acme.ada));
  await h.settled();

  const jobs = await h.app.database.query(
    `select 1 from jobs.job where name = 'ticket-note' and data ->> 'accountId' = ?`,
    [acme.owner.account.uuid],
  );
  expect([await notesOfHandoff(h.as(acme.ada), id), jobs]).toEqual([[], []]);
});

test('secrets in problem, notes, guidance and summary never arrive, and are counted', async () => {
  await using server = await openConnectWise([12345]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await connect(h.as(acme.owner), server);
  const [ada, grace] = [h.as(acme.ada), h.as(acme.grace)];
  const sessionId = await startSession(ada, {
    ticketRef: '12345',
    problem: 'Login fails, password: Sommer24!',
  });
  // Long enough that the card number is wrapped onto two lines.
  const text = `${'The client has called again and again. '.repeat(2)}Paid by card 4111 1111 1111 1111 today`;
  await ada.run(Note, { input: { sessionId, text } });
  const preview = await ada.run(Preview, { id: sessionId });
  const { id } = await escalate(ada, { sessionId, engineerNotes: 'https://svc:geheim99@nas.local/x' });
  await h.settled();
  await claim(grace, id);
  await grace.run(Return, { input: { handoffId: id, guidance: 'Take the PIN: 4711' } });
  await h.settled();
  await ada.run(Complete, { input: { sessionId, outcome: 'RESOLVED', summary: 'api_key=abcdef0123456789' } });
  await h.settled();

  const arrived = server.notesOf(12345).map(note => note.text);
  for (const secret of ['Sommer24', '1111', 'geheim99', '4711', 'abcdef0123456789'])
    expect(arrived.join('\n')).not.toContain(secret);
  expect(preview.previewTicketNote).toMatchObject({
    maskedCount: 2,
    isInternal: true,
    isConnected: true,
    ticketRef: '12345',
  });
  expect(preview.previewTicketNote.text).not.toContain('1111');
  const notes = await notesOfSession(ada, sessionId);
  expect(notes.map(note => note.maskedCount)).toEqual([3, 5, 5]);
});

test('a preview says what arrives, but for the last line', async () => {
  await using server = await openConnectWise([12345]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'], viewers: ['rex'] });
  await connect(h.as(acme.owner), server);
  const sessionId = await startSession(h.as(acme.ada), { ticketRef: '12345' });
  const { id } = await escalate(h.as(acme.ada), { sessionId });
  await h.settled();

  const { previewTicketNote } = await h.as(acme.ada).run(Preview, { id, kind: 'ESCALATED' });

  const [note] = server.notesOf(12345);
  expect(note?.text.split('\n').slice(0, -2).join('\n')).toBe(previewTicketNote.text);
  const attempts = {
    ofSession: await h
      .as(acme.ada)
      .run(Preview, { id: sessionId, kind: 'RETURNED' })
      .catch(error => error),
    ofUser: await h
      .as(acme.ada)
      .run(Preview, { id: acme.ada.id })
      .catch(error => error),
    viewer: await h
      .as(acme.rex)
      .run(Preview, { id })
      .catch(error => error),
  };
  expect(attempts).toMatchObject({
    ofSession: { code: 'BAD_USER_INPUT', field: 'kind' },
    ofUser: { code: 'BAD_USER_INPUT', field: 'id' },
    viewer: { code: 'FORBIDDEN' },
  });
});

test('a long session is sent within the bound, with its newest steps', async () => {
  await using server = await openConnectWise([12345]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await connect(h.as(acme.owner), server);
  const ada = h.as(acme.ada);
  const sessionId = await startSession(ada, { ticketRef: '12345' });
  for (let index = 1; index <= 12; index++)
    await ada.run(Note, { input: { sessionId, text: `note ${index}: ${'tried it. '.repeat(400)}` } });

  await ada.run(Complete, { input: { sessionId, outcome: 'RESOLVED' } });
  await h.settled();

  const text = server.notesOf(12345)[0]?.text ?? '';
  expect(text.length).toBeLessThanOrEqual(30_000);
  expect(text).toMatch(
    /The first \d+ of 12 steps are left out\. The whole transcript is in ResolutionFlow\./,
  );
  expect(text).toContain('note 12:');
  expect(text).not.toContain('note 1:');
  expect(text).toMatch(/\n\[ResolutionFlow ticketnote_\w{26}\]$/);
});

test('an engineer sends the session as an external note, when that is allowed, once for a key', async () => {
  await using server = await openConnectWise([12345]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await connect(h.as(acme.owner), server, { externalNotes: true });
  const sessionId = await startSession(h.as(acme.ada), { ticketRef: '12345' });
  const input = { id: sessionId, external: true, idempotencyKey: 'once' };

  const first = await h.as(acme.ada).run(Post, { input });
  const second = await h.as(acme.ada).run(Post, { input });
  await h.settled();

  expect(second.postTicketNote.id).toBe(first.postTicketNote.id);
  expect(server.notesOf(12345)).toMatchObject([
    { internalAnalysisFlag: false, detailDescriptionFlag: true, resolutionFlag: false },
  ]);
  expect(await notesOfSession(h.as(acme.ada), sessionId)).toMatchObject([
    { kind: 'MANUAL', isInternal: false, state: 'SENT' },
  ]);
});

test('what cannot be posted is refused with the reason, and nothing is sent', async () => {
  await using server = await openConnectWise([12345]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'], viewers: ['rex'] });
  const ada = h.as(acme.ada);
  const [id, bare, odd] = [
    await startSession(ada, { ticketRef: '12345' }),
    await startSession(ada),
    await startSession(ada, { ticketRef: 'none' }),
  ];
  const post = (client: typeof ada, input: { id: string; external?: boolean }) =>
    client.run(Post, { input }).catch(error => error);

  const notConnected = await post(ada, { id });
  await connect(h.as(acme.owner), server);
  const attempts = {
    notConnected,
    external: await post(ada, { id, external: true }),
    bare: await post(ada, { id: bare }),
    odd: await post(ada, { id: odd }),
    viewer: await post(h.as(acme.rex), { id }),
  };

  expect(attempts).toMatchObject({
    notConnected: { code: 'CONFLICT', message: expect.stringContaining('No ticket system') },
    external: { code: 'CONFLICT', message: expect.stringContaining('turned off') },
    bare: { code: 'CONFLICT', message: expect.stringContaining('names no ticket') },
    odd: { code: 'CONFLICT', message: expect.stringContaining('no ticket number') },
    viewer: { code: 'FORBIDDEN' },
  });
  await h.settled();
  expect(server.requests).toEqual([]);
});
