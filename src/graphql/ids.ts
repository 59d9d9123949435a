import { TypeID } from 'typeid-js';
import { badInput } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';

/** TypeID prefix of each type that has an id, by the type's name in the schema. */
export const idPrefixes = {
  Account: 'account',
  User: 'user',
  Invitation: 'invitation',
  Tree: 'tree',
  TreeVersion: 'treeversion',
  Session: 'session',
  Handoff: 'handoff',
  LiveStream: 'stream',
  Delivery: 'delivery',
  TicketSystem: 'ticketsystem',
  TicketNote: 'ticketnote',
  WebhookEndpoint: 'webhook',
  WebhookDelivery: 'webhookdelivery',
  Notification: 'notification',
} as const;

export type IdentifiedType = keyof typeof idPrefixes;

/** The public form of an id: `handoff_01h4…`, readable, sortable and typed. */
export function encodeId(type: IdentifiedType, uuid: Uuid): string {
  return `${idPrefixes[type]}_${encodeSuffix(uuid)}`;
}

/**
 * The 128 bits of an id in Crockford's base 32, two letters of ten bits at a time. A page of a list has some hundred
 * ids; the library, which also takes them apart, needs as long for them as the database for the page.
 */
function encodeSuffix(uuid: Uuid): string {
  let suffix = '';
  // Two bits of nothing come first: 26 letters have room for 130.
  let bits = 0;
  let waiting = 2;
  for (let at = 0; at < uuid.length; at++) {
    const nibble = nibbles[uuid.charCodeAt(at)];
    if (nibble === undefined) continue;
    bits = (bits << 4) | nibble;
    waiting += 4;
    if (waiting < 10) continue;
    waiting -= 10;
    suffix += letters[bits >> waiting];
    bits &= (1 << waiting) - 1;
  }
  return suffix;
}

/** The value of each digit of a UUID, by its character code. */
const nibbles: readonly (number | undefined)[] = Array.from({ length: 103 }, (_, code) => {
  const value = '0123456789abcdef'.indexOf(String.fromCharCode(code));
  return value === -1 ? undefined : value;
});

const alphabet = [...'0123456789abcdefghjkmnpqrstvwxyz'];
const letters = alphabet.flatMap(first => alphabet.map(second => first + second));

/**
 * The database's form of a public id.
 * @param field path of the argument, for the error
 * @throws BAD_USER_INPUT when the text is not an id of this type
 */
export function decodeId(type: IdentifiedType, id: string, field: string): Uuid {
  const prefix = idPrefixes[type];
  try {
    if (id.length <= 60) return TypeID.fromString(id, prefix).toUUID();
  } catch {
    // The library's message speaks of prefixes and suffixes; ours says what to send instead.
  }
  throw badInput(field, `This is not the id of a ${type}: it must look like "${prefix}_" and 26 characters.`);
}

/** Like decodeId; null and undefined become null. */
export function decodeOptionalId(
  type: IdentifiedType,
  id: string | null | undefined,
  field: string,
): Uuid | null {
  return id === null || id === undefined ? null : decodeId(type, id, field);
}

/**
 * Whether `node` finds this type. An invitation has an id and is shown once, to whoever made it; a live stream is
 * shown in its list, as long as it is open; what was sent to people and servers, where it belongs.
 */
export function isNode(type: IdentifiedType): boolean {
  return !notNodes.has(type);
}

const notNodes: ReadonlySet<IdentifiedType> = new Set([
  'Invitation',
  'LiveStream',
  'Delivery',
  'TicketSystem',
  'TicketNote',
  'WebhookEndpoint',
  'WebhookDelivery',
]);

/**
 * Which type a public id belongs to, and its database form.
 * @throws BAD_USER_INPUT when it is none of ours
 */
export function decodeAnyId(id: string, field: string): { typename: IdentifiedType; id: Uuid } {
  const prefix = id.slice(0, Math.max(0, id.lastIndexOf('_')));
  for (const [typename, known] of Object.entries(idPrefixes) as [IdentifiedType, string][]) {
    if (known === prefix && isNode(typename)) return { typename, id: decodeId(typename, id, field) };
  }
  throw badInput(field, 'This is not an id of any type of this API.');
}
