import { useCallback, useEffect, useState } from 'react';
import { useMe } from '../api/me.tsx';
import { currentSignIn } from '../api/tokens.ts';

/**
 * What somebody is typing, which outlives a sign-in that ends under their hands and a page that is reloaded: it is there
 * again when the same person comes back in this tab. Whoever leaves it leaves it for good.
 * @param name says what it is, such as `sess_01…/note`
 * @param begun what it begins with when nothing was kept
 */
export function useDraft(name: string, begun = ''): readonly [string, (text: string) => void] {
  const { id } = useMe();
  const key = `resolutionflow.draft/${id}/${name}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? begun);
  const write = useCallback(
    (next: string) => {
      setText(next);
      if (next === begun) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, next);
    },
    [key, begun],
  );
  useEffect(
    () => () => {
      const signIn = currentSignIn();
      if (signIn.state === 'in' && signIn.me.id === id) sessionStorage.removeItem(key);
    },
    [key, id],
  );
  return [text, write];
}
