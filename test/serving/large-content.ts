import type { Harness, Person } from '../harness/harness.ts';
import { startSession } from '../harness/stories.ts';

/** A session with notes of this many characters, written straight into the database. */
export async function aSessionWithNotes(
  h: Harness,
  person: Person,
  count: number,
  note: string,
): Promise<string> {
  const id = await startSession(h.as(person));
  await h.app.database.query(
    `insert into session_step (account_id, id, session_id, index, kind, note, actor_id, at)
     select account_id, gen_random_uuid(), id, number, 'NOTE', ?, engineer_id, started_at
       from session, generate_series(0, ? - 1) number
      where account_id = ?`,
    [note, count, person.account.uuid],
  );
  return id;
}

/** The same field of a session under several names. */
export function repeated(field: string, times: number): string {
  const fields = Array.from({ length: times }, (_, index) => `f${index}: ${field}`);
  return `query($id: ID!) { session(id: $id) { ${fields.join(' ')} } }`;
}
