import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useData } from '../../api/use-api.ts';
import { useDebounced } from '../../ui/use-debounced.ts';
import { type WorkTree, workTrees } from './documents.ts';

interface TreePickerProps {
  readonly tree: WorkTree | null;
  readonly problem: string | null;
  onPick(tree: WorkTree | null): void;
}

/** Finds a tree as one types: the combobox of the ARIA practices, its list below the field. */
export function TreePicker({ tree, problem, onPick }: TreePickerProps) {
  const id = useId();
  const again = useRef<HTMLButtonElement>(null);
  const [isPickedHere, setPickedHere] = useState(false);
  useEffect(() => {
    // The field that had the focus is gone.
    if (isPickedHere && tree !== null) again.current?.focus();
  }, [isPickedHere, tree]);
  const pick = (picked: WorkTree | null) => {
    setPickedHere(true);
    onPick(picked);
  };
  if (tree !== null)
    return (
      <div className="field">
        <span className="tree-picker-label" id={`${id}-label`}>
          Tree
        </span>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would frame it */}
        <div className="tree-picked" role="group" aria-labelledby={`${id}-label`}>
          <span>
            <strong>{tree.title}</strong>
            {tree.category && <span className="soft"> {tree.category}</span>}
          </span>
          <button ref={again} type="button" className="button button-plain" onClick={() => pick(null)}>
            Another one
          </button>
        </div>
        <Problem problem={problem} />
      </div>
    );
  return (
    <div className="field">
      <Search onPick={pick} isFocused={isPickedHere} />
      <Problem problem={problem} />
    </div>
  );
}

function Problem({ problem }: { readonly problem: string | null }) {
  return problem === null ? null : (
    <p className="field-problem" role="alert">
      {problem}
    </p>
  );
}

function Search({ onPick, isFocused }: Pick<TreePickerProps, 'onPick'> & { readonly isFocused: boolean }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [markedId, setMarkedId] = useState<string | null>(null);
  const search = useDebounced(typed.trim(), 200);
  const { data } = useData(workTrees, { search: search === '' ? null : search }, { isPaused: !isOpen });
  const trees = data?.trees.nodes ?? [];
  // By its id: the list may change between the key that marks one and the key that picks it.
  const active = trees.findIndex(tree => tree.id === markedId);
  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, id]);

  useEffect(() => {
    if (isFocused) field.current?.focus();
  }, [isFocused]);

  const onKeyDown = (event: KeyboardEvent) => {
    const marked = trees[active];
    if (event.key === 'Enter' && isOpen && marked !== undefined) onPick(marked);
    // The form is not sent by somebody who only looks for a tree.
    else if (event.key === 'Enter' && typed !== '') setMarkedId(trees[0]?.id ?? null);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setOpen(true);
      setMarkedId(trees[nextIndex(active, trees.length, event.key)]?.id ?? null);
    } else if (event.key === 'Escape' && isOpen) setOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <label htmlFor={`${id}-field`}>Tree (optional)</label>
      <div className="tree-picker">
        <input
          id={`${id}-field`}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          ref={field}
          placeholder="Type to find one, such as “printer”"
          value={typed}
          maxLength={200}
          onChange={({ target }) => {
            setTyped(target.value);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <ul
          id={`${id}-list`}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as the combobox pattern has it
          role="listbox"
          aria-label="Trees"
          className="tree-options"
          hidden={!isOpen || trees.length === 0}
        >
          {trees.map((tree, at) => (
            <Option key={tree.id} id={`${id}-${at}`} tree={tree} isMarked={at === active} onPick={onPick} />
          ))}
        </ul>
      </div>
      <p id={`${id}-hint`} className="field-hint" aria-live="polite">
        {isOpen && data !== null && trees.length === 0
          ? search === ''
            ? 'No tree is published yet. Without one you write down what you try.'
            : `No tree has “${search}”. Without one you write down what you try.`
          : 'Without a tree you write down what you try.'}
      </p>
    </>
  );
}

function nextIndex(at: number, count: number, key: 'ArrowDown' | 'ArrowUp'): number {
  if (count === 0) return -1;
  if (key === 'ArrowDown') return (at + 1) % count;
  return at <= 0 ? count - 1 : at - 1;
}

interface OptionProps {
  readonly id: string;
  readonly tree: WorkTree;
  readonly isMarked: boolean;
  onPick(tree: WorkTree): void;
}

function Option({ id, tree, isMarked, onPick }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, as the combobox pattern has it
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field answers to the keys
    <li
      id={id}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above
      role="option"
      aria-selected={isMarked}
      className="tree-option"
      // The field would lose the focus, and the list would be gone before the click.
      onMouseDown={event => event.preventDefault()}
      onClick={() => onPick(tree)}
    >
      <span>
        <strong>{tree.title}</strong>
        {tree.category && <span className="soft"> {tree.category}</span>}
      </span>
      {tree.description && <span className="tree-option-text soft small">{tree.description}</span>}
    </li>
  );
}
