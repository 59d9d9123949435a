import { defineEntity, p } from '@mikro-orm/sql';
import { accountFilterDefinition } from '../platform/database/scope.ts';
import type { HandoffIntent, HandoffState } from './handoff-lifecycle.ts';
import type { HandoffSnapshot, SnapshotFacts } from './handoff-snapshot.ts';
import type { Priority } from './priority.ts';

/** Passing a session on: parked for oneself, or escalated for a colleague to claim. */
const HandoffSchema = defineEntity({
  name: 'Handoff',
  tableName: 'handoff',
  properties: {
    accountId: p.uuid().primary(),
    id: p.uuid().primary(),
    sessionId: p.uuid(),
    intent: p.text().$type<HandoffIntent>(),
    state: p.text().$type<HandoffState>(),
    priority: p.text().$type<Priority>(),
    /** The priority as a number, most urgent first: 0 for URGENT. */
    priorityRank: p.smallint(),
    engineerNotes: p.text(),
    /** The session as it was; never changes. As large as its notes: read for those who look at it, and no others. */
    snapshot: p.json<HandoffSnapshot>().lazy(),
    /** Size of the snapshot as JSON, so that nobody has to read it to know; null from versions before. */
    snapshotBytes: p.integer().nullable(),
    /** What lists show of the snapshot, however long that is; null from versions before. */
    snapshotFacts: p.json<SnapshotFacts>().nullable().lazy(),
    createdById: p.uuid(),
    createdAt: p.datetime(3),
    targetId: p.uuid().nullable(),
    claimedById: p.uuid().nullable(),
    claimedAt: p.datetime(3).nullable(),
    closedAt: p.datetime(3).nullable(),
    closeReason: p.text().nullable(),
  },
  filters: accountFilterDefinition,
  indexes: [
    {
      name: 'handoff_queue_idx',
      expression:
        "create index handoff_queue_idx on handoff (account_id, priority_rank, created_at, id) where ((intent = 'ESCALATE'::text) and (state = 'OPEN'::text))",
    },
    {
      name: 'handoff_list_idx',
      expression: 'create index handoff_list_idx on handoff (account_id, created_at desc, id desc)',
    },
    {
      name: 'handoff_session_idx',
      expression:
        'create index handoff_session_idx on handoff (account_id, session_id, created_at desc, id desc)',
    },
    {
      name: 'handoff_claimer_idx',
      expression:
        "create index handoff_claimer_idx on handoff (account_id, claimed_by_id) where (state = 'CLAIMED'::text)",
    },
    {
      name: 'handoff_open_key',
      expression:
        "create unique index handoff_open_key on handoff (account_id, session_id) where (state = 'OPEN'::text)",
    },
  ],
  checks: [
    { name: 'handoff_intent_check', expression: "intent in ('PARK', 'ESCALATE')" },
    {
      name: 'handoff_state_check',
      expression: "state in ('OPEN', 'CLAIMED', 'RETURNED', 'WITHDRAWN', 'RESOLVED')",
    },
    { name: 'handoff_priority_check', expression: "priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')" },
    {
      name: 'handoff_claimed_check',
      expression: "state <> 'CLAIMED' or (claimed_by_id is not null and claimed_at is not null)",
    },
    { name: 'handoff_closed_check', expression: "(state in ('OPEN', 'CLAIMED')) = (closed_at is null)" },
  ],
});

export class Handoff extends HandoffSchema.class {}
HandoffSchema.setClass(Handoff);
