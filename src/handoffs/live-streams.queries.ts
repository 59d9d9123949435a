import { type UserRow, userShape } from '../accounts/user-row.ts';
import { assertCan } from '../kernel/capabilities.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Selection } from '../kernel/selection.ts';
import { type Page, type PageRequest, readPage, type Sort } from '../platform/database/pages.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { RowShape } from '../platform/database/row-shape.ts';
import type { Scope } from '../platform/database/scope.ts';
import { isOnLiveReplica, type StreamRegister } from '../platform/live/stream-register.ts';

interface LiveStreamRow {
  readonly id: Uuid;
  readonly userId: Uuid;
  readonly openedAt: number;
  /** The number of the last event that was sent; null for a stream that is up to date. */
  readonly position?: number | null;
  readonly user?: UserRow;
}

/** Somebody who listens. */
export interface OpenStream extends Omit<LiveStreamRow, 'position'> {
  readonly eventsBehind: number;
}

const streamShape: RowShape = {
  table: 'live_stream',
  columns: { id: 'id', userId: 'user_id', openedAt: 'opened_at', position: 'position' },
  moments: ['openedAt'],
  always: ['id', 'userId'],
  sortKeys: [],
  fields: { eventsBehind: ['position'] },
  related: { user: { key: 'userId', shape: userShape } },
};

/** Their ids begin with the moment they were opened at. */
const oldestFirst: Sort<LiveStreamRow> = {
  properties: [{ property: 'id', type: 'id' }],
  direction: 'asc',
};

/** The open streams of the viewer's account on all replicas; those of this one as they are at this moment. */
export async function listLiveStreams(
  scope: Scope,
  register: StreamRegister,
  request: PageRequest,
  selection: Selection,
): Promise<Page<OpenStream>> {
  const { viewer } = scope;
  assertCan(viewer, 'MANAGE_STREAMS');
  await register.flush();
  const list = { shape: streamShape, sort: oldestFirst, where: [{ sql: isOnLiveReplica, values: [] }] };
  const page = await readPage<LiveStreamRow>(scope, viewer.accountId, list, request, selection);
  // Only who is behind has a position: as long as nobody is, it does not matter where the log stands.
  const isAnyBehind = page.items.some(({ position = null }) => position !== null);
  const head = isAnyBehind ? await readHead(scope) : 0;
  return {
    ...page,
    items: page.items.map(row => ({ ...row, eventsBehind: Math.max(0, head - (row.position ?? head)) })),
    keyOf: ({ id }) => [id],
  };
}

async function readHead({ reader, viewer }: Pick<Scope, 'reader' | 'viewer'>): Promise<number> {
  const [account] = await readPrepared<{ seq: string }>(
    reader,
    'select event_seq::text as seq from account where id = $1',
    [viewer.accountId],
  );
  return Number(account?.seq ?? 0);
}
