import type { Uuid } from '../kernel/ids.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';

/** Somebody who is reading a handoff. */
export interface HandoffWatcher {
  readonly handoffId: Uuid;
  readonly userId: Uuid;
  /** Milliseconds since 1970, as the next. */
  readonly since: number;
  readonly until: number;
}

/** Watchers of one handoff that are shown. */
export const watchersMax = 50;

/**
 * The condition that a person is reading a handoff at a moment: aliases of their rows, and the SQL of the moment. Who is
 * reading an escalation needs no mail about it.
 */
export const isWatching = (person: string, handoff: string, moment: string): string =>
  `exists (select from handoff_watch watch
            where watch.account_id = ${handoff}.account_id and watch.handoff_id = ${handoff}.id
              and watch.user_id = ${person}.id and watch.until > ${moment})`;

/** Who reads each of these handoffs of the account, those first who have read for longest; in the order of the ids. */
export async function loadWatchers(
  { reader, viewer, clock }: Scope,
  handoffIds: readonly Uuid[],
): Promise<HandoffWatcher[][]> {
  const watchers = await readPrepared<HandoffWatcher>(
    reader,
    `select found.handoff_id as "handoffId", found.user_id as "userId",
            floor(extract(epoch from found.since) * 1000)::float8 as since,
            floor(extract(epoch from found.until) * 1000)::float8 as until
       from (select watch.*, row_number() over (partition by handoff_id order by since, user_id) as place
               from handoff_watch watch
               join app_user person on person.account_id = watch.account_id and person.id = watch.user_id
              where watch.account_id = $1 and watch.handoff_id = any($2::uuid[]) and watch.until > $3::timestamptz
                and person.is_active) found
      where found.place <= $4
      order by found.place`,
    [viewer.accountId, `{${handoffIds.join(',')}}`, clock.now().toISOString(), watchersMax],
  );
  const byHandoff = Map.groupBy(watchers, watcher => watcher.handoffId);
  return handoffIds.map(id => byHandoff.get(id) ?? []);
}
