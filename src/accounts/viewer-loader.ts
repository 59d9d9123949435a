import { DomainError, unauthenticated } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Role, Viewer } from '../kernel/viewer.ts';
import type { Database } from '../platform/database/database.ts';
import { readPrepared } from '../platform/database/prepared.ts';

/** Whom a token is about, and under which generation of that person's tokens. */
export interface SignIn {
  readonly userId: Uuid;
  readonly accountId: Uuid;
  readonly generation: number;
}

/** Finds people as they are now: a role that was taken away a second ago is gone. */
export interface ViewerLoader {
  /** @throws UNAUTHENTICATED when the person was deactivated, or signed out everywhere since the token was issued */
  load(signIn: SignIn): Promise<Viewer>;
  /** The same for somebody who opens a stream. They come in crowds, and a millisecond is nothing to them. */
  loadForStream(signIn: SignIn): Promise<Viewer>;
  /** Several at once, in their order; the error in the place of one whose sign-in has ended. */
  loadMany(signIns: readonly SignIn[]): Promise<readonly (Viewer | DomainError)[]>;
}

interface Waiting {
  readonly signIn: SignIn;
  resolve(viewer: Viewer): void;
  reject(error: unknown): void;
}

/** People asked for in one query; a deploy makes thousands of dashboards come back in one second. */
const batchMax = 500;

interface PersonRow {
  readonly id: Uuid;
  readonly account_id: Uuid;
  readonly role: Role;
  readonly name: string;
  readonly is_active: boolean;
  readonly token_generation: number;
}

const personColumns = 'id, account_id, role, name, is_active, token_generation';
const findOne = `select ${personColumns} from app_user where account_id = $1 and id = $2`;
const findMany = `select ${personColumns} from app_user
  join jsonb_to_recordset($1::jsonb) as asked(account_id uuid, id uuid) using (account_id, id)`;

/** How requests are put together. */
interface Gathering {
  /** Queries under way at a time: who comes meanwhile is asked for together with the others who do. */
  readonly queriesMax: number;
  /** How long a crowd is collected before it is asked for. Whoever comes alone does not wait. */
  readonly crowdMs: number;
}

/** A loader that asks once for all who come in one turn of the event loop, and for more of them when there are many. */
export function createViewerLoader(database: Database): ViewerLoader {
  async function loadMany(signIns: readonly SignIn[]): Promise<(Viewer | DomainError)[]> {
    const asked = new Map(
      signIns.map(({ accountId, userId }) => [userId, { account_id: accountId, id: userId }]),
    );
    const [first] = signIns;
    const rows =
      first !== undefined && asked.size === 1
        ? await readPrepared<PersonRow>(database.orm.em, findOne, [first.accountId, first.userId])
        : await readPrepared<PersonRow>(database.orm.em, findMany, [JSON.stringify([...asked.values()])]);
    const people = new Map(rows.map(row => [row.id, row]));
    return signIns.map(({ userId, accountId, generation }) => {
      const person = people.get(userId);
      if (person?.account_id !== accountId || !person.is_active || person.token_generation !== generation) {
        return unauthenticated('This sign-in has ended. Sign in again.');
      }
      return { userId, accountId, role: person.role, name: person.name };
    });
  }

  return {
    loadMany,
    load: createQueue(loadMany, { queriesMax: 3, crowdMs: 0 }),
    loadForStream: createQueue(loadMany, { queriesMax: 1, crowdMs: 1 }),
  };
}

function createQueue(
  loadMany: ViewerLoader['loadMany'],
  { queriesMax, crowdMs }: Gathering,
): ViewerLoader['load'] {
  const waiting: Waiting[] = [];
  let queries = 0;
  let isScheduled = false;
  /** Whether the last query was about several people. */
  let isCrowded = false;

  async function loadWaiting(): Promise<void> {
    const batch = waiting.splice(0, batchMax);
    isCrowded = batch.length > 1;
    queries++;
    try {
      const viewers = await loadMany(batch.map(({ signIn }) => signIn));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const viewer = viewers[index];
        if (viewer === undefined || viewer instanceof DomainError) reject(viewer);
        else resolve(viewer);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      queries--;
      schedule();
    }
  }

  function schedule(): void {
    if (isScheduled || waiting.length === 0 || queries >= queriesMax) return;
    isScheduled = true;
    if (isCrowded && crowdMs > 0) setTimeout(run, crowdMs);
    else setImmediate(run);
  }

  function run(): void {
    isScheduled = false;
    void loadWaiting();
    schedule();
  }

  return signIn =>
    new Promise<Viewer>((resolve, reject) => {
      waiting.push({ signIn, resolve, reject });
      schedule();
    });
}
