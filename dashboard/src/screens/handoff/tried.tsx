import { useState } from 'react';
import { useData } from '../../api/use-api.ts';
import { lazyPart } from '../../lazy-part.tsx';
import { Boundary } from '../../ui/boundary.tsx';
import { Button } from '../../ui/button.tsx';
import { Await, Skeleton } from '../../ui/states.tsx';
import { Steps, walkedKeys } from '../../ui/steps.tsx';
import { type HandoffDetail, handoffTree } from './documents.ts';
import { keepNearWay } from './near-way.ts';

const TreePicture = lazyPart(() => import('../../ui/tree-picture.tsx'));

/** The way that was walked: as a list with everything that was written, and as a picture in its tree. */
export function Tried({ handoff }: { readonly handoff: HandoffDetail }) {
  const { snapshot, session } = handoff;
  const hasTree = session.treeVersion !== null;
  return (
    <section className="card handoff-tried" aria-labelledby="handoff-tried-title">
      <header className="handoff-card-header">
        <h2 id="handoff-tried-title">What was tried</h2>
        {snapshot.treeTitle !== null && (
          <p className="soft small">
            {snapshot.treeTitle}
            {snapshot.treeVersionNumber !== null && `, version ${snapshot.treeVersionNumber}`}
          </p>
        )}
      </header>
      <div className="handoff-tried-parts">
        <div className={hasTree ? 'handoff-path' : ''}>
          <Stand handoff={handoff} />
          {snapshot.steps.length === 0 ? (
            <p className="soft">Nothing yet: it was handed over at the start.</p>
          ) : (
            <Steps steps={snapshot.steps} label="Steps that were tried" fold="middle" />
          )}
        </div>
        {hasTree && <Picture handoff={handoff} />}
      </div>
    </section>
  );
}

const standWords = {
  QUESTION: 'It stands at this question',
  ACTION: 'It stands at this step',
  SOLUTION: 'It had come to this solution',
  ESCALATION: 'The tree says to escalate here',
} as const;

function Stand({ handoff: { snapshot } }: { readonly handoff: HandoffDetail }) {
  const node = snapshot.currentNode;
  if (node === null) return null;
  return (
    <div className="handoff-stand">
      <p className="soft small">{standWords[node.kind]}</p>
      <p className="handoff-stand-title" dir="auto">
        {node.title}
      </p>
      {node.body && (
        <p className="handoff-words small" dir="auto">
          {node.body}
        </p>
      )}
    </div>
  );
}

/** On a phone it is shown when it is asked for: it is wide, and what was written says the same. */
function Picture({ handoff }: { readonly handoff: HandoffDetail }) {
  const [isShown, setShown] = useState(() => matchMedia('(min-width: 720px)').matches);
  if (!isShown) return <Button onClick={() => setShown(true)}>Show it as a picture</Button>;
  return <LoadedPicture handoff={handoff} />;
}

function LoadedPicture({ handoff: { id, snapshot } }: { readonly handoff: HandoffDetail }) {
  const loaded = useData(handoffTree, { id });
  const [isWhole, setWhole] = useState(false);
  const currentKey = snapshot.currentNode?.key ?? null;
  const walked = walkedKeys(snapshot.steps, currentKey);
  return (
    <div className="handoff-picture">
      <Await loaded={loaded} lines={6}>
        {({ handoff }) => {
          const version = handoff?.session.treeVersion ?? null;
          if (version === null) return <p className="soft">The tree is gone.</p>;
          const near = keepNearWay(version.document, walked);
          const isCut = near.nodes.length < version.document.nodes.length;
          return (
            <>
              <Boundary fallback={<Skeleton lines={6} />}>
                <TreePicture
                  key={isWhole ? 'whole' : 'near'}
                  document={isWhole ? version.document : near}
                  walked={walked}
                  current={currentKey}
                  label="The way through the tree"
                />
              </Boundary>
              {isCut && (
                <Button kind="quiet" onClick={() => setWhole(!isWhole)}>
                  {isWhole ? 'Show the way alone' : 'Show the whole tree'}
                </Button>
              )}
            </>
          );
        }}
      </Await>
    </div>
  );
}
