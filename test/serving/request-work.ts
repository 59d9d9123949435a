import { getIntrospectionQuery } from 'graphql';
import type { Client } from '../harness/client.ts';
import { processorMsOf } from '../harness/work.ts';

/** Many times what a usual request is; long enough to be measured well. */
const usualRequests = 20;

let usual: Promise<number> | null = null;

/**
 * How often this is the work of twenty introspections, in processor time of this thread, in which the product runs as
 * well: what it says holds on a slow or a busy machine too.
 */
export async function compareToUsual(client: Client, work: () => Promise<unknown>): Promise<number> {
  usual ??= processorMsOf(async () => {
    // Each with a comment of its own, or it would be answered from what was kept of the first.
    for (let n = 0; n < usualRequests; n++) await client.send(`${getIntrospectionQuery()} # ${n}`);
  });
  const usualMs = await usual;
  return (await processorMsOf(work)) / usualMs;
}
