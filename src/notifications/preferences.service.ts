import { badInput } from '../kernel/errors.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';
import { transaction } from '../platform/database/transaction.ts';
import type { NotificationWishes } from './delivery-plan.ts';
import { notificationLimits } from './notification-limits.ts';
import { toWishes, type WishesRow, wishesColumns } from './preference-row.ts';
import { isTimeZone, parseMinutes, type QuietHours } from './quiet-hours.ts';

/** All that a person can say about how they are told. */
export interface NotificationPreferences extends NotificationWishes {
  readonly mailWhenTaken: boolean;
}

/** What is left out stays; null goes back to what counts for whoever has said nothing. */
export interface UpdateNotificationPreferencesInput {
  readonly mail?: boolean | null;
  readonly inApp?: boolean | null;
  readonly mailWhenTaken?: boolean | null;
  readonly onlyTargeted?: boolean | null;
  readonly quietHours?: QuietHours | null;
  readonly muteUntil?: Date | null;
}

const atFirst: NotificationPreferences = {
  mail: true,
  inApp: true,
  mailWhenTaken: false,
  onlyTargeted: false,
  quietHours: null,
  muteUntil: null,
};

type PreferenceRow = WishesRow & { readonly wants_mail_when_taken: boolean };

const selectSql = `select ${wishesColumns}, preference.mail_when_taken as wants_mail_when_taken
  from notification_preference preference where account_id = $1 and user_id = $2`;

/** The viewer's own preferences. A mute that is over is none. */
export async function loadPreferences({ reader, viewer, clock }: Scope): Promise<NotificationPreferences> {
  const [row] = await readPrepared<PreferenceRow>(reader, selectSql, [viewer.accountId, viewer.userId]);
  return row === undefined ? atFirst : toPreferences(row, clock.now());
}

function toPreferences(row: PreferenceRow, now: Date): NotificationPreferences {
  const wishes = toWishes(row);
  const isMuted = wishes.muteUntil !== null && wishes.muteUntil > now;
  return {
    ...wishes,
    muteUntil: isMuted ? wishes.muteUntil : null,
    mailWhenTaken: row.wants_mail_when_taken,
  };
}

/**
 * Changes the viewer's own preferences; they count from the next mail that is sent.
 * @throws BAD_USER_INPUT
 */
export async function updatePreferences(
  scope: Scope,
  input: UpdateNotificationPreferencesInput,
): Promise<NotificationPreferences> {
  const { accountId, userId } = scope.viewer;
  const now = scope.clock.now();
  if (input.quietHours) assertQuietHours(input.quietHours);
  if (input.muteUntil) assertMute(input.muteUntil, now);
  return await transaction(scope, async tx => {
    // The row of the person is locked, so that of two changes at the same moment neither is lost.
    tx.pipeline.send({
      sql: 'select 1 from app_user where account_id = $1 and id = $2 for update',
      params: [accountId, userId],
    });
    const [row] = await tx.pipeline.run<PreferenceRow>({ sql: selectSql, params: [accountId, userId] });
    const next = applyInput(row === undefined ? atFirst : toPreferences(row, now), input);
    tx.pipeline.send({
      sql: upsertSql,
      params: [
        ...[accountId, userId, next.mail, next.inApp, next.mailWhenTaken, next.onlyTargeted],
        ...[next.quietHours?.start ?? null, next.quietHours?.end ?? null, next.quietHours?.timeZone ?? null],
        ...[next.muteUntil?.toISOString() ?? null, now.toISOString()],
      ],
    });
    return next;
  });
}

const upsertSql = `insert into notification_preference
  (account_id, user_id, mail, in_app, mail_when_taken, only_targeted, quiet_start, quiet_end, quiet_time_zone,
   mute_until, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (account_id, user_id) do update set
    mail = excluded.mail, in_app = excluded.in_app, mail_when_taken = excluded.mail_when_taken,
    only_targeted = excluded.only_targeted, quiet_start = excluded.quiet_start, quiet_end = excluded.quiet_end,
    quiet_time_zone = excluded.quiet_time_zone, mute_until = excluded.mute_until, updated_at = excluded.updated_at`;

function applyInput(
  before: NotificationPreferences,
  input: UpdateNotificationPreferencesInput,
): NotificationPreferences {
  return {
    mail: choose(input.mail, before.mail, atFirst.mail),
    inApp: choose(input.inApp, before.inApp, atFirst.inApp),
    mailWhenTaken: choose(input.mailWhenTaken, before.mailWhenTaken, atFirst.mailWhenTaken),
    onlyTargeted: choose(input.onlyTargeted, before.onlyTargeted, atFirst.onlyTargeted),
    quietHours: choose(input.quietHours, before.quietHours, atFirst.quietHours),
    muteUntil: choose(input.muteUntil, before.muteUntil, atFirst.muteUntil),
  };
}

function choose<T>(given: T | null | undefined, before: T, first: T): T {
  return given === undefined ? before : (given ?? first);
}

function assertQuietHours({ start, end, timeZone }: QuietHours): void {
  const field = 'input.quietHours';
  const sentence = 'A time of day is written as 22:00 or 06:30.';
  if (parseMinutes(start) === null) throw badInput(`${field}.start`, sentence);
  if (parseMinutes(end) === null) throw badInput(`${field}.end`, sentence);
  if (start === end) throw badInput(`${field}.end`, 'Quiet hours must end at another time than they start.');
  if (!isTimeZone(timeZone))
    throw badInput(`${field}.timeZone`, 'A time zone has a name such as Europe/Berlin.');
}

function assertMute(muteUntil: Date, now: Date): void {
  const { muteDaysMax } = notificationLimits;
  const field = 'input.muteUntil';
  if (muteUntil <= now) throw badInput(field, 'This must be in the future.');
  if (muteUntil.getTime() > now.getTime() + muteDaysMax * 86_400_000)
    throw badInput(
      field,
      `At most ${muteDaysMax} days from now. To have no mails at all, set mail to false.`,
    );
}
