import type { Uuid } from '../kernel/ids.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { renderMail } from '../platform/mail/mail-layout.ts';
import { describeMoment, shortenLine } from '../sessions/transcript.ts';
import type { EndpointState } from './webhook-lifecycle.ts';

export const webhookMailQueue = 'webhook-mail';

/** The endpoint fails, or was disabled for it. */
export type EndpointMailKind = 'WARNING' | 'DISABLED';

export interface EndpointMail {
  readonly accountId: Uuid;
  readonly endpointId: Uuid;
  readonly userId: Uuid;
  readonly kind: EndpointMailKind;
  /** Sets this mail apart from those about other times: part of its Message-ID. */
  readonly occasion: string;
}

interface Facts {
  readonly name: string;
  readonly state: EndpointState;
  readonly disabled_reason: string | null;
  readonly failing_since: string | Date | null;
  readonly last_error: string | null;
  readonly owner_name: string;
  readonly owner_address: string;
  readonly account_name: string;
}

const subjectNameCharsMax = 60;

/** Mails one owner. What is not true any more is not sent: an endpoint that works again, or was enabled again. */
export async function mailOwner(tools: JobTools, mail: EndpointMail): Promise<void> {
  const { accountId, endpointId, userId, kind, occasion } = mail;
  const [facts] = await readPrepared<Facts>(
    tools.forkEntityManager(accountId),
    `select endpoint.name, endpoint.state, endpoint.disabled_reason, endpoint.failing_since,
            person.name as owner_name, person.email as owner_address, account.name as account_name,
            (select last_error from webhook_delivery
              where account_id = $1 and endpoint_id = $2 and attempts > 0 and last_error is not null
              order by attempted_at desc limit 1) as last_error
       from webhook_endpoint as endpoint
       join account on account.id = endpoint.account_id
       join app_user as person on person.account_id = endpoint.account_id and person.id = $3 and person.is_active
            and person.email_verified_at is not null
      where endpoint.account_id = $1 and endpoint.id = $2`,
    [accountId, endpointId, userId],
  );
  if (facts === undefined) return;
  const isOver = kind === 'WARNING' ? facts.failing_since === null : facts.state === 'ENABLED';
  if (isOver) return;
  const name = shortenLine(facts.name, subjectNameCharsMax);
  const title = kind === 'WARNING' ? `The webhook ${name} fails` : `The webhook ${name} was disabled`;
  const since = facts.failing_since === null ? null : describeMoment(new Date(facts.failing_since));
  const { text, html } = renderMail({
    title,
    intro:
      kind === 'WARNING'
        ? 'Nothing could be sent to it for a day. If that goes on, it will be disabled.'
        : 'Nothing is sent to it any more. Once the receiver is ready, an owner or admin can enable it again.',
    facts: [
      ...(facts.disabled_reason === null ? [] : [{ label: 'Reason', value: facts.disabled_reason }]),
      ...(since === null ? [] : [{ label: 'Fails since', value: since }]),
      ...(facts.last_error === null ? [] : [{ label: 'Last failure', value: facts.last_error }]),
    ],
    sections: [],
    footer: `You get this mail because you are an owner of ${facts.account_name}.`,
  });
  await tools.mailer.send({
    to: { name: facts.owner_name, address: facts.owner_address },
    subject: title,
    messageId: `<webhook.${kind.toLowerCase()}.${endpointId}.${occasion}.${userId}@resolutionflow>`,
    text,
    html,
  });
}
