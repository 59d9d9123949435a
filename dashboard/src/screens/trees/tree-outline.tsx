import { useMemo } from 'react';
import { nodeKinds } from '../../ui/picture/node-kinds.ts';
import { Empty } from '../../ui/states.tsx';
import type { TreeDocument, TreeNode } from './model/tree-draft.ts';
import { orderSteps } from './model/tree-outline.ts';

/** A tree in words, to read from the top or to jump about in. */
export function TreeOutline({ document }: { readonly document: TreeDocument }) {
  const steps = useMemo(() => orderSteps(document), [document]);
  const titles = useMemo(() => new Map(steps.map(({ key, title }) => [key, title])), [steps]);
  if (steps.length === 0) return <Empty title="No steps yet" />;
  return (
    <ol className="outline">
      {steps.map(step => (
        <li key={step.key} id={`step-${step.key}`} className="card outline-step" tabIndex={-1}>
          <Step step={step} titles={titles} />
        </li>
      ))}
    </ol>
  );
}

function Step({
  step: { kind, title, body, branches },
  titles,
}: {
  readonly step: TreeNode;
  readonly titles: ReadonlyMap<string, string>;
}) {
  return (
    <>
      <p className={`outline-kind outline-${kind.toLowerCase()}`}>
        <span aria-hidden="true">{nodeKinds[kind].sign} </span>
        {nodeKinds[kind].word}
      </p>
      <h2>{title}</h2>
      {body !== null && <p className="outline-body">{body}</p>}
      {branches.length > 0 && (
        <ul className="outline-branches">
          {branches.map(({ label, to }) => (
            <li key={JSON.stringify([label, to])}>
              <strong>{label}</strong> →{' '}
              {titles.has(to) ? (
                <a
                  href={`#step-${to}`}
                  onClick={event => {
                    event.preventDefault();
                    const target = document.getElementById(`step-${to}`);
                    target?.scrollIntoView({ block: 'start' });
                    target?.focus({ preventScroll: true });
                  }}
                >
                  {titles.get(to)}
                </a>
              ) : (
                <em>a step that does not exist</em>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
