import type { Me } from '../../../api/tokens.ts';
import type { PeoplePageQuery, Role } from '../../../generated/graphql.ts';

export type Person = PeoplePageQuery['users']['nodes'][number];

export const roleWords: Record<Role, { readonly label: string; readonly hint: string }> = {
  OWNER: { label: 'Owner', hint: 'Everything, other owners included.' },
  ADMIN: { label: 'Admin', hint: 'Invites people, changes roles, sets up webhooks and the ticket system.' },
  ENGINEER: { label: 'Engineer', hint: 'Works on tickets, escalates, takes escalations, writes trees.' },
  VIEWER: { label: 'Viewer', hint: 'Reads trees and finished sessions.' },
};

const roles: readonly Role[] = ['ENGINEER', 'ADMIN', 'OWNER', 'VIEWER'];

/** The roles that `me` may give: owners are made by owners alone. */
export function rolesToGive(me: Me): readonly Role[] {
  return me.role === 'OWNER' ? roles : roles.filter(role => role !== 'OWNER');
}

/** Whether `me` may change this person at all. */
export function canManage(me: Me, person: Person): boolean {
  return me.role === 'OWNER' || (me.role === 'ADMIN' && person.role !== 'OWNER');
}
