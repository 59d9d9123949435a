import { setTimeout as pause } from 'node:timers/promises';
import { encodeId } from '../src/graphql/ids.ts';
import { type BulkPerson, escalateSession, send, startSession } from '../test/live/bulk-events.ts';
import type { AccountRecord } from './course.ts';

/** What the people of the accounts do meanwhile. */
export interface Work {
  /** Events that clients must have seen, by account. */
  readonly caused: ReadonlyMap<AccountRecord, number>;
  readonly roleChanges: number;
  /** Operations that failed, and should not have. */
  readonly failures: readonly string[];
  readonly over: Promise<unknown>;
}

export interface WorkOptions {
  readonly records: readonly AccountRecord[];
  readonly urls: readonly string[];
  readonly escalationsPerSecond: number;
  readonly stopping: AbortSignal;
}

const roleChangeEveryMs = 2_500;
const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T;

/** Escalations at an even pace, some of them claimed and resolved; and roles that change. */
export function startWork({ records, urls, escalationsPerSecond, stopping }: WorkOptions): Work {
  const caused = new Map<AccountRecord, number>();
  const failures: string[] = [];
  const running = new Set<Promise<void>>();
  let roleChanges = 0;

  const count = (record: AccountRecord) => void caused.set(record, (caused.get(record) ?? 0) + 1);

  async function handleOne(record: AccountRecord): Promise<void> {
    const [owner, senior] = record.account.people;
    if (owner === undefined || senior === undefined) throw new Error('nobody is there');
    const sessionId = await startSession(pick(urls), owner.token);
    const engineerNotes = 'No route to the domain controller. '.repeat(4);
    const handoffId = await escalateSession(pick(urls), owner.token, { sessionId, engineerNotes });
    count(record);
    if (Math.random() < 0.6) return;
    await send(
      pick(urls),
      senior.token,
      'mutation($input: ClaimHandoffInput!) { claimHandoff(input: $input) { __typename } }',
      { input: { handoffId } },
    );
    count(record);
    await send(
      pick(urls),
      senior.token,
      'mutation($input: CompleteSessionInput!) { completeSession(input: $input) { id } }',
      { input: { sessionId, outcome: 'RESOLVED', summary: 'It was the switch.' } },
    );
    count(record);
  }

  const attempt = (work: Promise<void>) => {
    const done = work.catch((error: unknown) => void failures.push(String(error)));
    running.add(done);
    void done.finally(() => running.delete(done));
  };

  async function escalate(): Promise<void> {
    while (!stopping.aborted) {
      attempt(handleOne(pick(records)));
      await pause(1_000 / escalationsPerSecond, null, { signal: stopping }).catch(() => {});
    }
  }

  async function changeRoles(): Promise<void> {
    while (!stopping.aborted) {
      await pause(roleChangeEveryMs, null, { signal: stopping }).catch(() => {});
      const { account } = pick(records);
      const [owner] = account.people;
      const person = swingerOf(account.people);
      for (const role of ['VIEWER', 'ENGINEER']) {
        await send(
          pick(urls),
          owner?.token ?? '',
          'mutation($input: UpdateUserRoleInput!) { updateUserRole(input: $input) { role } }',
          { input: { userId: encodeId('User', person.uuid), role } },
        ).catch((error: unknown) => failures.push(String(error)));
        roleChanges++;
        await pause(1_000, null, { signal: stopping }).catch(() => {});
      }
    }
  }

  const over = Promise.all([escalate(), changeRoles()]).then(() => Promise.all(running));
  return {
    caused,
    get roleChanges() {
      return roleChanges;
    },
    failures,
    over,
  };
}

/** The one of an account whose role comes and goes. */
export function swingerOf(people: readonly BulkPerson[]): BulkPerson {
  const last = people.at(-1);
  if (last === undefined) throw new Error('nobody is there');
  return last;
}
