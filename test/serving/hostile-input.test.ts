import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { bearer, json, openRawSocket, requestHead } from './raw-http.ts';
import { compareToUsual } from './request-work.ts';

/** Requests that are wrong as HTTP or as JSON: each is refused with a status of its own, and the server goes on. */

const bodyBytesMax = 1_048_576;

async function expectAlive(h: Harness, person: Person): Promise<void> {
  expect(await h.as(person).send('{ me { id } }')).toEqual({ status: 200, data: { me: { id: person.id } } });
}

function post(h: Harness, person: Person, body: string | Uint8Array, headers: Record<string, string> = {}) {
  return fetch(`${h.app.url}/graphql`, {
    method: 'POST',
    headers: { ...json, ...bearer(person), ...headers },
    body: body as BodyInit,
  });
}

const startSession =
  'mutation($input: StartSessionInput!) { startSession(input: $input) { id problem clientName } }';

const malformed: [what: string, body: string | Uint8Array][] = [
  ['half of a JSON text', '{"query":'],
  ['something that is not JSON', '<query/>'],
  ['nothing', ''],
  ['null', 'null'],
  ['a number', '7'],
  ['a text', '"{ __typename }"'],
  ['a list of operations', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]'],
  ['an empty list', '[]'],
  ['an object without a query', '{"variables":{}}'],
  ['a query that is a number', '{"query":1}'],
  ['a query that is a list', '{"query":["{ __typename }"]}'],
  ['variables that are a list', '{"query":"{ __typename }","variables":[]}'],
  ['variables that are a text', '{"query":"{ __typename }","variables":"{}"}'],
  ['an operation name that is an object', '{"query":"{ __typename }","operationName":{}}'],
  ['a parameter nobody knows', '{"query":"{ __typename }","quer":1}'],
  ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0x80])],
  ['brackets without an end', '['.repeat(1_000_000)],
];

for (const [what, body] of malformed) {
  test(`a body that is ${what} is refused with 400`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();

    const response = await post(h, owner, body, { accept: 'application/graphql-response+json' });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ message: expect.any(String) }] });
    await expectAlive(h, owner);
  });
}

for (const type of [
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/graphql',
  'application/xml',
  'nonsense',
]) {
  test(`a body of type ${type} is refused with 415, and its mutation is not executed`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();
    const mutation = 'mutation { startSession(input: { problem: "by form" }) { id } }';
    const body = type.includes('urlencoded') ? `query=${encodeURIComponent(mutation)}` : mutation;

    const response = await post(h, owner, body, { 'content-type': type });

    expect(response.status).toBe(415);
    expect(await response.json()).toEqual({ errors: [{ message: 'Send application/json.' }] });
    expect((await h.as(owner).send('{ sessions { totalCount } }')).data).toEqual({
      sessions: { totalCount: 0 },
    });
  });
}

test('a mutation by GET is refused with 405 and not executed', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const mutation = encodeURIComponent('mutation { startSession(input: { problem: "by GET" }) { id } }');

  const response = await fetch(`${h.app.url}/graphql?query=${mutation}`, { headers: bearer(owner) });

  expect(response.status).toBe(405);
  await response.body?.cancel();
  expect((await h.as(owner).send('{ sessions { totalCount } }')).data).toEqual({
    sessions: { totalCount: 0 },
  });
});

for (const method of ['PUT', 'DELETE', 'PATCH']) {
  test(`${method} is refused with 405`, async () => {
    await using h = await openHarness();

    const response = await fetch(`${h.app.url}/graphql`, { method, headers: json, body: '{}' });

    expect(response.status).toBe(405);
    await response.body?.cancel();
  });
}

for (const path of ['/graphql', '/graphql/stream']) {
  for (const framing of ['with its length', 'in chunks']) {
    test(`${path}: a body of 20 MB ${framing} is refused with 413, and the server goes on`, async () => {
      await using h = await openHarness();
      const { owner } = await h.anAccount();
      const bytes = new Uint8Array(20_000_000).fill(0x20);
      const body =
        framing === 'in chunks'
          ? new ReadableStream({
              start(controller) {
                for (let at = 0; at < bytes.length; at += 100_000)
                  controller.enqueue(bytes.subarray(at, at + 100_000));
                controller.close();
              },
            })
          : bytes;

      const response = await fetch(`${h.app.url}${path}`, {
        method: 'POST',
        headers: { ...json, ...bearer(owner) },
        body: body as BodyInit,
        duplex: 'half',
      } as RequestInit);

      expect(response.status).toBe(413);
      await response.body?.cancel();
      await expectAlive(h, owner);
    });
  }
}

test('a body of exactly the greatest size is accepted', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const start = '{"query":"{ me { id } }","variables":{},"extensions":{"padding":"';
  const body = `${start}${'x'.repeat(bodyBytesMax - start.length - 3)}"}}`;
  expect(body).toHaveLength(bodyBytesMax);

  const response = await post(h, owner, body);

  expect(response.status).toBe(200);
  await response.body?.cancel();
  expect((await post(h, owner, `${body} `)).status).toBe(413);
});

