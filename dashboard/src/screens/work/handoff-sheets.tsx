import { useRef, useState } from 'react';
import { useAction, useChange } from '../../api/use-api.ts';
import { Button } from '../../ui/button.tsx';
import { problemOf, TextArea } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Notice } from '../../ui/states.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useUnsaved } from '../../ui/use-unsaved.ts';
import { workRelease, workReturn, workWithdraw } from './documents.ts';

interface HandoffSheetProps {
  readonly handoffId: string;
  onClose(): void;
  onDone(): void;
}

interface WordsSheetProps extends HandoffSheetProps {
  readonly title: string;
  readonly intro: string;
  readonly label: string;
  readonly hint?: string;
  readonly button: string;
  readonly field: string;
  readonly isRequired?: boolean;
  /** What was begun elsewhere. */
  readonly draft?: string;
  send(words: string): Promise<void>;
}

/** A sheet in which one writes a few words and sends them off. */
function WordsSheet({
  handoffId,
  title,
  intro,
  label,
  hint,
  button,
  field,
  isRequired,
  draft = '',
  send,
  onClose,
  onDone,
}: WordsSheetProps) {
  const [words, setWords] = useDraft(`${handoffId}/${field}`, draft);
  const [isAsked, setAsked] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const isMissing = isRequired === true && words.trim() === '';
  const unsaved = useUnsaved(words !== draft);
  const action = useAction(async () => {
    if (isMissing) {
      setAsked(true);
      form.current?.querySelector('textarea')?.focus();
      return;
    }
    await send(words.trim());
    unsaved.drop();
    onDone();
  });
  const close = () => {
    if (unsaved.mayDrop()) onClose();
  };
  const problem = problemOf(action.error, field);
  return (
    <Sheet
      title={title}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" isBusy={action.isBusy} onClick={() => void action.run()}>
            {button}
          </Button>
        </>
      }
    >
      <p>{intro}</p>
      <div ref={form}>
        <TextArea
          label={label}
          hint={hint}
          value={words}
          problem={isAsked && isMissing ? 'Write this first.' : problem}
          required={isRequired}
          onChange={({ target }) => setWords(target.value)}
        />
      </div>
      {action.error && problem === null && <Notice tone="danger">{action.error.message}</Notice>}
    </Sheet>
  );
}

/** Its maker takes an open escalation back. */
export function WithdrawSheet({ handoffId, onClose, onDone }: HandoffSheetProps) {
  const change = useChange();
  return (
    <WordsSheet
      handoffId={handoffId}
      title="Take it back"
      intro="It leaves the queue, and you go on with the session yourself."
      label="Why (optional)"
      button="Take it back"
      field="reason"
      send={async reason =>
        void (await change(workWithdraw, { input: { handoffId, reason: reason || null } }))
      }
      onClose={onClose}
      onDone={onDone}
    />
  );
}

/** Back into the queue. `from` is whose it was, when somebody in charge does it. */
export function ReleaseSheet({
  handoffId,
  from,
  onClose,
  onDone,
}: HandoffSheetProps & { readonly from: string | null }) {
  const change = useChange();
  return (
    <WordsSheet
      handoffId={handoffId}
      title="Release"
      intro={
        from === null
          ? 'It goes back into the queue for somebody else, with everything that was done so far.'
          : `It is taken from ${from} and goes back into the queue, with everything that was done so far.`
      }
      label="Why (optional)"
      button="Release"
      field="reason"
      send={async reason =>
        void (await change(workRelease, { input: { handoffId, reason: reason || null } }))
      }
      onClose={onClose}
      onDone={onDone}
    />
  );
}

/** Back to its maker, with guidance. */
export function ReturnSheet({
  handoffId,
  to,
  draft,
  onClose,
  onDone,
}: HandoffSheetProps & { readonly to: string; readonly draft?: string }) {
  const change = useChange();
  return (
    <WordsSheet
      handoffId={handoffId}
      title="Give it back with guidance"
      intro={`${to} gets the session back and goes on with what you write here.`}
      label="Guidance"
      hint="What to try, what to look for, when to come back to you."
      button="Give it back"
      draft={draft}
      field="guidance"
      isRequired
      send={async guidance => void (await change(workReturn, { input: { handoffId, guidance } }))}
      onClose={onClose}
      onDone={onDone}
    />
  );
}
