import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { nodeKinds } from '../../../ui/picture/node-kinds.ts';
import { addNode, type Draft, type TreeDocument } from '../model/tree-draft.ts';
import { orderSteps } from '../model/tree-outline.ts';
import { NewStep } from './new-step.tsx';

/** Goes to a step without the picture, and adds one that nothing leads to yet. */
export function StepPicker({
  document,
  selected,
  edit,
  onSelect,
  onAdd,
}: {
  readonly document: TreeDocument;
  readonly selected: string | null;
  edit(change: (draft: Draft) => Draft): void;
  onSelect(key: string): void;
  onAdd(key: string): void;
}) {
  const isEmpty = document.nodes.length === 0;
  const [isAdding, setAdding] = useState(false);
  const options = orderSteps(document).map(({ key, kind, title }) => ({
    value: key,
    label: `${nodeKinds[kind].sign} ${title}${key === document.rootKey ? ' (first)' : ''}`,
  }));
  return (
    <div className="card editor-picker">
      {!isEmpty && (
        <div className="editor-pick">
          <SelectField label="Step" value={selected ?? ''} options={options} onPick={onSelect} />
          {!isAdding && <Button onClick={() => setAdding(true)}>Add a step</Button>}
        </div>
      )}
      {(isAdding || isEmpty) && (
        <NewStep
          label={isEmpty ? 'First question' : 'Title of the new step'}
          onAdd={step => {
            const added = addNode(document, step);
            edit(draft => ({ ...draft, document: added.document }));
            onAdd(added.key);
            setAdding(false);
            return true;
          }}
          onCancel={isEmpty ? undefined : () => setAdding(false)}
        />
      )}
    </div>
  );
}
