import { rowBytes } from '../platform/quotas/quotas.ts';

/** What messages to webhooks take of an account's storage while they are kept, for the recount of `account.id`. */
export const webhookContent = `
  select sum(${rowBytes} + octet_length(body)) from webhook_delivery where webhook_delivery.account_id = account.id`;
