import { assertCan } from '../kernel/capabilities.ts';
import { badInput, conflict, notFound } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { parseLine } from '../kernel/input.ts';
import { limits } from '../kernel/limits.ts';
import { createOnce } from '../platform/database/idempotency.ts';
import type { Scope } from '../platform/database/scope.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import { TicketSystemFailure, type TicketSystemKindName } from './ticket-system.ts';
import { ticketSystemKinds } from './ticket-system-kinds.ts';
import {
  openCredentials,
  openTicketSystem,
  sealCredentials,
  type TicketSystemRow,
} from './ticket-system-row.ts';
import { markFailing, markWorking } from './ticket-system-state.ts';
import { findTicketSystem } from './ticket-systems.queries.ts';

/** What is posted by itself, and whether engineers may send notes that clients see. */
interface PostingRules {
  readonly postOnEscalation: boolean;
  readonly postOnReturn: boolean;
  readonly postOnCompletion: boolean;
  readonly externalNotes: boolean;
}

export interface ConnectTicketSystemInput extends PostingRules {
  readonly kind: TicketSystemKindName;
  readonly baseUrl: string;
  readonly companyId: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly clientId: string;
  readonly idempotencyKey?: string | null;
}

/**
 * Connects the viewer's account with its ticket system. Nothing is asked of it yet.
 * @throws CONFLICT when the account has one already
 */
export async function connectTicketSystem(
  scope: Scope,
  input: ConnectTicketSystemInput,
): Promise<TicketSystemRow> {
  assertCan(scope.viewer, 'MANAGE_INTEGRATIONS');
  const { kind, postOnEscalation, postOnReturn, postOnCompletion, externalNotes } = input;
  const rules = { postOnEscalation, postOnReturn, postOnCompletion, externalNotes };
  const parsed = {
    kind,
    ...rules,
    baseUrl: parseBaseUrl(scope, kind, input.baseUrl),
    companyId: parseKey(input.companyId, 'input.companyId'),
    publicKey: parseKey(input.publicKey, 'input.publicKey'),
    privateKey: parseKey(input.privateKey, 'input.privateKey'),
    clientId: parseKey(input.clientId, 'input.clientId'),
  };
  return await transaction(scope, tx =>
    createOnce(tx, {
      operation: 'connectTicketSystem',
      key: input.idempotencyKey,
      input: parsed,
      create: () => insertTicketSystem(tx, parsed),
      load: async id => {
        const row = await lockTicketSystem(tx);
        if (row?.id !== id) throw conflict('The ticket system was disconnected again meanwhile.');
        return row;
      },
    }),
  );
}

async function insertTicketSystem(
  tx: TransactionScope,
  input: Omit<ConnectTicketSystemInput, 'idempotencyKey'>,
): Promise<TicketSystemRow> {
  const now = tx.clock.now();
  const { accountId } = tx.viewer;
  const id = newId(now.getTime());
  const { privateKey, clientId } = input;
  const credentials = sealCredentials({ privateKey, clientId }, { accountId, id }, tx.settings.tokenSecret);
  // The row count decides: of two who connect at once, one is told that there is one.
  const [row] = await tx.pipeline.run<TicketSystemRow>({
    sql: `insert into ticket_system (account_id, id, kind, base_url, company, public_key, credentials, post_on_escalation,
                 post_on_return, post_on_completion, external_notes, state, created_at, updated_at)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'OK', $12::timestamptz, $12::timestamptz)
              on conflict (account_id) do nothing
          returning *`,
    params: [
      ...[accountId, id, input.kind, input.baseUrl, input.companyId, input.publicKey, credentials],
      ...[input.postOnEscalation, input.postOnReturn, input.postOnCompletion, input.externalNotes],
      now.toISOString(),
    ],
  });
  if (row === undefined)
    throw conflict('A ticket system is connected already. Update it, or disconnect it first.');
  return row;
}

export type UpdateTicketSystemInput = {
  readonly [Field in keyof Omit<ConnectTicketSystemInput, 'kind' | 'idempotencyKey'>]?:
    | ConnectTicketSystemInput[Field]
    | null
    | undefined;
};

/**
 * Changes what is named of the ticket system and leaves the rest. Whoever changes the address has to know the private
 * key: it is sent there.
 * @throws NOT_FOUND when none is connected
 */
