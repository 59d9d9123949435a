import {
  assertCan,
  type Capability,
  can,
  capabilities,
  rolesByCapability,
  rolesThatCan,
} from '../../src/kernel/capabilities.ts';
import { type Role, roles } from '../../src/kernel/viewer.ts';
import { openHarness } from '../harness/harness.ts';
import { EscalationCreated, EscalationEvents } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { openToAll, operations, type World } from './operations-by-capability.ts';

/** Who may do what, as the design says it. */
const matrix: Record<Capability, Record<Role, boolean>> = {
  READ_PEOPLE: { OWNER: true, ADMIN: true, ENGINEER: true, VIEWER: true },
  READ_TREES: { OWNER: true, ADMIN: true, ENGINEER: true, VIEWER: true },
  READ_COMPLETED_SESSIONS: { OWNER: true, ADMIN: true, ENGINEER: true, VIEWER: true },
  READ_ALL_SESSIONS: { OWNER: true, ADMIN: true, ENGINEER: true, VIEWER: false },
  READ_METRICS: { OWNER: true, ADMIN: true, ENGINEER: true, VIEWER: false },
  WRITE_TREES: { OWNER: true, ADMIN: true, ENGINEER: true, VIEWER: false },
  RUN_SESSIONS: { OWNER: true, ADMIN: true, ENGINEER: true, VIEWER: false },
  HANDLE_ESCALATIONS: { OWNER: true, ADMIN: true, ENGINEER: true, VIEWER: false },
  DELETE_TREES: { OWNER: true, ADMIN: true, ENGINEER: false, VIEWER: false },
  INVITE_PEOPLE: { OWNER: true, ADMIN: true, ENGINEER: false, VIEWER: false },
  READ_USAGE: { OWNER: true, ADMIN: true, ENGINEER: false, VIEWER: false },
  CHANGE_ROLES: { OWNER: true, ADMIN: true, ENGINEER: false, VIEWER: false },
  RELEASE_ANY_CLAIM: { OWNER: true, ADMIN: true, ENGINEER: false, VIEWER: false },
  MANAGE_INTEGRATIONS: { OWNER: true, ADMIN: true, ENGINEER: false, VIEWER: false },
  MANAGE_ESCALATION_POLICY: { OWNER: true, ADMIN: true, ENGINEER: false, VIEWER: false },
  MANAGE_STREAMS: { OWNER: true, ADMIN: true, ENGINEER: false, VIEWER: false },
  CHANGE_OWNERS: { OWNER: true, ADMIN: false, ENGINEER: false, VIEWER: false },
  LOGOUT_EVERYBODY: { OWNER: true, ADMIN: false, ENGINEER: false, VIEWER: false },
};

test('the roles of every capability are those of the design', () => {
  const stated = Object.fromEntries(
    capabilities.map(capability => [
      capability,
      Object.fromEntries(roles.map(role => [role, can({ role }, capability)])),
    ]),
  );

  expect(stated).toEqual(matrix);
  expect(Object.keys(rolesByCapability)).toEqual(Object.keys(matrix));
});

test('what asks, what insists and what lists the roles of a capability agree', () => {
  for (const capability of capabilities) {
    const insisted = roles.filter(role => {
      try {
        assertCan({ role }, capability);
        return true;
      } catch (error) {
        expect(error).toMatchObject({ code: 'FORBIDDEN' });
        return false;
      }
    });

    expect(insisted).toEqual(rolesThatCan(capability));
    expect(insisted).toEqual(roles.filter(role => can({ role }, capability)));
  }
});

/** People of every role, and two engineers whom the one under test works with. */
const staff = {
  admins: ['max'],
  engineers: ['ada', 'colleague', 'maker', 'target'],
  viewers: ['rex'],
} as const;

