import { type FormEvent, useEffect, useState } from 'react';
import { canHandle, useMe } from '../../api/me.tsx';
import { newKey } from '../../api/new-key.ts';
import { useAction, useChange, useData } from '../../api/use-api.ts';
import { setTitle } from '../../live/alerts.ts';
import { Link, navigate, usePlace } from '../../router.tsx';
import { Button } from '../../ui/button.tsx';
import { problemOf, TextArea, TextField } from '../../ui/field.tsx';
import { Empty, Notice } from '../../ui/states.tsx';
import { useUnsaved } from '../../ui/use-unsaved.ts';
import { type WorkTree, workStart, workTree } from './documents.ts';
import { TreePicker } from './tree-picker.tsx';

/** Where a session begins: what is wrong, at whose place, and the tree to follow. */
export function NewSession() {
  const me = useMe();
  useEffect(() => setTitle('Start a session'), []);
  if (!canHandle(me))
    return (
      <Empty title="Not for your role">Engineers work on sessions; you can read the finished ones.</Empty>
    );
  return (
    <div className="page work-new">
      <header className="page-header">
        <h1>Start a session</h1>
      </header>
      <NewSessionForm />
    </div>
  );
}

function NewSessionForm() {
  const [key] = useState(newKey);
  const treeId = new URLSearchParams(usePlace().search).get('tree');
  const given = useData(workTree, { id: treeId ?? '' }, { isPaused: treeId === null });
  const [picked, setPicked] = useState<WorkTree | null | undefined>(undefined);
  const tree = picked === undefined ? (given.data?.tree ?? null) : picked;
  const [problem, setProblem] = useState('');
  const [clientName, setClientName] = useState('');
  const [ticketRef, setTicketRef] = useState('');
  const isBegun = [problem, clientName, ticketRef].some(text => text.trim() !== '') || Boolean(picked);
  const unsaved = useUnsaved(isBegun);
  const change = useChange();
  const start = useAction(async () => {
    const { startSession } = await change(workStart, {
      input: {
        problem: problem.trim(),
        clientName: clientName.trim() || null,
        ticketRef: ticketRef.trim() || null,
        treeId: tree?.id ?? null,
        idempotencyKey: key,
      },
    });
    unsaved.drop();
    navigate(`/sessions/${startSession.id}`, 'replace');
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void start.run();
  };
  const isNamed = ['problem', 'clientName', 'ticketRef', 'treeId'].some(
    field => problemOf(start.error, field) !== null,
  );
  return (
    <form className="form card" onSubmit={submit}>
      <TextArea
        label="What is wrong?"
        hint="As you would tell a colleague who takes over."
        value={problem}
        maxLength={2_000}
        rows={3}
        required
        autoFocus
        problem={problemOf(start.error, 'problem')}
        onChange={({ target }) => setProblem(target.value)}
      />
      <div className="form-row">
        <TextField
          label="Client (optional)"
          value={clientName}
          maxLength={120}
          autoComplete="off"
          problem={problemOf(start.error, 'clientName')}
          onChange={({ target }) => setClientName(target.value)}
        />
        <TextField
          label="Ticket (optional)"
          value={ticketRef}
          maxLength={60}
          autoComplete="off"
          problem={problemOf(start.error, 'ticketRef')}
          onChange={({ target }) => setTicketRef(target.value)}
        />
      </div>
      <TreePicker tree={tree} onPick={setPicked} problem={problemOf(start.error, 'treeId')} />
      {start.error && !isNamed && <Notice tone="danger">{start.error.message}</Notice>}
      <div className="buttons">
        <Button type="submit" kind="primary" isBusy={start.isBusy} disabled={problem.trim() === ''}>
          Start
        </Button>
        <Link to="/work" className="button button-quiet">
          Cancel
        </Link>
      </div>
    </form>
  );
}
