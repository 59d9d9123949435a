import DataLoader from 'dataloader';
import type { Uuid } from '../kernel/ids.ts';
import type { Selection } from '../kernel/selection.ts';
import type { GraphQLContext } from './context.ts';

/**
 * Loads rows by id with what is selected of them: for all that are asked for together in one context, in one statement
 * for each selection.
 *
 * @param loadAll gives the rows in the order of the ids, an Error in the place of one that is not to be had
 */
export function createSelectionLoader<Row>(
  loadAll: (
    context: GraphQLContext,
    ids: readonly Uuid[],
    selection: Selection,
  ) => Promise<readonly (Row | Error)[]>,
): (context: GraphQLContext, id: Uuid, selection: Selection) => Promise<Row> {
  const byContext = new WeakMap<GraphQLContext, Map<Selection, DataLoader<Uuid, Row>>>();
  return (context, id, selection) => {
    const loaders = byContext.get(context) ?? new Map<Selection, DataLoader<Uuid, Row>>();
    byContext.set(context, loaders);
    const loader =
      loaders.get(selection) ?? new DataLoader<Uuid, Row>(ids => loadAll(context, ids, selection));
    loaders.set(selection, loader);
    return loader.load(id);
  };
}
