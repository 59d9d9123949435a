/** What was there before, so that one can go back and forth. */
export interface History<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
  /** What the last change was about, and when: typing a word is one step back, and not one for each letter. */
  readonly group: string | null;
  readonly changedAtMs: number;
}

const stepsMax = 300;
const groupMs = 1_500;

export function startHistory<State>(present: State): History<State> {
  return { past: [], present, future: [], group: null, changedAtMs: 0 };
}

/** @param group changes of one group that follow one another closely are undone together */
export function record<State>(
  history: History<State>,
  next: State,
  group: string | null,
  nowMs: number,
): History<State> {
  if (next === history.present) return history;
  const isSame = group !== null && group === history.group && nowMs - history.changedAtMs < groupMs;
  const past = isSame ? history.past : [...history.past.slice(1 - stepsMax), history.present];
  return { past, present: next, future: [], group, changedAtMs: nowMs };
}

export function undo<State>(history: History<State>): History<State> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    group: null,
    changedAtMs: 0,
  };
}

export function redo<State>(history: History<State>): History<State> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, group: null, changedAtMs: 0 };
}
