import type { ApiError } from '../../../api/answer.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { nodeKinds } from '../../../ui/picture/node-kinds.ts';
import { Notice } from '../../../ui/states.tsx';
import { mayDropTyped } from '../../../ui/use-unsaved.ts';
import {
  changeNode,
  type Draft,
  findNode,
  isEnd,
  removeNode,
  setRoot,
  type TreeDocument,
} from '../model/tree-draft.ts';
import { Branches } from './branches.tsx';
import { kindOptions } from './new-step.tsx';

export interface StepFormProps {
  readonly document: TreeDocument;
  readonly stepKey: string;
  /** What the API says of this step. */
  readonly error: ApiError | null;
  edit(change: (draft: Draft) => Draft, group?: string): void;
  onSelect(key: string): void;
  /** It is gone; `next` is where one goes on. */
  onDelete(next: string): void;
}

const hints = {
  QUESTION: 'What to find out. Each answer leads on.',
  ACTION: 'What to do, and how it may turn out.',
  SOLUTION: 'The path ends here: it is repaired.',
  ESCALATION: 'The path ends here: somebody else takes over.',
} as const;

/** Everything of one step. */
export function StepForm({ document, stepKey, error, edit, onSelect, onDelete }: StepFormProps) {
  const step = findNode(document, stepKey);
  if (step === null) return null;
  const change = (next: (document: TreeDocument) => TreeDocument, group?: string) =>
    edit(draft => ({ ...draft, document: next(draft.document) }), group && `${group} ${stepKey}`);
  const isRoot = document.rootKey === stepKey;
  const problem = (part: string) => (error?.field?.endsWith(part) ? error.message : null);
  const leadsHere = document.nodes.filter(({ branches }) => branches.some(({ to }) => to === stepKey));
  return (
    <section className="card editor-step" aria-label={`Step: ${step.title}`}>
      <SelectField
        label="Kind"
        value={step.kind}
        options={kindOptions}
        hint={hints[step.kind]}
        onPick={kind => change(now => changeNode(now, stepKey, { kind }))}
      />
      <TextField
        label="Title"
        value={step.title}
        maxLength={300}
        required
        problem={problem('.title')}
        onChange={({ target }) =>
          change(now => changeNode(now, stepKey, { title: target.value }), 'step title')
        }
      />
      <TextArea
        label="Instructions"
        value={step.body ?? ''}
        maxLength={10_000}
        rows={5}
        problem={problem('.body')}
        onChange={({ target }) =>
          change(now => changeNode(now, stepKey, { body: target.value || null }), 'step text')
        }
      />
      {(!isEnd(step.kind) || step.branches.length > 0) && (
        <Branches document={document} step={step} error={error} change={change} onSelect={onSelect} />
      )}
      {leadsHere.length > 0 && (
        <p className="small soft">
          One comes here from{' '}
          {leadsHere.map(({ key, title, kind }, at) => (
            <span key={key}>
              {at > 0 && ', '}
              <button type="button" className="link-button" onClick={() => onSelect(key)}>
                {nodeKinds[kind].sign} {title}
              </button>
            </span>
          ))}
        </p>
      )}
      {leadsHere.length === 0 && !isRoot && (
        <Notice>Nothing leads here yet. Choose this step as the target of an answer.</Notice>
      )}
      <div className="buttons">
        {!isRoot && (
          <Button onClick={() => change(now => setRoot(now, stepKey))}>Make it the first step</Button>
        )}
        <Button
          kind="danger"
          onClick={() => {
            if (!mayDropTyped()) return;
            change(now => removeNode(now, stepKey));
            onDelete(leadsHere[0]?.key ?? document.rootKey);
          }}
        >
          Delete step
        </Button>
      </div>
    </section>
  );
}
