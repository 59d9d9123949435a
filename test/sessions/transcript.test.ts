import fc from 'fast-check';
import { stepKinds } from '../../src/sessions/session-step.entity.ts';
import {
  describeDuration,
  renderTranscript,
  shortenLine,
  type TranscriptData,
  type TranscriptStep,
} from '../../src/sessions/transcript.ts';
import { expect, test } from '../harness/test.ts';

const noon = new Date('2026-03-01T12:00:00.000Z');
const halfPastTwo = new Date('2026-03-01T14:30:00.000Z');

function aStep(changes: Partial<TranscriptStep> = {}): TranscriptStep {
  const blank = { index: 0, kind: 'NOTE', nodeTitle: null, branch: null, note: null } as const;
  return { ...blank, actorName: 'Ada Lovelace', at: noon, ...changes };
}

function aSession(changes: Partial<TranscriptData> = {}): TranscriptData {
  return {
    ...{ problem: 'Outlook cannot connect', clientName: 'Contoso Ltd', ticketRef: 'T-4711' },
    ...{ treeTitle: 'Outlook', treeVersionNumber: 3, engineerName: 'Grace Hopper' },
    ...{ status: 'COMPLETED', outcome: 'RESOLVED', summary: 'A new profile was the cure.' },
    ...{ startedAt: noon, completedAt: halfPastTwo, secondsSpent: 4_350, steps: [] },
    ...changes,
  };
}

const worked = aSession({
  steps: [
    aStep({ kind: 'ANSWER', nodeTitle: 'Does webmail work?', branch: 'Yes', note: 'Tried it\nin Edge.' }),
    aStep({ index: 1, kind: 'HANDOFF', note: 'Never made a profile.' }),
    aStep({ index: 2, kind: 'CLAIM', actorName: 'Grace Hopper' }),
    aStep({ index: 3, kind: 'RETURN', note: 'Make a new one.', actorName: 'Grace Hopper' }),
    aStep({ index: 4, kind: 'HANDOFF' }),
  ],
});

test('a transcript in Markdown reads from the problem to the last step', () => {
  expect(renderTranscript(worked, 'MARKDOWN')).toBe(`# Outlook cannot connect

- **Client:** Contoso Ltd
- **Ticket:** T-4711
- **Engineer:** Grace Hopper
- **Time spent:** 1 h 12 min
- **Status:** Completed
- **Outcome:** Resolved
- **Tree:** Outlook, version 3
- **Started:** 2026-03-01 12:00 UTC
- **Completed:** 2026-03-01 14:30 UTC

## Summary

> A new profile was the cure.

## Steps

1. **Does webmail work?** → Yes${'  '}
   Ada Lovelace, 2026-03-01 12:00 UTC

   > Tried it${'  '}
   > in Edge.

2. **Escalated**${'  '}
   Ada Lovelace, 2026-03-01 12:00 UTC

   > Never made a profile.

3. **Claimed**${'  '}
   Grace Hopper, 2026-03-01 12:00 UTC

4. **Returned with guidance**${'  '}
   Grace Hopper, 2026-03-01 12:00 UTC

   > Make a new one.

5. **Parked**${'  '}
   Ada Lovelace, 2026-03-01 12:00 UTC
`);
});

test('a transcript for a ticket note is plain text', () => {
  const session = { ...worked, steps: [...worked.steps.slice(0, 1), aStep({ note: 'From 2014.' })] };

  expect(renderTranscript(session, 'TEXT')).toBe(`Outlook cannot connect

Client:     Contoso Ltd
Ticket:     T-4711
Engineer:   Grace Hopper
Time spent: 1 h 12 min
Status:     Completed
Outcome:    Resolved
Tree:       Outlook, version 3
Started:    2026-03-01 12:00 UTC
Completed:  2026-03-01 14:30 UTC

Summary
  A new profile was the cure.

Steps

1. Does webmail work? → Yes
   Ada Lovelace, 2026-03-01 12:00 UTC
   | Tried it
   | in Edge.

2. Note
   Ada Lovelace, 2026-03-01 12:00 UTC
   | From 2014.
`);
});

