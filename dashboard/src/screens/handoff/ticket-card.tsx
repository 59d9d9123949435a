import { TicketNotes } from '../../ui/ticket-notes.tsx';
import type { HandoffDetail } from './documents.ts';

/** What the ticket system was told of it. */
export function TicketCard({
  handoff: { id, ticketNotes, snapshot },
  onChange,
}: {
  readonly handoff: HandoffDetail;
  readonly onChange: () => void;
}) {
  return (
    <section className="card handoff-card" aria-labelledby="handoff-ticket-title">
      <h2 id="handoff-ticket-title">
        {snapshot.ticketRef === null ? 'Ticket' : `Ticket ${snapshot.ticketRef}`}
      </h2>
      <TicketNotes id={id} notes={ticketNotes} ticketRef={snapshot.ticketRef} onChange={onChange} />
    </section>
  );
}
