import { useState } from 'react';
import { useAction, useChange, useData } from '../../../api/use-api.ts';
import type { WebhookDeliveryState } from '../../../generated/graphql.ts';
import { Link } from '../../../router.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Await, Empty, Notice } from '../../../ui/states.tsx';
import { Moment } from '../../../ui/time.tsx';
import { toast } from '../../../ui/toast.tsx';
import { webhooksDeliveries, webhooksReplay } from './documents.ts';
import { type Delivery, deliveryStates, describeOutcome, type Endpoint } from './webhook-words.ts';

const pageSize = 30;

const filters: readonly { readonly value: WebhookDeliveryState | 'ALL'; readonly label: string }[] = [
  { value: 'ALL', label: 'All' },
  { value: 'SENT', label: 'Sent' },
  { value: 'FAILED', label: 'Failed' },
  { value: 'SENDING', label: 'Being tried again' },
  { value: 'PENDING', label: 'Waiting' },
  { value: 'CANCELLED', label: 'Cancelled' },
];

interface LogProps {
  readonly endpoint: Endpoint;
  /** The cursor of the endpoint before this one in the list; null: it is the first. */
  readonly before: string | null;
}

/** What was sent to one endpoint, what it answered, and sending it again. */
export function DeliveryLog({ endpoint, before }: LogProps) {
  const [filter, setFilter] = useState<WebhookDeliveryState | 'ALL'>('ALL');
  const [version, setVersion] = useState(0);
  return (
    <section className="account-section" aria-labelledby="log-title">
      <p>
        <Link to="/account/webhooks">All webhooks</Link>
      </p>
      <header className="section-header">
        <h2 id="log-title">{`Sent to ${endpoint.name}`}</h2>
        <Button onClick={() => setVersion(version + 1)}>Refresh</Button>
      </header>
      <div className="webhook-filter">
        <SelectField label="State" value={filter} options={filters} onPick={picked => setFilter(picked)} />
      </div>
      <Pages
        key={`${filter} ${version}`}
        endpoint={endpoint}
        before={before}
        state={filter === 'ALL' ? null : filter}
        onReplayed={() => setVersion(version + 1)}
      />
    </section>
  );
}

interface PagesProps extends LogProps {
  readonly state: WebhookDeliveryState | null;
  onReplayed(): void;
}

function Pages(props: PagesProps) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return cursors.map((after, index) => (
    <Page
      key={after ?? ''}
      {...props}
      after={after}
      onMore={index === cursors.length - 1 ? cursor => setCursors([...cursors, cursor]) : null}
    />
  ));
}

interface PageProps extends PagesProps {
  readonly after: string | null;
  readonly onMore: ((cursor: string) => void) | null;
}

function Page({ endpoint, before, state, after, onMore, onReplayed }: PageProps) {
  const loaded = useData(webhooksDeliveries, { before, first: pageSize, after, state });
  return (
    <Await loaded={loaded}>
      {({ webhookEndpoints: { nodes } }) => {
        const log = nodes.find(({ id }) => id === endpoint.id)?.deliveries;
        if (log === undefined || (log.nodes.length === 0 && after === null))
          return (
            <Empty title={state === null ? 'Nothing was sent yet' : 'Nothing in this state'}>
              {state === null && 'The next escalation is listed here. Or send a test.'}
            </Empty>
          );
        const { hasNextPage, endCursor } = log.pageInfo;
        return (
          <>
            <ul className="deliveries" aria-label="Messages">
              {log.nodes.map(delivery => (
                <DeliveryRow key={delivery.id} delivery={delivery} onReplayed={onReplayed} />
              ))}
            </ul>
            {onMore !== null && hasNextPage && endCursor && (
              <p className="more">
                <Button onClick={() => onMore(endCursor)}>Show older ones</Button>
              </p>
            )}
          </>
        );
      }}
    </Await>
  );
}

function DeliveryRow({ delivery, onReplayed }: { readonly delivery: Delivery; onReplayed(): void }) {
  const { eventType, state, createdAt, replayOf } = delivery;
  const { label, tone } = deliveryStates[state];
  return (
    <li>
      <details className="card delivery">
        <summary className="delivery-summary">
          <span className={`chip chip-${tone}`}>{label}</span>
          <span className="delivery-event">{eventType}</span>
          {replayOf !== null && <span className="chip">sent again</span>}
          <span className="soft small delivery-outcome">{describeOutcome(delivery)}</span>
          <span className="soft small">
            <Moment at={createdAt} />
          </span>
        </summary>
        <DeliveryDetails delivery={delivery} onReplayed={onReplayed} />
      </details>
    </li>
  );
}

function DeliveryDetails({ delivery, onReplayed }: { readonly delivery: Delivery; onReplayed(): void }) {
  const { id, state, attempts, attemptedAt, nextAttemptAt, webhookId, handoff } = delivery;
  const change = useChange();
  const replay = useAction(async () => {
    await change(webhooksReplay, { input: { deliveryId: id } });
    toast('It is sent again.');
    onReplayed();
  });
  const isOver = state === 'SENT' || state === 'FAILED' || state === 'CANCELLED';
  return (
    <div className="delivery-details">
      <dl className="facts">
        <dt>Attempts</dt>
        <dd>
          {attempts}
          {attemptedAt !== null && ', last '}
          {attemptedAt !== null && <Moment at={attemptedAt} />}
          {nextAttemptAt !== null && !isOver && ', next '}
          {nextAttemptAt !== null && !isOver && <Moment at={nextAttemptAt} />}
        </dd>
        <dt>webhook-id</dt>
        <dd>
          <code>{webhookId}</code>
        </dd>
        {handoff !== null && (
          <>
            <dt>About</dt>
            <dd>
              <Link to={`/handoffs/${handoff.id}`}>The escalation</Link>
            </dd>
          </>
        )}
      </dl>
      <Text title="Sent" text={indent(delivery.requestBody)} />
      <Text
        title={delivery.responseStatus === null ? 'Answer' : `Answer, HTTP ${delivery.responseStatus}`}
        text={delivery.responseExcerpt ?? delivery.lastError ?? ''}
      />
      {replay.error && <Notice tone="danger">{replay.error.message}</Notice>}
      {isOver && (
        <div>
          <Button isBusy={replay.isBusy} onClick={() => void replay.run()}>
            Send again
          </Button>
        </div>
      )}
    </div>
  );
}

function Text({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div>
      <h3 className="small soft">{title}</h3>
      {text === '' ? (
        <p className="soft small">Empty.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is reached by the keyboard
        <pre className="delivery-text" tabIndex={0}>
          {text}
        </pre>
      )}
    </div>
  );
}

/** JSON as people read it; anything else as it is. */
function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
