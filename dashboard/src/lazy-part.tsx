import { type ComponentType, lazy } from 'react';
import { ApiError } from './api/answer.ts';

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

/** How to begin anew with each part that could not be loaded. */
const failed = new Set<() => void>();

/** A part of the page that is loaded when it is first shown. Only below a `Boundary`, which tells when that fails. */
export function lazyPart<Props extends object>(load: Load<Props>): ComponentType<Props> {
  const begin = () =>
    lazy(() =>
      load().catch(() => {
        failed.add(renew);
        throw new ApiError('A part of the page did not come. Are you online?', 'NOT_LOADED');
      }),
    );
  // React keeps for ever what it could not load: trying again takes another one.
  let Part = begin();
  const renew = () => {
    Part = begin();
  };
  return (props: Props) => <Part {...props} />;
}

/** Lets everything that could not be loaded be tried again when it is shown the next time. */
export function renewFailedParts(): void {
  for (const renew of failed) renew();
  failed.clear();
}

/**
 * A screen that is loaded when it is opened, with what it reads the API by: the queue, which most people look at most of
 * the time, needs neither.
 */
export function lazyScreen<Props extends object>(load: Load<Props>) {
  const loadAll = async () => {
    const [{ default: Screen }, { withApi }] = await Promise.all([load(), import('./api/with-api.tsx')]);
    return { default: withApi(Screen) };
  };
  return { Screen: lazyPart(loadAll), loadAll };
}
