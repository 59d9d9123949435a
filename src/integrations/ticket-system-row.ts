import type { Uuid } from '../kernel/ids.ts';
import type { OutgoingHttp } from '../platform/outgoing-http.ts';
import { openSecret, type SealPurpose, sealSecret } from '../platform/secrets.ts';
import { type TicketSystem, TicketSystemFailure, type TicketSystemKindName } from './ticket-system.ts';
import { ticketSystemKinds } from './ticket-system-kinds.ts';

/** FAILING: it does not let us in, or could not be reached for long; until something works again. */
export const ticketSystemStates = ['OK', 'FAILING'] as const;
export type TicketSystemState = (typeof ticketSystemStates)[number];

/** A ticket system as it is read. Moments are as the database writes them. */
export interface TicketSystemRow {
  readonly account_id: Uuid;
  readonly id: Uuid;
  readonly kind: TicketSystemKindName;
  readonly base_url: string;
  readonly company: string;
  readonly public_key: string;
  /** Sealed. */
  readonly credentials: string;
  readonly post_on_escalation: boolean;
  readonly post_on_return: boolean;
  readonly post_on_completion: boolean;
  readonly external_notes: boolean;
  readonly state: TicketSystemState;
  readonly last_error: string | null;
  readonly failing_since: string | null;
  readonly last_success_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What of the connection is secret. */
export interface TicketSystemCredentials {
  readonly privateKey: string;
  readonly clientId: string;
}

function purposeOf(accountId: Uuid, id: Uuid): SealPurpose {
  return { use: 'ticket-system', accountId, id };
}

/** The credentials as they are stored. */
export function sealCredentials(
  credentials: TicketSystemCredentials,
  row: { readonly accountId: Uuid; readonly id: Uuid },
  tokenSecret: string,
): string {
  return sealSecret(JSON.stringify(credentials), purposeOf(row.accountId, row.id), tokenSecret);
}

/**
 * The credentials of a ticket system.
 * @throws TicketSystemFailure when they cannot be read any more
 */
export function openCredentials(
  row: Pick<TicketSystemRow, 'account_id' | 'id' | 'credentials'>,
  tokenSecret: string,
): TicketSystemCredentials {
  try {
    const opened = openSecret(row.credentials, purposeOf(row.account_id, row.id), tokenSecret);
    const { privateKey, clientId }: Partial<TicketSystemCredentials> = JSON.parse(opened);
    return { privateKey: privateKey ?? '', clientId: clientId ?? '' };
  } catch {
    throw new TicketSystemFailure(
      'CREDENTIALS',
      'The stored credentials cannot be read, since TOKEN_SECRET has changed. Enter them again.',
    );
  }
}

/** Opens a ticket system for use. */
export function openTicketSystem(
  row: TicketSystemRow,
  { outgoing, tokenSecret }: { readonly outgoing: Pick<OutgoingHttp, 'send'>; readonly tokenSecret: string },
): TicketSystem {
  return ticketSystemKinds[row.kind].open(
    {
      baseUrl: row.base_url,
      company: row.company,
      publicKey: row.public_key,
      ...openCredentials(row, tokenSecret),
    },
    outgoing,
  );
}
