import { can } from '../kernel/capabilities.ts';
import type { Role, Viewer } from '../kernel/viewer.ts';

interface Person {
  readonly id: string;
  readonly role: Role;
}

/** Whether the viewer may make somebody of this role a member, or of that role. Owners are made by owners alone. */
export function canInvite(viewer: Viewer, role: Role): boolean {
  return can(viewer, 'INVITE_PEOPLE') && (role !== 'OWNER' || can(viewer, 'CHANGE_OWNERS'));
}

/** Whether the viewer may change this person's role to that one. */
export function canChangeRole(viewer: Viewer, person: Person, to: Role): boolean {
  const touchesOwner = person.role === 'OWNER' || to === 'OWNER';
  return can(viewer, 'CHANGE_ROLES') && (!touchesOwner || can(viewer, 'CHANGE_OWNERS'));
}

/** Whether the viewer may lock this person out or let them in again. Nobody does it to themselves by mistake. */
export function canChangeActivation(viewer: Viewer, person: Person): boolean {
  return person.id !== viewer.userId && canChangeRole(viewer, person, person.role);
}
