import { subscribeToEscalations } from '../../src/client/subscribe-to-escalations.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { follow, type ScriptedData } from './follower.ts';
import { openScriptedServer, type Visit } from './scripted-server.ts';

/** What `subscribeToEscalations` makes of ends that trying again does not mend. */

const serve =
  (...cursors: string[]) =>
  (visit: Visit) => {
    visit.open();
    for (const cursor of cursors) visit.event(cursor);
  };
const end =
  (code: string, ...cursors: string[]) =>
  (visit: Visit) => {
    serve(...cursors)(visit);
    visit.end(code);
  };

test('without a cursor the queue says where to begin, and after a gap where to go on', async () => {
  await using server = await openScriptedServer(
    end('STREAM_ROTATED', 'c1'),
    end('CURSOR_EXPIRED'),
    serve('c8'),
  );
  const log: string[] = [];
  await using follower = follow({
    url: server.url,
    async loadQueue() {
      log.push(`the queue after ${follower.cursors.at(-1) ?? 'nothing'}`);
      return log.length === 1 ? 'c0' : 'c7';
    },
  });

  expect(await follower.received(2)).toEqual(['c1', 'c8']);
  expect(server.visits.map(({ after }) => after)).toEqual(['c0', 'c1', 'c7']);
  expect(log).toEqual(['the queue after nothing', 'the queue after c1']);
  expect(follower.states.filter(state => state === 'gap')).toEqual(['gap']);
});

test('the queue is not loaded while an event is still being applied', async () => {
  await using server = await openScriptedServer(end('CURSOR_EXPIRED', 'c1'), serve('c8'));
  let loads = 0;
  await using stream = subscribeToEscalations<ScriptedData>({
    url: server.url,
    accessToken: () => 'token',
    after: 'c0',
    loadQueue: async () => `c${++loads + 6}`,
  });
  await stream.next();

  await waitFor('the end to be sent', () => server.visits[0]?.res.writableFinished);
  const loadsBefore = loads;

  expect(await stream.next()).toMatchObject({ value: { cursor: 'c8' } });
  expect([loadsBefore, loads]).toEqual([0, 1]);
});

test('a gap ends the iteration when nobody can load the queue', async () => {
  await using server = await openScriptedServer(end('CURSOR_EXPIRED'));
  await using follower = follow({ url: server.url, after: 'c0' });

  await follower.ended();

  expect(follower.error).toMatchObject({ name: 'EscalationStreamError', code: 'CURSOR_EXPIRED' });
  expect(server.visits.length).toBe(1);
});

test('a queue that cannot be loaded is tried again after a pause', async () => {
  await using server = await openScriptedServer(serve('c1'));
  let tries = 0;
  await using follower = follow({
    url: server.url,
    async loadQueue() {
      if (++tries < 4) throw new Error('The network is away.');
      return 'c0';
    },
  });

  expect(await follower.received(1)).toEqual(['c1']);
  expect(server.visits.map(({ after }) => after)).toEqual(['c0']);
  expect(follower.statuses).toContainEqual(
    expect.objectContaining({ state: 'waiting', message: 'The network is away.' }),
  );
});

test('an event that cannot be delivered three times is a gap, and the cursor before it is kept until then', async () => {
  const broken = end('INTERNAL_SERVER_ERROR');
  await using server = await openScriptedServer(serveThen('c1', broken), broken, broken, serve('c8'));
  await using follower = follow({ url: server.url, after: 'c0', loadQueue: async () => 'c7' });

  expect(await follower.received(2)).toEqual(['c1', 'c8']);
  expect(server.visits.map(({ after }) => after)).toEqual(['c0', 'c1', 'c1', 'c7']);
});

/** An event, and then an end of its own, on one stream. */
function serveThen(cursor: string, then: (visit: Visit) => void) {
  return (visit: Visit) => {
    visit.open();
    visit.event(cursor);
    then({ ...visit, open() {} });
  };
}

for (const code of ['FORBIDDEN', 'STREAM_ENDED', 'GRAPHQL_VALIDATION_FAILED', 'QUERY_TOO_COMPLEX']) {
  test(`${code} ends the iteration with that error, and nothing is tried again`, async () => {
    await using server = await openScriptedServer(end(code, 'c1'));
    await using follower = follow({ url: server.url });

    await follower.ended();

    expect(follower.cursors).toEqual(['c1']);
    expect(follower.error).toMatchObject({ code, message: `${code}: It is ${code}.` });
    expect(follower.statuses.at(-1)).toEqual({ state: 'ended', code });
    expect(server.visits.length).toBe(1);
  });
}

