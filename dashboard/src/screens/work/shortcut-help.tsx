import { useState } from 'react';
import { CheckField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { setShortcuts, wantsShortcuts } from './use-shortcuts.ts';

const keys = [
  ['1 – 9', 'give the answer with that number'],
  ['N', 'write a note'],
  ['U', 'undo the last answer or note'],
  ['C', 'complete the session'],
  ['E', 'escalate'],
  ['P', 'park'],
  ['M', 'show the tree as a picture'],
  ['Esc', 'leave the note, close a sheet'],
  ['Ctrl Enter', 'save the note'],
  ['?', 'this list'],
] as const;

/** The keys that do something while one works on a session. */
export function ShortcutHelp({ onClose }: { readonly onClose: () => void }) {
  const [isOn, setOn] = useState(wantsShortcuts);
  return (
    <Sheet title="Keys" onClose={onClose}>
      <dl className="work-keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <CheckField
        label="Single keys do something"
        hint="They never do while you type."
        checked={isOn}
        onChange={({ target }) => {
          setShortcuts(target.checked);
          setOn(target.checked);
        }}
      />
    </Sheet>
  );
}
