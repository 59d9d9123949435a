import fc from 'fast-check';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { type Client, openModel, type Step, step, turn } from './delivery-model.ts';

type Model = ReturnType<typeof openModel>;

async function take(model: Model, clients: Client[], next: Step): Promise<void> {
  const { live, logs, state, revokedAt } = model;
  switch (next.kind) {
    case 'commit': {
      const log = logs[next.account];
      const seq = log.commit(next.shown ? 'shown' : 'hidden');
      for (const hint of next.hints) {
        if (hint === 'offer') live.offer(next.account, log.events.slice(-1));
        else live.hint(next.account, hint === 'old' ? Math.max(1, seq - 3) : seq);
        if (hint === 'twice') live.hint(next.account, seq);
      }
      return;
    }
    case 'revoke': {
      const userId = `${next.account}${next.user}`;
      if (!revokedAt.has(userId)) revokedAt.set(userId, logs[next.account].commit('access', { userId }));
      return;
    }
    case 'open': {
      const userId = `${next.account}${next.user}`;
      if (clients.length >= 16 || state.isAway || revokedAt.has(userId)) return;
      clients.push(await model.open(next.account, userId, next.back, next.room));
      return;
    }
    case 'drain': {
      const client = clients[next.client];
      if (client?.stream) drain(model, client, next.room);
      return;
    }
    case 'leave': {
      const client = clients[next.client];
      if (!client?.stream || client.isFinished) return;
      client.hasLeft = true;
      live.closed(client.stream);
      return;
    }
    case 'sweep':
      await live.sweep();
      return;
    case 'turn':
      await turn();
      return;
    case 'away':
    case 'back':
      state.isAway = next.kind === 'away';
      for (const log of Object.values(logs)) log.state.failing = state.isAway;
  }
}

function drain({ live }: Model, client: Client, room: number): void {
  if (client.stream === null || !client.stream.isStalled) return;
  client.room = room;
  live.drained(client.stream);
}

/** The numbers that a client must have got: all that its subscription shows, up to where its right ended. */
function expectedOf({ logs, revokedAt }: Model, client: Client): number[] {
  const end = revokedAt.get(client.userId) ?? Number.POSITIVE_INFINITY;
  return logs[client.accountId].events
    .filter(({ seq, type }) => type === 'shown' && seq > client.after && seq < end)
    .map(({ seq }) => seq);
}

function expectRight(model: Model, client: Client): void {
  const numbers = client.received.map(({ seq }) => seq);
  const expected = expectedOf(model, client);
  expect(client.received.every(({ accountId }) => accountId === client.accountId)).toBe(true);
  // A replica that has not heard of an event yet takes it for a new one, and never a new one for a replay.
  const liveFrom = client.stream?.liveFrom ?? 0;
  expect(liveFrom).toBeLessThanOrEqual(client.headAtOpen);
  for (const { seq, replayed } of client.received) expect(replayed).toBe(seq <= liveFrom);
  // Who left, or lost their right, may have got less; never anything else, and nothing in between is missing.
  const isCut = client.hasLeft || model.revokedAt.has(client.userId);
  expect(numbers).toEqual(isCut ? expected.slice(0, numbers.length) : expected);
}

test('whatever is lost, doubled, late, stalled, away or revoked, each stream gets its events once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 150 }), async steps => {
      const model = openModel();
      const clients: Client[] = [];
      for (const next of steps) await take(model, clients, next);

      model.state.isAway = false;
      for (const log of Object.values(model.logs)) log.state.failing = false;
      const isSettled = (client: Client) =>
        client.hasLeft ||
        client.isFinished ||
        (!model.revokedAt.has(client.userId) && client.received.length >= expectedOf(model, client).length);
      await waitFor('every stream to have everything', async () => {
        await model.live.sweep();
        for (const client of clients) drain(model, client, 100);
        await turn();
        return clients.every(isSettled);
      });

      for (const client of clients) expectRight(model, client);
      for (const { hasLeft, isFinished, userId, lastResult } of clients) {
        if (!hasLeft && model.revokedAt.has(userId))
          expect([isFinished, lastResult]).toEqual([true, 'UNAUTHENTICATED']);
      }
      for (const { stream } of clients) if (stream) model.live.closed(stream);
      expect([model.live.readerCount, model.live.groupCount]).toEqual([0, 0]);
      await model.live.close();
    }),
    { numRuns: 300 },
  );
});

test('a right that is taken away while the stream is being opened ends it before anything is sent', async () => {
  const model = openModel();
  const { live, logs, revokedAt } = model;
  const others = await model.open('a', 'a1', 0, 100);

  const late = await model.open('a', 'a0', 0, 100, async () => {
    revokedAt.set('a0', logs.a.commit('access', { userId: 'a0' }));
    live.hint('a', logs.a.commit());
    await turn();
  });
  await waitFor('the stream to be ended', () => late.isFinished);

  expect([late.lastResult, late.received]).toEqual(['UNAUTHENTICATED', []]);
  await waitFor('the other to have it', () => others.received.length === 1);
  if (others.stream) live.closed(others.stream);
  await live.close();
});
