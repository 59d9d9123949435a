import { useEffect, useState } from 'react';
import { ApiError } from '../../../api/answer.ts';
import { newKey } from '../../../api/new-key.ts';
import { useAction, useChange } from '../../../api/use-api.ts';
import { navigate } from '../../../router.tsx';
import { Button } from '../../../ui/button.tsx';
import { problemOf, TextArea } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Notice } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { type LoadedTree, treesPublish } from '../documents.ts';
import { describeChange, type NodeChange } from '../model/tree-diff.ts';
import type { Editor } from './use-editor.ts';

/** Makes the draft what new sessions run on. */
export function PublishSheet({
  tree: { id, publishedVersion },
  editor,
  changes,
  onSelect,
  onClose,
}: {
  readonly tree: LoadedTree;
  readonly editor: Editor;
  readonly changes: readonly NodeChange[];
  onSelect(key: string): void;
  onClose(): void;
}) {
  const [changeNote, setChangeNote] = useState('');
  const [key] = useState(newKey);
  const change = useChange();
  const { save, diagnostics, isSaved, error } = editor;
  // What the problems are is known of what is stored.
  useEffect(() => void save(), [save]);
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR');
  const publish = useAction(async () => {
    const revision = await save();
    if (revision === null) throw new ApiError('The draft could not be saved.', 'UNKNOWN');
    const { publishTree } = await change(treesPublish, {
      input: {
        id,
        changeNote: changeNote.trim() || null,
        expectedRevision: revision,
        idempotencyKey: `${key}.${revision}`,
      },
    });
    toast(`Published as version ${publishTree.publishedVersion?.number}`);
    navigate(`/trees/${id}`);
  });
  return (
    <Sheet
      title="Publish"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button
            kind="primary"
            isBusy={publish.isBusy}
            disabled={errors.length > 0 || !isSaved}
            onClick={() => void publish.run()}
          >
            {`Publish version ${(publishedVersion?.number ?? 0) + 1}`}
          </Button>
        </>
      }
    >
      {errors.length > 0 ? (
        <Notice tone="danger">
          <p>
            {errors.length === 1
              ? 'This must be repaired first:'
              : `These ${errors.length} must be repaired first:`}
          </p>
          <ul className="trees-problems">
            {errors.map(({ message, nodeKey }) => (
              <li key={message}>
                {nodeKey === null ? (
                  message
                ) : (
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => {
                      onSelect(nodeKey);
                      onClose();
                    }}
                  >
                    {message}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <p>New sessions run on it from now on. Sessions under way keep the version they started with.</p>
      )}
      {publishedVersion !== null && changes.length > 0 && (
        <details>
          <summary>{changes.length === 1 ? '1 step is' : `${changes.length} steps are`} different</summary>
          <ul className="changes">
            {changes.map(each => (
              <li key={each.key}>{describeChange(each)}</li>
            ))}
          </ul>
        </details>
      )}
      <TextArea
        label="What is new"
        hint="For those who use the tree. One sentence is enough."
        value={changeNote}
        maxLength={500}
        rows={3}
        problem={problemOf(publish.error, 'changeNote')}
        onChange={({ target }) => setChangeNote(target.value)}
      />
      {error !== null && <Notice tone="danger">{`The draft is not saved: ${error.message}`}</Notice>}
      {publish.error !== null && <Notice tone="danger">{publish.error.message}</Notice>}
    </Sheet>
  );
}
