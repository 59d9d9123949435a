import { assertCan } from '../kernel/capabilities.ts';
import { notFound } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { everything, type Selection } from '../kernel/selection.ts';
import {
  type Condition,
  type Page,
  type PageRequest,
  readPage,
  readRow,
  type Sort,
} from '../platform/database/pages.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';
import { openSecret } from '../platform/secrets.ts';
import type { WebhookDeliveryState, WebhookFormat } from './webhook-lifecycle.ts';
import {
  deliveryShape,
  endpointShape,
  urlPurpose,
  type WebhookDeliveryRow,
  type WebhookEndpointRow,
} from './webhook-rows.ts';

/** Ids begin with the moment at which they were made. */
const oldestFirst: Sort<WebhookEndpointRow> = {
  properties: [{ property: 'id', type: 'id' }],
  direction: 'asc',
};
const newestFirst: Sort<WebhookDeliveryRow> = {
  properties: [{ property: 'id', type: 'id' }],
  direction: 'desc',
};

export async function listEndpoints(
  scope: Scope,
  request: PageRequest,
  selection: Selection,
): Promise<Page<WebhookEndpointRow>> {
  const { viewer } = scope;
  assertCan(viewer, 'MANAGE_INTEGRATIONS');
  const list = { shape: endpointShape, sort: oldestFirst, where: [] };
  return await readPage<WebhookEndpointRow>(scope, viewer.accountId, list, request, selection);
}

/** The names of endpoints by id, in the order of the ids; null for one that is gone. Names are no secret among colleagues. */
export async function loadEndpointNames(
  { reader, viewer }: Scope,
  ids: readonly Uuid[],
): Promise<(string | null)[]> {
  const rows = await readPrepared<{ id: Uuid; name: string }>(
    reader,
    'select id, name from webhook_endpoint where account_id = $1 and id = any($2::uuid[])',
    [viewer.accountId, `{${ids.join(',')}}`],
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return ids.map(id => names.get(id) ?? null);
}

/** @throws NOT_FOUND */
export async function readEndpoint(scope: Scope, id: Uuid): Promise<WebhookEndpointRow> {
  const { viewer } = scope;
  assertCan(viewer, 'MANAGE_INTEGRATIONS');
  const row = await readRow<WebhookEndpointRow>(scope, viewer.accountId, endpointShape, id, everything);
  if (row === null) throw notFound('The webhook', 'input.endpointId');
  return row;
}

export async function listDeliveries(
  scope: Scope,
  { endpointId, state }: { readonly endpointId: Uuid; readonly state: WebhookDeliveryState | null },
  request: PageRequest,
  selection: Selection,
): Promise<Page<WebhookDeliveryRow>> {
  const { viewer } = scope;
  assertCan(viewer, 'MANAGE_INTEGRATIONS');
  const where: Condition[] = [{ sql: 't.endpoint_id = ?', values: [endpointId] }];
  if (state !== null) where.push({ sql: 't.state = ?', values: [state] });
  const list = { shape: deliveryShape, sort: newestFirst, where };
  return await readPage<WebhookDeliveryRow>(scope, viewer.accountId, list, request, selection);
}

/** @throws NOT_FOUND */
export async function readDelivery(scope: Scope, id: Uuid): Promise<WebhookDeliveryRow> {
  const { viewer } = scope;
  assertCan(viewer, 'MANAGE_INTEGRATIONS');
  const row = await readRow<WebhookDeliveryRow>(scope, viewer.accountId, deliveryShape, id, everything);
  if (row === null) throw notFound('The delivery', 'input.deliveryId');
  return row;
}

/** The address as it is shown: of a chat it is a secret, and only its host and its end are. */
export function showUrl(
  { viewer, settings }: Scope,
  { id, url, format }: { readonly id: Uuid; readonly url: string; readonly format: WebhookFormat },
): string {
  try {
    const purpose = urlPurpose({ accountId: viewer.accountId, endpointId: id });
    const opened = openSecret(url, purpose, settings.tokenSecret);
    return format === 'EVENT' ? opened : maskUrl(opened);
  } catch {
    // The list is where an admin finds out, and sets it right with a new address.
    return 'unreadable: TOKEN_SECRET has changed since it was stored';
  }
}

const shownEndChars = 4;

/** `https://hooks.slack.com/…f3Kq` */
export function maskUrl(url: string): string {
  const { origin, href } = new URL(url);
  const rest = href.slice(origin.length);
  // Of a short one the end would be most of it.
  const end = rest.length < 4 * shownEndChars ? '' : rest.slice(-shownEndChars);
  return `${origin}/…${end}`;
}
