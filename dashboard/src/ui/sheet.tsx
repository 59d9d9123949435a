import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';

export interface SheetProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The buttons at its end. */
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'large';
  /** By Esc, by its button, by a click beside it. */
  onClose(): void;
}

/** Something to finish or to leave before going on. The focus stays in it, and goes back when it closes. */
export function Sheet({ title, children, footer, size = 'small', onClose }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    // What is to be filled in, not the button that closes it.
    const fields = '.sheet-content :is(input, select, textarea):not([readonly], [disabled])';
    dialog.current?.querySelector<HTMLElement>(fields)?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`sheet sheet-${size}`}
      aria-labelledby={titleId}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={({ target }) => {
        if (target === dialog.current) onClose();
      }}
    >
      <div className="sheet-body">
        <header className="sheet-header">
          <h2 id={titleId}>{title}</h2>
          <Button kind="quiet" className="button-sign" onClick={onClose} aria-label="Close">
            ✕
          </Button>
        </header>
        <div className="sheet-content">{children}</div>
        {footer && <footer className="sheet-footer">{footer}</footer>}
      </div>
    </dialog>
  );
}
