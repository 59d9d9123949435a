import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSchema, parse, print, validate } from 'graphql';
import {
  type EscalationEvent,
  type EventOf,
  escalationDocument,
  type LiveDocument,
} from '../../src/client/subscribe-to-escalations.ts';
import { expect, test } from '../harness/test.ts';
import { Escalations } from './documents.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const normal = (document: string) => print(parse(document));

type Generated = typeof Escalations extends LiveDocument<infer Data> ? EventOf<Data> : never;

test('the client’s own document is that of the specification, and good for the schema', () => {
  const [, specified = ''] =
    /^```graphql\n(subscription Escalations\(.*?)^```$/ms.exec(read('docs/live-escalations.md')) ?? [];

  expect(normal(escalationDocument)).toBe(normal(specified));
  expect(validate(buildSchema(read('schema.graphql')), parse(escalationDocument))).toEqual([]);
});

test('the client’s own types are those of the schema', () => {
  // Checked by the compiler: what is generated from the schema fits the types by hand, and the other way round.
  const ofSchema = (event: EscalationEvent): Generated => event;
  const byHand = (event: Generated): EscalationEvent => event;
  const generated = Escalations.toString().replaceAll('ClientQueueItem', 'QueueItem');

  expect([ofSchema, byHand].length).toBe(2);
  expect(normal(generated.replace('ClientEscalations', 'Escalations'))).toBe(normal(escalationDocument));
});

test('the client needs nothing that a browser does not have', () => {
  const sources = globSync('src/client/*.ts', { cwd: root }).map(read).join('\n');
  const imported = [...sources.matchAll(/ from '([^']+)'/g)].map(([, specifier = '']) => specifier);

  expect(imported.length).toBeGreaterThan(10);
  expect(imported.filter(specifier => !specifier.startsWith('./'))).toEqual(['graphql-sse']);
  expect(sources).not.toMatch(/\b(Buffer|process|require|setImmediate)\b/);
});
