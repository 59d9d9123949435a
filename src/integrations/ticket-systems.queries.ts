import { assertCan } from '../kernel/capabilities.ts';
import type { Uuid } from '../kernel/ids.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';
import type { TicketSystemRow } from './ticket-system-row.ts';

/** The ticket system of an account; null when none is connected. Not for use inside a transaction. */
export async function findTicketSystem(
  { reader }: Pick<Scope, 'reader'>,
  accountId: Uuid,
): Promise<TicketSystemRow | null> {
  const [row] = await readPrepared<TicketSystemRow>(
    reader,
    'select * from ticket_system where account_id = $1',
    [accountId],
  );
  return row ?? null;
}

/** The ticket system of the viewer's account, for those who manage it. */
export async function readTicketSystem(scope: Scope): Promise<TicketSystemRow | null> {
  assertCan(scope.viewer, 'MANAGE_INTEGRATIONS');
  return await findTicketSystem(scope, scope.viewer.accountId);
}
