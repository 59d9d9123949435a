import './steps.css';
import { useState } from 'react';
import type { StepKind } from '../generated/graphql.ts';
import { Button } from './button.tsx';
import { formatMoment } from './time.tsx';

/** One thing that was tried, from a snapshot or from the session itself. */
export interface Step {
  readonly index: number;
  readonly kind: StepKind;
  readonly nodeTitle: string | null;
  readonly branch: string | null;
  readonly note: string | null;
  readonly actorName: string;
  readonly at: string;
}

interface StepsProps {
  readonly steps: readonly Step[];
  readonly label: string;
  /** Which of many are left out until they are asked for. */
  readonly fold: keyof typeof shownAtFirst;
}

/** How many are shown at the beginning and at the end of a long way. */
const shownAtFirst = {
  /** For who has walked it: the last one is where one is. */
  beginning: { head: 0, tail: 6 },
  /** For who comes new to it: how it began, and where it has come to. */
  middle: { head: 4, tail: 6 },
} as const;
/** Fewer are not worth a button. */
const foldedMin = 3;

/** What was tried, in order: what was asked, what was answered, and what somebody wrote about it. */
export function Steps({ steps, label, fold }: StepsProps) {
  const [isWhole, setWhole] = useState(false);
  const { head, tail } = shownAtFirst[fold];
  const folded = steps.length - head - tail;
  const isLong = folded >= foldedMin;
  const isFolded = isLong && !isWhole;
  const items = steps.map((step, at) => (
    <li key={step.index} className={`step step-${step.kind.toLowerCase()}`}>
      <StepText step={step} />
      {step.note && (
        <p className="step-words" dir="auto">
          {step.note}
        </p>
      )}
      <p className="step-by">
        {((isFolded && at === head + folded) || steps[at - 1]?.actorName !== step.actorName) && (
          <span>{step.actorName}</span>
        )}
        <time dateTime={step.at}>{formatMoment(step.at)}</time>
      </p>
    </li>
  ));
  return (
    <ol className="steps" aria-label={label}>
      {items.slice(0, head)}
      {isLong && (
        <li className="step step-fold">
          <Button kind="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole
              ? 'Show fewer'
              : head === 0
                ? `${folded} earlier steps`
                : `Show all ${steps.length} steps`}
          </Button>
        </li>
      )}
      {items.slice(isFolded ? head + folded : head)}
    </ol>
  );
}

function StepText({ step: { kind, nodeTitle, branch, note } }: { readonly step: Step }) {
  if (kind === 'ANSWER')
    return (
      <p className="step-text" dir="auto">
        {nodeTitle}
        <strong className="step-given">{branch}</strong>
      </p>
    );
  if (kind === 'NOTE')
    return <p className="step-text step-quiet">{nodeTitle === null ? 'Note' : `Note at “${nodeTitle}”`}</p>;
  if (kind === 'HANDOFF') return <p className="step-text step-quiet">{describeHandoff(note)}</p>;
  return <p className="step-text step-quiet">{kind === 'CLAIM' ? 'Taken over' : 'Given back'}</p>;
}

/** Who parks keeps the note to themselves; an escalation always has one, and a release says so in its own. */
function describeHandoff(note: string | null): string {
  if (!note) return 'Parked';
  return /^Released(?:\.$|: )/.test(note) ? 'Back to the queue' : 'Escalated';
}

/** The keys of the nodes that were walked, in order, the one where it stands last. */
export function walkedKeys(
  steps: readonly { readonly kind: StepKind; readonly nodeKey: string | null }[],
  currentKey: string | null,
): readonly string[] {
  const answered = steps.flatMap(({ kind, nodeKey }) => (kind === 'ANSWER' && nodeKey ? [nodeKey] : []));
  return currentKey === null ? answered : [...answered, currentKey];
}
