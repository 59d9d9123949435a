import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { encodeId, type IdentifiedType, idPrefixes, isNode } from './ids.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      nodeIds: NodeIdsPlugin<Types>;
    }
  }
}

/**
 * Makes the `id` of every node a plain value. The relay plugin resolves it asynchronously, and a page of twenty rows
 * with what belongs to them then waits for sixty promises that hold nothing.
 */
class NodeIdsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const { parentType } = field;
    if (field.name !== 'id' || !isNodeType(parentType)) return resolve;
    return parent => encodeId(parentType, (parent as { readonly id: string }).id);
  }
}

function isNodeType(name: string): name is IdentifiedType {
  return Object.hasOwn(idPrefixes, name) && isNode(name as IdentifiedType);
}

SchemaBuilder.registerPlugin('nodeIds', NodeIdsPlugin);
