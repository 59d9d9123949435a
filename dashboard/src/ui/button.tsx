import type { ButtonHTMLAttributes } from 'react';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly isBusy?: boolean;
}

/** A button; while it is busy it says so and cannot be pressed again. */
export function Button({
  kind = 'plain',
  isBusy = false,
  className = '',
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button button-${kind} ${className}`}
      aria-busy={isBusy || undefined}
      // And not `disabled`: that would take the focus away from whoever has just pressed it.
      aria-disabled={isBusy || undefined}
      onClick={event => {
        // One that submits a form must not do so either.
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </button>
  );
}
