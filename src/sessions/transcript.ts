import { escapeHtml } from '../platform/mail/mail-layout.ts';
import { escapeMarkdown, escapeMarkdownLine, markdownQuote } from './markdown-text.ts';
import type { SessionOutcome, SessionStatus } from './session-lifecycle.ts';
import type { StepKind } from './session-step.entity.ts';
import { jsonPieces } from './transcript-json.ts';

export const transcriptFormats = ['MARKDOWN', 'TEXT', 'HTML', 'JSON'] as const;
export type TranscriptFormat = (typeof transcriptFormats)[number];

export interface TranscriptStep {
  readonly index: number;
  readonly kind: StepKind;
  readonly nodeTitle: string | null;
  readonly branch: string | null;
  readonly note: string | null;
  readonly actorName: string;
  readonly at: Date;
}

/** A session as it is exported. Texts are as people wrote them; making them harmless is the rendering's work. */
export interface TranscriptData {
  readonly problem: string;
  readonly clientName: string | null;
  readonly ticketRef: string | null;
  readonly treeTitle: string | null;
  readonly treeVersionNumber: number | null;
  readonly engineerName: string;
  readonly status: SessionStatus;
  readonly outcome: SessionOutcome | null;
  readonly summary: string | null;
  readonly startedAt: Date;
  readonly completedAt: Date | null;
  readonly secondsSpent: number;
  readonly steps: readonly TranscriptStep[];
}

/**
 * The session as one text, ending with a line break.
 *
 * MARKDOWN is for documentation, TEXT for a ticket note (lines of at most 100 characters, longer only where a
 * word is), HTML a document that loads nothing, JSON for programs: its keys stay, new ones may come.
 * Whatever people wrote is text in it: it can neither add a step nor a link nor markup.
 */
export function renderTranscript(data: TranscriptData, format: TranscriptFormat): string {
  return [...transcriptPieces(data, format)].join('');
}

/** The same text as pieces, of which none is much longer than a note: a long session takes a while to write. */
export function* transcriptPieces(data: TranscriptData, format: TranscriptFormat): Generator<string> {
  if (format === 'JSON') return yield* jsonPieces(data);
  if (format === 'HTML') return yield* htmlPieces(data);
  yield* layOut(data, format === 'TEXT' ? textForm : markdownForm);
  yield '\n';
}

/** A length of time for people: `45 s`, `12 min`, `1 h 12 min`. From a minute on, whole minutes. */
export function describeDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : ''].filter(Boolean).join(' ');
}

/** A moment for people, to the minute: `2026-03-01 12:05 UTC`. */
export function describeMoment(at: Date): string {
  return at.toISOString().replace(/T(\d\d:\d\d).*/, ' $1 UTC');
}

/** The tree and its version, such as `Outlook, version 3`; null without a tree. */
export function describeTree(data: Pick<TranscriptData, 'treeTitle' | 'treeVersionNumber'>): string | null {
  if (data.treeTitle === null || data.treeVersionNumber === null) return data.treeTitle;
  return `${data.treeTitle}, version ${data.treeVersionNumber}`;
}

/** What happened in a step, such as `Is it plugged in?`; the answer where there is one; and its note, line by line. */
export function describeStep(step: Pick<TranscriptStep, 'kind' | 'nodeTitle' | 'branch' | 'note'>): {
  readonly what: string;
  readonly answer: string;
  readonly note: readonly string[];
} {
  // A release and a withdrawal are steps of the same kinds, and say what they are in the first word of the note.
  const [opening = '', word] = /^(Released|Withdrawn)(?:\.$|: )/.exec(step.note ?? '') ?? [];
  const note = toLines(
    step.note?.slice(step.kind === 'HANDOFF' || step.kind === 'RETURN' ? opening.length : 0),
  );
  const what = {
    ANSWER: toLine(step.nodeTitle) || 'Answer',
    NOTE: 'Note',
    // Parked sessions keep their notes to themselves; an escalation always has some.
    HANDOFF: word ?? (note.length === 0 ? 'Parked' : 'Escalated'),
    CLAIM: 'Claimed',
    RETURN: word ?? (note.length === 0 ? 'Returned' : 'Returned with guidance'),
  };
  return { what: what[step.kind], answer: step.kind === 'ANSWER' ? toLine(step.branch) : '', note };
}

