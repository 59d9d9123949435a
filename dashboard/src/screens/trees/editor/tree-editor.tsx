import './editor.css';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { ApiError } from '../../../api/answer.ts';
import { useRead } from '../../../api/use-api.ts';
import { setTitle } from '../../../live/alerts.ts';
import { Link } from '../../../router.tsx';
import { Button } from '../../../ui/button.tsx';
import { CheckField } from '../../../ui/field.tsx';
import LargeTreePicture from '../../../ui/large-tree-picture.tsx';
import type { Mark } from '../../../ui/picture/parts.tsx';
import { Empty, Failure, Skeleton } from '../../../ui/states.tsx';
import { mayDropTyped } from '../../../ui/use-unsaved.ts';
import { AboutFields } from '../about-fields.tsx';
import { type LoadedTree, treesTree } from '../documents.ts';
import { describeChange, diffTrees, mergeTrees, type NodeChange } from '../model/tree-diff.ts';
import { findNode, nodeOfField } from '../model/tree-draft.ts';
import { StatusChip } from '../status-chip.tsx';
import { Conflict } from './conflict.tsx';
import { Problems } from './problems.tsx';
import { PublishSheet } from './publish-sheet.tsx';
import { StepForm } from './step-form.tsx';
import { StepPicker } from './step-picker.tsx';
import { type Editor, useEditor } from './use-editor.ts';

/** Writes a tree: its steps as a form, and beside it as a picture. */
export default function TreeEditor({ id }: { readonly id: string }) {
  const read = useRead();
  const [tree, setTree] = useState<LoadedTree | null | undefined>(undefined);
  const [error, setError] = useState<ApiError | null>(null);
  const [tries, setTries] = useState(0);
  // Once, and not again after every save: what one writes must not be written over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks again
  useEffect(() => {
    setError(null);
    read(treesTree, { id }).then(
      data => setTree(data.tree),
      (thrown: unknown) =>
        setError(thrown instanceof ApiError ? thrown : new ApiError(String(thrown), 'UNKNOWN')),
    );
  }, [read, id, tries]);
  if (error !== null) return <Failure error={error} retry={() => setTries(tries + 1)} />;
  if (tree === undefined) return <Skeleton lines={8} label="Loading the tree" />;
  if (tree === null) return <Empty title="This tree is not here any more" />;
  return <Desk tree={tree} />;
}

function Desk({ tree }: { readonly tree: LoadedTree }) {
  const editor = useEditor(tree);
  const { draft, error, edit } = editor;
  const { document } = draft;
  const [picked, setPicked] = useState<string | null>(document.rootKey || null);
  const selected = findNode(document, picked)?.key ?? document.nodes[0]?.key ?? null;
  const select = (key: string) => {
    if (key !== selected && mayDropTyped()) setPicked(key);
  };
  const jump = (key: string) => {
    select(key);
    // In a narrow window the form is below what one has pressed.
    requestAnimationFrame(() =>
      window.document.querySelector('.editor-step')?.scrollIntoView({ block: 'nearest' }),
    );
  };
  /** A step that was added is written on at once. */
  const begin = (key: string) => {
    setPicked(key);
    focusOn('.branch-new input', '.editor-step input');
  };
  const leaveDeleted = (next: string) => {
    setPicked(next);
    focusOn('.editor-pick select', '.editor-picker input');
  };
  const [showsChanges, setShowsChanges] = useState(false);
  const published = tree.publishedVersion?.document ?? null;
  const changes = useMemo(
    () => (published === null ? [] : diffTrees(published, document)),
    [published, document],
  );
  useEffect(() => setTitle(`Edit: ${draft.title}`), [draft.title]);
  const pressed = (event: KeyboardEvent) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'z';
    const isRedo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'y';
    if (!isUndo && !isRedo) return;
    event.preventDefault();
    if (isRedo || event.shiftKey) editor.redo();
    else editor.undo();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are a short cut for two buttons
    <div className="editor" onKeyDown={pressed}>
      <Head tree={tree} editor={editor} changes={changes} onSelect={jump} />
      {editor.theirs !== null && <Conflict editor={editor} theirs={editor.theirs} />}
      <div className="editor-desk">
        <div className="editor-form">
          <details className="card">
            <summary>Title, category and tags</summary>
            <div className="form editor-about">
              <AboutFields
                draft={draft}
                error={error}
                onChange={(next, group) => edit(() => next, `about ${group}`)}
              />
            </div>
          </details>
          <StepPicker document={document} selected={selected} edit={edit} onSelect={select} onAdd={begin} />
          {selected !== null && (
            <StepForm
              key={selected}
              document={document}
              stepKey={selected}
              error={nodeOfField(document, error?.field ?? null)?.key === selected ? error : null}
              edit={edit}
              onSelect={select}
              onDelete={leaveDeleted}
            />
          )}
        </div>
        <div className="editor-side">
          <EditorPicture
            editor={editor}
            published={published}
            changes={showsChanges ? changes : null}
            selected={selected}
            onSelect={select}
          />
          {published !== null && (
            <CheckField
              label={`Show what is different from version ${tree.publishedVersion?.number}`}
              checked={showsChanges}
              onChange={({ target }) => setShowsChanges(target.checked)}
            />
          )}
          {showsChanges && <Changes changes={changes} onSelect={jump} />}
          <Problems diagnostics={editor.diagnostics} onSelect={jump} />
        </div>
      </div>
    </div>
  );
}

