import DataLoader from 'dataloader';
import type { Uuid } from '../kernel/ids.ts';
import type { GraphQLContext } from './context.ts';

/**
 * Loads the large part of a row, such as a document, for those who look at it: in one statement for all that are asked
 * for together. Nothing is remembered: a mutation may change it before it is asked for again.
 *
 * @param loadAll gives the content in the order of the ids, an Error in the place of one that is not to be had
 */
export function createContentLoader<Content>(
  loadAll: (context: GraphQLContext, ids: readonly Uuid[]) => Promise<readonly (Content | Error)[]>,
): (context: GraphQLContext, id: Uuid) => Promise<Content> {
  const byContext = new WeakMap<GraphQLContext, DataLoader<Uuid, Content>>();
  return (context, id) => {
    const loader =
      byContext.get(context) ?? new DataLoader<Uuid, Content>(ids => loadAll(context, ids), { cache: false });
    byContext.set(context, loader);
    return loader.load(id);
  };
}
