import { type KeyboardEvent, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { type NodeKind, nodeKindList, nodeKinds } from '../../../ui/picture/node-kinds.ts';
import { useUnsaved } from '../../../ui/use-unsaved.ts';

export const kindOptions = nodeKindList.map(value => ({ value, label: nodeKinds[value].word }));

/** Title and kind of a step that is not there yet. */
export function NewStep({
  label,
  onAdd,
  onCancel,
  isFirst = true,
}: {
  readonly label: string;
  /** Whether one begins here when one has asked for it. */
  readonly isFirst?: boolean;
  /** Says whether it was taken. */
  onAdd(step: { readonly kind: NodeKind; readonly title: string }): boolean;
  onCancel?(): void;
}) {
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<NodeKind>('QUESTION');
  const [isAsked, setAsked] = useState(false);
  const unsaved = useUnsaved(title.trim() !== '');
  const add = () => {
    if (title.trim() === '') setAsked(true);
    else if (onAdd({ kind, title: title.trim() })) {
      unsaved.drop();
      setTitle('');
      setKind('QUESTION');
      setAsked(false);
    }
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  };
  return (
    <div className="new-step">
      <TextField
        label={label}
        value={title}
        maxLength={300}
        autoFocus={isFirst && onCancel !== undefined}
        problem={isAsked && title.trim() === '' ? 'Give it a title first.' : null}
        onKeyDown={pressed}
        onChange={({ target }) => setTitle(target.value)}
      />
      <SelectField
        label="Kind of the new step"
        value={kind}
        options={kindOptions}
        onPick={next => setKind(next)}
      />
      <div className="buttons">
        <Button kind="primary" onClick={add}>
          Add step
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </div>
  );
}
