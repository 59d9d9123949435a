import { useState } from 'react';
import { useAction, useData, useRead } from '../../api/use-api.ts';
import type { SessionScope, SessionStatus } from '../../generated/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { Await, Empty, Notice } from '../../ui/states.tsx';
import { type WorkRow, workSearch } from './documents.ts';
import { SessionRows } from './session-rows.tsx';

interface FoundSessionsProps {
  readonly scope: SessionScope;
  readonly search?: string;
  readonly status?: SessionStatus;
  readonly title: string;
}

/** Sessions page by page, the newest first. */
export function FoundSessions({ scope, search, status, title }: FoundSessionsProps) {
  const filter = { scope, search: search ?? null, status: status ?? null };
  const loaded = useData(workSearch, filter);
  return (
    <Await loaded={loaded} lines={3}>
      {({ sessions }) =>
        sessions.nodes.length === 0 ? (
          <NothingFound search={search} scope={scope} />
        ) : (
          <Pages
            key={sessions.pageInfo.endCursor}
            title={title}
            filter={filter}
            rows={sessions.nodes}
            after={sessions.pageInfo.hasNextPage ? sessions.pageInfo.endCursor : null}
          />
        )
      }
    </Await>
  );
}

function NothingFound({ search, scope }: { search: string | undefined; scope: SessionScope }) {
  if (search !== undefined)
    return <Empty title={`Nothing with “${search}”`}>Try the client, the ticket or another word.</Empty>;
  return scope === 'ACCOUNT' ? (
    <Empty title="Nothing finished yet">What your colleagues complete appears here.</Empty>
  ) : null;
}

interface PagesProps {
  readonly title: string;
  readonly filter: { scope: SessionScope; search: string | null; status: SessionStatus | null };
  readonly rows: readonly WorkRow[];
  readonly after: string | null;
}

function Pages({ title, filter, rows, after }: PagesProps) {
  const read = useRead();
  const [more, setMore] = useState<{ readonly rows: readonly WorkRow[]; readonly after: string | null }>({
    rows: [],
    after,
  });
  const next = useAction(async () => {
    const { sessions } = await read(workSearch, { ...filter, after: more.after });
    setMore({
      rows: [...more.rows, ...sessions.nodes],
      after: sessions.pageInfo.hasNextPage ? sessions.pageInfo.endCursor : null,
    });
  });
  return (
    <>
      <SessionRows title={title} rows={[...rows, ...more.rows]} />
      {next.error && <Notice tone="danger">{next.error.message}</Notice>}
      {more.after !== null && (
        <div className="buttons">
          <Button isBusy={next.isBusy} onClick={() => void next.run()}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}
