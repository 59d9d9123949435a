import { type ContentUse, rowBytes } from '../platform/quotas/quotas.ts';
import type { StepKind } from './session-step.entity.ts';

/** What sessions take of an account's storage, when they are written and as the nightly recount finds it. */

export function bytesOfSession({ problem }: { readonly problem: string }): number {
  return rowBytes + Buffer.byteLength(problem);
}

interface StepTexts {
  readonly nodeTitle?: string | null;
  readonly note?: string | null;
}

export function bytesOfStep({ nodeTitle, note }: StepTexts): number {
  return rowBytes + Buffer.byteLength(nodeTitle ?? '') + Buffer.byteLength(note ?? '');
}

/** What a step is for, which decides when it is refused. */
export function useOfStep(kind: StepKind): ContentUse {
  if (kind === 'CLAIM' || kind === 'RETURN') return 'RESPONSE';
  return kind === 'HANDOFF' ? 'HANDOFF' : 'WORK';
}

/** For the recount of the account `account.id`. */
export const sessionContent: readonly string[] = [
  `select sum(${rowBytes} + octet_length(session.problem) + octet_length(coalesce(session.summary, '')))
     from session where session.account_id = account.id`,
  `select sum(${rowBytes} + octet_length(coalesce(step.node_title, '')) + octet_length(coalesce(step.note, '')))
     from session_step as step where step.account_id = account.id`,
];
