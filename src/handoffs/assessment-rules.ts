import {
  findReachableEnds,
  type ReachableEnd,
  retraceWay,
  type WayNode,
  type WayStep,
} from '../trees/tree-ways.ts';
import { findStepRisks } from './step-risks.ts';

export const assessmentStatuses = ['PENDING', 'READY'] as const;
export type AssessmentStatus = (typeof assessmentStatuses)[number];

export const assessmentSources = ['EXPERIENCE', 'MODEL', 'NONE'] as const;
export type AssessmentSource = (typeof assessmentSources)[number];

export const confidenceTiers = ['DISCOVERY', 'EXPLORING', 'GUIDED'] as const;
export type ConfidenceTier = (typeof confidenceTiers)[number];

export const modelStatuses = ['NOT_ASKED', 'PENDING', 'ANSWERED', 'FAILED'] as const;
export type ModelStatus = (typeof modelStatuses)[number];

/** Steps that are suggested at most; who needs more sees the tree. */
export const suggestedStepsMax = 7;
/** Ends that an assessment lists at most. */
export const endsMax = 10;

/** An end of the tree, and how often sessions that were here were resolved there. */
export interface AssessedEnd {
  readonly nodeKey: string;
  readonly title: string;
  readonly resolvedCount: number;
}

/** What is said about an escalation: by experience or by a model. */
export interface Opinion {
  readonly likelyCause: string | null;
  readonly suggestedSteps: readonly string[];
  /** 0 to 1. */
  readonly confidence: number;
}

export interface ExperienceOpinion extends Opinion {
  readonly source: 'EXPERIENCE' | 'NONE';
  /** The likeliest first. */
  readonly ends: readonly AssessedEnd[];
  /** Finished sessions that passed the node where this one stands. */
  readonly passedCount: number;
}

/** What finished sessions on the same tree tell of a node. */
export interface Experience {
  readonly passedCount: number;
  /** How many were resolved at each end, by its key. */
  readonly resolvedByEnd: ReadonlyMap<string, number>;
  /** The answers that most often led from the node to the best end; null when there are none. */
  readonly usualWay: readonly { readonly nodeKey: string; readonly branch: string }[] | null;
}

export const noExperience: Experience = { passedCount: 0, resolvedByEnd: new Map(), usualWay: null };

/** From here on: something is known, and it is worth a try. */
const exploringFrom = 0.4;
/** Above this: it mostly goes this way. */
const guidedAbove = 0.8;

/** How far a confidence carries: DISCOVERY below 0.4, GUIDED above 0.8, EXPLORING in between and at both. */
export function tierOf(confidence: number): ConfidenceTier {
  if (confidence > guidedAbove) return 'GUIDED';
  return confidence >= exploringFrom ? 'EXPLORING' : 'DISCOVERY';
}

/**
 * What a model says, as far as the account's experience carries it. A model is as sure as the text that it read told it
 * to be, and anybody can send a mail that ends up in a case. So by itself it gets to EXPLORING at most, also for a step
 * that is marked as a risk; beyond that only where experience alone is as sure.
 * @param experienceConfidence of those who passed the same node
 */
export function boundByExperience(opinion: Opinion, experienceConfidence: number): Opinion {
  const isRisky = opinion.suggestedSteps.some(step => findStepRisks(step).length > 0);
  const isVouchedFor = tierOf(experienceConfidence) === 'GUIDED' && !isRisky;
  return isVouchedFor ? opinion : { ...opinion, confidence: Math.min(opinion.confidence, guidedAbove) };
}

/** The 97.5th percentile of the normal distribution: bounds that hold in 95 % of cases. */
const z = 1.959_963_985;

/**
 * A share as it is at least, judged by so many cases: the lower bound of Wilson's score interval (E. B. Wilson,
 * "Probable inference", Journal of the American Statistical Association 22, 1927). Three of three say less than
 * thirty of thirty: 0.44 and 0.89. Four decimals, as it is stored, so that a tier agrees with what a client sees.
 */
export function lowerBoundOfShare(hits: number, cases: number): number {
  if (cases === 0 || hits === 0) return 0;
  const share = hits / cases;
  const spread = z * Math.sqrt((share * (1 - share)) / cases + (z * z) / (4 * cases * cases));
  return roundConfidence((share + (z * z) / (2 * cases) - spread) / (1 + (z * z) / cases));
}

export function roundConfidence(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
}

/**
 * What experience says of a session that stands at a node: the end where those before it were resolved most often is
 * the likely cause, and the way that they took there is what to try.
 */
export function judgeByExperience(
  nodes: readonly WayNode[],
  fromKey: string,
  experience: Experience,
): ExperienceOpinion {
  const { passedCount, resolvedByEnd } = experience;
  const countOf = ({ node }: ReachableEnd) => resolvedByEnd.get(node.key) ?? 0;
  // The sort is stable: of two that are alike, the nearer one comes first.
  const ranked = findReachableEnds(nodes, fromKey).sort((one, other) => countOf(other) - countOf(one));
  const ends = ranked.slice(0, endsMax).map(end => ({
    nodeKey: end.node.key,
    title: end.node.title,
    resolvedCount: countOf(end),
  }));
  const [best] = ranked;
  if (best === undefined || countOf(best) === 0) {
    return { ...noOpinion, ends, passedCount };
  }
  const usual = experience.usualWay === null ? null : retraceWay(nodes, experience.usualWay, best.node.key);
  return {
    source: 'EXPERIENCE',
    likelyCause: best.node.title,
    suggestedSteps: describeWay(usual ?? best.way, best.node),
    confidence: lowerBoundOfShare(countOf(best), passedCount),
    ends,
    passedCount,
  };
}

/** What can be said where there is nothing to go by. */
export const noOpinion: ExperienceOpinion = {
  source: 'NONE',
  likelyCause: null,
  suggestedSteps: [],
  confidence: 0,
  ends: [],
  passedCount: 0,
};

/** "Restart the service → It works", step by step, and the end where it leads. */
function describeWay(way: readonly WayStep[], end: WayNode): string[] {
  const steps = way.map(({ node, branch }) => `${node.title} → ${branch.label}`);
  return [...steps, end.title].slice(0, suggestedStepsMax);
}

/** "12 of 15": what the confidence of experience rests on; null when nobody has been here before. */
export function describeBasis(ends: readonly AssessedEnd[], passedCount: number): string | null {
  return passedCount === 0 ? null : `${ends[0]?.resolvedCount ?? 0} of ${passedCount}`;
}
