import type { ComponentType } from 'react';
import { type Client, Provider } from 'urql';
import { createApi } from './client.ts';
import { useMe } from './me.tsx';

let kept: { readonly personId: string; readonly api: Client } | null = null;

/** One client for all screens of whoever is signed in. */
function apiOf(personId: string): Client {
  if (kept?.personId !== personId) kept = { personId, api: createApi() };
  return kept.api;
}

/** Gives a screen the client that `useData` and its siblings use. */
export function withApi<Props extends object>(Screen: ComponentType<Props>): ComponentType<Props> {
  return function ScreenWithApi(props: Props) {
    return (
      <Provider value={apiOf(useMe().id)}>
        <Screen {...props} />
      </Provider>
    );
  };
}
