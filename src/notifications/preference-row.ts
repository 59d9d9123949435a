import type { NotificationWishes } from './delivery-plan.ts';

/** A person's preferences as they are read with other things; all null for whoever has said nothing. */
export interface WishesRow {
  readonly wants_mail: boolean | null;
  readonly wants_in_app: boolean | null;
  readonly only_targeted: boolean | null;
  readonly quiet_start: string | null;
  readonly quiet_end: string | null;
  readonly quiet_time_zone: string | null;
  readonly mute_until: string | null;
}

/** The columns of such a row; the alias `preference` stands for the table. */
export const wishesColumns = `preference.mail as wants_mail, preference.in_app as wants_in_app,
  preference.only_targeted, preference.quiet_start, preference.quiet_end, preference.quiet_time_zone,
  preference.mute_until`;

/** The preferences of such a row; without one, the person is told everything at any time. */
export function toWishes(row: WishesRow): NotificationWishes {
  const { quiet_start: start, quiet_end: end, quiet_time_zone: timeZone } = row;
  return {
    mail: row.wants_mail ?? true,
    inApp: row.wants_in_app ?? true,
    onlyTargeted: row.only_targeted ?? false,
    quietHours: start === null || end === null || timeZone === null ? null : { start, end, timeZone },
    muteUntil: row.mute_until === null ? null : new Date(row.mute_until),
  };
}
