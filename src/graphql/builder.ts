import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import DataloaderPlugin from '@pothos/plugin-dataloader';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { GraphQLError } from 'graphql';
import { type GraphQLContext, refusalOf } from './context.ts';
import { decodeAnyId, encodeId, type IdentifiedType } from './ids.ts';
import './node-ids.ts';

export interface SchemaTypes {
  Context: GraphQLContext;
  AuthScopes: { signedIn: boolean };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    /** A moment that goes out may also be milliseconds since 1970. */
    DateTime: { Input: Date; Output: Date | number };
    JSON: { Input: unknown; Output: unknown };
    EventCursor: { Input: string; Output: string };
  };
}

/** The one schema builder. Every `*.schema.ts` adds its types to it; nothing is exported from there. */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [ScopeAuthPlugin, RelayPlugin, DataloaderPlugin, ComplexityPlugin, 'nodeIds'],
  defaultFieldNullability: false,
  scopeAuth: {
    // Without this a subscription would only be checked at its first event, with the stream long open.
    authorizeOnSubscribe: true,
    authScopes: context => ({ signedIn: context.scope.viewer !== null }),
    unauthorizedError: (_parent, context) => refusalOf(context),
  },
  relay: {
    encodeGlobalID: (typename, id) => encodeId(typename as IdentifiedType, String(id)),
    decodeGlobalID: globalId => decodeAnyId(globalId, 'id'),
    nodesQueryOptions: false,
    nodesOnConnection: { complexity: { field: 0, multiplier: 1 } },
    cursorType: 'String',
    edgesFieldOptions: { nullable: { list: false, items: false }, complexity: { field: 0, multiplier: 1 } },
    nodeFieldOptions: { nullable: false },
  },
  complexity: { disabled: true },
});

// Everything needs a viewer unless a field says otherwise (`skipTypeScopes`): forgetting to ask is not possible.
builder.queryType({ authScopes: { signedIn: true } });
builder.mutationType({ authScopes: { signedIn: true } });
builder.subscriptionType({ authScopes: { signedIn: true } });

builder.scalarType('DateTime', {
  description: 'A moment as ISO 8601 in UTC, such as 2026-03-01T12:00:00.000Z.',
  serialize: value => new Date(value).toISOString(),
  parseValue: value => {
    const date = typeof value === 'string' ? new Date(value) : null;
    if (date === null || Number.isNaN(date.getTime()))
      throw new GraphQLError('A DateTime is a text such as 2026-03-01T12:00:00Z.');
    return date;
  },
});

builder.scalarType('JSON', {
  description: 'Any JSON value.',
  serialize: value => value,
  parseValue: value => value,
});

builder.scalarType('EventCursor', {
  description: "An opaque position in the account's event log. Give back what you received.",
  serialize: value => value,
  parseValue: value => {
    if (typeof value !== 'string') throw new GraphQLError('An EventCursor is a text.');
    return value;
  },
});
