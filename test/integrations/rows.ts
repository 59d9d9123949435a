import { decodeId, encodeId } from '../../src/graphql/ids.ts';
import { sealCredentials } from '../../src/integrations/ticket-system-row.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Harness, Person } from '../harness/harness.ts';

/**
 * A ticket system of a person's account at an address that is private, so that nothing is ever sent; instead of the one
 * it has, if any. Returns its public id.
 */
export async function insertTicketSystem(h: Harness, person: Person, company = 'acme'): Promise<string> {
  const [id, accountId] = [newId(), person.account.uuid];
  const secrets = { privateKey: 'private', clientId: 'client' };
  const credentials = sealCredentials(secrets, { accountId, id }, h.app.settings.tokenSecret);
  await h.app.database.query('delete from ticket_system where account_id = ?', [accountId]);
  await h.app.database.query(
    `insert into ticket_system (account_id, id, kind, base_url, company, public_key, credentials, post_on_escalation,
            post_on_return, post_on_completion, external_notes, state, created_at, updated_at)
     values (?, ?, 'CONNECTWISE', 'https://10.0.0.1/api', ?, 'public', ?, true, true, true, true, 'OK', now(), now())`,
    [accountId, id, company, credentials],
  );
  return encodeId('TicketSystem', id);
}

/** A note about a session that was refused. Returns its public id. */
export async function insertFailedNote(h: Harness, person: Person, sessionId: string): Promise<string> {
  const id = newId();
  await h.app.database.query(
    `insert into ticket_note (account_id, id, session_id, kind, is_internal, state, ticket_number, attempts, last_error,
            created_at, queued_at)
     values (?, ?, ?, 'MANUAL', true, 'FAILED', '12345', 1, 'refused', now(), now())`,
    [person.account.uuid, id, decodeId('Session', sessionId, 'sessionId')],
  );
  return encodeId('TicketNote', id);
}
