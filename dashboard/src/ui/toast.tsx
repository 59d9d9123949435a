import { useSyncExternalStore } from 'react';
import { Link } from '../router.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly link: ToastLink | undefined;
}

export interface ToastLink {
  readonly to: string;
  readonly label: string;
}

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();
const shownMs = 5_000;
/** Long enough to read it and to go there. */
const linkShownMs = 12_000;

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says something in passing; also to those who listen to the page. What leads to the same place gives way to it. */
export function toast(text: string, link?: ToastLink): void {
  const id = ++count;
  const others = toasts.filter(each => link === undefined || each.link?.to !== link.to);
  set([...others.slice(-2), { id, text, link }]);
  setTimeout(() => forget(id), link ? linkShownMs : shownMs);
}

function forget(gone: number): void {
  set(toasts.filter(({ id }) => id !== gone));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Where `toast` shows; once in the page. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(({ id, text, link }) => (
        <p key={id} className="toast">
          {text}{' '}
          {link && (
            <>
              <Link to={link.to} onFollow={() => forget(id)}>
                {link.label}
              </Link>
              {/* It stays for long, and may lie on what one works with. */}
              <button type="button" aria-label="Put away" onClick={() => forget(id)}>
                ✕
              </button>
            </>
          )}
        </p>
      ))}
    </div>
  );
}
