import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { askApi } from '../api/ask.ts';
import { type Me, renewTokens } from '../api/tokens.ts';
import { announceArrival, forgetDeparted } from './alerts.ts';
import { queuePage } from './documents.ts';
import { type Feed, type FeedView, openFeed } from './feed.ts';
import { tellOwnNews } from './own-news.ts';
import { emptyQueue } from './queue-state.ts';

const FeedContext = createContext<Feed | null>(null);

/** As many as one request may ask for with all that a row shows. */
const pageSize = 80;
/** More than anybody can look at. */
const pagesMax = 15;

const nothing: FeedView = { queue: emptyQueue, status: { state: 'connecting' } };
const never = () => () => {};

/** Keeps the queue current for everything below, whichever screen is open. Viewers have none. */
export function FeedProvider({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  const [feed, setFeed] = useState<Feed | null>(null);
  const canHandle = me.role !== 'VIEWER';
  useEffect(() => {
    if (!canHandle) return;
    const opened = openFeed({
      personId: me.id,
      async loadQueue() {
        const first = (await askApi(queuePage, { first: pageSize })).escalationQueue;
        const rows = [...first.nodes];
        let { pageInfo } = first;
        for (let page = 1; pageInfo.hasNextPage && page < pagesMax; page++) {
          const next = (await askApi(queuePage, { first: pageSize, after: pageInfo.endCursor }))
            .escalationQueue;
          rows.push(...next.nodes);
          pageInfo = next.pageInfo;
        }
        return { rows, cursor: first.eventCursor };
      },
      onForbidden() {
        renewTokens().catch(() => {});
      },
      onArrival(row, isLeader) {
        if (row.createdBy.id !== me.id) announceArrival(row, isLeader);
      },
      onEvent: event => tellOwnNews(event, me.id),
    });
    setFeed(opened);
    opened.subscribe(() => forgetDeparted(opened.view().queue.rows));
    return () => {
      opened.close();
      setFeed(null);
    };
  }, [me.id, canHandle]);
  return <FeedContext.Provider value={feed}>{children}</FeedContext.Provider>;
}

/** The queue and how the connection is, as of now. */
export function useFeed(): FeedView {
  const feed = useContext(FeedContext);
  return useSyncExternalStore(feed?.subscribe ?? never, feed?.view ?? (() => nothing));
}
