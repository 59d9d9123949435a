import { forbidden } from './errors.ts';
import type { Role, Viewer } from './viewer.ts';

/**
 * What a role may do, one row a capability. The whole of the permission model that depends on the role alone;
 * rules that also need facts (the maker, the claimer) are in the `*.policy.ts` file of their domain.
 */
export const rolesByCapability = {
  READ_PEOPLE: ['OWNER', 'ADMIN', 'ENGINEER', 'VIEWER'],
  READ_TREES: ['OWNER', 'ADMIN', 'ENGINEER', 'VIEWER'],
  READ_COMPLETED_SESSIONS: ['OWNER', 'ADMIN', 'ENGINEER', 'VIEWER'],
  READ_ALL_SESSIONS: ['OWNER', 'ADMIN', 'ENGINEER'],
  READ_METRICS: ['OWNER', 'ADMIN', 'ENGINEER'],
  WRITE_TREES: ['OWNER', 'ADMIN', 'ENGINEER'],
  RUN_SESSIONS: ['OWNER', 'ADMIN', 'ENGINEER'],
  HANDLE_ESCALATIONS: ['OWNER', 'ADMIN', 'ENGINEER'],
  DELETE_TREES: ['OWNER', 'ADMIN'],
  INVITE_PEOPLE: ['OWNER', 'ADMIN'],
  READ_USAGE: ['OWNER', 'ADMIN'],
  CHANGE_ROLES: ['OWNER', 'ADMIN'],
  RELEASE_ANY_CLAIM: ['OWNER', 'ADMIN'],
  MANAGE_INTEGRATIONS: ['OWNER', 'ADMIN'],
  MANAGE_ESCALATION_POLICY: ['OWNER', 'ADMIN'],
  MANAGE_STREAMS: ['OWNER', 'ADMIN'],
  CHANGE_OWNERS: ['OWNER'],
  LOGOUT_EVERYBODY: ['OWNER'],
} as const satisfies Record<string, readonly Role[]>;

export type Capability = keyof typeof rolesByCapability;

export const capabilities: readonly Capability[] = Object.keys(rolesByCapability) as Capability[];

/** Whether this role carries the capability. */
export function can(viewer: Pick<Viewer, 'role'>, capability: Capability): boolean {
  const allowed: readonly Role[] = rolesByCapability[capability];
  return allowed.includes(viewer.role);
}

/** Refuses with FORBIDDEN unless the viewer's role carries the capability. */
export function assertCan(viewer: Pick<Viewer, 'role'>, capability: Capability): void {
  if (!can(viewer, capability)) throw forbidden();
}

/** The roles that carry a capability, for queries such as "whom to notify". */
export function rolesThatCan(capability: Capability): readonly Role[] {
  return rolesByCapability[capability];
}

const capabilitySets = new Map<Role, string>();

/** What a role may do, as one text: roles with the same one can see the same. */
export function capabilitySetOf(role: Role): string {
  const known = capabilitySets.get(role);
  if (known !== undefined) return known;
  const set = capabilities.filter(capability => can({ role }, capability)).join(' ');
  capabilitySets.set(role, set);
  return set;
}