/** On the first that is there, once what was changed is on the screen. */
function focusOn(...selectors: readonly string[]): void {
  const find = (selector: string) => window.document.querySelector<HTMLElement>(selector);
  setTimeout(() => selectors.map(find).find(Boolean)?.focus());
}

function Head({
  tree,
  editor,
  changes,
  onSelect,
}: {
  readonly tree: LoadedTree;
  readonly editor: Editor;
  readonly changes: readonly NodeChange[];
  onSelect(key: string): void;
}) {
  const [isPublishing, setPublishing] = useState(false);
  return (
    <>
      <p>
        <Link to={`/trees/${tree.id}`}>Back to the tree</Link>
      </p>
      <header className="page-header editor-bar">
        <h1>{editor.draft.title || 'No title'}</h1>
        <StatusChip status={tree.status} />
        <SaveLine editor={editor} onSelect={onSelect} />
        <div className="buttons">
          <Button disabled={!editor.canUndo} onClick={editor.undo}>
            Undo
          </Button>
          <Button disabled={!editor.canRedo} onClick={editor.redo}>
            Redo
          </Button>
          <Button kind="primary" onClick={() => setPublishing(true)}>
            Publish…
          </Button>
        </div>
      </header>
      {isPublishing && (
        <PublishSheet
          tree={tree}
          editor={editor}
          changes={changes}
          onSelect={onSelect}
          onClose={() => setPublishing(false)}
        />
      )}
    </>
  );
}

function SaveLine({ editor, onSelect }: { readonly editor: Editor; onSelect(key: string): void }) {
  const { isSaved, isSaving, error, theirs, draft } = editor;
  if (error !== null && theirs === null) {
    const step = nodeOfField(draft.document, error.field);
    return (
      <div className="editor-save notice notice-danger" role="alert">
        Not saved: {error.message}{' '}
        {step !== null && (
          <Button kind="quiet" onClick={() => onSelect(step.key)}>
            Go to the step
          </Button>
        )}
        <Button kind="quiet" onClick={() => void editor.save()} isBusy={isSaving}>
          Try again
        </Button>
      </div>
    );
  }
  if (theirs !== null)
    return (
      <div className="editor-save notice notice-warning" role="alert">
        Not saved: somebody else has changed this tree.{' '}
        <Button kind="quiet" onClick={goToConflict}>
          Compare
        </Button>
      </div>
    );
  return (
    <p className="editor-save soft small" role="status">
      {isSaved ? 'Saved' : 'Saving…'}
    </p>
  );
}

function goToConflict(): void {
  const heading = window.document.getElementById('conflict-title');
  heading?.parentElement?.scrollIntoView({ block: 'nearest' });
  heading?.focus({ preventScroll: true });
}

function EditorPicture({
  editor: { draft, diagnostics },
  published,
  changes,
  selected,
  onSelect,
}: {
  readonly editor: Editor;
  readonly published: LoadedTree['document'] | null;
  readonly changes: readonly NodeChange[] | null;
  readonly selected: string | null;
  onSelect(key: string): void;
}) {
  const { document } = draft;
  const shown = useMemo(
    () => (changes === null || published === null ? document : mergeTrees(published, document)),
    [changes, published, document],
  );
  const marks = useMemo(() => {
    if (changes !== null) return new Map<string, Mark>(changes.map(({ key, how }) => [key, how]));
    const found = new Map<string, Mark>();
    for (const { nodeKey, severity } of diagnostics) {
      if (nodeKey === null || found.get(nodeKey) === 'error') continue;
      found.set(nodeKey, severity === 'ERROR' ? 'error' : 'warning');
    }
    return found;
  }, [changes, diagnostics]);
  return (
    <div className="editor-picture">
      <LargeTreePicture
        document={shown}
        selected={selected}
        marks={marks}
        onSelect={onSelect}
        label="Picture of the draft"
      />
    </div>
  );
}

function Changes({
  changes,
  onSelect,
}: {
  readonly changes: readonly NodeChange[];
  onSelect(key: string): void;
}) {
  return (
    <ul className="changes" aria-label="What changed">
      {changes.map(change => (
        <li key={change.key} className={`change-${change.how}`}>
          {change.how === 'removed' ? (
            describeChange(change)
          ) : (
            <button type="button" className="link-button" onClick={() => onSelect(change.key)}>
              {describeChange(change)}
            </button>
          )}
        </li>
      ))}
      {changes.length === 0 && <li>No step is different.</li>}
    </ul>
  );
}
