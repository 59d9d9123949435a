import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../../api/answer.ts';
import { useChange, useRead } from '../../../api/use-api.ts';
import { guardLeaving } from '../../../router.tsx';
import { toast } from '../../../ui/toast.tsx';
import { type LoadedTree, treesTree, treesUpdate } from '../documents.ts';
import { type History, record, redo, startHistory, undo } from '../model/history.ts';
import { type Draft, toDraft, toInput } from '../model/tree-draft.ts';
import { describeProblem } from './describe-problem.ts';

/** So long after the last letter the draft is saved. */
const calmMs = 800;

export interface Editor {
  readonly draft: Draft;
  readonly revision: number;
  readonly diagnostics: LoadedTree['diagnostics'];
  /** Whether all that one sees is stored. */
  readonly isSaved: boolean;
  readonly isSaving: boolean;
  /** Why it is not stored. */
  readonly error: ApiError | null;
  /** What somebody else has stored meanwhile; nothing is saved until one has chosen. */
  readonly theirs: LoadedTree | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** @param group changes of one group that follow one another closely are undone together */
  edit(change: (draft: Draft) => Draft, group?: string): void;
  undo(): void;
  redo(): void;
  /** Saves now. Resolves to the revision that holds all of it; null when it could not be saved. */
  save(): Promise<number | null>;
  takeTheirs(): void;
  keepMine(): void;
}

/** Writes on the draft of a tree: keeps what was before, and stores what is now. */
export function useEditor(tree: LoadedTree): Editor {
  const [history, setHistory] = useState<History<Draft>>(() => startHistory(toDraft(tree)));
  const { saved, save, ...saving } = useSaving(tree, history.present);
  const present = history.present;
  const diagnostics = useMemo(
    () => saved.diagnostics.map(each => ({ ...each, message: describeProblem(each.message) })),
    [saved.diagnostics],
  );
  const { error, theirs } = saving;
  const isSaved = saved.draft === present;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change starts the wait anew
  useEffect(() => {
    if (isSaved || theirs !== null) return;
    const timer = setTimeout(() => void save(), calmMs);
    return () => clearTimeout(timer);
  }, [present, isSaved, theirs, save]);

  const edit = useCallback((change: (draft: Draft) => Draft, group: string | null = null) => {
    setHistory(before => record(before, change(before.present), group, Date.now()));
  }, []);

  return {
    draft: present,
    revision: saved.revision,
    diagnostics,
    isSaved,
    isSaving: saving.isSaving,
    error,
    theirs,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    edit,
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    save,
    takeTheirs: () => {
      if (theirs === null) return;
      const draft = toDraft(theirs);
      setHistory(before => record(before, draft, null, Date.now()));
      saving.restart(theirs, draft);
    },
    keepMine: () => {
      // What they have stored is the base now, and written over.
      if (theirs !== null) saving.restart(theirs, toDraft(theirs));
    },
  };
}

interface Saved {
  readonly draft: Draft;
  readonly revision: number;
  readonly diagnostics: LoadedTree['diagnostics'];
}

/** Stores the newest draft, one after the other: each on the revision that the one before has made. */
function useSaving(tree: LoadedTree, present: Draft) {
  const { id } = tree;
  const change = useChange();
  const read = useRead();
  const [saved, setSaved] = useState<Saved>(() => ({
    draft: present,
    revision: tree.revision,
    diagnostics: tree.diagnostics,
  }));
  const [error, setError] = useState<ApiError | null>(null);
  const [theirs, setTheirs] = useState<LoadedTree | null>(null);
  const [isSaving, setSaving] = useState(false);
  const now = useRef({ present, saved, hasConflict: false, isGone: false });
  now.current.present = present;
  const running = useRef<Promise<number | null> | null>(null);

  const keep = useCallback((next: Saved) => {
    now.current.saved = next;
    setSaved(next);
  }, []);

  const saveAll = useCallback(async (): Promise<number | null> => {
    try {
      while (now.current.present !== now.current.saved.draft) {
        const draft = now.current.present;
        const input = { id, expectedRevision: now.current.saved.revision, ...toInput(draft) };
        const { updateTree } = await change(treesUpdate, { input });
        keep({ draft, revision: updateTree.revision, diagnostics: updateTree.diagnostics });
        setError(null);
      }
      return now.current.saved.revision;
    } catch (thrown) {
      const problem = inFormWords(thrown);
      if (now.current.isGone) toast(`The last changes were not saved: ${problem.message}`);
      setError(problem);
      if (problem.code === 'CONFLICT') {
        now.current.hasConflict = true;
        const other = await read(treesTree, { id }).catch(() => null);
        if (other?.tree) setTheirs(other.tree);
        else now.current.hasConflict = false;
      }
      return null;
    }
  }, [id, change, read, keep]);

  const save = useCallback(async () => {
    if (now.current.hasConflict) return null;
    running.current ??= (async () => {
      setSaving(true);
      try {
        return await saveAll();
      } finally {
        running.current = null;
        setSaving(false);
      }
    })();
    return await running.current;
  }, [saveAll]);

  const restart = (from: LoadedTree, draft: Draft) => {
    now.current.hasConflict = false;
    keep({ draft, revision: from.revision, diagnostics: from.diagnostics });
    setTheirs(null);
    setError(null);
  };

  useGuard(now, error, save);
  return { saved, save, restart, error, theirs, isSaving };
}

function inFormWords(thrown: unknown): ApiError {
  if (!(thrown instanceof ApiError)) return new ApiError(String(thrown), 'UNKNOWN');
  return new ApiError(describeProblem(thrown.message), thrown.code, thrown.field);
}

/** Nobody leaves with work that is not stored without knowing. */
function useGuard(
  now: {
    readonly current: { readonly present: Draft; readonly saved: Saved; isGone: boolean };
  },
  error: ApiError | null,
  save: () => Promise<number | null>,
): void {
  const failed = useRef(error);
  failed.current = error;
  useEffect(() => {
    now.current.isGone = false;
    const isStored = () => now.current.present === now.current.saved.draft;
    const release = guardLeaving(() => {
      if (isStored()) return true;
      if (failed.current !== null)
        return confirm('Your last changes are not saved. Leave anyway and lose them?');
      void save();
      return true;
    });
    const leaving = new AbortController();
    addEventListener('beforeunload', event => isStored() || event.preventDefault(), {
      signal: leaving.signal,
    });
    return () => {
      now.current.isGone = true;
      release();
      leaving.abort();
    };
  }, [now, save]);
}