function describeByline({ actorName, at }: TranscriptStep): string {
  return [toLine(actorName), describeMoment(at)].filter(Boolean).join(', ');
}

/** Text on one line of at most `charsMax` characters, cut at the end of a word where there is one, with `…`. */
export function shortenLine(text: string, charsMax: number): string {
  const line = toLine(text);
  const chars = [...line];
  if (chars.length <= charsMax) return line;
  const room = chars.slice(0, charsMax - 1).join('');
  const wordEnd = `${room}${chars[charsMax - 1]}`.lastIndexOf(' ');
  // One endless word, such as an address, is cut where it must be: half of it says more than nothing.
  const cut = wordEnd < room.length / 2 ? room : room.slice(0, wordEnd);
  return `${cut.replace(/[\s,;:.–—-]+$/u, '')}…`;
}

type Fact = readonly [label: string, value: string];

/** How a form writes each part. Which parts there are, and in which order, is the same for all. */
interface Form {
  title(text: string): string;
  facts(facts: readonly Fact[]): string;
  section(heading: string, lines: readonly string[]): string;
  steps(heading: string, steps: readonly TranscriptStep[]): Iterable<string>;
}

/** A problem that is longer than this gives the title its first words, and stands in full below. */
const titleCharsMax = 100;

function* layOut(data: TranscriptData, form: Form): Generator<string> {
  const problem = toLines(data.problem);
  const summary = toLines(data.summary);
  const title = titleOf(data);
  const parts = [
    form.title(title),
    form.facts(listFacts(data)),
    ['', title].includes(problem.join('\n')) ? '' : form.section('Problem', problem),
    summary.length === 0 ? '' : form.section('Summary', summary),
  ];
  yield `${parts.filter(Boolean).join('\n\n')}\n\n`;
  yield* form.steps(data.steps.length === 0 ? 'No steps' : 'Steps', data.steps);
}

/** The steps between a beginning and an end. */
function* stepPieces(
  steps: readonly TranscriptStep[],
  write: (step: TranscriptStep, position: number) => string,
  { begin, before, end = '' }: { begin: string; before: string; end?: string },
): Generator<string> {
  yield begin;
  for (const [position, step] of steps.entries()) yield `${before}${write(step, position)}`;
  yield end;
}

function titleOf(data: TranscriptData): string {
  return shortenLine(data.problem, titleCharsMax) || 'Troubleshooting session';
}

/** In the order of what a reader asks; what is not known is left out. */
function listFacts(data: TranscriptData): Fact[] {
  const facts: Fact[] = [
    ['Client', toLine(data.clientName)],
    ['Ticket', toLine(data.ticketRef)],
    ['Engineer', toLine(data.engineerName)],
    ['Time spent', describeDuration(data.secondsSpent)],
    ['Status', capitalize(data.status)],
    ['Outcome', capitalize(data.outcome ?? '')],
    ['Tree', toLine(describeTree(data))],
    ['Started', describeMoment(data.startedAt)],
    ['Completed', data.completedAt === null ? '' : describeMoment(data.completedAt)],
  ];
  return facts.filter(([, value]) => value !== '');
}

function capitalize(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase();
}

const markdownForm: Form = {
  title: text => `# ${escapeMarkdown(text)}`,
  facts: facts => facts.map(([label, value]) => `- **${label}:** ${escapeMarkdown(value)}`).join('\n'),
  section: (heading, lines) => `## ${heading}\n\n${markdownQuote(lines)}`,
  steps: (heading, steps) => stepPieces(steps, markdownStep, { begin: `## ${heading}`, before: '\n\n' }),
};

function markdownStep(step: TranscriptStep, position: number): string {
  const marker = `${position + 1}. `;
  // Everything of an item must be set in by the width of its marker, or the list ends there and starts anew.
  const indent = ' '.repeat(marker.length);
  const { what, answer, note } = describeStep(step);
  const result = answer === '' ? '' : ` → ${escapeMarkdown(answer)}`;
  const head = `${marker}**${escapeMarkdown(what)}**${result}  \n${indent}${escapeMarkdownLine(describeByline(step))}`;
  return note.length === 0 ? head : `${head}\n\n${markdownQuote(note).replace(/^/gm, indent)}`;
}

