import { maskSecrets } from '../platform/masking/masking.ts';
import { renderTranscript, type TranscriptData, type TranscriptStep } from '../sessions/transcript.ts';

/** What a note is made from. */
export interface TicketNoteParts {
  /** The first line: what has happened. */
  readonly opening: string;
  /** The guidance of a return. */
  readonly guidance: string | null;
  readonly transcript: TranscriptData;
  /** The last line, by which the note is found again; null for a preview. */
  readonly marker: string | null;
  readonly charsMax: number;
}

export interface TicketNoteText {
  readonly text: string;
  readonly maskedCount: number;
}

/** The line at the end of a note, by which it is found at its ticket. */
export function markerOf(publicId: string): string {
  return `[ResolutionFlow ${publicId}]`;
}

/** Why a note that clients can see is not sent. */
export const externalNotesOff = 'Notes that clients can see are turned off for the ticket system.';

const cutSentence = 'The note was cut here. The whole transcript is in ResolutionFlow.';

/**
 * The text of a note, with its secrets covered and within its bound. What does not fit is left out from the front:
 * what was tried last is what the next person must not try again.
 *
 * Secrets are covered before the text gets its lines: once wrapped, a card number stands on two of them and looks like
 * none.
 */
export function composeTicketNote(parts: TicketNoteParts): TicketNoteText {
  const { transcript, charsMax } = parts;
  const kept = stepsThatFit(transcript.steps, charsMax);
  const masking = createMasking();
  const masked = maskTranscript({ ...transcript, steps: kept }, masking.cover);
  const guidance = parts.guidance === null ? null : masking.cover(parts.guidance);
  const opening = guidance === null ? parts.opening : `${parts.opening}\n\n${guidance}`;
  const ending = parts.marker === null ? '' : `\n\n${parts.marker}`;
  const room = charsMax - opening.length - ending.length - 2;
  const body = layOut(masked, transcript.steps.length, room);
  return { text: `${opening}\n\n${body}${ending}`, maskedCount: masking.count() };
}

/** The newest steps whose texts alone are within the bound, so that no more than that is masked and laid out. */
function stepsThatFit(steps: readonly TranscriptStep[], charsMax: number): readonly TranscriptStep[] {
  let chars = 0;
  let first = steps.length;
  while (first > 0) {
    const { nodeTitle, branch, note } = steps[first - 1] ?? {};
    chars += (nodeTitle?.length ?? 0) + (branch?.length ?? 0) + (note?.length ?? 0);
    if (chars > charsMax && first < steps.length) break;
    first--;
  }
  return steps.slice(first);
}

/** The transcript with as many of the newest steps as there is room for. */
function layOut(transcript: TranscriptData, stepCount: number, room: number): string {
  const render = (stepsKept: number): string => {
    const steps = stepsKept === 0 ? [] : transcript.steps.slice(-stepsKept);
    const text = renderTranscript({ ...transcript, steps }, 'TEXT').trimEnd();
    const missing = stepCount - steps.length;
    if (missing === 0) return text;
    const sentence = `The first ${missing} of ${stepCount} steps are left out. The whole transcript is in ResolutionFlow.`;
    return `${sentence}\n\n${text}`;
  };
  const whole = render(transcript.steps.length);
  if (whole.length <= room) return whole;
  // How many fit is found by halves: one more step makes the text longer.
  let fits = Math.min(1, transcript.steps.length);
  let tooMany = transcript.steps.length;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (render(middle).length <= room) fits = middle;
    else tooMany = middle;
  }
  const text = render(fits);
  return text.length <= room ? text : cut(text, room);
}

function cut(text: string, room: number): string {
  const kept = text.slice(0, Math.max(0, room - cutSentence.length - 2));
  const lineEnd = kept.lastIndexOf('\n');
  return `${(lineEnd > kept.length / 2 ? kept.slice(0, lineEnd) : kept.toWellFormed()).trimEnd()}\n\n${cutSentence}`;
}

function createMasking() {
  let count = 0;
  return {
    cover(text: string): string {
      const masked = maskSecrets(text);
      count += masked.count;
      return masked.text;
    },
    count: () => count,
  };
}

function maskTranscript(data: TranscriptData, cover: (text: string) => string): TranscriptData {
  const coverSome = (text: string | null) => (text === null ? null : cover(text));
  return {
    ...data,
    problem: cover(data.problem),
    clientName: coverSome(data.clientName),
    summary: coverSome(data.summary),
    treeTitle: coverSome(data.treeTitle),
    steps: data.steps.map(step => ({
      ...step,
      nodeTitle: coverSome(step.nodeTitle),
      branch: coverSome(step.branch),
      note: coverSome(step.note),
    })),
  };
}
