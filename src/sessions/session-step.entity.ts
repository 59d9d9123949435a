import { defineEntity, p } from '@mikro-orm/sql';
import { accountFilterDefinition } from '../platform/database/scope.ts';

export const stepKinds = ['ANSWER', 'NOTE', 'HANDOFF', 'CLAIM', 'RETURN'] as const;
export type StepKind = (typeof stepKinds)[number];

/** One thing that happened in a session. Undone steps keep their row: what was tried is never lost. */
const SessionStepSchema = defineEntity({
  name: 'SessionStep',
  tableName: 'session_step',
  properties: {
    accountId: p.uuid().primary(),
    id: p.uuid().primary(),
    sessionId: p.uuid(),
    /** Place among the steps that stand, from 0. */
    index: p.integer(),
    kind: p.text().$type<StepKind>(),
    nodeKey: p.text().nullable(),
    nodeTitle: p.text().nullable(),
    branch: p.text().nullable(),
    note: p.text().nullable(),
    actorId: p.uuid(),
    at: p.datetime(3),
    undoneAt: p.datetime(3).nullable(),
  },
  filters: accountFilterDefinition,
  indexes: [
    {
      name: 'session_step_index_key',
      expression:
        'create unique index session_step_index_key on session_step (account_id, session_id, index) where (undone_at is null)',
    },
    {
      name: 'session_step_answer_idx',
      expression:
        "create index session_step_answer_idx on session_step (account_id, node_key, session_id) where ((kind = 'ANSWER'::text) and (undone_at is null))",
    },
  ],
  checks: [
    {
      name: 'session_step_kind_check',
      expression: "kind in ('ANSWER', 'NOTE', 'HANDOFF', 'CLAIM', 'RETURN')",
    },
  ],
});

export class SessionStep extends SessionStepSchema.class {}
SessionStepSchema.setClass(SessionStep);