test('a refusal of the request itself ends the iteration; one by role does too', async () => {
  await using broken = await openScriptedServer(visit => visit.refuse(400, null));
  await using closed = await openScriptedServer(visit => visit.refuse(403, 'FORBIDDEN'));
  await using one = follow({ url: broken.url });
  await using other = follow({ url: closed.url });

  await Promise.all([one.ended(), other.ended()]);

  expect([one.error?.code, other.error?.code]).toEqual(['BAD_REQUEST', 'FORBIDDEN']);
});

test('a document that does not ask for the cursor is refused in words', async () => {
  await using server = await openScriptedServer(visit => {
    visit.open();
    visit.raw(
      'event: next\ndata: {"data":{"escalationEvents":{"__typename":"EscalationCreated","at":"now"}}}\n\n',
    );
  });
  await using follower = follow({ url: server.url });

  await follower.ended();

  expect(follower.error).toMatchObject({
    code: 'BAD_DOCUMENT',
    message: expect.stringContaining('`cursor`'),
  });
});

test('an expired token is refreshed, on an open stream and at the door, and the stream goes on', async () => {
  await using server = await openScriptedServer(
    end('TOKEN_EXPIRED', 'c1'),
    visit => visit.refuse(401, 'TOKEN_EXPIRED'),
    serve('c2'),
  );
  let generation = 1;
  await using follower = follow({
    url: server.url,
    accessToken: () => `token ${generation}`,
    refreshTokens: async () => Boolean(++generation),
  });

  expect(await follower.received(2)).toEqual(['c1', 'c2']);
  expect(server.visits.map(({ token, after }) => [token, after])).toEqual([
    ['token 1', null],
    ['token 2', 'c1'],
    ['token 3', 'c1'],
  ]);
});

test('a token that somebody else has renewed meanwhile is taken without another refresh', async () => {
  await using server = await openScriptedServer(end('UNAUTHENTICATED', 'c1'), serve('c2'));
  let refreshes = 0;
  await using follower = follow({
    url: server.url,
    accessToken: () => (follower.cursors.length === 0 ? 'old' : 'new'),
    refreshTokens: async () => Boolean(++refreshes),
  });

  expect(await follower.received(2)).toEqual(['c1', 'c2']);
  expect(server.visits.map(({ token }) => token)).toEqual(['old', 'new']);
  expect(refreshes).toBe(0);
});

test('a refresh that is refused ends the iteration with the reason; one that fails is tried again', async () => {
  await using server = await openScriptedServer(visit => visit.refuse(401, 'UNAUTHENTICATED'));
  let tries = 0;
  await using follower = follow({
    url: server.url,
    async refreshTokens() {
      if (++tries < 3) throw new Error('The network is away.');
      return false;
    },
  });

  await follower.ended();

  expect(follower.error).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(tries).toBe(3);
});

test('a server that refuses each new token is not asked for ever', async () => {
  await using server = await openScriptedServer(visit => visit.refuse(401, 'TOKEN_EXPIRED'));
  let generation = 1;
  await using follower = follow({
    url: server.url,
    accessToken: () => `token ${generation}`,
    refreshTokens: async () => Boolean(++generation),
  });

  await follower.ended();

  expect(follower.error).toMatchObject({ code: 'TOKEN_EXPIRED' });
  expect(server.visits.length).toBe(6);
});

test('leaving the loop closes the connection at once, with no further event', async () => {
  await using server = await openScriptedServer(serve('c1'));
  const follower = follow({ url: server.url });
  await follower.received(1);

  await follower.stream.return();
  await server.visits[0]?.closed;
  await follower.ended();

  expect(follower.error).toBeNull();
  expect(follower.statuses.at(-1)).toEqual({ state: 'ended', code: null });
});

test('a signal ends the iteration wherever it is: in a stream, in a pause, in the caller’s own functions', async () => {
  await using open = await openScriptedServer(serve());
  await using away = await openScriptedServer(visit => visit.refuse(503, null));
  const control = new AbortController();
  const { signal } = control;
  const never = () => new Promise<never>(() => {});
  const followers = [
    follow({ url: open.url, signal }),
    follow({ url: away.url, signal, pauses: { firstMs: 1e9, longestMs: 1e9 } }),
    follow({ url: open.url, signal, accessToken: never }),
    follow({ url: open.url, signal, loadQueue: never }),
  ];
  await waitFor(
    'a stream and a pause',
    () => followers[0]?.states.includes('live') && followers[1]?.states.includes('waiting'),
  );

  control.abort();

  for (const follower of followers) {
    await follower.ended();
    expect(follower.error).toBeNull();
    expect(follower.statuses.at(-1)).toEqual({ state: 'ended', code: null });
  }
  await open.visits[0]?.closed;
});
