import { connectWise } from './connectwise.ts';
import type { TicketSystemKind, TicketSystemKindName } from './ticket-system.ts';

/** The makes of ticket systems that notes can go to. */
export const ticketSystemKinds: Readonly<Record<TicketSystemKindName, TicketSystemKind>> = {
  CONNECTWISE: connectWise,
};