const textColumns = 100;
const labelColumns = 12;

const textForm: Form = {
  title: text => text,
  facts: facts => facts.map(([label, value]) => hang(`${label}:`.padEnd(labelColumns), [value])).join('\n'),
  section: (heading, lines) => `${heading}\n${hang('  ', lines)}`,
  steps: (heading, steps) => stepPieces(steps, textStep, { begin: heading, before: '\n\n' }),
};

function textStep(step: TranscriptStep, position: number): string {
  const marker = `${position + 1}. `;
  const bar = `${' '.repeat(marker.length)}| `;
  const { what, answer, note } = describeStep(step);
  const head = hang(marker, [answer === '' ? what : `${what} → ${answer}`, describeByline(step)]);
  return note.length === 0 ? head : `${head}\n${hang(bar, note, bar)}`;
}

/** Lines that all start in one column, so that no line of a note can pass for a step or a fact. */
function hang(first: string, lines: readonly string[], others = ' '.repeat(first.length)): string {
  const wrapped = lines.flatMap(line => wrapLine(line, textColumns - first.length));
  return wrapped.map((line, index) => `${index === 0 ? first : others}${line}`.trimEnd()).join('\n');
}

function wrapLine(line: string, columns: number): string[] {
  const wrapped: string[] = [];
  let rest = line;
  while (rest.length > columns) {
    const lastFit = rest.lastIndexOf(' ', columns);
    // A word that is longer than the line, such as an address, stays whole.
    const isWord = rest.slice(0, Math.max(lastFit, 0)).trim() === '';
    const cut = isWord ? rest.indexOf(' ', columns) : lastFit;
    if (cut < 0) break;
    wrapped.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...wrapped, rest];
}

const htmlForm: Form = {
  title: text => `<h1>${escapeHtml(text)}</h1>`,
  facts: facts =>
    `<dl>\n${facts.map(([label, value]) => `<dt>${label}</dt><dd>${escapeHtml(value)}</dd>`).join('\n')}\n</dl>`,
  section: (heading, lines) => `<h2>${heading}</h2>\n${htmlQuote(lines)}`,
  steps: (heading, steps) =>
    stepPieces(steps, htmlStep, { begin: `<h2>${heading}</h2>\n<ol>`, before: '\n', end: '\n</ol>' }),
};

function htmlStep(step: TranscriptStep): string {
  const { what, answer, note } = describeStep(step);
  const result = answer === '' ? '' : ` → ${escapeHtml(answer)}`;
  const head = `<strong>${escapeHtml(what)}</strong>${result}<div>${escapeHtml(describeByline(step))}</div>`;
  return `<li>${head}${note.length === 0 ? '' : htmlQuote(note)}</li>`;
}

function htmlQuote(lines: readonly string[]): string {
  return `<blockquote>${escapeHtml(lines.join('\n'))}</blockquote>`;
}

/** Beside the escaping, the document itself forbids everything that could run or be loaded. */
function* htmlPieces(data: TranscriptData): Generator<string> {
  yield `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(titleOf(data))}</title>
<style>
body { max-width: 50rem; margin: 2rem auto; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
dd { margin: 0; }
blockquote { margin: 0.5rem 0 1rem; padding-left: 1rem; border-left: 3px solid; white-space: pre-wrap; }
</style>
</head><body>
`;
  yield* layOut(data, htmlForm);
  yield '\n</body></html>\n';
}

/** The lines of a text without those that are blank at its ends, well-formed and without control characters. */
function toLines(text: string | null | undefined): string[] {
  const clean = (text ?? '')
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '');
  const lines = clean.split('\n').map(line => line.trimEnd());
  const first = lines.findIndex(Boolean);
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(Boolean) + 1);
}

/** A text on one line; empty when there is none. */
function toLine(text: string | null): string {
  return toLines(text).join(' ').replace(/\s+/gu, ' ').trim();
}
