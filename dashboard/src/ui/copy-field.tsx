import './copy-field.css';
import { useId, useRef, useState } from 'react';
import { Button } from './button.tsx';

/** A text to take along, with a button that copies it. */
export function CopyField({
  label,
  text,
  hint,
}: {
  readonly label: string;
  readonly text: string;
  readonly hint?: string;
}) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    setCopied(await copyText(text));
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="copy-field">
        <input
          id={id}
          ref={field}
          readOnly
          value={text}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onFocus={({ target }) => target.select()}
        />
        <Button onClick={() => void copy()}>{isCopied ? 'Copied' : 'Copy'}</Button>
      </div>
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <span className="only-heard" role="status">
        {isCopied ? 'Copied' : ''}
      </span>
    </div>
  );
}

/** On a page that came without TLS there is no clipboard: the text stays selected, for the keyboard to copy. */
async function copyText(text: string): Promise<boolean> {
  const clipboard: Clipboard | undefined = navigator.clipboard;
  if (clipboard === undefined) return false;
  return await clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
