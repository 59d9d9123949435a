import type { Uuid } from '../kernel/ids.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { renderMail } from '../platform/mail/mail-layout.ts';
import { describeMoment } from '../sessions/transcript.ts';
import type { TicketSystemKindName } from './ticket-system.ts';
import { ticketSystemKinds } from './ticket-system-kinds.ts';

export const ticketSystemMailQueue = 'ticket-system-mail';

/** Tells one owner that the ticket system takes no notes since a moment (ISO 8601). */
export interface TicketSystemMail {
  readonly accountId: Uuid;
  readonly userId: Uuid;
  readonly failingSince: string;
}

interface MailFacts {
  readonly id: Uuid;
  readonly kind: TicketSystemKindName;
  readonly base_url: string;
  readonly last_error: string | null;
  readonly name: string;
  readonly email: string;
  readonly account_name: string;
}

/** Mails an owner, unless it works again by now, was disconnected, or they are no owner any more. */
export async function mailTicketSystemFailure(tools: JobTools, mail: TicketSystemMail): Promise<void> {
  const [facts] = await readPrepared<MailFacts>(
    tools.forkEntityManager(mail.accountId),
    `select system.id, system.kind, system.base_url, system.last_error, person.name, person.email,
            account.name as account_name
       from ticket_system as system
       join account on account.id = system.account_id
       join app_user as person on person.account_id = system.account_id and person.id = $2
      where system.account_id = $1 and system.state = 'FAILING' and person.role = 'OWNER' and person.is_active
        and person.email_verified_at is not null`,
    [mail.accountId, mail.userId],
  );
  if (facts === undefined) return;
  const system = ticketSystemKinds[facts.kind].name;
  const since = new Date(mail.failingSince);
  const { text, html } = renderMail({
    title: `${system} takes no notes`,
    intro: `Notes for tickets of ${facts.account_name} do not arrive in ${system}. Escalations go on as ever.`,
    facts: [
      { label: 'Since', value: describeMoment(since) },
      { label: 'Address', value: facts.base_url },
      { label: 'What it says', value: facts.last_error ?? '' },
    ],
    sections: [
      {
        title: 'What to do',
        lines: [
          'Correct the credentials or the rights of the API member, and test the connection.',
          'Notes that failed can then be sent again.',
        ],
      },
    ],
    footer: `You get this mail, once, because you are an owner of ${facts.account_name}.`,
  });
  await tools.mailer.send({
    to: { name: facts.name, address: facts.email },
    subject: `${system} takes no notes from ResolutionFlow`,
    messageId: `<ticketsystem.${facts.id}.${since.getTime()}.${mail.userId}@resolutionflow>`,
    text,
    html,
  });
}
