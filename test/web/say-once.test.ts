import { sayOnce } from '../../dashboard/src/screens/handoff/say-once.ts';
import { expect, test } from '../harness/test.ts';

const end = (nodeKey: string, title: string) => ({ nodeKey, title, passedCount: 9, resolvedCount: 9 });
const senior = {
  likelyCause: 'Network senior needed',
  steps: [{ text: 'Network senior needed', risks: [] }],
  basis: '9 of 9',
  ends: [end('senior', 'Network senior needed')],
};

test('a cause that is the only suggestion and the only end is said once', () => {
  expect(sayOnce(senior, 'start')).toEqual({ here: null, steps: [], ends: [] });
});

test('when the case stands at the likely cause already, that is what is said', () => {
  expect(sayOnce(senior, 'senior').here).toEqual(senior.ends[0]);
});

test('what adds something stays', () => {
  const more = {
    ...senior,
    steps: [{ text: 'Restart it', risks: [] }],
    ends: [...senior.ends, end('dns', 'Set the DNS')],
  };

  expect(sayOnce(more, 'start')).toEqual({ here: null, steps: more.steps, ends: more.ends });
});

test('a step with a risk is shown also where it repeats the cause', () => {
  const risky = { ...senior, steps: [{ text: senior.likelyCause, risks: ['DELETES_DATA' as const] }] };

  expect(sayOnce(risky, 'start').steps).toEqual(risky.steps);
});
