import { Button } from '../../../ui/button.tsx';
import { Since } from '../../../ui/since.tsx';
import type { LoadedTree } from '../documents.ts';
import { describeChange, diffTrees } from '../model/tree-diff.ts';
import type { Editor } from './use-editor.ts';

/** Somebody else has stored another draft: what is different, and which of the two to keep. */
export function Conflict({ editor, theirs }: { readonly editor: Editor; readonly theirs: LoadedTree }) {
  const changes = diffTrees(editor.draft.document, theirs.document);
  const hasOtherTitle = theirs.title !== editor.draft.title;
  return (
    <section className="notice notice-warning conflict" aria-labelledby="conflict-title">
      <h2 id="conflict-title" tabIndex={-1}>
        Somebody else has changed this tree
      </h2>
      <p>
        Their draft was stored <Since at={theirs.updatedAt} />. Yours is not stored. Seen from yours, theirs
        has:
      </p>
      <ul className="changes">
        {hasOtherTitle && <li>Another title: “{theirs.title}”</li>}
        {changes.map(change => (
          <li key={change.key}>{describeChange(change)}</li>
        ))}
        {changes.length === 0 && !hasOtherTitle && <li>The same steps; only other texts about the tree.</li>}
      </ul>
      <div className="buttons">
        <Button kind="primary" onClick={editor.takeTheirs}>
          Take theirs
        </Button>
        <Button kind="danger" onClick={editor.keepMine}>
          Write mine over theirs
        </Button>
      </div>
      <p className="small">Take theirs, and Undo brings yours back.</p>
    </section>
  );
}
