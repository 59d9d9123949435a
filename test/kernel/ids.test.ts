import {
  decodeAnyId,
  decodeId,
  encodeId,
  type IdentifiedType,
  idPrefixes,
  isNode,
} from '../../src/graphql/ids.ts';
import { newId } from '../../src/kernel/ids.ts';
import { expect, test } from '../harness/test.ts';

test('ids made later sort later, and are UUIDs of version 7', () => {
  const ids = [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000].map(at => newId(at));

  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a public id says its type and comes back as the id it was made from', () => {
  for (const type of Object.keys(idPrefixes) as IdentifiedType[]) {
    const id = newId();
    const publicId = encodeId(type, id);

    expect(publicId.startsWith(`${idPrefixes[type]}_`)).toBe(true);
    expect(decodeId(type, publicId, 'id')).toBe(id);
    if (isNode(type)) expect(decodeAnyId(publicId, 'id')).toEqual({ typename: type, id });
  }
});

test('an id of another type, or no id at all, is refused, naming the field', () => {
  const tree = encodeId('Tree', newId());
  const attempts = [tree, 'handoff_', 'handoff_zzz', '', 'x'.repeat(10_000), newId(), tree.toUpperCase()];

  for (const id of attempts) {
    expect(() => decodeId('Handoff', id, 'input.handoffId')).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field: 'input.handoffId' } }),
    );
  }
  for (const type of ['Invitation', 'LiveStream', 'Delivery'] as const) {
    const id = encodeId(type, newId());
    expect(() => decodeAnyId(id, 'id')).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  }
  expect(() => decodeAnyId('nobody_01h4', 'id')).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});
