import fc from 'fast-check';
import { parseLine, parseOptionalText, parseText } from '../../src/kernel/input.ts';
import { expect, test } from '../harness/test.ts';

const rule = { field: 'input.title', max: 5 };
const refusal = (value: string, use = parseText) => {
  try {
    return use(value, rule);
  } catch (error) {
    return error;
  }
};

test('text is trimmed, line ends become line feeds, and its length is counted in characters people see as one', () => {
  expect(parseText('  a\r\nb\rc ', rule)).toBe('a\nb\nc');
  expect(parseText('🙂🙂🙂🙂🙂', rule)).toBe('🙂🙂🙂🙂🙂');
});

test('what cannot be stored is refused, naming the field', () => {
  for (const value of ['', '   ', 'abcdef', 'a\u0000b', 'a\u0007', 'a\ud800']) {
    expect(refusal(value)).toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'input.title' } });
  }
});

test('a line holds no line break or tab', () => {
  expect(refusal('a\nb', parseLine)).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(refusal('a\tb', parseLine)).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(parseLine(' ok ', rule)).toBe('ok');
});

test('optional text that is absent or blank is null', () => {
  expect([undefined, null, '', '  '].map(value => parseOptionalText(value, rule))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test('whatever text is accepted can be stored: no NUL, well-formed, not longer than allowed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 12 }), value => {
      const parsed = refusal(value);
      if (typeof parsed !== 'string') return;
      expect(parsed.isWellFormed()).toBe(true);
      expect(parsed).not.toContain('\0');
      expect([...parsed].length).toBeLessThanOrEqual(5);
      expect([...parsed].length).toBeGreaterThan(0);
    }),
  );
});

test('a huge text is refused without being counted to its end', () => {
  expect(refusal('x'.repeat(20_000_000))).toMatchObject({ code: 'BAD_USER_INPUT' });
});
