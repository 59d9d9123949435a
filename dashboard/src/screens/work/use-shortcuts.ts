import { useEffect, useRef } from 'react';

const key = 'resolutionflow.shortcuts';

export function wantsShortcuts(): boolean {
  return localStorage.getItem(key) !== 'off';
}

/** Some speak to their computer, and single letters would be heard as keys. */
export function setShortcuts(isOn: boolean): void {
  localStorage.setItem(key, isOn ? 'on' : 'off');
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'))
  );
}

/** Calls what belongs to a key, unless somebody types or a sheet is open. */
export function useShortcuts(actions: Readonly<Record<string, (() => void) | undefined>>): void {
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
      if (isTyping(event) || document.querySelector('dialog[open]') !== null || !wantsShortcuts()) return;
      const action = current.current[event.key.toLowerCase()];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
