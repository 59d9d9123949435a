import { useRef, useState } from 'react';
import { useMe } from '../../api/me.tsx';
import { newKey } from '../../api/new-key.ts';
import { useAction, useChange, useData } from '../../api/use-api.ts';
import type { Priority } from '../../generated/graphql.ts';
import { navigate } from '../../router.tsx';
import { Button } from '../../ui/button.tsx';
import { TicketLine } from '../../ui/chips.tsx';
import { problemOf, SelectField, TextArea } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Notice } from '../../ui/states.tsx';
import { Steps } from '../../ui/steps.tsx';
import { toast } from '../../ui/toast.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useUnsaved } from '../../ui/use-unsaved.ts';
import { type WorkSession, workHandOff, workPeople } from './documents.ts';
import type { SessionSheetProps } from './work-sheets.tsx';

const priorities: readonly { readonly value: Priority; readonly label: string }[] = [
  { value: 'LOW', label: 'Low: some time this week' },
  { value: 'NORMAL', label: 'Normal: today' },
  { value: 'HIGH', label: 'High: work stands still for somebody' },
  { value: 'URGENT', label: 'Urgent: many cannot work' },
];

/** Asks a colleague to take over, with everything that was tried. */
export function EscalateSheet({ session, draft, onClose, onDone }: SessionSheetProps) {
  const [key] = useState(newKey);
  const change = useChange();
  const [notes, setNotes] = useDraft(`${session.id}/escalation`, draft);
  const [priority, setPriority] = useState<Priority>('NORMAL');
  const [targetUserId, setTarget] = useState('');
  const unsaved = useUnsaved(notes !== draft);
  const [isAsked, setAsked] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const isMissing = notes.trim() === '';
  const escalate = useAction(async () => {
    if (isMissing) {
      setAsked(true);
      form.current?.querySelector('textarea')?.focus();
      return;
    }
    const { createHandoff } = await change(workHandOff, {
      input: {
        sessionId: session.id,
        intent: 'ESCALATE',
        engineerNotes: notes.trim(),
        priority,
        targetUserId: targetUserId || null,
        idempotencyKey: key,
      },
    });
    unsaved.drop();
    toast('Your colleagues see it now.');
    onDone(createHandoff.session);
    navigate(`/handoffs/${createHandoff.id}`);
  });
  const close = () => {
    if (unsaved.mayDrop()) onClose();
  };
  const isNamed = ['engineerNotes', 'targetUserId'].some(field => problemOf(escalate.error, field) !== null);
  return (
    <Sheet
      title="Escalate"
      size="large"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" isBusy={escalate.isBusy} onClick={() => void escalate.run()}>
            Escalate
          </Button>
        </>
      }
    >
      <div className="escalate-parts">
        <div className="escalate-form" ref={form}>
          <TextArea
            label="What should the next person know?"
            hint="What you think it is, what you are afraid of, who waits at the other end."
            value={notes}
            rows={5}
            maxLength={10_000}
            required
            problem={
              isAsked && isMissing
                ? 'Write this first: it is what your colleague reads before anything else.'
                : problemOf(escalate.error, 'engineerNotes')
            }
            onChange={({ target }) => setNotes(target.value)}
          />
          <SelectField<Priority>
            label="Priority"
            value={priority}
            options={priorities}
            onPick={setPriority}
          />
          <PersonField
            value={targetUserId}
            problem={problemOf(escalate.error, 'targetUserId')}
            onPick={setTarget}
          />
          {escalate.error && !isNamed && <Notice tone="danger">{escalate.error.message}</Notice>}
        </div>
        <SentAlong session={session} />
      </div>
    </Sheet>
  );
}

interface PersonFieldProps {
  readonly value: string;
  readonly problem: string | null;
  onPick(id: string): void;
}

function PersonField({ value, problem, onPick }: PersonFieldProps) {
  const me = useMe();
  const { data } = useData(workPeople, {});
  const people = (data?.users.nodes ?? []).filter(
    ({ id, role, isActive }) => id !== me.id && isActive && role !== 'VIEWER',
  );
  return (
    <SelectField
      label="For"
      hint="Anybody may still take it."
      value={value}
      problem={problem}
      options={[
        { value: '', label: 'Whoever is free' },
        ...people.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onPick={onPick}
    />
  );
}

/** What goes with it by itself. */
function SentAlong({ session }: { readonly session: WorkSession }) {
  const { problem, clientName, ticketRef, currentNode, steps, treeVersion } = session;
  return (
    <section className="escalate-along" aria-label="What they will see">
      <h3>They will see</h3>
      <p>
        <strong>{problem}</strong>
      </p>
      <TicketLine clientName={clientName} ticketRef={ticketRef} />
      {treeVersion && <p className="soft small">{treeVersion.title}</p>}
      {steps.length === 0 ? (
        <p className="soft">No steps yet.</p>
      ) : (
        <Steps
          label="Steps that are sent along"
          fold="middle"
          steps={steps.map(step => ({ ...step, actorName: step.actor.name }))}
        />
      )}
      {currentNode && (
        <p>
          <span className="soft">Now at: </span>
          {currentNode.title}
        </p>
      )}
    </section>
  );
}
