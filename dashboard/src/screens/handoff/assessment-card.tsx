import './assessment-card.css';
import type { AssessmentPartsFragment } from '../../generated/graphql.ts';
import { describeMasked } from '../../ui/describe-masked.ts';
import { type SaidOnce, sayOnce } from './say-once.ts';

export type Assessment = AssessmentPartsFragment;

const tierWords: Record<Assessment['confidenceTier'], string> = {
  DISCOVERY: 'A first guess',
  EXPLORING: 'Some experience',
  GUIDED: 'Well known',
};

const tierTones: Record<Assessment['confidenceTier'], string> = {
  DISCOVERY: 'chip',
  EXPLORING: 'chip chip-info',
  GUIDED: 'chip chip-success',
};

type Risk = Assessment['steps'][number]['risks'][number];

const riskWords: Record<Risk, string> = {
  DISABLES_PROTECTION: 'turns off protection',
  RUNS_DOWNLOAD: 'runs a download',
  DELETES_DATA: 'deletes data',
};

interface AssessmentCardProps {
  readonly assessment: Assessment;
  /** The step of the tree that the case stands at. */
  readonly currentKey: string | null;
  /** Beside the work, where it says nothing as long as nothing is known. */
  readonly isSmall?: boolean;
}

/** What it may come from and what to try next, with how much there is behind it. */
export function AssessmentCard({ assessment, currentKey, isSmall = false }: AssessmentCardProps) {
  const { likelyCause, basis, confidence, confidenceTier } = assessment;
  const { here, steps, ends } = sayOnce(assessment, currentKey);
  const isKnown = assessment.ends.some(({ passedCount }) => passedCount > 0);
  const hasAnything = likelyCause !== null || steps.length > 0 || isKnown;
  if (isSmall && !hasAnything) return null;
  return (
    <section
      className={`card handoff-assessment ${isSmall ? 'handoff-assessment-small' : ''}`}
      aria-labelledby="handoff-assessment-title"
    >
      <header>
        <h2 id="handoff-assessment-title">Likely cause</h2>
        {hasAnything && (
          <span className={tierTones[confidenceTier]}>
            {tierWords[confidenceTier]}
            {likelyCause !== null && ` · ${Math.round(confidence * 100)} %`}
          </span>
        )}
      </header>
      {likelyCause && (
        <p className="handoff-cause" dir="auto">
          {here && <span className="soft">{`It stands where ${describeSolved(here)} solved: `}</span>}
          {likelyCause}
          {!here && basis && ' '}
          {!here && basis && <span className="soft">{basis} sessions</span>}
        </p>
      )}
      <Waiting assessment={assessment} hasAnything={hasAnything} />
      {steps.length > 0 && (
        <>
          <h3>Try next</h3>
          <ol className="handoff-suggested">
            {steps.map(step => (
              <li key={step.text}>
                <span dir="auto">{step.text}</span>
                <Risks risks={step.risks} />
              </li>
            ))}
          </ol>
        </>
      )}
      <Unsolved assessment={assessment} />
      <Ends ends={ends} />
      {hasAnything && <p className="soft small">{describeSource(assessment)}</p>}
    </section>
  );
}

/** What to check before the step is carried out. */
function Risks({ risks }: { readonly risks: readonly Risk[] }) {
  return risks.map(risk => (
    <strong key={risk} className="chip chip-warning">
      {`Check first: ${riskWords[risk]}`}
    </strong>
  ));
}

/** Such as "3 of 4 sessions were". */
function describeSolved({ resolvedCount, passedCount }: NonNullable<SaidOnce['here']>): string {
  if (passedCount === 1) return 'one session was';
  return `${resolvedCount} of ${passedCount} sessions ${resolvedCount === 1 ? 'was' : 'were'}`;
}

function Waiting({ assessment, hasAnything }: { assessment: Assessment; hasAnything: boolean }) {
  const { status, modelStatus } = assessment;
  if (status === 'PENDING') return <p className="soft">It is being worked out. It appears here by itself.</p>;
  if (!hasAnything)
    return (
      <p className="soft">
        Nothing is known yet: no finished session has passed this way.
        {modelStatus === 'FAILED' && ' The language model was asked and did not answer.'}
      </p>
    );
  return null;
}

/** Others came this way, and nothing helped. */
function Unsolved({ assessment: { ends } }: { readonly assessment: Assessment }) {
  const passed = Math.max(0, ...ends.map(({ passedCount }) => passedCount));
  if (passed === 0 || ends.some(({ resolvedCount }) => resolvedCount > 0)) return null;
  return (
    <p className="soft">
      {passed === 1
        ? 'One finished session came this way, and was not solved.'
        : `${passed} finished sessions came this way, and none was solved.`}
    </p>
  );
}

/** How often what has helped before. */
function Ends({ ends }: Pick<SaidOnce, 'ends'>) {
  if (ends.length === 0) return null;
  return (
    <>
      <h3>What helped others who came this way</h3>
      <ul className="handoff-ends">
        {ends.map(({ nodeKey, title, resolvedCount, passedCount }) => (
          <li key={nodeKey}>
            <span>{title}</span>
            <span className="soft">{`${resolvedCount} of ${passedCount}`}</span>
            <meter min={0} max={passedCount} value={resolvedCount} aria-label={title} />
          </li>
        ))}
      </ul>
    </>
  );
}

function describeSource({ source, modelStatus, model, maskedCount }: Assessment): string {
  const parts = [
    source === 'MODEL'
      ? `Written by a language model${model === null ? '' : ` (${model})`}: check it before you trust it.`
      : 'Counted from your finished sessions.',
    modelStatus === 'PENDING' ? 'A language model is being asked as well.' : '',
    modelStatus === 'FAILED' ? 'The language model was asked and did not answer.' : '',
    modelStatus === 'ANSWERED' && maskedCount > 0 ? describeMasked(maskedCount) : '',
  ];
  return parts.filter(Boolean).join(' ');
}
