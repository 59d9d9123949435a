import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';

/**
 * The usual request takes a short way through the server, and every other one a long way. Which of them it is must
 * not make a difference to the answer.
 */

interface Told {
  readonly status: number;
  readonly type: string | null;
  readonly body: unknown;
}

async function ask(url: string, token: string | null, body: string, headers: object): Promise<Told> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...(token !== null && { authorization: `Bearer ${token}` }), ...headers },
    body,
  });
  // The id of the request is another each time.
  const text = (await response.text()).replace(/"requestId":"[^"]+"/g, '"requestId":""');
  return { status: response.status, type: response.headers.get('content-type'), body: JSON.parse(text) };
}

const queue = `query Queue($first: Int = 2, $skip: Boolean! = false) {
  escalationQueue(first: $first) {
    totalCount
    edges { node { id priority createdBy @skip(if: $skip) { name } session { problem } } }
  }
}`;

const questions: [what: string, body: object][] = [
  ['a list', { query: queue }],
  ['a list with variables', { query: queue, operationName: 'Queue', variables: { first: 1, skip: true } }],
  ['a page that is too long', { query: queue, variables: { first: 1_000 } }],
  [
    'a thing that is not there',
    { query: '{ a: me { id } handoff(id: "handoff_01jbrc0000e00800r000000028") { id } }' },
  ],
  [
    'two mistakes beside good fields',
    { query: '{ me { id } x: handoff(id: "x") { id } y: tree(id: "y") { id } }' },
  ],
  ['a mutation that is refused', { query: 'mutation { releaseHandoff(input: { handoffId: "x" }) { id } }' }],
  ['a wrong variable', { query: queue, variables: { first: 'two' } }],
  ['a document with a mistake', { query: '{ me { nobody } }' }],
  ['a text that is no document', { query: '{ me' }],
  ['an operation that is not in the document', { query: queue, operationName: 'Other' }],
  ['a subscription', { query: 'subscription { escalationCreated { cursor } }' }],
  [
    'what costs too much',
    { query: '{ sessions(first: 100) { nodes { handoffs(first: 100) { nodes { id } } } } }' },
  ],
  ['no query', { variables: {} }],
  ['a parameter of no meaning', { query: '{ me { id } }', more: 1 }],
  [
    'introspection',
    { query: '{ __schema { queryType { name } } __type(name: "Handoff") { kind } __typename }' },
  ],
];

let asking: Promise<Person> | null = null;

/** Somebody with two escalations in the queue; the questions change nothing, so all are asked of the same account. */
async function makeAda(h: Harness): Promise<Person> {
  const { ada } = await h.anAccount({ engineers: ['ada'] });
  await escalate(h.as(ada));
  await escalate(h.as(ada), { priority: 'URGENT' });
  await h.settled();
  return ada;
}

for (const [what, body] of questions) {
  test(`${what}: the same answer by the short way and by the long way`, async () => {
    await using h = await openHarness();
    h.mailbox.ignoreAll();
    asking ??= makeAda(h);
    const ada = await asking;

    for (const accept of ['application/json', 'application/graphql-response+json', '*/*']) {
      for (const token of [ada.token, null, 'not.a.token']) {
        const text = JSON.stringify(body);
        const url = `${h.app.url}/graphql`;
        const short = await ask(url, token, text, { accept, 'content-type': 'application/json' });
        // A media type with a parameter that means nothing is enough to be sent the other way.
        const long = await ask(url, token, text, { accept, 'content-type': 'application/json; a=b' });
        expect(short).toEqual(long);
        expect(short.status === 200 || short.status >= 400).toBe(true);
      }
    }
  });
}

test('the same document a second time is answered from what was kept of it, for whoever asks', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const [acme, other] = [
    await h.anAccount({ engineers: ['ada'] }),
    await h.anAccount({ engineers: ['bob'] }),
  ];
  await escalate(h.as(acme.ada));

  const counts = async (client: ReturnType<typeof h.as>) =>
    (await client.send<{ escalationQueue: { totalCount: number } }>(queue)).data?.escalationQueue.totalCount;

  expect([await counts(h.as(acme.ada)), await counts(h.as(other.bob)), await counts(h.nobody)]).toEqual([
    1,
    0,
    undefined,
  ]);
  expect([await counts(h.as(acme.ada)), await counts(h.as(other.bob)), await counts(h.nobody)]).toEqual([
    1,
    0,
    undefined,
  ]);
});