test('a transcript in HTML is a document of its own that runs and loads nothing', () => {
  const html = renderTranscript(worked, 'HTML');

  expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
  expect(html).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
  expect(html).toContain('<dt>Time spent</dt><dd>1 h 12 min</dd>');
  expect(html).toContain('<strong>Does webmail work?</strong> → Yes');
  expect(html).toContain('<blockquote>Tried it\nin Edge.</blockquote>');
  expect(html.match(/<li>/g)).toHaveLength(5);
  expect(html).not.toMatch(/<(script|img|link|iframe|a)\b|\ssrc=|url\(|@import/);
});

test('a transcript in JSON holds what was written, under keys that stay, and nothing else', () => {
  const [first] = worked.steps;
  const json = renderTranscript(Object.assign({ accountId: 'secret' }, worked, { steps: [first] }), 'JSON');

  expect(JSON.parse(json)).toEqual({
    ...worked,
    startedAt: '2026-03-01T12:00:00.000Z',
    completedAt: '2026-03-01T14:30:00.000Z',
    steps: [{ ...first, at: '2026-03-01T12:00:00.000Z' }],
  });
  expect(json).toMatch(/^\{\n {2}"problem": "Outlook cannot connect",\n {2}"clientName"/);
});

test('what is not known is left out', () => {
  const unknown = { clientName: null, ticketRef: null, treeTitle: null, outcome: null, summary: null };
  const bare = aSession({ ...unknown, completedAt: null, status: 'ACTIVE', secondsSpent: 45 });

  expect(renderTranscript(bare, 'TEXT')).toBe(`Outlook cannot connect

Engineer:   Grace Hopper
Time spent: 45 s
Status:     Active
Started:    2026-03-01 12:00 UTC

No steps
`);
});

test('a long problem gives the title its first words and stands in full below', () => {
  const problem = `Outlook cannot connect ${'since the last update '.repeat(10)}\nand neither can Teams`;

  const markdown = renderTranscript(aSession({ problem }), 'MARKDOWN');

  expect(markdown).toMatch(/^# Outlook cannot connect since [\w ]{50,80}…\n/);
  expect(markdown).toContain('## Problem\n\n> Outlook cannot connect since');
  expect(markdown).toContain('  \n> and neither can Teams\n');
});

test('a release and a withdrawal are told from an escalation and a return', () => {
  const steps = [
    aStep({ kind: 'HANDOFF', note: 'Released.' }),
    aStep({ kind: 'HANDOFF', note: 'Released: my shift is over' }),
    aStep({ kind: 'RETURN', note: 'Withdrawn: it works again' }),
  ];

  const text = renderTranscript(aSession({ steps }), 'TEXT');

  expect(text).toMatch(/^1\. Released\n {3}Ada.*\n\n2\. Released\n {3}Ada.*\n {3}\| my shift is over\n/m);
  expect(text).toMatch(/^3\. Withdrawn\n {3}Ada.*\n {3}\| it works again\n/m);
});

test('the lines of a ticket note are at most 100 characters long, but no word is broken', () => {
  const address = `https://learn.example.com/${'x'.repeat(120)}`;
  const note = `    ${'a word and another '.repeat(20)}\n${address} then more`;

  const lines = renderTranscript(aSession({ steps: [aStep({ note })] }), 'TEXT').split('\n');

  expect(lines.filter(line => line.length > 100)).toEqual([`   | ${address}`]);
  expect(lines).toContain('   | then more');
  expect(lines.join(' ').match(/another/g)).toHaveLength(20);
});

test('in Markdown, notes cannot bring links, images, markup or a new structure', () => {
  const note = `[a](http://b.example) ![c](d) <i>e</i> &lt; \`f\` *g* _h_ www.i.example j@k.example
# l
- m
2. n
    o
---
| p | q |`;

  const markdown = renderTranscript(aSession({ steps: [aStep({ note })] }), 'MARKDOWN');

  const lines = markdown.split('\n').filter(line => line.startsWith('   > '));
  expect(lines.map(line => line.slice(5).trimEnd())).toEqual([
    '\\[a\\](http\\://b.example) !\\[c\\](d) &lt;i>e&lt;/i> &amp;lt; \\`f\\` \\*g\\* \\_h\\_ www\\.i.example j\\@k.example',
    '\\# l',
    '\\- m',
    '2\\. n',
    '\u00a0\u00a0\u00a0\u00a0o',
    '\\---',
    '\\| p \\| q \\|',
  ]);
});

/** What means something to HTML, to Markdown or to a parser of lines. */
const hostileParts = [
  ...'<script>alert(1)</script>¦</blockquote>¦</li><li>¦"><img src=x onerror=y>¦<!--¦&lt;¦>'.split('¦'),
  ...'**¦`¦[x](http://e.example)¦|¦\\¦ ¦word¦\u0000¦\ud800¦\n¦\n\n¦\r¦\u2028'.split('¦'),
  ...'\n1. ¦\n2) ¦\n- ¦\n# ¦\n```\n¦\n---\n¦\n===\n¦\n    ¦\nSteps\n'.split('¦'),
];
const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...hostileParts), fc.string({ unit: 'binary' })), { maxLength: 12 })
  .map(parts => parts.join(''));