export async function updateTicketSystem(
  scope: Scope,
  input: UpdateTicketSystemInput,
): Promise<TicketSystemRow> {
  assertCan(scope.viewer, 'MANAGE_INTEGRATIONS');
  return await transaction(scope, async tx => {
    const row = await lockTicketSystem(tx);
    if (row === null) throw notFound('The ticket system');
    const baseUrl = isGiven(input.baseUrl) ? parseBaseUrl(scope, row.kind, input.baseUrl) : row.base_url;
    if (baseUrl !== row.base_url && !isGiven(input.privateKey))
      throw badInput('input.privateKey', 'Another address gets the private key: enter it once more.');
    const isAccessChanged = [
      input.baseUrl,
      input.companyId,
      input.publicKey,
      input.privateKey,
      input.clientId,
    ].some(isGiven);
    const [updated] = await tx.pipeline.run<TicketSystemRow>({
      sql: `update ticket_system
               set base_url = $2, company = $3, public_key = $4, credentials = $5, post_on_escalation = $6,
                   post_on_return = $7, post_on_completion = $8, external_notes = $9, updated_at = $10::timestamptz,
                   state = case when $11::boolean then 'OK' else state end,
                   last_error = case when $11::boolean then null else last_error end,
                   failing_since = case when $11::boolean then null else failing_since end
             where account_id = $1
            returning *`,
      params: [
        row.account_id,
        baseUrl,
        isGiven(input.companyId) ? parseKey(input.companyId, 'input.companyId') : row.company,
        isGiven(input.publicKey) ? parseKey(input.publicKey, 'input.publicKey') : row.public_key,
        sealChanged(tx, row, input),
        input.postOnEscalation ?? row.post_on_escalation,
        input.postOnReturn ?? row.post_on_return,
        input.postOnCompletion ?? row.post_on_completion,
        input.externalNotes ?? row.external_notes,
        tx.clock.now().toISOString(),
        isAccessChanged,
      ],
    });
    return updated ?? row;
  });
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

function sealChanged(tx: TransactionScope, row: TicketSystemRow, input: UpdateTicketSystemInput): string {
  if (!isGiven(input.privateKey) && !isGiven(input.clientId)) return row.credentials;
  const { tokenSecret } = tx.settings;
  const privateKey = isGiven(input.privateKey) ? parseKey(input.privateKey, 'input.privateKey') : null;
  const clientId = isGiven(input.clientId) ? parseKey(input.clientId, 'input.clientId') : null;
  // Both given: the old ones need not be readable any more.
  const old =
    privateKey !== null && clientId !== null ? { privateKey, clientId } : readCredentials(row, tokenSecret);
  const credentials = { privateKey: privateKey ?? old.privateKey, clientId: clientId ?? old.clientId };
  return sealCredentials(credentials, { accountId: row.account_id, id: row.id }, tokenSecret);
}

function readCredentials(row: TicketSystemRow, tokenSecret: string) {
  try {
    return openCredentials(row, tokenSecret);
  } catch (error) {
    if (error instanceof TicketSystemFailure)
      throw conflict(`${error.message} Both private key and client id.`);
    throw error;
  }
}

/** Forgets the ticket system with its credentials. Notes that wait are skipped; the record of all notes stays. */
export async function disconnectTicketSystem(scope: Scope): Promise<boolean> {
  assertCan(scope.viewer, 'MANAGE_INTEGRATIONS');
  const { accountId } = scope.viewer;
  return await transaction(scope, async tx => {
    const gone = await tx.pipeline.run({
      sql: 'delete from ticket_system where account_id = $1 returning id',
      params: [accountId],
    });
    if (gone.length === 0) throw notFound('The ticket system');
    tx.pipeline.send({
      sql: `update ticket_note set state = 'SKIPPED', skip_reason = 'NOT_CONFIGURED', retry_at = null
             where account_id = $1 and state = 'PENDING'`,
      params: [accountId],
    });
    return true;
  });
}

export interface TicketSystemTest {
  readonly ok: boolean;
  readonly message: string;
}

/**
 * Asks the ticket system for something that needs valid credentials; says what came of it.
 * @throws NOT_FOUND when none is connected; RATE_LIMITED
 */
export async function testTicketSystem(scope: Scope): Promise<TicketSystemTest> {
  assertCan(scope.viewer, 'MANAGE_INTEGRATIONS');
  const { accountId } = scope.viewer;
  const row = await findTicketSystem(scope, accountId);
  if (row === null) throw notFound('The ticket system');
  await scope.rateLimits.consume('ticketSystemTestByAccount', accountId);
  try {
    const { tokenSecret } = scope.settings;
    const message = await openTicketSystem(row, { outgoing: scope.outgoing, tokenSecret }).testConnection();
    await transaction(scope, async tx => markWorking(tx, accountId));
    return { ok: true, message };
  } catch (error) {
    if (!(error instanceof TicketSystemFailure)) throw error;
    const { message, reason } = error;
    if (reason === 'CREDENTIALS') await transaction(scope, tx => markFailing(tx, accountId, message, false));
    return { ok: false, message };
  }
}

async function lockTicketSystem(tx: TransactionScope): Promise<TicketSystemRow | null> {
  const [row] = await tx.pipeline.run<TicketSystemRow>({
    sql: 'select * from ticket_system where account_id = $1 for update',
    params: [tx.viewer.accountId],
  });
  return row ?? null;
}

function parseBaseUrl(scope: Scope, kind: TicketSystemKindName, value: string): string {
  const field = 'input.baseUrl';
  const parsed = ticketSystemKinds[kind].parseBaseUrl(
    parseLine(value, { field, max: limits.ticketSystemUrlCharsMax }),
  );
  if ('problem' in parsed) throw badInput(field, parsed.problem);
  const refusal = scope.outgoing.explainRefusal(parsed.baseUrl);
  if (refusal !== null) throw badInput(field, refusal);
  const { protocol, hostname, host } = new URL(parsed.baseUrl);
  const isNamed = [hostname, host].some(name => scope.settings.outgoingAllow.includes(name));
  // The credentials go along with every request.
  if (protocol === 'http:' && !isNamed)
    throw badInput(field, 'This must be https://. Plain http:// is for hosts that OUTGOING_ALLOW names.');
  return parsed.baseUrl;
}

/** Keys and ids go into headers: visible ASCII alone. */
function parseKey(value: string, field: string): string {
  const key = parseLine(value, { field, max: limits.ticketSystemKeyCharsMax });
  if (!/^[\x21-\x7e]+$/.test(key))
    throw badInput(field, 'Letters, digits and punctuation only, without blanks.');
  return key;
}
