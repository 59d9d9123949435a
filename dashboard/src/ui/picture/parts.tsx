import { memo } from 'react';
import { type Arrow, type Box, boxPadding, headHeight, labelLineHeight, lineHeight } from './lay-out-tree.ts';
import { nodeKinds } from './node-kinds.ts';

export type Mark = 'error' | 'warning' | 'added' | 'changed' | 'removed' | 'more';

export const markWords: Record<Mark, string> = {
  error: 'Problem',
  warning: 'Hint',
  added: 'New',
  changed: 'Changed',
  removed: 'Removed',
  more: 'Leads on',
};

export interface StepProps {
  readonly box: Box;
  readonly said: string;
  readonly isWalked: boolean;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly isPressable: boolean;
  readonly isTabStop: boolean;
  readonly mark: Mark | null;
}

/** One step. Painted anew only when something of it has changed: there may be a thousand. */
export const Step = memo(function Step(props: StepProps) {
  const { box, said, isWalked, isCurrent, isSelected, isPressable, isTabStop, mark } = props;
  const { key, kind, lines, width, height } = box;
  const classes = [
    'step-box',
    kind === null ? 'step-missing' : `step-${kind.toLowerCase()}`,
    isWalked ? 'is-walked' : '',
    isSelected ? 'is-selected' : '',
    mark === null ? '' : `has-mark mark-${mark}`,
  ];
  const isEnd = kind === 'SOLUTION' || kind === 'ESCALATION';
  const radius = isEnd ? 24 : kind === 'QUESTION' ? 12 : 4;
  return (
    <g className={classes.join(' ')} transform={`translate(${box.x} ${box.y})`}>
      {isCurrent && (
        <rect className="step-ring" x="-6" y="-6" width={width + 12} height={height + 12} rx={radius + 6} />
      )}
      {/* What is heard is one sentence; what is seen beside it is made of pieces. */}
      <g
        className="step-handle"
        data-key={kind === null ? undefined : key}
        {...(isPressable && kind !== null ? { role: 'button', 'aria-pressed': isSelected } : { role: 'img' })}
        aria-label={said}
        tabIndex={kind === null ? undefined : isTabStop ? 0 : -1}
      >
        <rect className="step-shape" width={width} height={height} rx={radius} />
      </g>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus */}
      <g className="step-words" aria-hidden="true">
        <text className="step-head" x={boxPadding} y={boxPadding + 11}>
          <tspan className="step-sign">{kind === null ? '!' : nodeKinds[kind].sign}</tspan>
          <tspan dx="6">{kind === null ? 'Missing' : nodeKinds[kind].word}</tspan>
          {box.isRoot && <tspan> · first step</tspan>}
          {isCurrent && <tspan className="step-here"> · here</tspan>}
        </text>
        <text className="step-title" x={boxPadding} y={boxPadding + headHeight + 12}>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same, and they never move
            <tspan key={`${at} ${line}`} x={boxPadding} dy={at === 0 ? 0 : lineHeight}>
              {line}
            </tspan>
          ))}
        </text>
        {mark !== null && <Badge mark={mark} x={width - 8} />}
      </g>
    </g>
  );
});

function Badge({ mark, x }: { readonly mark: Mark; readonly x: number }) {
  const width = markWords[mark].length * 6.6 + 14;
  return (
    <g className="step-badge" transform={`translate(${x - width} -9)`}>
      <rect width={width} height="18" rx="9" />
      <text className="step-badge-text" x={width / 2} y="13">
        {markWords[mark]}
      </text>
    </g>
  );
}

export interface BranchProps {
  readonly arrow: Arrow;
  readonly isWalked: boolean;
  readonly isFaint: boolean;
  readonly headId: string;
}

/** One branch, without its words: those come over all the lines. */
export const BranchLine = memo(function BranchLine({ arrow, isWalked, isFaint, headId }: BranchProps) {
  return (
    <path
      className={`branch ${isWalked ? 'is-walked' : ''} ${isFaint ? 'is-faint' : ''}`}
      d={arrow.path}
      markerEnd={`url(#${headId}${isWalked ? '-walked' : ''})`}
    />
  );
});

export const BranchLabel = memo(function BranchLabel({
  arrow: { labelBox, label },
  isWalked,
}: {
  readonly arrow: Arrow;
  readonly isWalked: boolean;
}) {
  if (labelBox === null) return null;
  return (
    <g
      className={`branch-label ${isWalked ? 'is-walked' : ''}`}
      transform={`translate(${labelBox.x} ${labelBox.y})`}
    >
      <title>{label}</title>
      <rect width={labelBox.width} height={labelBox.height} rx="5" />
      <text y="14">
        {labelBox.lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same, and they never move
          <tspan key={`${at} ${line}`} x={labelBox.width / 2} dy={at === 0 ? 0 : labelLineHeight}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
});
