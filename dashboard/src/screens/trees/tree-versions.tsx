import { useMemo, useState } from 'react';
import type { Loaded } from '../../api/use-api.ts';
import { useData } from '../../api/use-api.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Await, Empty, Skeleton } from '../../ui/states.tsx';
import { Moment } from '../../ui/time.tsx';
import TreePicture from '../../ui/tree-picture.tsx';
import { type LoadedTree, treesVersion, treesVersions, type VersionRow } from './documents.ts';
import { describeChange, diffTrees, mergeTrees } from './model/tree-diff.ts';
import type { TreeDocument } from './model/tree-draft.ts';

interface Shown {
  /** Null: `to` alone, and not compared. */
  readonly from: string | null;
  readonly to: string;
}

/** All that was published of a tree: each version, and what is different between two of them. */
export function TreeVersions({ tree }: { readonly tree: LoadedTree }) {
  const loaded = useData(treesVersions, { id: tree.id, after: null });
  const [shown, setShown] = useState<Shown | null>(null);
  return (
    <Await loaded={loaded}>
      {({ tree: found }) => {
        const versions = found?.versions.nodes ?? [];
        if (versions.length === 0)
          return <Empty title="Not published yet">Every time it is published, a version is kept here.</Empty>;
        return (
          <div className="versions">
            <ol className="versions-list" aria-label="Versions">
              {versions.map((version, at) => (
                <VersionItem
                  key={version.id}
                  version={version}
                  before={versions[at + 1] ?? null}
                  isShown={shown?.to === version.id}
                  onShow={setShown}
                />
              ))}
              {found?.versions.pageInfo.hasNextPage && (
                <li className="soft small">Older ones are kept too.</li>
              )}
            </ol>
            <div className="versions-shown">
              {shown === null ? (
                <Empty title="Choose a version">Look at it as it was, or at what it changed.</Empty>
              ) : (
                <ShownVersion
                  key={JSON.stringify(shown)}
                  shown={shown}
                  versions={versions}
                  tree={tree}
                  onShow={setShown}
                />
              )}
            </div>
          </div>
        );
      }}
    </Await>
  );
}

function VersionItem({
  version: { id, number, changeNote, publishedAt, publishedBy },
  before,
  isShown,
  onShow,
}: {
  readonly version: VersionRow;
  readonly before: VersionRow | null;
  readonly isShown: boolean;
  onShow(shown: Shown): void;
}) {
  return (
    <li className="card version" aria-current={isShown ? 'true' : undefined}>
      <h2>Version {number}</h2>
      <p className="small soft">
        <Moment at={publishedAt} /> by {publishedBy.name}
      </p>
      <p className={changeNote === null ? 'soft' : undefined}>{changeNote ?? 'No note'}</p>
      <div className="buttons">
        <Button aria-label={`Look at it: version ${number}`} onClick={() => onShow({ from: null, to: id })}>
          Look at it
        </Button>
        {before !== null && (
          <Button
            aria-label={`What changed in version ${number}`}
            onClick={() => onShow({ from: before.id, to: id })}
          >
            What changed
          </Button>
        )}
      </div>
    </li>
  );
}

const draftId = 'draft';
const alone = 'alone';

function ShownVersion({
  shown: { from, to },
  versions,
  tree,
  onShow,
}: {
  readonly shown: Shown;
  readonly versions: readonly VersionRow[];
  readonly tree: LoadedTree;
  onShow(shown: Shown): void;
}) {
  const options = [
    { value: draftId, label: 'The draft' },
    ...versions.map(({ id, number }) => ({ value: id, label: `Version ${number}` })),
  ];
  const [after, before] = [useVersion(to, tree), useVersion(from ?? to, tree)];
  const failed = [after, before].find(({ error }) => error !== null);
  return (
    <>
      <div className="form-row">
        <SelectField label="Show" value={to} options={options} onPick={id => onShow({ from, to: id })} />
        <SelectField
          label="Compared with"
          value={from ?? alone}
          options={[{ value: alone, label: 'Nothing' }, ...options]}
          onPick={id => onShow({ from: id === alone ? null : id, to })}
        />
      </div>
      {failed ? (
        <Await loaded={failed}>{() => null}</Await>
      ) : after.data === null || before.data === null ? (
        <Skeleton lines={6} />
      ) : from === null ? (
        <div className="trees-picture">
          <TreePicture document={after.data} label={labelOf(options, to)} />
        </div>
      ) : (
        <Comparison before={before.data} after={after.data} label={labelOf(options, to)} />
      )}
    </>
  );
}

function labelOf(options: readonly { readonly value: string; readonly label: string }[], id: string): string {
  return options.find(({ value }) => value === id)?.label ?? 'Version';
}

function useVersion(id: string, tree: LoadedTree): Loaded<TreeDocument> {
  const loaded = useData(treesVersion, { id }, { isPaused: id === draftId });
  if (id === draftId) return { ...loaded, data: tree.document, error: null };
  const node = loaded.data?.node;
  return { ...loaded, data: node?.__typename === 'TreeVersion' ? node.document : null };
}

/** What is different, in words and in the picture. */
export function Comparison({
  before,
  after,
  label,
}: {
  readonly before: TreeDocument;
  readonly after: TreeDocument;
  readonly label: string;
}) {
  const changes = useMemo(() => diffTrees(before, after), [before, after]);
  const both = useMemo(() => mergeTrees(before, after), [before, after]);
  const marks = useMemo(() => new Map(changes.map(({ key, how }) => [key, how])), [changes]);
  return (
    <>
      <ul className="changes" aria-label="What changed">
        {changes.map(change => (
          <li key={change.key} className={`change-${change.how}`}>
            {describeChange(change)}
          </li>
        ))}
        {changes.length === 0 && <li>No step is different.</li>}
      </ul>
      <div className="trees-picture">
        <TreePicture document={both} marks={marks} label={`${label}, with what changed`} />
      </div>
    </>
  );
}
