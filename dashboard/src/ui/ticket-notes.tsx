import './ticket-notes.css';
import { useEffect, useState } from 'react';
import { canHandle, isAdmin, useMe } from '../api/me.tsx';
import { newKey } from '../api/new-key.ts';
import { useAction, useChange, useData } from '../api/use-api.ts';
import type { TicketNoteLineFragment } from '../generated/graphql.ts';
import { Link } from '../router.tsx';
import { Button } from './button.tsx';
import { describeMasked } from './describe-masked.ts';
import { TextArea } from './field.tsx';
import { Sheet } from './sheet.tsx';
import { Await, Notice } from './states.tsx';
import {
  ticketNotePost,
  ticketNotePreview,
  ticketNoteRetry,
  ticketNoteWay,
} from './ticket-note-documents.ts';
import { Moment } from './time.tsx';
import { toast } from './toast.tsx';

const kindWords: Record<TicketNoteLineFragment['kind'], string> = {
  ESCALATED: 'About the escalation',
  RETURNED: 'About the guidance',
  COMPLETED: 'About how it ended',
  MANUAL: 'Sent by hand',
};

const skipWords: Record<NonNullable<TicketNoteLineFragment['skipReason']>, string> = {
  BAD_TICKET_REF: 'the ticket number is not one of the ticket system',
  NOT_CONFIGURED: 'no ticket system is connected',
  NO_TICKET_REF: 'there is no ticket',
};

interface TicketNotesProps {
  /** Of a handoff or a session. */
  readonly id: string;
  readonly notes: readonly TicketNoteLineFragment[];
  readonly ticketRef: string | null;
  onChange(): void;
}

/** What the ticket was told, whether it arrived, and a way to tell it more. */
export function TicketNotes({ id, notes, ticketRef, onChange }: TicketNotesProps) {
  const [isPosting, setPosting] = useState(false);
  const canSend = canHandle(useMe());
  useArrival(notes, onChange);
  return (
    <>
      {notes.length === 0 ? (
        <p className="soft">
          {ticketRef === null ? 'There is no ticket to tell.' : `Nothing was written to ${ticketRef} yet.`}
        </p>
      ) : (
        <ul className="ticket-notes">
          {notes.map(note => (
            <TicketNoteItem key={note.id} note={note} canSend={canSend} onChange={onChange} />
          ))}
        </ul>
      )}
      {ticketRef !== null && canSend && <Way id={id} onPost={() => setPosting(true)} />}
      {isPosting && (
        <PostSheet
          id={id}
          onClose={() => setPosting(false)}
          onDone={() => {
            setPosting(false);
            onChange();
          }}
        />
      )}
    </>
  );
}

/** What was written just now is sent within seconds, and no event says so. */
const lookMs = 2_000;
const youngMs = 60_000;

/** Looks again while a new note is on its way. One that has to be tried again later is not waited for. */
function useArrival(notes: readonly TicketNoteLineFragment[], onChange: () => void): void {
  const isAwaited = notes.some(
    ({ state, createdAt }) =>
      (state === 'PENDING' || state === 'SENDING') && Date.now() - Date.parse(createdAt) < youngMs,
  );
  useEffect(() => {
    if (!isAwaited) return;
    const timer = setInterval(onChange, lookMs);
    return () => clearInterval(timer);
  }, [isAwaited, onChange]);
}

/** The way to write to the ticket, or why there is none. */
function Way({ id, onPost }: { readonly id: string; readonly onPost: () => void }) {
  const me = useMe();
  const { data, error } = useData(ticketNoteWay, { id }, { typeOf: 'TicketSystem' });
  if (data === null && error === null) return null;
  if (data?.previewTicketNote.isConnected === false)
    return (
      <p className="soft">
        No ticket system is connected.{' '}
        {isAdmin(me) ? (
          <Link to="/account/ticket-system">Connect one</Link>
        ) : (
          'An owner or admin can connect one.'
        )}
      </p>
    );
  return (
    <div className="buttons">
      <Button onClick={onPost}>Write to the ticket</Button>
    </div>
  );
}

function TicketNoteItem({
  note,
  canSend,
  onChange,
}: {
  readonly note: TicketNoteLineFragment;
  readonly canSend: boolean;
  readonly onChange: () => void;
}) {
  const change = useChange();
  const retry = useAction(async () => {
    await change(ticketNoteRetry, { input: { ticketNoteId: note.id } });
    onChange();
  });
  const canRetry = canSend && (note.state === 'FAILED' || note.state === 'SKIPPED');
  return (
    <li className="ticket-note">
      <span>
        {kindWords[note.kind]}: <strong>{describeState(note)}</strong>
        {note.sentAt && (
          <>
            {' '}
            <Moment at={note.sentAt} />
          </>
        )}
      </span>
      {canRetry && (
        <Button isBusy={retry.isBusy} onClick={() => void retry.run()}>
          Try again
        </Button>
      )}
      {note.lastError && note.state !== 'SENT' && <span className="soft small">{note.lastError}</span>}
      {retry.error && <Notice tone="danger">{retry.error.message}</Notice>}
    </li>
  );
}

function describeState({ state, skipReason }: TicketNoteLineFragment): string {
  if (state === 'SENT') return 'arrived';
  if (state === 'FAILED') return 'did not arrive';
  if (state === 'SKIPPED') return `not sent, ${skipReason === null ? 'on purpose' : skipWords[skipReason]}`;
  return 'on its way';
}

interface PostSheetProps {
  readonly id: string;
  onClose(): void;
  onDone(): void;
}

function PostSheet({ id, onClose, onDone }: PostSheetProps) {
  const [key] = useState(newKey);
  const change = useChange();
  const preview = useData(ticketNotePreview, { id });
  const post = useAction(async () => {
    await change(ticketNotePost, { input: { id, idempotencyKey: key } });
    toast('The note is on its way to the ticket.');
    onDone();
  });
  return (
    <Sheet
      title="Write to the ticket"
      size="large"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            isBusy={post.isBusy}
            disabled={!preview.data?.previewTicketNote.isConnected}
            onClick={() => void post.run()}
          >
            Send the note
          </Button>
        </>
      }
    >
      <Await loaded={preview}>
        {({ previewTicketNote: { text, maskedCount, ticketRef, isInternal, isConnected } }) => (
          <>
            {!isConnected && (
              <Notice tone="warning">
                It cannot be sent: no ticket system is connected. You can copy it from here.
              </Notice>
            )}
            <p>
              This goes to {ticketRef ?? 'the ticket'}
              {isInternal ? ', where clients do not see it.' : ', where clients can see it.'}
              {maskedCount > 0 && ` ${describeMasked(maskedCount)}`}
            </p>
            <TextArea label="The note" className="ticket-preview" value={text} rows={14} readOnly />
          </>
        )}
      </Await>
      {post.error && <Notice tone="danger">{post.error.message}</Notice>}
    </Sheet>
  );
}
