import { UserNode } from '../accounts/accounts.schema.ts';
import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { decodeId } from '../graphql/ids.ts';
import { HandoffNode } from '../handoffs/handoffs.schema.ts';
import { addEscalationEvent } from '../handoffs/live.schema.ts';
import { ladderEventTypes } from './ladder.events.ts';
import { type HandoffLadder, loadLadders } from './ladder.queries.ts';
import { type EscalationPolicy, ladderAudiences, type PolicyRung } from './ladder-definition.ts';
import { readEscalationPolicy, updateEscalationPolicy } from './ladder-policy.service.ts';

const LadderAudienceEnum = builder.enumType('LadderAudience', {
  description: 'Whom a rung reaches. A rung that would reach nobody but the maker reaches everyone.',
  values: ladderAudiences,
});

const LadderRungType = builder.objectRef<PolicyRung>('LadderRung').implement({
  description: 'Whom to notify again, and how long after the rung before it (the first: after it is made).',
  fields: t => ({
    audience: t.expose('audience', { type: LadderAudienceEnum }),
    urgentMinutes: t.int({ resolve: rung => rung.minutes.URGENT }),
    highMinutes: t.int({ resolve: rung => rung.minutes.HIGH }),
    normalMinutes: t.int({ resolve: rung => rung.minutes.NORMAL }),
    lowMinutes: t.int({ resolve: rung => rung.minutes.LOW }),
  }),
});

const EscalationPolicyType = builder.objectRef<EscalationPolicy>('EscalationPolicy').implement({
  description: 'What happens when nobody claims an escalation, or nobody works on one that is claimed.',
  fields: t => ({
    rungs: t.field({
      type: [LadderRungType],
      description: 'Climbed one after the other while nobody claims it. None: the ladder is off.',
      resolve: policy => [...policy.rungs],
    }),
    secondLine: t.field({
      type: [UserNode],
      description: 'Whom SECOND_LINE means. Nobody: everyone.',
      resolve: policy => [...policy.secondLine],
    }),
    claimReminderMinutes: t.exposeInt('claimReminderMinutes', {
      nullable: true,
      description: 'A claimer who does nothing for so long is reminded. Null: off.',
    }),
    claimReleaseMinutes: t.exposeInt('claimReleaseMinutes', {
      nullable: true,
      description: 'And so long after the reminder the escalation goes back into the queue. Null: off.',
    }),
  }),
});

const HandoffLadderType = builder.objectRef<HandoffLadder>('HandoffLadder').implement({
  description: 'Where an escalation stands on its ladder, by the policy as it was when it was made.',
  fields: t => ({
    rung: t.exposeInt('rung', { description: 'Rungs climbed since it was made, or released; 0 at first.' }),
    rungCount: t.exposeInt('rungCount'),
    nextAt: t.expose('nextAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the next rung is due. Null: it is not open, or there is none left.',
    }),
    nextAudience: t.expose('nextAudience', { type: LadderAudienceEnum, nullable: true }),
    isExhausted: t.exposeBoolean('isExhausted', { description: 'Whether the last rung is climbed.' }),
  }),
});

builder.objectFields(HandoffNode, t => ({
  ladder: t.loadable({
    type: HandoffLadderType,
    nullable: true,
    description: 'Null for a parked session, with the ladder off, and in the first moments.',
    // Not remembered across the fields of one document: a mutation before this one may have changed it.
    byPath: true,
    load: async (ids: string[], context) => await loadLadders(signedIn(context), ids),
    resolve: handoff => handoff.id,
  }),
}));

addEscalationEvent(
  ladderEventTypes.climbed,
  'EscalationRepeated',
  'Nobody claimed it in time: a rung of its ladder was climbed, and people were notified again.',
);
addEscalationEvent(
  ladderEventTypes.claimIdle,
  'EscalationClaimIdle',
  'Its claimer has done nothing on it for a while, and was reminded.',
);

const LadderRungInput = builder.inputType('LadderRungInput', {
  fields: t => ({
    audience: t.field({ type: LadderAudienceEnum, required: true }),
    urgentMinutes: t.int({ required: true }),
    highMinutes: t.int({ required: true }),
    normalMinutes: t.int({ required: true }),
    lowMinutes: t.int({ required: true }),
  }),
});

const toPolicyRung = (rung: typeof LadderRungInput.$inferInput): PolicyRung => ({
  audience: rung.audience,
  minutes: {
    URGENT: rung.urgentMinutes,
    HIGH: rung.highMinutes,
    NORMAL: rung.normalMinutes,
    LOW: rung.lowMinutes,
  },
});

const UpdateEscalationPolicyInput = builder.inputType('UpdateEscalationPolicyInput', {
  description: 'What is left out stays.',
  fields: t => ({
    rungs: t.field({ type: [LadderRungInput], description: 'At most 5; an empty list: the ladder is off.' }),
    secondLineUserIds: t.idList({
      description: 'OWNER, ADMIN or ENGINEER, at most 50; an empty list: everyone.',
    }),
    claimReminderMinutes: t.int({ description: '1 to 10080; null: nobody is reminded, nothing released.' }),
    claimReleaseMinutes: t.int({ description: '1 to 10080; null: nothing is released.' }),
  }),
});

builder.queryFields(t => ({
  escalationPolicy: t.field({
    type: EscalationPolicyType,
    description: 'The account’s policy. OWNER, ADMIN and ENGINEER.',
    resolve: (_root, _args, context) => readEscalationPolicy(signedIn(context)),
  }),
}));

builder.mutationFields(t => ({
  updateEscalationPolicy: t.field({
    type: EscalationPolicyType,
    description: 'Changes the policy for escalations that are made from now on. OWNER and ADMIN.',
    args: { input: t.arg({ type: UpdateEscalationPolicyInput, required: true }) },
    resolve: (_root, { input }, context) =>
      updateEscalationPolicy(signedIn(context), {
        ...input,
        rungs: input.rungs === null ? null : input.rungs?.map(toPolicyRung),
        secondLineUserIds:
          input.secondLineUserIds === null
            ? null
            : input.secondLineUserIds?.map((id, position) =>
                decodeId('User', id, `input.secondLineUserIds.${position}`),
              ),
      }),
  }),
}));
