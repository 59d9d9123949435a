import { type FormEvent, useEffect, useState } from 'react';
import { newKey } from '../../api/new-key.ts';
import { useAction, useChange } from '../../api/use-api.ts';
import { setTitle } from '../../live/alerts.ts';
import { Link, navigate } from '../../router.tsx';
import { Button } from '../../ui/button.tsx';
import { problemOf } from '../../ui/field.tsx';
import { Notice } from '../../ui/states.tsx';
import { useUnsaved } from '../../ui/use-unsaved.ts';
import { AboutFields } from './about-fields.tsx';
import { treesCreate } from './documents.ts';
import { type Draft, emptyDraft, nodeOfField, toInput } from './model/tree-draft.ts';
import { parseTreeFile } from './model/tree-json.ts';

/** More than any tree within the limits. */
const fileBytesMax = 8_000_000;
const shown = ['title', 'description', 'category', 'tags'];

/** A new tree: empty, or from a file. */
export default function NewTree() {
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [key, setKey] = useState(newKey);
  const change = useChange();
  const unsaved = useUnsaved(draft !== emptyDraft);
  const create = useAction(async () => {
    const { createTree } = await change(treesCreate, { input: { ...toInput(draft), idempotencyKey: key } });
    unsaved.drop();
    navigate(`/trees/${createTree.id}/edit`, 'replace');
  });
  useEffect(() => setTitle('New tree'), []);
  const edit = (next: Draft) => {
    setDraft(next);
    // Another tree than the one that was asked for before.
    setKey(newKey());
  };
  const open = async (file: File) => {
    create.clear();
    if (file.size > fileBytesMax) return setProblems(['This file is too large for a tree.']);
    const read = parseTreeFile(await file.text(), file.name);
    setProblems(read.problems ?? []);
    if (read.draft !== null) edit(read.draft);
  };
  const { error } = create;
  const isElsewhere = error !== null && !shown.some(field => problemOf(error, field));
  const count = draft.document.nodes.length;
  return (
    <section className="page trees-new" aria-labelledby="new-tree-title">
      <p>
        <Link to="/trees">Trees</Link>
      </p>
      <h1 id="new-tree-title">New tree</h1>
      <form
        className="form card"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void create.run();
        }}
      >
        <AboutFields draft={draft} error={error} onChange={edit} isNew />
        {count > 0 && (
          <Notice tone="success">{`The file has ${count === 1 ? '1 step' : `${count} steps`}.`}</Notice>
        )}
        {isElsewhere && (
          <Notice tone="danger">
            {nodeOfField(draft.document, error.field) !== null &&
              `Step “${nodeOfField(draft.document, error.field)?.title}”: `}
            {error.message}
          </Notice>
        )}
        <div className="buttons">
          <Button type="submit" kind="primary" isBusy={create.isBusy}>
            {count > 0 ? 'Create from the file' : 'Create and write steps'}
          </Button>
          <label className="button button-plain trees-file">
            Open a file…
            <input
              type="file"
              accept=".json,application/json"
              className="only-heard"
              onChange={({ target }) => {
                const [file] = target.files ?? [];
                if (file) void open(file);
                // So that the same file can be chosen again once it is repaired.
                target.value = '';
              }}
            />
          </label>
        </div>
        <p className="field-hint">A file is a tree that was exported as JSON.</p>
        {problems.length > 0 && (
          <Notice tone="danger">
            <p>The file cannot be used:</p>
            <ul className="trees-problems">
              {problems.map(problem => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Notice>
        )}
      </form>
    </section>
  );
}
