import { Account } from './accounts/account.entity.ts';
import { Invitation } from './accounts/invitation.entity.ts';
import { PasswordReset } from './accounts/password-reset.entity.ts';
import { RefreshToken } from './accounts/refresh-token.entity.ts';
import { User } from './accounts/user.entity.ts';
import { Handoff } from './handoffs/handoff.entity.ts';
import { IdempotencyRecord } from './platform/database/idempotency.entity.ts';
import { AccountEvent } from './platform/events/account-event.entity.ts';
import { AccountUsage } from './platform/quotas/account-usage.entity.ts';
import { Session } from './sessions/session.entity.ts';
import { SessionStep } from './sessions/session-step.entity.ts';
import { Tree } from './trees/tree.entity.ts';
import { TreeVersion } from './trees/tree-version.entity.ts';

/** Every entity of the product: what the ORM discovers, and what the migrations are compared with. */
export const entities = [
  Account,
  User,
  RefreshToken,
  Invitation,
  PasswordReset,
  IdempotencyRecord,
  AccountEvent,
  AccountUsage,
  Tree,
  TreeVersion,
  Session,
  SessionStep,
  Handoff,
] as const;
