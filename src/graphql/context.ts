import type { DomainError } from '../kernel/errors.ts';
import { unauthenticated } from '../kernel/errors.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { Scope } from '../platform/database/scope.ts';
import type { LiveStreams } from '../platform/live/live-streams.ts';
import type { AnswerBudget } from './answer-budget.ts';

/** What every resolver gets. Made anew for each request, and for the events of a subscription. */
export interface GraphQLContext {
  readonly scope: Scope<Viewer | null>;
  /** Why there is no viewer, when a token was sent but not accepted. */
  readonly refusal: DomainError | null;
  readonly live: LiveStreams;
  /** What the answer may still hold. */
  readonly answer: AnswerBudget;
}

/**
 * The scope of somebody who is signed in.
 * @throws UNAUTHENTICATED or TOKEN_EXPIRED
 */
export function signedIn(context: GraphQLContext): Scope<Viewer> {
  const { scope } = context;
  if (!hasViewer(scope)) throw refusalOf(context);
  return scope;
}

function hasViewer(scope: Scope<Viewer | null>): scope is Scope<Viewer> {
  return scope.viewer !== null;
}

/** Why this person is refused: an expired or forged token, or none at all. */
export function refusalOf(context: GraphQLContext): DomainError {
  return context.refusal ?? unauthenticated();
}
