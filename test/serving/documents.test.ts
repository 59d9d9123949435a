import { getIntrospectionQuery } from 'graphql';
import { createDocuments, type Documents } from '../../src/graphql/documents.ts';
import { createIntrospection } from '../../src/graphql/introspection.ts';
import { requestLimits } from '../../src/graphql/limits.ts';
import { shareOperation } from '../../src/graphql/shared-operations.ts';
import { type RequestFacts, requestStore } from '../../src/platform/request-store.ts';
import { createWorkBudget, type WorkBudget, workBudget } from '../../src/platform/work-budget.ts';
import { schema } from '../../src/schema.ts';
import { expect, test } from '../harness/test.ts';

/** What is kept of the documents that clients send, and what it may cost to prepare one. */

const off = createWorkBudget(false);

function inRequest<T>(work: () => T, address = '192.0.2.1'): T {
  const facts: RequestFacts = { requestId: 'a-request', clientIp: () => address, isGone: () => false };
  return requestStore.run(facts, work);
}

/** A valid document of about a thousand tokens, different for each number. */
function largeDocument(n: number): string {
  const names = Array.from({ length: 10 }, (_, at) => `a${n}x${at}: me { id name }`).join(' ');
  return `{ ${names} ${'me { id } users(first: 1) { nodes { id name email role isActive } } '.repeat(40)} }`;
}

function sendAs(documents: Documents, isSignedIn: boolean, query: string) {
  return inRequest(() => {
    const prepared = documents.prepare(query);
    if (isSignedIn) documents.keep();
    return prepared;
  });
}

test('documents of people who are not signed in leave nothing behind', () => {
  const documents = createDocuments(schema, off);

  for (let n = 0; n < 50; n++) expect(sendAs(documents, false, largeDocument(n)).errors).toEqual([]);

  expect(documents.bytesKept).toBe(0);
});

test('documents that are not valid leave nothing behind, whoever sends them', () => {
  const documents = createDocuments(schema, off);

  for (const query of ['{ nothingOfTheKind }', '{ me ', `{ me { id } } ${'#'.repeat(1_000)}\n fragment`]) {
    expect(sendAs(documents, true, query).errors).not.toEqual([]);
  }

  expect(documents.bytesKept).toBe(0);
});

test('a valid document of somebody who is signed in is prepared once', () => {
  const documents = createDocuments(schema, off);
  const first = sendAs(documents, true, '{ me { id } }');

  const again = sendAs(documents, false, '{ me { id } }');

  expect(again.document).toBe(first.document);
  expect(sendAs(documents, true, '{ me { name } }').document).not.toBe(first.document);
});

test('however many documents people send, what is kept is bounded by its bytes, and the ones in use stay', () => {
  const documents = createDocuments(schema, off);
  const usual = sendAs(documents, true, '{ me { id } }');

  for (let n = 0; n < 60; n++) {
    sendAs(documents, true, largeDocument(n));
    sendAs(documents, true, '{ me { id } }');
  }

  expect(documents.bytesKept).toBeGreaterThan(10_000_000);
  expect(documents.bytesKept).toBeLessThanOrEqual(24_000_000);
  expect(sendAs(documents, true, '{ me { id } }').document).toBe(usual.document);
});

test('one document with a long text does not take the place of all others, and a longer one is not looked at', () => {
  const documents = createDocuments(schema, off);
  const sendLong = (chars: number) => sendAs(documents, true, `{ me { id } }${'\n'.repeat(chars - 13)}`);

  const long = sendLong(requestLimits.documentChars);
  const longer = sendLong(requestLimits.documentChars + 1);

  expect(long.errors).toEqual([]);
  expect(documents.bytesKept).toBeLessThan(1_000_000);
  expect(longer.errors.map(({ extensions }) => extensions.code)).toEqual(['QUERY_TOO_COMPLEX']);
});

test('of many mistakes in a document only the first are found', () => {
  const fields = Array.from({ length: 100 }, (_, n) => `unknown${n}`).join(' ');

  const { errors } = createDocuments(schema, off).prepare(`{ ${fields} }`);

  // The last one says that there are more.
  expect(errors).toHaveLength(requestLimits.documentErrors + 1);
});

test('three hundred operations that use the same thirty fields are refused before they are compared', () => {
  const operations = Array.from({ length: 300 }, (_, n) => `query Q${n} { ...F }`).join(' ');
  const fields = Array.from({ length: 30 }, (_, n) => `f${n}`).join(' ');

  const { errors } = createDocuments(schema, off).prepare(`${operations} fragment F on Query { ${fields} }`);

  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['QUERY_TOO_COMPLEX']);
});

