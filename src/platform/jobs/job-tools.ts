import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../database/database.ts';
import type { Scope, Settings } from '../database/scope.ts';
import type { Log } from '../log.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Metrics } from '../metrics.ts';
import type { OutgoingHttp } from '../outgoing-http.ts';

/** What jobs work with; handed to each domain's `create…Jobs` at assembly. */
export interface JobTools {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly mailer: Mailer;
  readonly outgoing: OutgoingHttp;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly query: Database['query'];
  /** The public form of an id, for links and for programs of others. */
  publicId(type: 'Handoff' | 'User' | 'TicketNote' | 'WebhookDelivery', id: string): string;
  /**
   * For a transaction of the job's own, with rows, events and further jobs: nobody asks, and the account is this one;
   * with null, work across accounts.
   */
  openScope(accountId: string | null): Scope<null>;
  /** A unit of work that sees one account's rows; with null, only queries that cross accounts on purpose work. */
  forkEntityManager(accountId: string | null): SqlEntityManager;
}
