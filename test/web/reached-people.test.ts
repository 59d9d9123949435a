import { type Delivery, groupByPerson } from '../../dashboard/src/screens/handoff/reached-people.ts';
import { expect, test } from '../harness/test.ts';

let count = 0;
const person = (name: string) => ({ id: `user_${name}`, name });

function delivery(name: string, channel: Delivery['channel'], state: Delivery['state'], round = 0): Delivery {
  const user = channel === 'WEBHOOK' ? null : person(name);
  return {
    ...{ id: `delivery_${++count}`, round, channel, state, user, endpointName: user ? null : name },
    ...{ skipReason: null, lastError: null, sentAt: null, updatedAt: '2026-03-01T09:00:00Z' },
  };
}

test('each person stands once, the reached ones first, and the maker not at all', () => {
  const groups = groupByPerson(
    [
      delivery('Ada', 'MAIL', 'SKIPPED'),
      delivery('Rex', 'MAIL', 'SKIPPED'),
      delivery('Linus', 'MAIL', 'FAILED'),
      delivery('Grace', 'MAIL', 'PENDING'),
      delivery('Wall', 'WEBHOOK', 'SENT'),
      delivery('Owner', 'MAIL', 'SENT'),
      delivery('Linus', 'IN_APP', 'PENDING'),
      delivery('Owner', 'IN_APP', 'PENDING'),
    ],
    person('Ada').id,
  );

  expect(groups.map(({ name, standing }) => `${name} ${standing}`)).toEqual([
    'Owner reached',
    'Grace pending',
    'Linus failed',
    'Rex skipped',
    'Wall reached',
  ]);
});

test('of several rounds it is said how often it was sent, whatever became of the last', () => {
  const [grace] = groupByPerson(
    [
      delivery('Grace', 'MAIL', 'SENT', 0),
      delivery('Grace', 'MAIL', 'SENT', 1),
      delivery('Grace', 'MAIL', 'CANCELLED', 2),
    ],
    'nobody',
  );

  expect(grace?.told).toMatchObject([{ last: { state: 'SENT', round: 1 }, sentCount: 2 }]);
});
