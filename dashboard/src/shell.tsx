import { type ReactNode, useEffect, useRef, useState } from 'react';
import { canHandle, isAdmin } from './api/me.tsx';
import type { Me } from './api/tokens.ts';
import { keepFocus } from './keep-focus.ts';
import { lazyPart } from './lazy-part.tsx';
import { StatusLine } from './live/status-line.tsx';
import { useFeed } from './live/use-feed.tsx';
import { Link, type Place } from './router.tsx';
import { Boundary } from './ui/boundary.tsx';
import { Button } from './ui/button.tsx';

const PersonSheet = lazyPart(() => import('./person-sheet.tsx'));
const ConfirmAddress = lazyPart(() => import('./confirm-address.tsx'));
const UsageNotice = lazyPart(() => import('./usage-notice.tsx'));

const places = [
  { to: '/', label: 'Escalations', prefixes: ['/handoffs'], forViewers: false },
  { to: '/work', label: 'My work', prefixes: ['/work', '/sessions'], forViewers: true },
  { to: '/trees', label: 'Trees', prefixes: ['/trees'], forViewers: true },
  { to: '/account', label: 'Account', prefixes: ['/account'], forViewers: true },
] as const;

/** What is around every screen: where one can go, how the connection is, who one is. */
export function Shell({
  me,
  place,
  children,
}: {
  readonly me: Me;
  readonly place: Place;
  readonly children: ReactNode;
}) {
  const { queue } = useFeed();
  const main = useRef<HTMLElement>(null);
  useEffect(() => (main.current ? keepFocus(main.current) : undefined), []);
  const isCurrent = (to: string, prefixes: readonly string[]) =>
    place.path === to || prefixes.some(prefix => place.path.startsWith(prefix));
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <header className="topbar">
        <Link to="/" className="brand" label="ResolutionFlow, to the escalations">
          <img src="/favicon.svg" alt="" width="24" height="24" />
          <span>ResolutionFlow</span>
        </Link>
        <nav className="places" aria-label="Main">
          {places
            .filter(({ forViewers }) => forViewers || canHandle(me))
            .map(({ to, label, prefixes }) => (
              <Link key={to} to={to} isCurrent={isCurrent(to, prefixes)}>
                {label}
                {to === '/' && queue.rows.length > 0 && (
                  <span className="count">
                    {queue.rows.length > 99 ? '99+' : queue.rows.length}
                    <span className="only-heard"> open</span>
                  </span>
                )}
              </Link>
            ))}
        </nav>
        <div className="topbar-end">
          {canHandle(me) && <StatusLine />}
          <PersonMenu me={me} />
        </div>
      </header>
      <main id="main" className="main" tabIndex={-1} ref={main}>
        {me.emailVerifiedAt === null && (
          <Boundary>
            <ConfirmAddress me={me} />
          </Boundary>
        )}
        {isAdmin(me) && (
          <Boundary>
            <UsageNotice />
          </Boundary>
        )}
        {children}
      </main>
    </div>
  );
}

function PersonMenu({ me }: { readonly me: Me }) {
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const closing = new AbortController();
    const { signal } = closing;
    const isInside = ({ target }: Event) => target instanceof Node && menu.current?.contains(target);
    document.addEventListener('pointerdown', event => isInside(event) || setOpen(false), { signal });
    document.addEventListener('focusin', event => isInside(event) || setOpen(false), { signal });
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && setOpen(false), { signal });
    return () => closing.abort();
  }, [isOpen]);
  return (
    <div className="menu" ref={menu}>
      <Button kind="quiet" className="button-sign" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className="initials" aria-hidden="true">
          {initialsOf(me.name)}
        </span>
        <span className="menu-name">{me.name}</span>
        <span className="only-heard">: your menu</span>
      </Button>
      {isOpen && (
        <Boundary>
          <PersonSheet me={me} />
        </Boundary>
      )}
    </div>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map(word => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase();
}
