import {
  canMoveDelivery,
  type DeliveryState,
  deliveryStates,
  isMove,
  mayBecome,
} from '../../src/notifications/delivery-lifecycle.ts';
import { expect, test } from '../harness/test.ts';

/** Every pair, as a person would write it down. */
const allowed: Record<DeliveryState, readonly DeliveryState[]> = {
  PENDING: ['SENDING', 'SENT', 'FAILED', 'SKIPPED', 'CANCELLED'],
  SENDING: ['SENT', 'FAILED', 'SKIPPED', 'CANCELLED'],
  SENT: [],
  FAILED: [],
  SKIPPED: [],
  CANCELLED: [],
};

const pairs = deliveryStates.flatMap(from => deliveryStates.map(to => [from, to] as const));

test.each(pairs)('whether a delivery may go from %s to %s', (from, to) => {
  expect(canMoveDelivery(from, to)).toBe(allowed[from].includes(to));
});

test('no delivery ever comes back to a state it has left', () => {
  const reachable = (from: DeliveryState): DeliveryState[] =>
    allowed[from].flatMap(next => [next, ...reachable(next)]);

  for (const state of deliveryStates) expect(reachable(state)).not.toContain(state);
});

test('the database asks the same of an update', () => {
  expect(mayBecome('SENT')).toBe("state in ('PENDING', 'SENDING')");
  expect(mayBecome('SENDING')).toBe("state in ('PENDING')");
});

test('the database asks the same where both states are columns', () => {
  const moves = isMove('delivery.state', 'excluded.state');

  for (const [from, to] of pairs)
    expect([from, to, moves.includes(`('${from}', '${to}')`)]).toEqual([
      from,
      to,
      allowed[from].includes(to),
    ]);
});
