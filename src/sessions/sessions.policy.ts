import { can } from '../kernel/capabilities.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { SessionStatus } from './session-lifecycle.ts';

interface SessionFacts {
  readonly status: SessionStatus;
  readonly engineerId: string;
}

/** Whether the viewer may see this session of their account. */
export function canReadSession(viewer: Viewer, session: Pick<SessionFacts, 'status'>): boolean {
  if (can(viewer, 'READ_ALL_SESSIONS')) return true;
  return session.status === 'COMPLETED' && can(viewer, 'READ_COMPLETED_SESSIONS');
}

/** Whether the viewer may work on it: one engineer at a time, the one it is with. */
export function canWorkOnSession(viewer: Viewer, session: SessionFacts): boolean {
  return can(viewer, 'RUN_SESSIONS') && session.engineerId === viewer.userId;
}