const optionalText = fc.option(hostileText);
const hostileStep = fc
  .record({
    ...{ kind: fc.constantFrom(...stepKinds), actorName: hostileText },
    ...{ nodeTitle: optionalText, branch: optionalText, note: optionalText },
  })
  .map(aStep);
const hostileSession = fc
  .record({
    ...{ problem: hostileText, clientName: optionalText, ticketRef: optionalText, treeTitle: optionalText },
    ...{ engineerName: hostileText, summary: optionalText, steps: fc.array(hostileStep, { maxLength: 12 }) },
  })
  .map(aSession);

test('whatever people wrote, the HTML has the tags of the transcript and no others', () => {
  const ownTags = 'html head meta title style body h1 h2 dl dt dd ol li strong div blockquote'.split(' ');
  fc.assert(
    fc.property(hostileSession, session => {
      const html = renderTranscript(session, 'HTML');

      const tags = [...html.matchAll(/<\/?([a-z0-9]*)[^<>]*>/gi)].map(([, name = '']) => name);
      expect(html).not.toMatch(/<script/i);
      // Each "<" of the document begins one of its own tags, or the document type.
      expect(html.split('<').length - 1).toBe(tags.length);
      expect(tags.slice(1).filter(tag => !ownTags.includes(tag))).toEqual([]);
      expect(html.match(/<li>/g) ?? []).toHaveLength(session.steps.length);
    }),
  );
});

test('whatever people wrote, Markdown and plain text number exactly one item for each step', () => {
  fc.assert(
    fc.property(hostileSession, session => {
      for (const format of ['MARKDOWN', 'TEXT'] as const) {
        const steps =
          renderTranscript(session, format)
            .split(/^(?:## )?(?:Steps|No steps)$/m)
            .at(-1) ?? '';

        const numbers = [...steps.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
        expect(numbers).toEqual(session.steps.map((_, position) => position + 1));
        // What is not the head of an item is set in below it, so that the list goes on.
        expect(steps.split('\n').filter(line => /^\S/.test(line) && !/^\d+\. /.test(line))).toEqual([]);
      }
    }),
  );
});

test('whatever people wrote, no Markdown block of theirs begins and no tag of theirs survives', () => {
  fc.assert(
    fc.property(hostileSession, session => {
      const lines = renderTranscript(session, 'MARKDOWN').split('\n');

      const quoted = lines.filter(line => /^ *> ?/.test(line)).map(line => line.replace(/^ *> ?/, ''));
      expect(quoted.filter(line => /^( |\t|[-+=:>#*_~|`]|\d+[.)])/.test(line))).toEqual([]);
      expect(lines.join('\n')).not.toMatch(/<|(?<!\\)[[\]`]/);
    }),
  );
});

test('a length of time is told in seconds, minutes or hours', () => {
  const words = [-5, 0, 59.9, 60, 3_599, 3_600, 4_350, 97_200].map(describeDuration);

  expect(words).toEqual(['0 s', '0 s', '59 s', '1 min', '59 min', '1 h', '1 h 12 min', '27 h']);
});

test('a shortened line ends at a word, and one endless word is cut', () => {
  expect(shortenLine('one two\nthree', 20)).toBe('one two three');
  expect(shortenLine('one two three', 13)).toBe('one two three');
  expect(shortenLine('one two three', 12)).toBe('one two…');
  expect(shortenLine('one two, three', 9)).toBe('one two…');
  expect(shortenLine('🚒'.repeat(30), 10)).toBe(`${'🚒'.repeat(9)}…`);
});

test('JSON that is written step by step is what is written at once', () => {
  fc.assert(
    fc.property(hostileSession, session => {
      expect(renderTranscript(session, 'JSON')).toBe(`${JSON.stringify(session, null, 2)}\n`);
    }),
  );
});
