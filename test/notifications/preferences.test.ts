import { openHarness } from '../harness/harness.ts';
import { claim, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { GetPreferences, linesOf, SetPreferences } from './documents.ts';

const atFirst = {
  mail: true,
  inApp: true,
  mailWhenTaken: false,
  onlyTargeted: false,
  muteUntil: null,
  quietHours: null,
};
const night = { start: '22:00', end: '06:30', timeZone: 'Europe/Berlin' };

test('whoever has said nothing is told everything, and what is left out of a change stays', async () => {
  await using h = await openHarness();
  const { owner, rex } = await h.anAccount({ viewers: ['rex'] });
  const muteUntil = new Date(h.clock.now().getTime() + 3_600_000).toISOString();
  const get = async () => (await h.as(owner).run(GetPreferences)).notificationPreferences;
  const set = async (input: object) =>
    (await h.as(owner).run(SetPreferences, { input })).updateNotificationPreferences;

  expect(await get()).toEqual(atFirst);
  expect(await set({ mail: false, quietHours: night })).toEqual({
    ...atFirst,
    mail: false,
    quietHours: night,
  });
  expect(await set({ onlyTargeted: true, muteUntil })).toEqual({
    ...{ ...atFirst, mail: false, quietHours: night, onlyTargeted: true, muteUntil },
  });
  expect(await get()).toMatchObject({ onlyTargeted: true, muteUntil });
  expect(await set({ mail: null, quietHours: null, muteUntil: null })).toEqual({
    ...atFirst,
    onlyTargeted: true,
  });
  expect((await h.as(rex).run(GetPreferences)).notificationPreferences).toEqual(atFirst);
});

test('a mute that is over is none', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const muteUntil = new Date(h.clock.now().getTime() + 60_000).toISOString();
  await h.as(owner).run(SetPreferences, { input: { muteUntil } });

  h.clock.advance(61);

  const client = await h.renew(owner);
  expect((await client.run(GetPreferences)).notificationPreferences.muteUntil).toBeNull();
});

test.each([
  ['quietHours.start', { quietHours: { ...night, start: '24:00' } }],
  ['quietHours.end', { quietHours: { ...night, end: '6:30' } }],
  ['quietHours.end', { quietHours: { ...night, end: '22:00' } }],
  ['quietHours.timeZone', { quietHours: { ...night, timeZone: 'Berlin' } }],
  ['muteUntil', { muteUntil: '2020-01-01T00:00:00Z' }],
  ['muteUntil', { muteUntil: '2999-01-01T00:00:00Z' }],
])('a mistake in %s is refused and named: %j', async (field, input) => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();

  const refused = h.as(owner).run(SetPreferences, { input: { mail: false, ...input } });

  await expect(refused).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: `input.${field}` });
  expect((await h.as(owner).run(GetPreferences)).notificationPreferences).toEqual(atFirst);
});

test('who wants only what asks for them is mailed then and not else', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await h.as(acme.grace).run(SetPreferences, { input: { onlyTargeted: true } });

  const { id } = await escalate(h.as(acme.ada));
  await h.mailbox.expectMail({ to: acme.owner.email });
  await h.settled();
  await escalate(h.as(acme.ada), { targetUserId: acme.grace.id });
  await h.mailbox.expectMail({ to: acme.grace.email });
  await h.mailbox.expectMail({ to: acme.owner.email });

  expect(await linesOf(h.as(acme.ada), id)).toEqual(
    expect.arrayContaining(['Grace MAIL SKIPPED NOT_TARGETED', 'Grace IN_APP SKIPPED NOT_TARGETED']),
  );
});

test('who asked for it is mailed that somebody else has taken it, and nobody else is', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'bob', 'mute'] });
  for (const person of [acme.grace, acme.owner, acme.ada])
    await h.as(person).run(SetPreferences, { input: { mailWhenTaken: true } });
  await h.as(acme.mute).run(SetPreferences, { input: { mailWhenTaken: true, mail: false } });
  const { id } = await escalate(h.as(acme.ada));
  for (const person of [acme.owner, acme.grace, acme.bob]) await h.mailbox.expectMail({ to: person.email });
  await h.settled();

  await claim(h.as(acme.grace), id);
  const taken = await h.mailbox.expectMail({ to: acme.owner.email, subject: /^Taken by Grace: / });
  await h.settled();

  expect(taken.text).toContain('Grace has claimed the escalation of Ada.');
  expect(h.mailbox.unread()).toEqual([]);
});
