import type { AssessmentPartsFragment } from '../../generated/graphql.ts';

type Assessment = AssessmentPartsFragment;

type End = Assessment['ends'][number];
type Known = Pick<Assessment, 'likelyCause' | 'steps' | 'basis' | 'ends'>;

/** What is left of an assessment when nothing is said twice. */
export interface SaidOnce {
  /** The likely cause is the very step that the case stands at: where those before it were solved. */
  readonly here: End | null;
  readonly steps: Assessment['steps'];
  /** What has helped before, the likeliest first. */
  readonly ends: readonly End[];
}

const endsShown = 4;

/** With little experience the cause, the only suggestion and the only thing that helped are one and the same. */
export function sayOnce({ likelyCause, steps, basis, ends }: Known, currentKey: string | null): SaidOnce {
  const helped = ends.filter(({ resolvedCount }) => resolvedCount > 0);
  const isCause = ({ title }: End) => title === likelyCause;
  const here = helped.find(end => isCause(end) && end.nodeKey === currentKey) ?? null;
  const isSaid = helped.every(isCause) && (here !== null || basis !== null);
  return {
    here,
    steps: steps.every(({ text, risks }) => text === likelyCause && risks.length === 0) ? [] : steps,
    ends: isSaid ? [] : helped.slice(0, endsShown),
  };
}