test('streams share an operation whatever else their clients put into the variables', () => {
  const query = 'subscription Live($after: EventCursor) { escalationEvents(after: $after) { __typename } }';
  const { document, hash } = createDocuments(schema, off).prepare(query);
  const definition = document?.definitions[0];
  if (document === null || definition?.kind !== 'OperationDefinition') throw new Error('no operation');
  const share = (variables: object) =>
    shareOperation(schema, { document, hash }, definition, { ...variables });

  const plain = share({ after: 'one' });

  expect(share({ after: 'two', more: 'x'.repeat(1_000_000) })).toBe(plain);
  expect(plain.variables).toEqual({});
});

/** The code that the next document of `192.0.2.1` is refused with, after what was spent. */
function codeAfter(spend: (budget: WorkBudget) => void, processorMs = () => 0): unknown {
  const budget = createWorkBudget(true, processorMs);
  spend(budget);
  const documents = createDocuments(schema, budget);
  const small = inRequest(() => documents.prepare('{ me { id } }'));
  expect(small.errors).toEqual([]);
  const { errors } = inRequest(() => documents.prepare(`{ me { id } } # ${'.'.repeat(500)}`));
  return errors[0]?.extensions.code;
}

test('an address that had too many documents refused has to wait, and others have not', () => {
  const refuse = (count: number, address: string) => (budget: WorkBudget) => {
    const documents = createDocuments(schema, budget);
    for (let n = 0; n < count; n++) inRequest(() => documents.prepare(`{ unknown${n} }`), address);
  };

  expect(codeAfter(refuse(workBudget.refusals, '192.0.2.1'))).toBe('RATE_LIMITED');
  expect(codeAfter(refuse(workBudget.refusals - 1, '192.0.2.1'))).toBeUndefined();
  expect(codeAfter(refuse(workBudget.refusals, '192.0.2.2'))).toBeUndefined();
});

test('an address that has cost too much processor time has to wait', () => {
  let spentMs = 0;
  const codeAfterMs = (ms: number) =>
    codeAfter(
      budget =>
        inRequest(() =>
          budget.run(() => {
            spentMs += ms;
          }),
        ),
      () => spentMs,
    );

  expect(codeAfterMs(workBudget.processorMs)).toBe('RATE_LIMITED');
  expect(codeAfterMs(workBudget.processorMs - 1)).toBeUndefined();
});

test('an answer about the schema is made once for all who ask the same', () => {
  const documents = createDocuments(schema, off);
  const introspection = createIntrospection(schema, off);
  const ask = (query: string) => {
    const { document } = documents.prepare(query);
    return document && introspection.answer({ document });
  };
  let runs = 0;
  const counting = createIntrospection(schema, {
    ...off,
    run(work) {
      runs++;
      return work();
    },
  });
  const askCounted = (query: string) => {
    const { document } = documents.prepare(query);
    return document && counting.answer({ document });
  };

  const text = ask(getIntrospectionQuery());
  expect(JSON.parse(text ?? '')).toMatchObject({ data: { __schema: { queryType: { name: 'Query' } } } });
  expect([askCounted(getIntrospectionQuery()), askCounted(getIntrospectionQuery())]).toEqual([text, text]);
  expect(runs).toBe(1);
  expect(ask('{ __schema { queryType { name } } me { id } }')).toBeNull();
  expect(ask('{ ...Q } fragment Q on Query { __type(name: "Tree") { kind } __typename }')).toContain(
    'OBJECT',
  );
  expect(ask('query($name: String!) { __type(name: $name) { name } }')).toBeNull();
});

test('what a question about the schema costs counts, whatever is in its variables', () => {
  let spentMs = 0;
  const budget = createWorkBudget(true, () => (spentMs += workBudget.processorMs / 4));
  const [documents, introspection] = [createDocuments(schema, off), createIntrospection(schema, budget)];
  const query = 'query ($with: Boolean!) { __schema @include(if: $with) { queryType { name } } __typename }';
  const { document } = documents.prepare(query);
  if (document === null) throw new Error('there is no document');
  const ask = (variableValues: Record<string, unknown>) =>
    inRequest(() => introspection.answer({ document, variableValues }));

  const answers = [ask({ with: true }), ask({ with: false }), ask({ with: true }), ask({ with: true, a: 1 })];

  expect(answers.slice(0, 2).map(text => text?.includes('queryType'))).toEqual([true, false]);
  expect(answers[2]).toBe(answers[0]);
  expect(() => ask({ with: false, b: 1 })).not.toThrow();
  expect(() => ask({ with: true, c: 1 })).toThrow('Try again');
});
