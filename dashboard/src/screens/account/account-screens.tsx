import './account.css';
import { type ReactNode, useEffect, useRef } from 'react';
import { canHandle, isAdmin, useMe } from '../../api/me.tsx';
import type { Me } from '../../api/tokens.ts';
import { lazyPart } from '../../lazy-part.tsx';
import { setTitle } from '../../live/alerts.ts';
import { Link, partsBelow } from '../../router.tsx';
import { Boundary } from '../../ui/boundary.tsx';
import { Empty, Skeleton } from '../../ui/states.tsx';

const PeopleScreen = lazyPart(() => import('./people/people-screen.tsx'));
const NotificationsScreen = lazyPart(() => import('./notifications/notifications-screen.tsx'));
const MetricsScreen = lazyPart(() => import('./metrics/metrics-screen.tsx'));
const LadderScreen = lazyPart(() => import('./ladder/ladder-screen.tsx'));
const WebhooksScreen = lazyPart(() => import('./webhooks/webhooks-screen.tsx'));
const TicketSystemScreen = lazyPart(() => import('./ticket-system/ticket-system-screen.tsx'));
const MeScreen = lazyPart(() => import('./me/me-screen.tsx'));

interface Tab {
  readonly name: string;
  readonly label: string;
  /** Who sees it. */
  isFor(me: Me): boolean;
  /** @param rest what follows in the path, such as an id */
  show(rest: string | null): ReactNode;
}

const everyone = () => true;

const tabs: readonly Tab[] = [
  { name: 'people', label: 'People', isFor: everyone, show: () => <PeopleScreen /> },
  { name: 'notifications', label: 'Notifications', isFor: canHandle, show: () => <NotificationsScreen /> },
  { name: 'metrics', label: 'Metrics', isFor: canHandle, show: () => <MetricsScreen /> },
  { name: 'ladder', label: 'Ladder', isFor: canHandle, show: () => <LadderScreen /> },
  {
    name: 'webhooks',
    label: 'Webhooks',
    isFor: isAdmin,
    show: endpointId => <WebhooksScreen endpointId={endpointId} />,
  },
  { name: 'ticket-system', label: 'Ticket system', isFor: isAdmin, show: () => <TicketSystemScreen /> },
  { name: 'me', label: 'Me', isFor: everyone, show: () => <MeScreen /> },
];

/** The screens below /account: who is here, how they are told, what reaches outside, how it goes. */
export default function AccountScreens({ path }: { readonly path: string }) {
  const me = useMe();
  const [name = 'people', rest = null] = partsBelow(path, '/account');
  const tab = tabs.find(each => each.name === name);
  const label = tab?.label ?? 'Account';
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    setTitle(`${label} · Account`);
    // On a narrow screen the row of tabs scrolls.
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [label]);
  return (
    <div className="page account">
      <header className="page-header">
        <h1>Account</h1>
        <p className="page-note">{me.account.name}</p>
      </header>
      <nav ref={nav} className="tabs" aria-label="Account">
        {tabs
          .filter(({ isFor }) => isFor(me))
          .map(each => (
            <Link key={each.name} to={`/account/${each.name}`} isCurrent={each === tab}>
              {each.label}
            </Link>
          ))}
      </nav>
      <Boundary fallback={<Skeleton lines={6} />} at={name}>
        <Shown tab={tab} me={me} rest={rest} />
      </Boundary>
    </div>
  );
}

function Shown({
  tab,
  me,
  rest,
}: {
  readonly tab: Tab | undefined;
  readonly me: Me;
  readonly rest: string | null;
}) {
  if (tab === undefined) return <Empty title="There is nothing here">Perhaps the link is an old one.</Empty>;
  if (!tab.isFor(me))
    return (
      <Empty title="This is not for your role">
        {canHandle(me) ? 'Owners and admins look after it.' : 'It is for people who handle escalations.'}
      </Empty>
    );
  return tab.show(rest);
}
