import { type UserRow, userShape } from '../accounts/user-row.ts';
import { assertCan } from '../kernel/capabilities.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Selection } from '../kernel/selection.ts';
import { type Page, type PageRequest, readPage, type Sort } from '../platform/database/pages.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { RowShape } from '../platform/database/row-shape.ts';
import type { Scope } from '../platform/database/scope.ts';
import {
  type DeliveryChannel,
  type DeliverySkipReason,
  type DeliveryState,
  isUnsettled,
} from './delivery-lifecycle.ts';

/** A row of the ledger as it is read; moments are milliseconds. */
export interface DeliveryRow {
  readonly id: Uuid;
  readonly userId: Uuid | null;
  readonly endpointId: Uuid | null;
  readonly channel: DeliveryChannel;
  readonly state: DeliveryState;
  readonly skipReason: DeliverySkipReason | null;
  readonly round: number;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly messageId: string | null;
  readonly createdAt: number;
  readonly sentAt: number | null;
  readonly updatedAt: number;
  readonly user?: UserRow | null;
}

const deliveryShape: RowShape = {
  table: 'delivery',
  columns: {
    id: 'id',
    userId: 'user_id',
    endpointId: 'endpoint_id',
    channel: 'channel',
    state: 'state',
    skipReason: 'skip_reason',
    round: 'round',
    attempts: 'attempts',
    lastError: 'last_error',
    messageId: 'message_id',
    createdAt: 'created_at',
    sentAt: 'sent_at',
    updatedAt: 'updated_at',
  },
  moments: ['createdAt', 'sentAt', 'updatedAt'],
  always: ['id', 'userId', 'endpointId'],
  sortKeys: ['round'],
  fields: {},
  related: { user: { key: 'userId', shape: userShape } },
};

/** Ids begin with the moment they were made at, so this is the order in which people were told. */
const byRound: Sort<DeliveryRow> = {
  properties: [
    { property: 'round', type: 'number' },
    { property: 'id', type: 'id' },
  ],
  direction: 'asc',
};

/** The ledger of one escalation, the first round first. The handoff is one the viewer may see. */
export async function listDeliveries(
  scope: Scope,
  handoffId: Uuid,
  page: PageRequest,
  selection: Selection,
): Promise<Page<DeliveryRow>> {
  const { viewer } = scope;
  assertCan(viewer, 'HANDLE_ESCALATIONS');
  const where = [{ sql: 't.handoff_id = ?', values: [handoffId] }];
  const list = { shape: deliveryShape, sort: byRound, where };
  return await readPage<DeliveryRow>(scope, viewer.accountId, list, page, selection);
}

/** How many people an escalation has reached, each counted once, by the best that became of their deliveries. */
export interface HandoffReach {
  readonly reached: number;
  readonly pending: number;
  readonly failed: number;
  readonly skipped: number;
}

const nobody: HandoffReach = { reached: 0, pending: 0, failed: 0, skipped: 0 };

interface ReachRow extends HandoffReach {
  readonly handoff_id: Uuid;
}

/** The reach of these handoffs in the order of the ids, by one statement. */
export async function loadReach(
  { reader, viewer }: Scope,
  handoffIds: readonly Uuid[],
): Promise<HandoffReach[]> {
  assertCan(viewer, 'HANDLE_ESCALATIONS');
  const rows = await readPrepared<ReachRow>(
    reader,
    `select handoff_id, count(*) filter (where best = 1)::integer as reached,
            count(*) filter (where best in (2, 4))::integer as pending,
            count(*) filter (where best = 3)::integer as failed,
            count(*) filter (where best = 5)::integer as skipped
       from (select handoff_id, user_id,
                    min(case when state = 'SENT' then 1 when ${isUnsettled} and channel <> 'IN_APP' then 2
                             when state = 'FAILED' then 3 when ${isUnsettled} then 4 else 5 end) as best
               from delivery
              where account_id = $1 and handoff_id = any($2::uuid[]) and user_id is not null
              group by handoff_id, user_id) person
      group by handoff_id`,
    [viewer.accountId, `{${handoffIds.join(',')}}`],
  );
  const byId = new Map(rows.map(row => [row.handoff_id, row]));
  return handoffIds.map(id => byId.get(id) ?? nobody);
}
