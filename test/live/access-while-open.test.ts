import { ChangePassword, LogoutEverybody, LogoutEverywhere, newPassword } from '../accounts/operations.ts';
import { Deactivate, SetRole } from '../handoffs/documents.ts';
import type { Client, Stream } from '../harness/client.ts';
import { type Harness, openHarness, type Person, password } from '../harness/harness.ts';
import { openReplica } from '../harness/replicas.ts';
import { EscalationCreated, EscalationEvents, escalate } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

interface World {
  readonly h: Harness;
  readonly owner: Person;
  readonly grace: Person;
}

/** Everything that takes away a person's right to see, and what their open streams are told. */
const changes: readonly {
  readonly name: string;
  readonly code: string;
  act(world: World): Promise<unknown>;
}[] = [
  {
    name: 'a role that handles no escalations',
    code: 'FORBIDDEN',
    act: ({ h, owner, grace }) => h.as(owner).run(SetRole, { input: { userId: grace.id, role: 'VIEWER' } }),
  },
  {
    name: 'deactivation',
    code: 'UNAUTHENTICATED',
    act: ({ h, owner, grace }) => h.as(owner).run(Deactivate, { input: { userId: grace.id } }),
  },
  {
    name: 'signing out everywhere',
    code: 'UNAUTHENTICATED',
    act: ({ h, grace }) => h.as(grace).run(LogoutEverywhere),
  },
  {
    name: 'a new password',
    code: 'UNAUTHENTICATED',
    act: ({ h, grace }) =>
      h.as(grace).run(ChangePassword, { input: { currentPassword: password, newPassword } }),
  },
];

async function expectEnd<T>(stream: Stream<T>, code: string): Promise<void> {
  await expect(stream.next()).rejects.toMatchObject({ code });
  await stream.ended();
  expect(stream.pending).toEqual([]);
}

/**
 * Lets a change happen to somebody with open streams; false when the patrol over all streams came by just then, which
 * would have ended them as well. It ends the stream of somebody else too, whose right was taken away by hand.
 */
async function endsWithoutPatrol(h: Harness, { code, act }: (typeof changes)[number]): Promise<boolean> {
  const { owner, ada, grace, linus } = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  // A stream counts as open when there is one more: none may be closing meanwhile.
  await waitFor('the streams of the time before to be gone', () => h.app.live.readerCount === 0);
  await using distinct = await h.as(grace).subscribe(EscalationCreated);
  await using single = await h.as(grace).subscribe(EscalationCreated, {}, { mode: 'single' });
  await using colleague = await h.as(owner).subscribe(EscalationCreated);
  await using unnoticed = await h.as(linus).subscribe(EscalationEvents);
  await unnoticed.next();
  await h.app.database.query('update app_user set is_active = false where id = ?', [linus.uuid]);

  await act({ h, owner, grace });
  await expectEnd(distinct, code);
  await expectEnd(single, code);

  const { id } = await escalate(h.as(ada));
  expect(await colleague.next()).toMatchObject({ escalationCreated: { handoff: { id } } });
  return unnoticed.pending.every(({ errors }) => errors === undefined);
}

for (const change of changes) {
  test(`${change.name} ends the person's streams at once, with no event needed, and nobody else's`, async () => {
    await using h = await openHarness();
    h.mailbox.ignoreAll();

    // The patrol comes once a minute: not twice in a row.
    const isSure = (await endsWithoutPatrol(h, change)) || (await endsWithoutPatrol(h, change));

    expect(isSure).toBe(true);
  });
}

test('signing everybody out ends every stream of the account, and of no other', async () => {
  await using h = await openHarness();
  const [acme, globex] = [
    await h.anAccount({ engineers: ['ada'] }),
    await h.anAccount({ engineers: ['eve'] }),
  ];
  await using ada = await h.as(acme.ada).subscribe(EscalationCreated);
  await using owner = await h.as(acme.owner).subscribe(EscalationCreated);
  await using eve = await h.as(globex.eve).subscribe(EscalationCreated);

  await h.as(acme.owner).run(LogoutEverybody);

  await expectEnd(ada, 'UNAUTHENTICATED');
  await expectEnd(owner, 'UNAUTHENTICATED');
  await waitFor('nobody else to listen', () => h.app.live.readerCount === 1);
  expect(eve.pending).toEqual([]);
});

