import { defineEntity, p } from '@mikro-orm/sql';
import { accountFilterDefinition } from '../platform/database/scope.ts';
import type { SessionOutcome, SessionStatus } from './session-lifecycle.ts';

/** A troubleshooting session: one problem, worked by one engineer at a time, on one version of a tree or on none. */
const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    accountId: p.uuid().primary(),
    id: p.uuid().primary(),
    problem: p.text(),
    clientName: p.text().nullable(),
    ticketRef: p.text().nullable(),
    status: p.text().$type<SessionStatus>(),
    outcome: p.text().$type<SessionOutcome>().nullable(),
    treeId: p.uuid().nullable(),
    treeVersionId: p.uuid().nullable(),
    currentNodeKey: p.text().nullable(),
    /** Who works on it now. */
    engineerId: p.uuid(),
    openedById: p.uuid(),
    startedAt: p.datetime(3),
    updatedAt: p.datetime(3),
    completedAt: p.datetime(3).nullable(),
    summary: p.text().nullable(),
    /** Seconds spent in earlier stretches of work; the running one began at `activeSince`. */
    activeSeconds: p.integer().default(0),
    activeSince: p.datetime(3).nullable(),
    searchText: p.text().lazy(),
    searchVector: p
      .string()
      .columnType('tsvector')
      .generated("(to_tsvector('simple'::regconfig, search_text)) stored")
      .nullable()
      .hidden()
      .lazy()
      .returning(false),
  },
  filters: accountFilterDefinition,
  indexes: [
    {
      name: 'session_list_idx',
      expression: 'create index session_list_idx on session (account_id, started_at desc, id desc)',
    },
    {
      name: 'session_mine_idx',
      expression:
        'create index session_mine_idx on session (account_id, engineer_id, started_at desc, id desc)',
    },
    {
      name: 'session_status_idx',
      expression: 'create index session_status_idx on session (account_id, status, started_at desc, id desc)',
    },
    {
      name: 'session_opened_idx',
      expression:
        'create index session_opened_idx on session (account_id, opened_by_id, started_at desc, id desc)',
    },
    {
      name: 'session_ended_idx',
      expression:
        "create index session_ended_idx on session (account_id, tree_id, current_node_key, completed_at desc, id desc) where (status = 'COMPLETED'::text)",
    },
    {
      name: 'session_experience_idx',
      expression:
        "create index session_experience_idx on session (account_id, tree_id, completed_at desc, id desc) where (status = 'COMPLETED'::text)",
    },
    { name: 'session_version_idx', properties: ['accountId', 'treeVersionId'] },
    {
      name: 'session_search_idx',
      expression: 'create index session_search_idx on session using gin (search_vector)',
    },
  ],
  checks: [
    { name: 'session_status_check', expression: "status in ('ACTIVE', 'PARKED', 'ESCALATED', 'COMPLETED')" },
    { name: 'session_outcome_check', expression: "outcome in ('RESOLVED', 'UNRESOLVED')" },
    { name: 'session_completed_check', expression: "(status = 'COMPLETED') = (completed_at is not null)" },
  ],
});

export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);
