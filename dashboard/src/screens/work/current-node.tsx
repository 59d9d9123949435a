import type { RefObject } from 'react';
import { Button } from '../../ui/button.tsx';
import type { WorkSession } from './documents.ts';

type Node = NonNullable<WorkSession['currentNode']>;

interface CurrentNodeProps {
  readonly node: Node;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly isBusy: boolean;
  /** Whether the escalation that the tree asks for was made, and taken by this person. */
  readonly isTaken: boolean;
  onAnswer(branch: string): void;
  /** What a path ends with. */
  onEnd(): void;
}

const kindWords: Record<Node['kind'], string> = {
  QUESTION: 'Question',
  ACTION: 'Do this',
  SOLUTION: 'Solution',
  ESCALATION: 'Time to escalate',
};

/** What to find out or to do now, and what there is to answer. */
export function CurrentNode({ node, heading, isBusy, isTaken, onAnswer, onEnd }: CurrentNodeProps) {
  return (
    <>
      <p className={`work-kind work-kind-${node.kind.toLowerCase()}`}>
        {node.kind === 'ESCALATION' && isTaken ? 'The tree ends here' : kindWords[node.kind]}
      </p>
      <h2 className="work-title" ref={heading} tabIndex={-1}>
        {node.title}
      </h2>
      {node.body && (
        <p className="work-body" dir="auto">
          {node.body}
        </p>
      )}
      {node.branches.length > 0 && (
        <ul className="work-branches" aria-label="Answers">
          {node.branches.map(({ label }, at) => (
            <li key={label}>
              <Button className="work-branch" disabled={isBusy} onClick={() => onAnswer(label)}>
                {at < 9 && (
                  <span className="work-key" aria-hidden="true">
                    {at + 1}
                  </span>
                )}
                <span>{label}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {node.kind === 'SOLUTION' && (
        <Button kind="primary" className="button-big work-end" onClick={onEnd}>
          It is solved: complete
        </Button>
      )}
      {node.kind === 'ESCALATION' && !isTaken && (
        <Button kind="primary" className="button-big work-end" onClick={onEnd}>
          Escalate to a colleague
        </Button>
      )}
    </>
  );
}