serverTest('each of these ends the streams on another replica too', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  await using other = await openReplica(h);
  for (const { code, act } of changes) {
    const { owner, grace } = await h.anAccount({ engineers: ['grace'] });
    await using stream = await other.as(grace).subscribe(EscalationEvents);
    expect(await stream.next()).toMatchObject({ escalationEvents: { __typename: 'StreamReady' } });

    await act({ h, owner, grace });

    await expectEnd(stream, code);
  }
});

test('a stream goes on when the new role may have it', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { owner, ada, grace } = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using stream = await h.as(grace).subscribe(EscalationCreated);
  const before = await escalate(h.as(ada));

  await h.as(owner).run(SetRole, { input: { userId: grace.id, role: 'ADMIN' } });
  const after = await escalate(h.as(ada));

  const events = [await stream.next(), await stream.next()];
  expect(events.map(({ escalationCreated }) => escalationCreated.handoff.id)).toEqual([before.id, after.id]);
});

test('a token that expires ends the stream with TOKEN_EXPIRED, with no event needed', async () => {
  await using h = await openHarness();
  const { grace } = await h.anAccount({ engineers: ['grace'] });
  await using stream = await h.as(grace).subscribe(EscalationCreated);

  h.clock.advance(86_401);

  await expectEnd(stream, 'TOKEN_EXPIRED');
});

test('a change that somebody made in the database by hand is noticed too', async () => {
  await using h = await openHarness();
  const { grace } = await h.anAccount({ engineers: ['grace'] });
  await using stream = await h.as(grace).subscribe(EscalationCreated);

  await h.app.database.query('update app_user set is_active = false where id = ?', [grace.uuid]);
  // The patrol comes with every twentieth sweep.
  for (let count = 0; count < 20; count++) await h.app.live.sweep();

  await expectEnd(stream, 'UNAUTHENTICATED');
});

/** Ids that came, in order, until the stream was over; and the code it ended with. */
async function drain(stream: Stream<{ escalationCreated: { handoff: { id: string } } }>) {
  const ids: string[] = [];
  for (;;) {
    const next = await stream.next().catch((error: { code: string }) => error.code);
    if (typeof next === 'string') return { ids, code: next };
    ids.push(next.escalationCreated.handoff.id);
  }
}

async function escalateSome(client: Client, count: number): Promise<string[]> {
  const made = await Promise.all(Array.from({ length: count }, () => escalate(client)));
  return made.map(({ id }) => id);
}

test('a role that is taken away in the middle of a burst cuts exactly there, for every stream of the person', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { owner, ada, grace } = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using witness = await h.as(owner).subscribe(EscalationCreated);
  await using first = await h.as(grace).subscribe(EscalationCreated);
  await using second = await h.as(grace).subscribe(EscalationCreated);

  const burst = escalateSome(h.as(ada), 12);
  const change = h.as(owner).run(SetRole, { input: { userId: grace.id, role: 'VIEWER' } });
  const made = [...(await burst)];
  await change;
  const late = await escalateSome(h.as(ada), 3);
  const seen = [await drain(first), await drain(second)];

  await waitFor('the witness to have all', () => witness.pending.length >= made.length + late.length);
  const log = await h.app.eventLog.read(owner.account.uuid, 0, 100);
  const cut = log.findIndex(({ type }) => type === 'access.changed');
  const before = log.slice(0, cut).filter(({ type }) => type === 'escalation.created').length;
  const inOrder = witness.pending.map(({ data }) => data?.escalationCreated.handoff.id);
  for (const { ids, code } of seen) {
    expect(code).toBe('FORBIDDEN');
    // Nothing from behind the change, and what came before it without a gap.
    expect(ids.length).toBeLessThanOrEqual(before);
    expect(ids).toEqual(inOrder.slice(0, ids.length));
  }
});
