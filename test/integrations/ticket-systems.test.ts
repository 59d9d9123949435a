import { openHarness } from '../harness/harness.ts';
import { escalate, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { openConnectWise } from './connectwise-server.ts';
import {
  Connect,
  connect,
  Disconnect,
  notesOfHandoff,
  ReadTicketSystem,
  TestConnection,
  Update,
} from './documents.ts';

const allowed = { OUTGOING_ALLOW: '127.0.0.1' };

test('the connection is tested with the credentials, and what came of it is said in a sentence', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['mia'] });
  const mia = h.as(acme.mia);
  await connect(mia, server, { privateKey: 'wrong' });

  const wrong = await mia.run(TestConnection);
  const failing = await mia.run(ReadTicketSystem);
  await mia.run(Update, { input: { privateKey: server.credentials.privateKey } });
  const right = await mia.run(TestConnection);
  server.setState({ status: 200, body: '<html>Sign in</html>' });
  const page = await mia.run(TestConnection);
  server.setState({ status: 302, headers: { location: 'https://elsewhere.example' } });
  const moved = await mia.run(TestConnection);
  server.setState({ status: 403, body: { code: 'Forbidden', message: 'No access.' } });
  const forbidden = await mia.run(TestConnection);

  expect(wrong.testTicketSystem).toEqual({
    ok: false,
    message: 'ConnectWise does not accept the credentials (401): The supplied credentials are not valid.',
  });
  expect(failing.ticketSystem?.state).toBe('FAILING');
  expect(right.testTicketSystem).toEqual({
    ok: true,
    message: 'ConnectWise v2022.1.12345 answered and accepted the credentials.',
  });
  expect(page.testTicketSystem).toMatchObject({ ok: false, message: expect.stringContaining('not the API') });
  expect(moved.testTicketSystem).toMatchObject({ ok: false, message: expect.stringContaining('redirect') });
  expect(forbidden.testTicketSystem).toMatchObject({ ok: false, message: expect.stringContaining('403') });
  const [first] = server.requests;
  expect(first?.path).toBe('/v4_6_release/apis/3.0/system/info');
  expect(first?.headers.accept).toBe('application/vnd.connectwise.com+json; version=2022.1');
});

test('credentials are sealed in the table, in no log and in no answer', async () => {
  await using server = await openConnectWise([12345]);
  await using h = await openHarness({ ...allowed, LOG_LEVEL: 'debug' });
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const owner = h.as(acme.owner);
  const { privateKey, clientId, publicKey } = server.credentials;
  const secrets = [privateKey, clientId, Buffer.from(`acmeit+${publicKey}:${privateKey}`).toString('base64')];

  await connect(owner, server);
  const read = await owner.run(ReadTicketSystem);
  server.misbehave(['REFUSE', { status: 401, body: { message: 'No.' } }]);
  await owner.run(TestConnection);
  await owner.run(TestConnection);
  await escalate(h.as(acme.ada), { sessionId: await startSession(h.as(acme.ada), { ticketRef: '12345' }) });
  await h.settled();

  const stored = await h.app.database.query<{ row: string }>('select t::text as row from ticket_system t');
  const jobs = await h.app.database.query<{ row: string }>('select t::text as row from jobs.job t');
  const places = { read, stored, jobs, log: h.logBook.lines };
  expect(stored).toHaveLength(1);
  expect(server.notesOf(12345)).toHaveLength(1);
  for (const [place, content] of Object.entries(places)) {
    const found = secrets.filter(secret => JSON.stringify(content).includes(secret));
    expect({ place, found }).toEqual({ place, found: [] });
  }
});

test('an account has one ticket system; whoever moves it elsewhere has to know the private key', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness();
  const acme = await h.anAccount();
  const other = await h.anAccount();
  const owner = h.as(acme.owner);
  const input = { kind: 'CONNECTWISE', baseUrl: server.baseUrl, ...server.credentials } as const;

  const first = await owner.run(Connect, { input: { ...input, idempotencyKey: 'k' } });
  const same = await owner.run(Connect, { input: { ...input, idempotencyKey: 'k' } });
  const second = await owner.run(Connect, { input }).catch(error => error);
  const moved = await owner
    .run(Update, { input: { baseUrl: 'https://psa.example/api' } })
    .catch(error => error);
  const { updateTicketSystem } = await owner.run(Update, {
    input: { baseUrl: 'https://psa.example', privateKey: 'another', externalNotes: true },
  });
  const foreign = await h.as(other.owner).run(ReadTicketSystem);
  const nothing = await h
    .as(other.owner)
    .run(Disconnect)
    .catch(error => error);
  await owner.run(Disconnect);

  expect(same.connectTicketSystem.id).toBe(first.connectTicketSystem.id);
  expect(first.connectTicketSystem.id).toMatch(/^ticketsystem_/);
  expect(second).toMatchObject({ code: 'CONFLICT' });
  expect(moved).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.privateKey' });
  expect(updateTicketSystem).toMatchObject({
    baseUrl: 'https://psa.example/v4_6_release/apis/3.0',
    companyId: 'acmeit',
    externalNotes: true,
    postOnEscalation: true,
  });
  expect(foreign.ticketSystem).toBeNull();
  expect(nothing).toMatchObject({ code: 'NOT_FOUND' });
  expect((await owner.run(ReadTicketSystem)).ticketSystem).toBeNull();
});

