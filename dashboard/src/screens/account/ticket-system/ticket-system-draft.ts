import { newKey } from '../../../api/new-key.ts';
import type { TicketSystemFieldsFragment } from '../../../generated/graphql.ts';

export type System = TicketSystemFieldsFragment;

export interface Draft {
  readonly baseUrl: string;
  readonly companyId: string;
  /** Keys are never shown again: empty keeps what is stored. */
  readonly publicKey: string;
  readonly privateKey: string;
  readonly clientId: string;
  readonly postOnEscalation: boolean;
  readonly postOnReturn: boolean;
  readonly postOnCompletion: boolean;
  readonly externalNotes: boolean;
  readonly idempotencyKey: string;
}

export const draftFields = ['baseUrl', 'companyId', 'publicKey', 'privateKey', 'clientId'] as const;

export function toDraft(system: System | null): Draft {
  const {
    baseUrl = '',
    companyId = '',
    postOnEscalation = true,
    postOnReturn = true,
    postOnCompletion = true,
    externalNotes = false,
  } = system ?? {};
  return {
    ...{ baseUrl, companyId, publicKey: '', privateKey: '', clientId: '' },
    ...{ postOnEscalation, postOnReturn, postOnCompletion, externalNotes },
    idempotencyKey: newKey(),
  };
}

/** What was changed: what is null stays. */
export function toUpdate({ idempotencyKey: _, publicKey, privateKey, clientId, ...rest }: Draft) {
  return {
    ...rest,
    publicKey: publicKey || null,
    privateKey: privateKey || null,
    clientId: clientId || null,
  };
}
