import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { escalationAssessed } from './assessment.jobs.ts';
import { type Assessment, loadAssessments } from './assessment.queries.ts';
import {
  type AssessedEnd,
  assessmentSources,
  assessmentStatuses,
  confidenceTiers,
  describeBasis,
  modelStatuses,
} from './assessment-rules.ts';
import { HandoffNode } from './handoffs.schema.ts';
import { addEscalationEvent } from './live.schema.ts';
import { findStepRisks } from './step-risks.ts';

const StatusEnum = builder.enumType('AssessmentStatus', { values: assessmentStatuses });
const SourceEnum = builder.enumType('AssessmentSource', {
  values: assessmentSources,
  description:
    'EXPERIENCE: finished sessions of the account. MODEL: a language model. NONE: nothing is known.',
});
const TierEnum = builder.enumType('ConfidenceTier', {
  values: confidenceTiers,
  description: 'DISCOVERY: a confidence under 0.4. EXPLORING: to 0.8. GUIDED: above.',
});
const ModelStatusEnum = builder.enumType('AssessmentModelStatus', {
  values: modelStatuses,
  description: 'NOT_ASKED: none is configured. FAILED: what experience says stands.',
});

const StepRiskEnum = builder.enumType('StepRisk', {
  description: 'Why a suggested step should be checked before it is carried out.',
  values: {
    DISABLES_PROTECTION: { description: 'Turns off or bypasses a protection, such as antivirus or MFA.' },
    RUNS_DOWNLOAD: { description: 'Downloads something, or opens a link or file, and runs it.' },
    DELETES_DATA: { description: 'Deletes, overwrites or formats data.' },
  },
});

const SuggestedStepType = builder.objectRef<string>('SuggestedStep').implement({
  description: 'A step to try next.',
  fields: t => ({
    text: t.string({ description: 'Plain text, at most 300 characters.', resolve: step => step }),
    risks: t.field({
      type: [StepRiskEnum],
      description:
        'Found by fixed rules on the words of the step, never by a model. Empty if no rule matched, which is no proof that the step is safe.',
      resolve: step => findStepRisks(step),
    }),
  }),
});

interface EndWithCases extends AssessedEnd {
  readonly passedCount: number;
}

const AssessedEndType = builder.objectRef<EndWithCases>('AssessedEnd').implement({
  description: 'An end that can still be reached, and how often it was the solution.',
  fields: t => ({
    nodeKey: t.exposeString('nodeKey'),
    title: t.exposeString('title'),
    resolvedCount: t.exposeInt('resolvedCount', { description: 'Sessions that were resolved there.' }),
    passedCount: t.exposeInt('passedCount', {
      description: 'Finished sessions that passed the node where this one stands.',
    }),
    share: t.float({
      description: 'The one divided by the other; 0 of none.',
      resolve: ({ resolvedCount, passedCount }) => (passedCount === 0 ? 0 : resolvedCount / passedCount),
    }),
  }),
});

const HandoffAssessmentType = builder.objectRef<Assessment>('HandoffAssessment').implement({
  description: 'What an escalation may come from, and what to try next. Texts are plain; show them as such.',
  fields: t => ({
    status: t.expose('status', {
      type: StatusEnum,
      description: 'PENDING: it is being made, AssessmentReady will tell.',
    }),
    source: t.expose('source', { type: SourceEnum }),
    likelyCause: t.exposeString('likelyCause', { nullable: true }),
    steps: t.field({
      type: [SuggestedStepType],
      description: 'The steps to try next, in order, at most 7, with the risks of each.',
      resolve: ({ suggestedSteps }) => [...suggestedSteps],
    }),
    suggestedSteps: t.stringList({
      description: 'The texts of `steps`, without the risks. Prefer `steps`.',
      resolve: ({ suggestedSteps }) => [...suggestedSteps],
    }),
    confidence: t.exposeFloat('confidence', {
      description:
        'From 0 to 1. At most 0.8 if a model wrote it, unless past sessions alone reach GUIDED and no step has a risk.',
    }),
    confidenceTier: t.expose('tier', { type: TierEnum }),
    basis: t.string({
      nullable: true,
      description:
        'Such as "12 of 15": sessions resolved at the first of the ends, of those that passed here.',
      resolve: ({ ends, passedCount }) => describeBasis(ends, passedCount),
    }),
    ends: t.field({
      type: [AssessedEndType],
      description: 'Ends that can still be reached, the likeliest first; at most 10. From experience alone.',
      resolve: ({ ends, passedCount }) => ends.map(end => ({ ...end, passedCount })),
    }),
    modelStatus: t.expose('modelStatus', { type: ModelStatusEnum }),
    model: t.exposeString('model', { nullable: true, description: 'The model that was asked.' }),
    maskedCount: t.exposeInt('maskedCount', {
      description: 'Places that were covered before the model was asked, since they looked like secrets.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true }),
  }),
});

builder.objectFields(HandoffNode, t => ({
  assessment: t.loadable({
    type: HandoffAssessmentType,
    nullable: true,
    description: 'Of an escalation. OWNER, ADMIN and ENGINEER; null for a parked session.',
    // Not remembered across the fields of one document, nor across the events of a stream.
    byPath: true,
    load: async (ids: string[], context) => await loadAssessments(signedIn(context), ids),
    resolve: handoff => handoff.id,
  }),
}));

addEscalationEvent(
  escalationAssessed,
  'AssessmentReady',
  'Its assessment can be read: from experience at first, and again when a model has answered or failed.',
);
