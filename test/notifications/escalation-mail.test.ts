import fc from 'fast-check';
import type { HandoffSnapshot, SnapshotStep } from '../../src/handoffs/handoff-snapshot.ts';
import { type EscalationMailInput, renderEscalationMail } from '../../src/notifications/escalation-mail.ts';
import { mailLimits } from '../../src/platform/mail/mailer.ts';
import { expect, test } from '../harness/test.ts';

const handoffId = '0195f000-0000-7000-8000-000000000001';
const graceId = '0195f000-0000-7000-8000-000000000002';

function aStep(index: number, changes: Partial<SnapshotStep> = {}): SnapshotStep {
  return {
    index,
    kind: 'ANSWER',
    nodeKey: `node-${index}`,
    nodeTitle: `Question ${index + 1}?`,
    branch: 'Yes',
    note: null,
    actorName: 'Ada Lovelace',
    at: '2026-03-01T12:00:00.000Z',
    ...changes,
  };
}

function aSnapshot(changes: Partial<HandoffSnapshot> = {}): HandoffSnapshot {
  return {
    problem: 'Outlook cannot connect',
    clientName: 'Contoso Ltd',
    ticketRef: 'T-4711',
    treeTitle: 'Outlook',
    treeVersionNumber: 3,
    currentNode: { key: 'profile', kind: 'ACTION', title: 'Make a new profile', body: null, branches: [] },
    steps: [aStep(0), aStep(1, { kind: 'NOTE', note: 'The profile is\nfrom 2014.' })],
    secondsSpent: 4_350,
    takenAt: '2026-03-01T13:12:30.000Z',
    ...changes,
  };
}

interface Changes extends Partial<Omit<EscalationMailInput, 'handoff'>> {
  readonly handoff?: Partial<EscalationMailInput['handoff']>;
  readonly snapshot?: Partial<HandoffSnapshot>;
}

function aMail({ handoff, snapshot, ...changes }: Changes = {}) {
  return renderEscalationMail({
    recipient: { id: graceId, name: 'Grace Hopper', address: 'grace@example.com' },
    isTarget: false,
    makerName: 'Ada Lovelace',
    targetName: null,
    accountName: 'Acme IT',
    publicUrl: 'https://desk.example.com',
    handoffPublicId: 'handoff_01jqr0000000000000000000e1',
    round: 0,
    ...changes,
    handoff: {
      id: handoffId,
      priority: 'NORMAL',
      engineerNotes: 'Never made a profile.\nThe client waits.',
      createdAt: new Date('2026-03-01T13:12:30.000Z'),
      snapshot: aSnapshot(snapshot),
      ...handoff,
    },
  });
}

test('the mail tells a senior everything that a call would have, in both parts', () => {
  const { to, text, html } = aMail();

  expect(to).toEqual({ name: 'Grace Hopper', address: 'grace@example.com' });
  expect(text).toBe(`Escalation from Ada Lovelace

Ada Lovelace needs somebody to take this over. Whoever claims it first has it.

Problem: Outlook cannot connect
Client: Contoso Ltd
Ticket: T-4711
Priority: Normal
Tree: Outlook, version 3
Current step: Make a new profile
Time spent: 1 h 12 min
Escalated: 2026-03-01 13:12 UTC by Ada Lovelace

Notes from Ada Lovelace
  Never made a profile.
    The client waits.

The path so far
  1. Question 1? → Yes
  2. Note
    The profile is from 2014.

Open the escalation:
https://desk.example.com/handoffs/handoff_01jqr0000000000000000000e1

-- 
You get this mail because you handle escalations at Acme IT.
`);
  for (const words of ['Never made a profile.<br>The client waits.', 'Question 1? → Yes', '1 h 12 min']) {
    expect(html).toContain(words);
  }
  expect(html).toContain('href="https://desk.example.com/handoffs/handoff_01jqr0000000000000000000e1"');
});

test('the subject says who, which ticket and what', () => {
  expect(aMail().subject).toBe('Escalation from Ada Lovelace · T-4711: Outlook cannot connect');
});

test('the subject of an escalation without a ticket goes without one', () => {
  expect(aMail({ snapshot: { ticketRef: null } }).subject).toBe(
    'Escalation from Ada Lovelace: Outlook cannot connect',
  );
});