/** Of the usual work: more than any of these is, and far less than anything that grows with the square. */
const workMax = 2;

test('variables that are deep, long or many are refused with little work, as bad input', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const nested = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times);
  const createTree = 'mutation($input: CreateTreeInput!) { createTree(input: $input) { id } }';
  const manyNodes = Array(40_000).fill('{"a":1}').join();
  const inputs = [
    [startSession, `{"problem":${nested('[', ']', 500_000)}}`],
    [createTree, `{"title":"x","tags":${nested('[', ']', 500_000)}}`],
    [createTree, `{"title":"x","document":${nested('{"document":', '1}', 1)}}`],
    [createTree, `${'{"document":'.repeat(80_000)}1${'}'.repeat(80_000)}`],
    [createTree, `{"title":"x","document":{"rootKey":"a","nodes":[${manyNodes}]}}`],
    [createTree, `{${Array.from({ length: 50_000 }, (_, n) => `"k${n}":1`).join()}}`],
  ];

  for (const [query, input] of inputs) {
    const body = `{"query":${JSON.stringify(query)},"variables":{"input":${input}}}`;
    let status = 0;
    let errors: { extensions: { code: string } }[] = [];

    const work = await compareToUsual(h.as(owner), async () => {
      const response = await post(h, owner, body, { accept: 'application/graphql-response+json' });
      status = response.status;
      ({ errors } = (await response.json()) as { errors: typeof errors });
    });

    expect(work).toBeLessThan(workMax);
    expect(status).toBe(400);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors.length).toBeLessThanOrEqual(21);
  }
  await expectAlive(h, owner);
});

test('a wrong variable is the client’s mistake and says where it is', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const send = (query: string, variables: object) => h.as(owner).send(query, variables);

  const answers = [
    await send('query($first: Int) { users(first: $first) { totalCount } }', { first: 'ten' }),
    await send('query($id: ID!) { node(id: $id) { id } }', {}),
    await send('query($state: HandoffState) { handoffs(state: $state) { totalCount } }', { state: 'NOPE' }),
    await send(startSession, { input: { problem: 'x', surprise: true } }),
    await send(startSession, { input: { problem: 7 } }),
    await send(startSession, { input: {} }),
  ];

  for (const { status, errors } of answers) {
    expect(status).toBe(400);
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/^Variable "\$(first|id|state|input)"/),
        extensions: { code: 'BAD_USER_INPUT', field: expect.any(String) },
      }),
    ]);
  }
});

test('a null where the schema allows none is the client’s mistake, also by way of a default', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();

  const answer = await h.as(owner).send('query($id: ID = "x") { node(id: $id) { id } }', { id: null });

  expect(answer.errors).toMatchObject([{ path: ['node'], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('__proto__ and its kin are names like any other', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const send = async (variables: string) => {
    const response = await post(
      h,
      owner,
      `{"query":${JSON.stringify(startSession)},"variables":${variables}}`,
    );
    return (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  };

  const beside = await send(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"input":{"problem":"x"}}',
  );
  const inside = await send('{"input":{"problem":"x","__proto__":{"clientName":"smuggled"}}}');

  expect(beside.data).toEqual({ startSession: { id: expect.any(String), problem: 'x', clientName: null } });
  expect(inside.errors?.[0]?.extensions.code ?? 'none').toBe('BAD_USER_INPUT');
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test('bytes that are not UTF-8 are stored as the sign for them, and break nothing', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const body = Buffer.from(
    JSON.stringify({ query: startSession, variables: { input: { problem: 'a@@b' } } }),
  );
  body.fill(0xc3, body.indexOf('@@'), body.indexOf('@@') + 2);

  const response = await post(h, owner, body);

  expect(await response.json()).toMatchObject({ data: { startSession: { problem: 'a\ufffd\ufffdb' } } });
});

const bytes: [what: string, text: string, status: string][] = [
  ['garbage', 'GARBAGE\r\n\r\n', '400'],
  [
    'a length that is no number',
    requestHead('POST', '/graphql', { ...json, 'content-length': 'abc' }),
    '400',
  ],
  [
    'both a length and chunks',
    requestHead('POST', '/graphql', { ...json, 'content-length': '5', 'transfer-encoding': 'chunked' }),
    '400',
  ],
  ['headers of 100 kB', requestHead('GET', '/', { 'x-long': 'x'.repeat(100_000) }), '431'],
];

for (const [what, text, status] of bytes) {
  test(`a connection that sends ${what} gets ${status} and is closed`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();
    using connection = await openRawSocket(h.app.url);

    connection.write(text);

    await waitFor('the connection to be closed', () => connection.isClosed);
    expect(connection.text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    await expectAlive(h, owner);
  });
}
