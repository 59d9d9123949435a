import type { Uuid } from './ids.ts';

export const roles = ['OWNER', 'ADMIN', 'ENGINEER', 'VIEWER'] as const;
export type Role = (typeof roles)[number];

/** Who is asking. Built from a verified access token and the person's row as it is now, never from an argument. */
export interface Viewer {
  readonly userId: Uuid;
  readonly accountId: Uuid;
  readonly role: Role;
  readonly name: string;
}
