import { useRef, useState } from 'react';
import type { ApiError } from '../../../api/answer.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { nodeKinds } from '../../../ui/picture/node-kinds.ts';
import { useUnsaved } from '../../../ui/use-unsaved.ts';
import {
  addBranch,
  addNode,
  changeBranch,
  findNode,
  raiseBranch,
  removeBranch,
  type TreeBranch,
  type TreeDocument,
  type TreeNode,
} from '../model/tree-draft.ts';
import { orderSteps } from '../model/tree-outline.ts';
import { NewStep } from './new-step.tsx';

interface Props {
  readonly document: TreeDocument;
  readonly step: TreeNode;
  readonly error: ApiError | null;
  change(next: (document: TreeDocument) => TreeDocument, group?: string): void;
  onSelect(key: string): void;
}

/** Cannot be a key: those have no spaces. */
const newStep = 'new step';

/** The answers of a step, and where each leads. */
export function Branches(props: Props) {
  const { document, step, change } = props;
  const [isAdding, setAdding] = useState(step.branches.length === 0);
  const options = orderSteps(document).map(({ key, kind, title }) => ({
    value: key,
    label: `${nodeKinds[kind].sign} ${title}`,
  }));
  return (
    <fieldset className="branches">
      <legend>{step.kind === 'ACTION' ? 'How it may turn out' : 'Answers'}</legend>
      <ol className="branches-list">
        {step.branches.map((branch, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a branch has no name but its place
          <BranchRow key={index} {...props} branch={branch} index={index} options={options} />
        ))}
      </ol>
      {isAdding ? (
        <AddBranch
          options={options}
          onCancel={step.branches.length > 0 ? () => setAdding(false) : undefined}
          onAdd={(label, target) => {
            change(now => {
              const { document: grown, key } =
                typeof target === 'string' ? { document: now, key: target } : addNode(now, target);
              return addBranch(grown, step.key, { label, to: key });
            });
          }}
        />
      ) : (
        <Button onClick={() => setAdding(true)}>Add an answer</Button>
      )}
    </fieldset>
  );
}

type Options = readonly { readonly value: string; readonly label: string }[];

function BranchRow({
  document,
  step,
  branch: { label, to },
  index,
  options,
  error,
  change,
  onSelect,
}: Props & { readonly branch: TreeBranch; readonly index: number; readonly options: Options }) {
  const [isNew, setNew] = useState(false);
  const target = findNode(document, to);
  const missing = target === null ? [{ value: to, label: '! A step that does not exist' }] : [];
  const number = index + 1;
  return (
    <li className="branch-row">
      <TextField
        label={`Answer ${number}`}
        value={label}
        maxLength={120}
        problem={error?.field?.endsWith(`.branches.${index}.label`) ? error.message : null}
        onChange={({ target: { value } }) =>
          change(now => changeBranch(now, step.key, index, { label: value }), `answer ${index}`)
        }
      />
      <SelectField
        label={`Answer ${number} leads to`}
        value={isNew ? newStep : to}
        options={[...missing, ...options, { value: newStep, label: '+ New step…' }]}
        onPick={value => {
          setNew(value === newStep);
          if (value !== newStep) change(now => changeBranch(now, step.key, index, { to: value }));
        }}
      />
      <div className="buttons branch-buttons">
        {target !== null && (
          <Button
            kind="quiet"
            onClick={() => onSelect(to)}
            aria-label={`Go there: where answer ${number} leads`}
          >
            Go there
          </Button>
        )}
        {index > 0 && (
          <Button
            kind="quiet"
            onClick={() => change(now => raiseBranch(now, step.key, index))}
            aria-label={`Move answer ${number} up`}
          >
            Up
          </Button>
        )}
        <Button
          kind="quiet"
          onClick={() => change(now => removeBranch(now, step.key, index))}
          aria-label={`Remove answer ${number}`}
        >
          Remove
        </Button>
      </div>
      {isNew && (
        <NewStep
          label="Title of the new step"
          onCancel={() => setNew(false)}
          onAdd={added => {
            change(now => {
              const { document: grown, key } = addNode(now, added);
              return changeBranch(grown, step.key, index, { to: key });
            });
            setNew(false);
            return true;
          }}
        />
      )}
    </li>
  );
}

type Target = string | Pick<TreeNode, 'kind' | 'title'>;

function AddBranch({
  options,
  onAdd,
  onCancel,
}: {
  readonly options: Options;
  onAdd(label: string, target: Target): void;
  onCancel?(): void;
}) {
  const [label, setLabel] = useState('');
  const [to, setTo] = useState(newStep);
  const [isAsked, setAsked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const unsaved = useUnsaved(label.trim() !== '');
  const add = (target: Target) => {
    // Here one goes on: with what is missing, or with the next answer.
    field.current?.focus();
    if (label.trim() === '') {
      setAsked(true);
      return false;
    }
    unsaved.drop();
    onAdd(label.trim(), target);
    setLabel('');
    setTo(newStep);
    setAsked(false);
    return true;
  };
  return (
    <div className="branch-row branch-new">
      <TextField
        label="New answer"
        ref={field}
        autoFocus={onCancel !== undefined}
        value={label}
        maxLength={120}
        problem={isAsked && label.trim() === '' ? 'Say what the answer is.' : null}
        onChange={({ target }) => setLabel(target.value)}
      />
      <SelectField
        label="It leads to"
        value={to}
        options={[{ value: newStep, label: '+ New step…' }, ...options]}
        onPick={setTo}
      />
      {to === newStep ? (
        <NewStep label="Title of the new step" isFirst={false} onAdd={add} onCancel={onCancel} />
      ) : (
        <div className="buttons">
          <Button kind="primary" onClick={() => add(to)}>
            Add answer
          </Button>
          {onCancel && <Button onClick={onCancel}>Cancel</Button>}
        </div>
      )}
    </div>
  );
}
