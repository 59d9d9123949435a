import { type MouseEvent, type ReactNode, useCallback, useSyncExternalStore } from 'react';

/** The address as far as the page cares. */
export interface Place {
  readonly path: string;
  readonly search: string;
}

let place = readPlace();
const listeners = new Set<() => void>();
const guards = new Set<() => boolean>();

function readPlace(): Place {
  return { path: location.pathname, search: location.search };
}

function update(): void {
  place = readPlace();
  for (const listener of listeners) listener();
}

addEventListener('popstate', () => {
  if (mayLeave()) return update();
  // The browser has gone already; put the address back to what is still shown.
  history.pushState(null, '', place.path + place.search);
});

function mayLeave(): boolean {
  return [...guards].every(guard => guard());
}

/** Goes to another place of the dashboard, unless somebody has unsaved work and stays. */
export function navigate(to: string, how: 'push' | 'replace' = 'push'): void {
  if (to === location.pathname + location.search) return;
  if (!mayLeave()) return;
  if (how === 'push') history.pushState({ from: place.path }, '', to);
  else history.replaceState(history.state, '', to);
  update();
}

/** The path of the page that led here by a link; null when one came from elsewhere. */
export function cameFrom(): string | null {
  const state: unknown = history.state;
  if (typeof state !== 'object' || state === null || !('from' in state)) return null;
  return typeof state.from === 'string' ? state.from : null;
}

/** Asks `guard` before the page leaves its place; it says whether that may be. Returns how to take it back. */
export function guardLeaving(guard: () => boolean): () => void {
  guards.add(guard);
  return () => void guards.delete(guard);
}

/** Whether somebody has unsaved work. */
export function hasGuards(): boolean {
  return guards.size > 0;
}

export function usePlace(): Place {
  return useSyncExternalStore(
    useCallback((listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    }, []),
    () => place,
  );
}

/** The parts of a path below a prefix, such as `['tree_01…', 'edit']` of `/trees/tree_01…/edit` below `/trees`. */
export function partsBelow(path: string, prefix: string): readonly string[] {
  return path.slice(prefix.length).split('/').filter(Boolean);
}

export interface LinkProps {
  readonly to: string;
  readonly className?: string;
  readonly children: ReactNode;
  readonly isCurrent?: boolean;
  readonly label?: string;
  onFollow?(): void;
}

/** A link within the dashboard; with a modifier key it opens where the browser would open any other. */
export function Link({ to, className, children, isCurrent, label, onFollow }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    onFollow?.();
    navigate(to);
  };
  return (
    <a
      href={to}
      className={className}
      onClick={follow}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={label}
    >
      {children}
    </a>
  );
}
