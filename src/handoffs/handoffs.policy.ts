import { can } from '../kernel/capabilities.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { SessionStatus } from '../sessions/session-lifecycle.ts';
import type { HandoffIntent } from './handoff-lifecycle.ts';

interface HandoffFacts {
  readonly intent: HandoffIntent;
  readonly createdById: string;
  readonly claimedById?: string | null;
}

/**
 * Whether the viewer may see this handoff of their account. A parked one is its engineer's alone; an escalation
 * is open to all who handle escalations, and to viewers with the session it belongs to, once that is completed.
 */
export function canReadHandoff(viewer: Viewer, handoff: HandoffFacts, sessionStatus: SessionStatus): boolean {
  if (handoff.intent === 'PARK') return handoff.createdById === viewer.userId && can(viewer, 'RUN_SESSIONS');
  if (can(viewer, 'HANDLE_ESCALATIONS')) return true;
  return sessionStatus === 'COMPLETED' && can(viewer, 'READ_COMPLETED_SESSIONS');
}

/** Whether the viewer is somebody who could claim it: not its maker. */
export function canClaimHandoff(viewer: Viewer, handoff: HandoffFacts): boolean {
  return (
    can(viewer, 'HANDLE_ESCALATIONS') &&
    handoff.intent === 'ESCALATE' &&
    handoff.createdById !== viewer.userId
  );
}

/** Whether the viewer may put a claimed escalation back into the queue: its claimer, or somebody in charge. */
export function canReleaseHandoff(viewer: Viewer, handoff: HandoffFacts): boolean {
  if (can(viewer, 'RELEASE_ANY_CLAIM')) return true;
  return can(viewer, 'HANDLE_ESCALATIONS') && handoff.claimedById === viewer.userId;
}

/** Whether the viewer may give it back to its maker with guidance: its claimer alone. */
export function canReturnHandoff(viewer: Viewer, handoff: HandoffFacts): boolean {
  return can(viewer, 'HANDLE_ESCALATIONS') && handoff.claimedById === viewer.userId;
}

/** Whether the viewer may take an open escalation back: its maker alone. */
export function canWithdrawHandoff(viewer: Viewer, handoff: HandoffFacts): boolean {
  return (
    can(viewer, 'HANDLE_ESCALATIONS') &&
    handoff.intent === 'ESCALATE' &&
    handoff.createdById === viewer.userId
  );
}

/** Whether a claimed escalation's session is still its claimer's to work on, and was not passed on since. */
export function isWithClaimer(
  handoff: Pick<HandoffFacts, 'claimedById'>,
  session: { readonly status: SessionStatus; readonly engineerId: string },
): boolean {
  return session.engineerId === handoff.claimedById && session.status !== 'ESCALATED';
}
