import './webhooks.css';
import { useState } from 'react';
import { useData } from '../../../api/use-api.ts';
import { Link } from '../../../router.tsx';
import { Button } from '../../../ui/button.tsx';
import { Await, Empty } from '../../../ui/states.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { webhooksList } from './documents.ts';
import { WebhookCard } from './webhook-card.tsx';
import { WebhookSheet } from './webhook-sheet.tsx';

/** An account has no more. */
const endpointsMax = 20;

/** What reaches other programs and channels; with an id, the log of one endpoint. */
export default function WebhooksScreen({ endpointId }: { readonly endpointId: string | null }) {
  const [isCreating, setCreating] = useState(false);
  const loaded = useData(webhooksList, { first: endpointsMax });
  if (endpointId !== null)
    return (
      <Await loaded={loaded}>
        {({ webhookEndpoints: { edges } }) => {
          const index = edges.findIndex(({ node }) => node.id === endpointId);
          const endpoint = edges[index]?.node;
          if (endpoint === undefined)
            return (
              <Empty title="This webhook is gone">
                <Link to="/account/webhooks">To all webhooks</Link>
              </Empty>
            );
          return (
            <DeliveryLog key={endpointId} endpoint={endpoint} before={edges[index - 1]?.cursor ?? null} />
          );
        }}
      </Await>
    );
  return (
    <section className="account-section" aria-labelledby="webhooks-title">
      <header className="section-header">
        <h2 id="webhooks-title">Webhooks</h2>
        <Button kind="primary" onClick={() => setCreating(true)}>
          Add a webhook
        </Button>
      </header>
      <p className="section-intro">Tell a program, a Slack channel or a Teams channel of escalations.</p>
      <Await loaded={loaded}>
        {({ webhookEndpoints: { edges } }) =>
          edges.length === 0 ? (
            <Empty title="Nothing is told yet">
              Add the address of a channel, and it hears of every new escalation.
            </Empty>
          ) : (
            <ul className="webhooks" aria-label="Webhooks">
              {edges.map(({ node }) => (
                <WebhookCard key={node.id} endpoint={node} onChanged={loaded.reload} />
              ))}
            </ul>
          )
        }
      </Await>
      {isCreating && (
        <WebhookSheet endpoint={null} onChanged={loaded.reload} onClose={() => setCreating(false)} />
      )}
    </section>
  );
}
