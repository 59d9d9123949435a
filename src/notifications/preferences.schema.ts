import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { loadPreferences, type NotificationPreferences, updatePreferences } from './preferences.service.ts';
import type { QuietHours } from './quiet-hours.ts';

const QuietHoursType = builder.objectRef<QuietHours>('QuietHours').implement({
  description: 'A part of each day without mails, by the clock on the person’s wall.',
  fields: t => ({
    start: t.exposeString('start', { description: 'Such as `22:00`.' }),
    end: t.exposeString('end', { description: 'Such as `06:30`; before `start`: on the next day.' }),
    timeZone: t.exposeString('timeZone', { description: 'An IANA name, such as `Europe/Berlin`.' }),
  }),
});

const NotificationPreferencesType = builder
  .objectRef<NotificationPreferences>('NotificationPreferences')
  .implement({
    description: 'How the viewer is told of escalations.',
    fields: t => ({
      mail: t.exposeBoolean('mail', { description: 'Whether by mail. True at first.' }),
      inApp: t.exposeBoolean('inApp', { description: 'Whether by lines in the product. True at first.' }),
      mailWhenTaken: t.exposeBoolean('mailWhenTaken', {
        description: 'Whether a mail says who has claimed what one was mailed about. False at first.',
      }),
      onlyTargeted: t.exposeBoolean('onlyTargeted', {
        description: 'Whether only of those that ask for the viewer by name. False at first.',
      }),
      quietHours: t.expose('quietHours', { type: QuietHoursType, nullable: true }),
      muteUntil: t.expose('muteUntil', {
        type: 'DateTime',
        nullable: true,
        description: 'No mails until then; null when that is over.',
      }),
    }),
  });

const QuietHoursInput = builder.inputType('QuietHoursInput', {
  fields: t => ({
    start: t.string({ required: true }),
    end: t.string({ required: true }),
    timeZone: t.string({ required: true }),
  }),
});

const UpdateNotificationPreferencesInput = builder.inputType('UpdateNotificationPreferencesInput', {
  fields: t => ({
    mail: t.boolean(),
    inApp: t.boolean(),
    mailWhenTaken: t.boolean(),
    onlyTargeted: t.boolean(),
    quietHours: t.field({ type: QuietHoursInput }),
    muteUntil: t.field({ type: 'DateTime' }),
  }),
});

builder.queryFields(t => ({
  notificationPreferences: t.field({
    type: NotificationPreferencesType,
    description: 'The viewer’s own.',
    resolve: (_root, _args, context) => loadPreferences(signedIn(context)),
  }),
}));

builder.mutationFields(t => ({
  updateNotificationPreferences: t.field({
    type: NotificationPreferencesType,
    description: 'Changes the viewer’s own. What is left out stays; null goes back to what it was at first.',
    args: { input: t.arg({ type: UpdateNotificationPreferencesInput, required: true }) },
    resolve: (_root, { input }, context) => updatePreferences(signedIn(context), input),
  }),
}));
