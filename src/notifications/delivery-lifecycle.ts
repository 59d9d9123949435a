export const deliveryChannels = ['MAIL', 'IN_APP', 'WEBHOOK'] as const;
export type DeliveryChannel = (typeof deliveryChannels)[number];

export const deliveryStates = ['PENDING', 'SENDING', 'SENT', 'FAILED', 'SKIPPED', 'CANCELLED'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const deliverySkipReasons = [
  'MAKER',
  'VIEWER',
  'DEACTIVATED',
  'MUTED',
  'NO_ADDRESS',
  'QUIET_HOURS',
  'THROTTLED',
  'ALREADY_CLAIMED',
  'WATCHING',
  'NOT_TARGETED',
] as const;
export type DeliverySkipReason = (typeof deliverySkipReasons)[number];

/**
 * Which state may follow which. SENDING stays SENDING from the first attempt to the last, and nothing follows what is
 * settled: a ledger that could be rewritten would prove nothing.
 */
export const deliveryMoves = {
  PENDING: ['SENDING', 'SENT', 'FAILED', 'SKIPPED', 'CANCELLED'],
  SENDING: ['SENT', 'FAILED', 'SKIPPED', 'CANCELLED'],
  SENT: [],
  FAILED: [],
  SKIPPED: [],
  CANCELLED: [],
} as const satisfies Record<DeliveryState, readonly DeliveryState[]>;

/** Whether a delivery may go from one state to another. */
export function canMoveDelivery(from: DeliveryState, to: DeliveryState): boolean {
  const moves: Record<DeliveryState, readonly DeliveryState[]> = deliveryMoves;
  return moves[from].includes(to);
}

/** The condition of every update of a state: only rows that may become it do, whoever else writes at that moment. */
export function mayBecome(to: DeliveryState): string {
  const from = deliveryStates.filter(state => canMoveDelivery(state, to));
  return `state in (${from.map(state => `'${state}'`).join(', ')})`;
}

/** The same where the new state is a column, too: only what the table allows. @param from, to SQL of the two states */
export function isMove(from: string, to: string): string {
  const pairs = deliveryStates.flatMap(before =>
    deliveryMoves[before].map(after => `('${before}', '${after}')`),
  );
  return `(${from}, ${to}) in (${pairs.join(', ')})`;
}

/** Rows about which something is still to happen. */
export const isUnsettled = `state in ('PENDING', 'SENDING')`;
