import { createLogLimit } from '../../src/platform/log-limit.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

test('what repeats is said at once, then seldom, with how often it was passed over', async () => {
  const limit = createLogLimit(50);
  const said: number[] = [];
  const say = () => limit(passedOver => void said.push(passedOver));

  for (let count = 0; count < 5; count++) say();
  const soon = [...said];
  await waitFor('it to be said again', () => {
    say();
    return said.length > 1;
  });

  expect(soon).toEqual([0]);
  expect(said[1]).toBeGreaterThanOrEqual(4);
});

test('each limit is for one thing', () => {
  const said: string[] = [];
  const [one, other] = [createLogLimit(60_000), createLogLimit(60_000)];

  one(() => void said.push('one'));
  other(() => void said.push('other'));
  one(() => void said.push('one again'));

  expect(said).toEqual(['one', 'other']);
});