for (const role of roles) {
  test(`${role} may do through the API what the matrix says, and nothing else`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount(staff);
    const actor = { OWNER: acme.owner, ADMIN: acme.max, ENGINEER: acme.ada, VIEWER: acme.rex }[role];
    const world: World = { ...acme, h, doer: role === 'VIEWER' ? acme.colleague : actor };

    const outcomes: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const { name, capability, query, prepare, refusal = 'FORBIDDEN' } of operations) {
      const id = await prepare?.(world);
      const { errors } = await h.as(actor).send(query, id === undefined ? {} : { id });
      outcomes[name] = errors?.map(({ extensions }) => extensions.code).join() ?? 'allowed';
      expected[name] = matrix[capability][role] ? 'allowed' : refusal;
    }

    expect(outcomes).toEqual(expected);
    // The mails that the escalations above have sent are the subject of other tests.
    await h.settled();
    h.mailbox.clear();
  });

  test(`${role} ${matrix.HANDLE_ESCALATIONS[role] ? 'may' : 'may not'} open a live stream`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount(staff);
    const actor = { OWNER: acme.owner, ADMIN: acme.max, ENGINEER: acme.ada, VIEWER: acme.rex }[role];

    if (matrix.HANDLE_ESCALATIONS[role]) {
      await using everything = await h.as(actor).subscribe(EscalationEvents);
      await using created = await h.as(actor).subscribe(EscalationCreated);

      expect((await everything.next()).escalationEvents.__typename).toBe('StreamReady');
      expect(created.pending).toEqual([]);
    } else {
      for (const opening of [
        h.as(actor).subscribe(EscalationEvents),
        h.as(actor).subscribe(EscalationCreated),
      ]) {
        await expect(opening).rejects.toMatchObject({ response: { status: 403 } });
      }
    }
  });
}

test('who is not signed in may do nothing of it', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount(staff);
  const world: World = { ...acme, h, doer: acme.ada };

  const outcomes: Record<string, string | undefined> = {};
  for (const { name, query, prepare } of operations) {
    const id = await prepare?.(world);
    const { errors } = await h.nobody.send(query, id === undefined ? {} : { id });
    outcomes[name] = errors?.[0]?.extensions.code;
  }

  expect(new Set(Object.values(outcomes))).toEqual(new Set(['UNAUTHENTICATED']));
  await h.settled();
  h.mailbox.clear();
});

test('a VIEWER finds completed sessions in the lists and no others', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'], viewers: ['rex'] });
  const start = `mutation { startSession(input: { problem: "Outlook" }) { id } }`;
  const complete = `mutation ($id: ID!) { completeSession(input: { sessionId: $id, outcome: RESOLVED }) { id } }`;
  const list = `{ sessions(scope: ACCOUNT) { totalCount nodes { status } } }`;
  const ids: string[] = [];
  for (let index = 0; index < 3; index++) {
    const { data } = await h.as(acme.ada).send<{ startSession: { id: string } }>(start);
    ids.push(data?.startSession.id ?? '');
  }
  await h.as(acme.ada).send(complete, { id: ids[0] });

  const seen = await h.as(acme.rex).send(list);
  const all = await h.as(acme.owner).send<{ sessions: { totalCount: number } }>(list);

  expect(seen.data).toEqual({ sessions: { totalCount: 1, nodes: [{ status: 'COMPLETED' }] } });
  expect(all.data?.sessions.totalCount).toBe(3);
});

test('every operation of the API is in the table above, or needs no more than signing in', async () => {
  await using h = await openHarness();
  const query = `{ __schema { ${['queryType', 'mutationType', 'subscriptionType'].map(type => `${type} { fields { name } }`).join(' ')} } }`;
  const { data } = await h.nobody.send<{ __schema: Record<string, { fields: { name: string }[] }> }>(query);

  const fields = Object.values(data?.__schema ?? {}).flatMap(type => type.fields.map(({ name }) => name));

  const covered = new Set([...operations.map(({ name }) => name.split(' ')[0]), ...openToAll]);
  expect(fields.filter(field => !covered.has(field))).toEqual([]);
  expect([...covered].filter(field => !fields.includes(field ?? ''))).toEqual([]);
});
