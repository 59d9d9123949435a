import type { Priority } from '../generated/graphql.ts';

const words: Record<Priority, string> = { URGENT: 'Urgent', HIGH: 'High', NORMAL: 'Normal', LOW: 'Low' };

/** How much it presses: in words and not by colour alone. */
export function PriorityChip({ priority }: { readonly priority: Priority }) {
  return <span className={`chip chip-${priority.toLowerCase()}`}>{words[priority]}</span>;
}

/** Ticket and client in one line, as far as there are any. */
export function TicketLine({
  clientName,
  ticketRef,
}: {
  readonly clientName: string | null;
  readonly ticketRef: string | null;
}) {
  const parts = [clientName, ticketRef].filter(part => part !== null && part !== '');
  return parts.length === 0 ? null : <span className="ticket-line">{parts.join(' · ')}</span>;
}
