import { type ReactNode, useEffect, useState } from 'react';
import type { ApiError } from '../api/answer.ts';
import type { Loaded } from '../api/use-api.ts';
import { Button } from './button.tsx';
import { useOnline } from './use-online.ts';

/** Nothing here, and what to do about it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      {children !== undefined && <div className="state-text">{children}</div>}
    </div>
  );
}

const failureTitles: Readonly<Record<string, string>> = {
  NETWORK: 'No connection',
  NOT_LOADED: 'Could not be loaded',
  BROKEN: 'Something is broken here',
  FORBIDDEN: 'Not for your role',
  NOT_FOUND: 'Not here any more',
};

const ignore = () => {};

/** What went wrong, with a way on. What was for lack of a connection is tried again when there is one. */
export function Failure({
  error,
  retry,
  isScreen = false,
}: {
  readonly error: ApiError;
  readonly retry?: () => void;
  /** Whether it stands in for a whole screen, with its heading. */
  readonly isScreen?: boolean;
}) {
  const Title = isScreen ? 'h1' : 'p';
  useOnline(error.code === 'NETWORK' || error.code === 'NOT_LOADED', retry ?? ignore);
  return (
    <div className="state state-failure" role="alert">
      <Title className="state-title">{failureTitles[error.code] ?? 'That did not work'}</Title>
      <p className="state-text">{error.message}</p>
      {retry && error.code !== 'FORBIDDEN' && <Button onClick={retry}>Try again</Button>}
    </div>
  );
}

/** A gap before anything says that it is loading: most of the time it is there before. */
const quietMs = 200;

/** Grey bars in the place of what comes, when it takes a moment. */
export function Skeleton({
  lines = 4,
  label = 'Loading',
}: {
  readonly lines?: number;
  readonly label?: string;
}) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return null;
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => `line ${line}`).map(line => (
        <span key={line} className="skeleton-line" />
      ))}
    </div>
  );
}

/** Shows what was loaded, or that it is being loaded, or why it could not be. What is old is better than nothing. */
export function Await<Data>({
  loaded,
  lines,
  children,
}: {
  readonly loaded: Loaded<Data>;
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}) {
  const { data, error, reload } = loaded;
  if (data !== null && error === null) return children(data);
  if (error !== null && data === null) return <Failure error={error} retry={reload} />;
  if (data === null) return <Skeleton lines={lines} />;
  return (
    <>
      {error !== null && <Notice tone="warning">{`What you see may be old. ${error.message}`}</Notice>}
      {children(data)}
    </>
  );
}

export type Tone = 'info' | 'warning' | 'danger' | 'success';

/** A line that somebody should read before going on. */
export function Notice({ tone = 'info', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <div
      className={`notice notice-${tone}`}
      role={tone === 'danger' || tone === 'warning' ? 'alert' : 'status'}
    >
      {children}
    </div>
  );
}
