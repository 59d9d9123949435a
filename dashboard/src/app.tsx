import { useEffect, useState, useSyncExternalStore } from 'react';
import { MeProvider } from './api/me.tsx';
import { currentSignIn, type Me, onSignInChange, renewTokens } from './api/tokens.ts';
import { useCurrentRole } from './api/use-current-role.ts';
import { lazyPart, lazyScreen } from './lazy-part.tsx';
import { FeedProvider } from './live/use-feed.tsx';
import { navigate, type Place, partsBelow, usePlace } from './router.tsx';
import { QueueScreen } from './screens/queue/queue-screen.tsx';
import { Shell } from './shell.tsx';
import { Boundary } from './ui/boundary.tsx';
import { Empty, Failure, Skeleton } from './ui/states.tsx';
import { Toasts, toast } from './ui/toast.tsx';
import { useStart } from './use-start.ts';

const SignInScreens = lazyPart(() => import('./screens/sign-in/sign-in-screens.tsx'));
const VerifyEmail = lazyPart(() => import('./verify-email.tsx'));
const { Screen: WorkScreens } = lazyScreen(() => import('./screens/work/work-screens.tsx'));
const { Screen: TreeScreens } = lazyScreen(() => import('./screens/trees/tree-screens.tsx'));
const { Screen: AccountScreens } = lazyScreen(() => import('./screens/account/account-screens.tsx'));

/** Places that one sees without being signed in. */
const openPlaces = ['/sign-in', '/register', '/forgot-password', '/reset-password', '/accept-invitation'];

/** The dashboard. */
export function App() {
  const signIn = useSyncExternalStore(onSignInChange, currentSignIn);
  const place = usePlace();
  const { error, retry } = useStart(renewTokens);
  const isOpenPlace = openPlaces.includes(place.path);
  const mustSignIn = signIn.state === 'out' && !isOpenPlace;
  useEffect(() => {
    if (mustSignIn) navigate(`/sign-in?next=${encodeURIComponent(place.path + place.search)}`, 'replace');
  }, [mustSignIn, place]);

  if (signIn.state === 'in' && !isOpenPlace)
    return <SignedIn me={signIn.me} place={place} key={signIn.me.id} />;
  if (signIn.state === 'unknown' && !isOpenPlace)
    return (
      <main className="alone">{error ? <Failure error={error} retry={retry} isScreen /> : <Skeleton />}</main>
    );
  if (!isOpenPlace) return null;
  return (
    <Boundary fallback={<Skeleton />} at={place.path} extent="page">
      <SignInScreens place={place} signIn={signIn} />
      <Toasts />
    </Boundary>
  );
}

function describeRole(role: Me['role']): string {
  return role === 'VIEWER' ? 'a viewer' : `an ${role.toLowerCase()}`;
}

function SignedIn({ me, place }: { readonly me: Me; readonly place: Place }) {
  const [role, setRole] = useState(me.role);
  useCurrentRole(me);
  useEffect(() => {
    if (role === me.role) return;
    setRole(me.role);
    toast(`Your role was changed: you are ${describeRole(me.role)} now.`);
  }, [role, me.role]);
  return (
    <MeProvider me={me}>
      <FeedProvider me={me}>
        <Shell me={me} place={place}>
          <Boundary fallback={<Skeleton />} at={place.path} extent="screen">
            <Screen place={place} />
          </Boundary>
        </Shell>
        <Toasts />
      </FeedProvider>
    </MeProvider>
  );
}

function Screen({ place: { path, search } }: { readonly place: Place }) {
  const [first = ''] = partsBelow(path, '/');
  if (first === '' || first === 'handoffs') {
    const [handoffId] = partsBelow(path, '/handoffs');
    return <QueueScreen openId={first === '' ? null : (handoffId ?? null)} />;
  }
  if (first === 'work' || first === 'sessions') return <WorkScreens path={path} />;
  if (first === 'trees') return <TreeScreens path={path} />;
  if (first === 'account') return <AccountScreens path={path} />;
  if (first === 'verify-email') return <VerifyEmail token={new URLSearchParams(search).get('token') ?? ''} />;
  return <Empty title="There is nothing here">Perhaps the link is an old one.</Empty>;
}
