import DataLoader from 'dataloader';

/** How much may be done at once, and how long the first waits for others. */
export interface TogetherLimits {
  readonly atOnceMax: number;
  readonly waitMs: number;
}

/**
 * Turns work on many things into work on one at a time that is done together with that of others who ask in the same
 * moment: what costs a transaction for one costs little more for twenty.
 *
 * @param workAll does the work of several, with one result for each in their order; when it throws, it has failed for all
 */
export function workTogether<Item, Result>(
  { atOnceMax, waitMs }: TogetherLimits,
  workAll: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const loader = new DataLoader<Item, Result>(workAll, {
    cache: false,
    maxBatchSize: atOnceMax,
    batchScheduleFn: start => void setTimeout(start, waitMs),
  });
  return item => loader.load(item);
}
