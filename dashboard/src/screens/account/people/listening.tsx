import { useAction, useChange, useData } from '../../../api/use-api.ts';
import type { PeopleListeningQuery } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { Await } from '../../../ui/states.tsx';
import { Moment } from '../../../ui/time.tsx';
import { useRefreshed } from '../use-refreshed.ts';
import { peopleEndStream, peopleListening } from './documents.ts';

type Stream = PeopleListeningQuery['liveStreams']['nodes'][number];

const pageSize = 100;

/** Who is connected at this moment, and so hears of an escalation within a second. */
export function Listening() {
  const loaded = useData(peopleListening, { first: pageSize });
  const { reload } = loaded;
  useRefreshed(reload);
  return (
    <section className="account-section" aria-labelledby="listening-title">
      <header className="section-header">
        <h2 id="listening-title">Listening now</h2>
        {loaded.data && <span className="chip">{loaded.data.liveStreams.totalCount}</span>}
      </header>
      <p className="section-intro">
        Every open dashboard holds a live connection. Ending one here does not lock anybody out: they may
        connect again. Deactivate a person for that.
      </p>
      <Await loaded={loaded} lines={2}>
        {({ liveStreams: { nodes, totalCount } }) =>
          nodes.length === 0 ? (
            <p className="soft">Nobody has a dashboard open.</p>
          ) : (
            <div className="card">
              <ul className="listening">
                {nodes.map(stream => (
                  <StreamRow key={stream.id} stream={stream} onEnded={reload} />
                ))}
              </ul>
              {totalCount > nodes.length && (
                <p className="soft small">{`The oldest ${nodes.length} of ${totalCount}.`}</p>
              )}
            </div>
          )
        }
      </Await>
    </section>
  );
}

function StreamRow({ stream, onEnded }: { readonly stream: Stream; onEnded(): void }) {
  const change = useChange();
  const end = useAction(async () => {
    await change(peopleEndStream, { input: { id: stream.id } });
    onEnded();
  });
  const { user, openedAt, eventsBehind } = stream;
  return (
    <li className="listening-row">
      <span className="listening-name">{user.name}</span>
      <span className="soft small">
        {'since '}
        <Moment at={openedAt} />
      </span>
      {eventsBehind > 0 && (
        <span className="chip chip-warning">
          {eventsBehind === 1 ? '1 event behind' : `${eventsBehind} events behind`}
        </span>
      )}
      {end.error && <span className="field-problem">{end.error.message}</span>}
      <Button
        kind="quiet"
        isBusy={end.isBusy}
        aria-label={`End the connection of ${user.name}`}
        onClick={() => void end.run()}
      >
        End
      </Button>
    </li>
  );
}