test.each([
  ['LOW', 'Escalation from'],
  ['NORMAL', 'Escalation from'],
  ['HIGH', 'Escalation from'],
  ['URGENT', '[URGENT] Escalation from'],
] as const)('the subject of a %s escalation begins with "%s"', (priority, beginning) => {
  const { subject, text } = aMail({ handoff: { priority } });

  expect(subject.startsWith(beginning)).toBe(true);
  expect(text).toContain(`Priority: ${priority.charAt(0)}${priority.slice(1).toLowerCase()}\n`);
});

test('a long problem is cut at a word in the subject, and stands in full in the mail', () => {
  const problem =
    'Outlook cannot connect since this morning,\nand neither can Teams or OneDrive, on any machine';

  const { subject, text } = aMail({ snapshot: { problem } });

  expect(subject).toBe(
    'Escalation from Ada Lovelace · T-4711: Outlook cannot connect since this morning, and neither can…',
  );
  expect(text).toContain('Problem: Outlook cannot connect since this morning,\n    and neither can Teams or');
});

test('whatever people wrote, the subject is one line that the mailer sends uncut', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 3_000 });
  fc.assert(
    fc.property(text, text, text, (makerName, ticketRef, problem) => {
      const { subject } = aMail({ makerName, snapshot: { ticketRef, problem }, handoff: {} });

      expect(subject).not.toMatch(/[\n\r\u2028\u2029]/);
      expect([...subject].length).toBeLessThanOrEqual(mailLimits.subjectCharsMax);
    }),
  );
});

test('the person who was asked for reads so', () => {
  const { text } = aMail({ isTarget: true, targetName: 'Grace Hopper' });

  expect(text).toContain('\nAda Lovelace asked for you.\n');
});

test('the others read who was asked for, and that they may claim it all the same', () => {
  const { text } = aMail({ targetName: 'Linus' });

  expect(text).toContain('\nAda Lovelace asked for Linus; anybody may claim it.\n');
});

test('a long path shows its last 15 steps, and says how many came before', () => {
  const steps = Array.from({ length: 27 }, (_, index) => aStep(index));

  const { text } = aMail({ snapshot: { steps } });

  expect(text).toContain('The path so far\n  … and 12 earlier steps\n  13. Question 13? → Yes\n');
  expect(text).toContain('\n  27. Question 27? → Yes\n');
  expect(text).not.toContain('Question 12?');
});

test('one earlier step is one, and none are not mentioned', () => {
  const steps = Array.from({ length: 16 }, (_, index) => aStep(index));

  expect(aMail({ snapshot: { steps } }).text).toContain('  … and 1 earlier step\n  2. Question 2?');
  expect(aMail({ snapshot: { steps: steps.slice(1) } }).text).not.toContain('earlier');
});

test('a long note of a step is shortened to one line', () => {
  const note = 'Request timed out.\n'.repeat(100);

  const { text } = aMail({ snapshot: { steps: [aStep(0, { note })] } });

  const [, shown = ''] = /^ {4}(Request.*)$/m.exec(text) ?? [];
  expect([...shown].length).toBeLessThanOrEqual(200);
  expect(shown).toMatch(/^(Request timed out\. )+.*…$/);
});

test('a session without tree, client, ticket or steps has a mail without holes', () => {
  const bare: Partial<HandoffSnapshot> = {
    clientName: null,
    ticketRef: null,
    treeTitle: null,
    treeVersionNumber: null,
    currentNode: null,
    steps: [],
  };

  const { text } = aMail({ snapshot: bare });

  expect(text).not.toMatch(/Client|Ticket|Tree|Current step|null|undefined/);
  expect(text).toContain('The path so far\n  No steps were recorded.\n');
});

test('what people wrote is text in the HTML, never markup', () => {
  const attack = '<script>alert(1)</script>';

  const { html } = aMail({
    makerName: attack,
    accountName: attack,
    targetName: attack,
    handoff: { engineerNotes: attack },
    snapshot: {
      problem: attack,
      clientName: attack,
      steps: [aStep(0, { nodeTitle: attack, branch: attack, note: attack })],
    },
  });

  expect(html).not.toContain('<script');
  expect(html).toContain('&lt;script&gt;');
});

test('the same escalation to the same person always has the same Message-ID, and to another person another', () => {
  const first = aMail();
  const again = aMail({ handoff: { engineerNotes: 'Changed.' } });
  const other = aMail({ recipient: { id: handoffId, name: 'Linus', address: 'linus@example.com' } });

  expect(first.messageId).toBe(`<escalation.${handoffId}.${graceId}@resolutionflow>`);
  expect(again.messageId).toBe(first.messageId);
  expect(other.messageId).not.toBe(first.messageId);
});