test('addresses and keys that cannot be right are refused with the field and the reason', async () => {
  await using h = await openHarness({ OUTGOING_ALLOW: '' });
  const { owner } = await h.anAccount();
  const good = {
    kind: 'CONNECTWISE',
    companyId: 'a',
    publicKey: 'b',
    privateKey: 'c',
    clientId: 'd',
  } as const;
  const refusals: readonly (readonly [object, string, RegExp])[] = [
    [{ baseUrl: 'api-na.myconnectwise.net' }, 'input.baseUrl', /must be a URL/],
    [{ baseUrl: 'ftp://psa.example' }, 'input.baseUrl', /must be a URL/],
    [{ baseUrl: 'http://psa.example' }, 'input.baseUrl', /https/],
    [{ baseUrl: 'https://127.0.0.1' }, 'input.baseUrl', /private address/],
    [{ baseUrl: 'https://[::ffff:10.0.0.1]' }, 'input.baseUrl', /private address/],
    [{ baseUrl: 'https://bob:pw@psa.example' }, 'input.baseUrl', /no name/],
    [{ baseUrl: 'https://psa.example?x=1' }, 'input.baseUrl', /no \?/],
    [{ baseUrl: 'https://na.myconnectwise.net' }, 'input.baseUrl', /api-na\.myconnectwise\.net/],
    [{ baseUrl: `https://psa.example/${'a'.repeat(300)}` }, 'input.baseUrl', /300/],
    [{ companyId: ' ' }, 'input.companyId', /empty/],
    [{ privateKey: 'Schlüssel' }, 'input.privateKey', /Letters/],
    [{ clientId: 'a b' }, 'input.clientId', /Letters/],
    [{ publicKey: 'a'.repeat(201) }, 'input.publicKey', /200/],
  ];

  for (const [wrong, field, reason] of refusals) {
    const input = { baseUrl: 'https://psa.example', ...good, ...wrong };
    const refused = await h
      .as(owner)
      .run(Connect, { input })
      .catch(error => error);
    expect({ wrong, code: refused.code, field: refused.field }).toEqual({
      wrong,
      code: 'BAD_USER_INPUT',
      field,
    });
    expect(refused.message).toMatch(reason);
  }
  expect((await h.as(owner).run(ReadTicketSystem)).ticketSystem).toBeNull();
});

test('after a change of the secret that seals them, credentials are asked for again', async () => {
  await using server = await openConnectWise([12345]);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const owner = h.as(acme.owner);
  await connect(owner, server);
  await h.app.database.query(
    `update ticket_system set credentials = 'v1.' || repeat('A', 80) where account_id = ?`,
    [acme.owner.account.uuid],
  );

  const tested = await owner.run(TestConnection);
  const { id } = await escalate(h.as(acme.ada), {
    sessionId: await startSession(h.as(acme.ada), { ticketRef: '12345' }),
  });
  await h.settled();
  const half = await owner.run(Update, { input: { privateKey: 'x' } }).catch(error => error);
  const { privateKey, clientId } = server.credentials;
  await owner.run(Update, { input: { privateKey, clientId } });

  expect(tested.testTicketSystem).toMatchObject({
    ok: false,
    message: expect.stringContaining('TOKEN_SECRET'),
  });
  expect(await notesOfHandoff(h.as(acme.ada), id)).toMatchObject([{ state: 'FAILED', attempts: 1 }]);
  expect(half).toMatchObject({ code: 'CONFLICT' });
  expect((await owner.run(TestConnection)).testTicketSystem.ok).toBe(true);
});

test('whoever tests the connection again and again is asked to wait, and nothing more is asked of the server', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness({ ...allowed, RATE_LIMITS: 'on' });
  const acme = await h.anAccount();
  const owner = h.as(acme.owner);
  await connect(owner, server);
  for (let attempt = 0; attempt < 30; attempt++) await owner.run(TestConnection);

  const refusal = await owner.send('mutation { testTicketSystem { ok } }');

  expect(refusal.errors?.[0]?.extensions).toMatchObject({
    code: 'RATE_LIMITED',
    retryAfterSeconds: expect.any(Number),
  });
  expect(server.requests).toHaveLength(30);
});
