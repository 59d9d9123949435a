import fc from 'fast-check';
import { DomainError } from '../../src/kernel/errors.ts';
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
    case 'lose': {
      const { events, lose } = logs[next.account];
      // Access is looked up in the database, of which the model has no copy to fall back to.
      const kept = events.findLastIndex(({ type }) => type === 'access') + 1;
      lose(Math.min(next.count, events.length - kept));
      return;
    }
    case 'open': {
      const userId = `${next.account}${next.user}`;
      if (clients.length >= 16 || state.isAway || revokedAt.has(userId)) return;
      const opening = model.open(next.account, userId, next.back, next.room);
      const client = await opening.catch((error: unknown) => {
        // The loss was noticed at this very moment.
        if (error instanceof DomainError && error.code === 'CURSOR_EXPIRED') return null;
        throw error;
      });
      if (client !== null) clients.push(client);
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

/**
 * The events that a client is shown on the way from its position to an event, lost ones too, by the marks that tie each
 * to the one before; null when no way leads there.
 */
function shownUpTo({ logs }: Model, { accountId, after }: Client, mark: string): string[] | null {
  const { everything } = logs[accountId];
  const marks: string[] = [];
  for (let at = mark; at !== after.mark; ) {
    const event = everything.get(at);
    if (event === undefined) return null;
    if (event.type === 'shown') marks.unshift(at);
    at = event.previousMark;
  }
  return marks;
}

/** What a client must have got: all that is shown, up to where its right ended; null when its position was lost. */
function expectedOf(model: Model, client: Client): string[] | null {
  const { events, at } = model.logs[client.accountId];
  const end = model.revokedAt.get(client.userId) ?? events.length;
  return shownUpTo(model, client, at(end).mark);
}

function expectRight(model: Model, client: Client): void {
  const marks = client.received.map(({ mark }) => mark);
  expect(client.received.every(({ accountId }) => accountId === client.accountId)).toBe(true);
  const liveFrom = client.stream?.liveFrom ?? 0;
  for (const { seq, replayed } of client.received) expect(replayed).toBe(seq <= liveFrom);
  // Nothing is missing between the first and the last that it got, in whatever history.
  expect(marks).toEqual(shownUpTo(model, client, marks.at(-1) ?? client.after.mark));
  if (client.lastResult === 'CURSOR_EXPIRED') {
    expect(model.logs[client.accountId].state.losses).toBeGreaterThan(0);
    return;
  }
  // Who left, or lost their right, may have got less.
  if (!client.hasLeft && !model.revokedAt.has(client.userId))
    expect(marks).toEqual(expectedOf(model, client));
  // A replica that has not heard of an event yet takes it for a new one, and never a new one for a replay.
  if (!client.hasLeft) expect(liveFrom).toBeLessThanOrEqual(client.headAtOpen);
}

test('whatever is lost, doubled, late, stalled, away or revoked, each stream gets its events once and in order or is told to reload', async () => {
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
        (!model.revokedAt.has(client.userId) && client.received.length === expectedOf(model, client)?.length);
      await waitFor('every stream to have everything', async () => {
        await model.live.sweep();
        for (const client of clients) drain(model, client, 100);
        await turn();
        return clients.every(isSettled);
      });

      for (const client of clients) expectRight(model, client);
      for (const { hasLeft, isFinished, userId, lastResult } of clients) {
        if (!hasLeft && model.revokedAt.has(userId))
          expect([isFinished, ['UNAUTHENTICATED', 'CURSOR_EXPIRED'].includes(lastResult ?? '')]).toEqual([
            true,
            true,
          ]);
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
