import type { UpdateEscalationPolicyInput } from '../generated/graphql.ts';
import { Deactivate } from '../handoffs/documents.ts';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { aRung, GetPolicy, SetPolicy } from './ladder-stories.ts';

test('an account that has set nothing has the usual policy; what a change leaves out stays', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['mia'], engineers: ['ada', 'grace'] });
  const usual = { urgentMinutes: 3, highMinutes: 5, normalMinutes: 10, lowMinutes: 60 };

  const { escalationPolicy: first } = await h.as(acme.ada).run(GetPolicy);
  await h.as(acme.mia).run(SetPolicy, { input: { secondLineUserIds: [acme.grace.id, acme.ada.id] } });
  await h.as(acme.owner).run(SetPolicy, { input: { rungs: [aRung('OWNERS', 7)] } });
  const { updateEscalationPolicy: last } = await h
    .as(acme.owner)
    .run(SetPolicy, { input: { claimReminderMinutes: null } });

  expect(first).toEqual({
    rungs: [
      { audience: 'SECOND_LINE', ...usual },
      { audience: 'OWNERS', ...usual },
    ],
    secondLine: [],
    claimReminderMinutes: 30,
    claimReleaseMinutes: 15,
  });
  expect(last).toEqual({
    rungs: [aRung('OWNERS', 7)],
    secondLine: [{ id: acme.ada.id }, { id: acme.grace.id }],
    claimReminderMinutes: null,
    claimReleaseMinutes: null,
  });
  expect((await h.as(acme.ada).run(GetPolicy)).escalationPolicy).toEqual(last);
});

test('what cannot be is refused by the name of its field, and nothing is changed', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'gone'], viewers: ['rex'] });
  const other = await h.anAccount({ engineers: ['eve'] });
  await h.as(acme.owner).run(Deactivate, { input: { userId: acme.gone.id } });
  const refusal = async (input: UpdateEscalationPolicyInput) => {
    const error = await h
      .as(acme.owner)
      .run(SetPolicy, { input })
      .catch(refused => refused);
    return [error.code, error.field];
  };

  const refusals = [
    await refusal({ rungs: [aRung('OWNERS', 5), { ...aRung('OWNERS', 5), highMinutes: 0 }] }),
    await refusal({ rungs: [aRung('OWNERS', 10_081)] }),
    await refusal({ rungs: Array(6).fill(aRung('OWNERS', 5)) }),
    await refusal({ rungs: null }),
    await refusal({ secondLineUserIds: null }),
    await refusal({ secondLineUserIds: [acme.ada.id, acme.gone.id] }),
    await refusal({ secondLineUserIds: [acme.rex.id] }),
    await refusal({ secondLineUserIds: [other.eve.id] }),
    await refusal({ secondLineUserIds: Array(51).fill(acme.ada.id) }),
    await refusal({ claimReminderMinutes: 0 }),
    await refusal({ claimReleaseMinutes: 10_081 }),
    await refusal({ claimReminderMinutes: null, claimReleaseMinutes: 5 }),
  ];

  const bad = 'BAD_USER_INPUT';
  expect(refusals).toEqual([
    [bad, 'input.rungs.1.highMinutes'],
    [bad, 'input.rungs.0.lowMinutes'],
    [bad, 'input.rungs'],
    [bad, 'input.rungs'],
    [bad, 'input.secondLineUserIds'],
    [bad, 'input.secondLineUserIds.1'],
    [bad, 'input.secondLineUserIds.0'],
    ['NOT_FOUND', 'input.secondLineUserIds.0'],
    [bad, 'input.secondLineUserIds'],
    [bad, 'input.claimReminderMinutes'],
    [bad, 'input.claimReleaseMinutes'],
    [bad, 'input.claimReleaseMinutes'],
  ]);
  expect((await h.as(acme.owner).run(GetPolicy)).escalationPolicy.rungs).toHaveLength(2);
});

test('two changes at once of different parts both count', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();

  await Promise.all([
    h.as(acme.owner).run(SetPolicy, { input: { rungs: [aRung('EVERYONE', 9)] } }),
    h.as(acme.owner).run(SetPolicy, { input: { claimReminderMinutes: 45 } }),
  ]);

  expect((await h.as(acme.owner).run(GetPolicy)).escalationPolicy).toMatchObject({
    rungs: [aRung('EVERYONE', 9)],
    claimReminderMinutes: 45,
  });
});
