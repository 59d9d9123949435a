import { assertCan } from '../kernel/capabilities.ts';
import { badInput, conflict } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { parseOptionalLine, parseOptionalText, parseText } from '../kernel/input.ts';
import { limits } from '../kernel/limits.ts';
import { createOnce } from '../platform/database/idempotency.ts';
import type { Scope } from '../platform/database/scope.ts';
import { toSearchText } from '../platform/database/text-search.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import { findNode, type TreeNode } from '../trees/tree-document.ts';
import { TreeVersion } from '../trees/tree-version.entity.ts';
import { loadStartableVersion } from '../trees/trees.queries.ts';
import { Session } from './session.entity.ts';
import { bytesOfSession } from './session-content.ts';
import type { SessionOutcome } from './session-lifecycle.ts';
import { appendStep, lockOwnActiveSession, moveSession } from './session-moves.ts';
import { SessionStep } from './session-step.entity.ts';
import { sessionCompletedEvent } from './sessions.events.ts';

export interface StartSessionInput {
  readonly problem: string;
  readonly treeId?: Uuid | null;
  readonly clientName?: string | null;
  readonly ticketRef?: string | null;
  readonly idempotencyKey?: string | null;
}

/** Starts a session for the viewer, at the root of the tree's version in force or with no tree at all. */
export async function startSession(scope: Scope, input: StartSessionInput): Promise<Session> {
  assertCan(scope.viewer, 'RUN_SESSIONS');
  const facts = {
    problem: parseProblem(input.problem),
    clientName: parseClientName(input.clientName),
    ticketRef: parseTicketRef(input.ticketRef),
  };
  const treeId = input.treeId ?? null;
  return await transaction(scope, tx =>
    createOnce(tx, {
      operation: 'startSession',
      key: input.idempotencyKey,
      input: { ...facts, treeId },
      create: () => createSession(tx, { ...facts, treeId }),
      load: id => tx.em.findOneOrFail(Session, { id }),
    }),
  );
}

async function createSession(
  tx: TransactionScope,
  facts: { problem: string; clientName: string | null; ticketRef: string | null; treeId: Uuid | null },
): Promise<Session> {
  const now = tx.clock.now();
  const { viewer } = tx;
  tx.addContent('WORK', bytesOfSession(facts));
  const started = facts.treeId === null ? null : await loadStartableVersion(tx, facts.treeId, 'input.treeId');
  const session = tx.em.create(Session, {
    accountId: viewer.accountId,
    id: newId(now.getTime()),
    problem: facts.problem,
    clientName: facts.clientName,
    ticketRef: facts.ticketRef,
    status: 'ACTIVE',
    treeId: started?.tree.id ?? null,
    treeVersionId: started?.version.id ?? null,
    currentNodeKey: started?.version.document.rootKey ?? null,
    engineerId: viewer.userId,
    openedById: viewer.userId,
    startedAt: now,
    updatedAt: now,
    activeSince: now,
    searchText: searchTextOf(facts),
  });
  await tx.em.flush();
  return session;
}

export interface AnswerStepInput {
  readonly sessionId: Uuid;
  readonly nodeKey: string;
  readonly branch: string;
  readonly note?: string | null;
}

/**
 * Answers the current node and goes where the answer leads.
 * @throws CONFLICT when the session has moved on from `nodeKey` meanwhile, with the node where it stands
 */
export async function answerStep(scope: Scope, input: AnswerStepInput): Promise<Session> {
  assertCan(scope.viewer, 'RUN_SESSIONS');
  const note = parseOptionalText(input.note, { field: 'input.note', max: limits.noteCharsMax });
  return await transaction(scope, async tx => {
    const session = await lockOwnActiveSession(tx, input.sessionId, 'input.sessionId');
    const node = await loadCurrentNode(tx, session);
    if (node === null) throw conflict('This session follows no tree. Add a note instead.');
    if (node.key !== input.nodeKey) {
      throw conflict('The session stands at another node by now.', { currentNodeKey: node.key });
    }
    if (node.branches.length === 0)
      throw conflict('This node ends the path. Complete the session, or hand it off.');
    const branch = node.branches.find(({ label }) => label === input.branch.trim());
    if (branch === undefined) {
      const labels = node.branches.map(({ label }) => `"${label}"`).join(', ');
      throw badInput('input.branch', `This node has no such answer. It has ${labels}.`);
    }
    await appendStep(tx, session, {
      kind: 'ANSWER',
      nodeKey: node.key,
      nodeTitle: node.title,
      branch: branch.label,
      note,
    });
    session.currentNodeKey = branch.to;
    return session;
  });
}

/** The node a session stands at; null without a tree. */
export async function loadCurrentNode(tx: Pick<Scope, 'em'>, session: Session): Promise<TreeNode | null> {
  if (!session.treeVersionId || !session.currentNodeKey) return null;
  const version = await tx.em.findOneOrFail(TreeVersion, { id: session.treeVersionId });
  return findNode(version.document, session.currentNodeKey) ?? null;
}

/** Writes down something that was tried or seen; the place in the tree stays. */
export async function addNote(
  scope: Scope,
  input: { sessionId: Uuid; text: string; idempotencyKey?: string | null },
): Promise<Session> {
  assertCan(scope.viewer, 'RUN_SESSIONS');
  const text = parseText(input.text, { field: 'input.text', max: limits.noteCharsMax });
  return await transaction(scope, tx =>
    createOnce(tx, {
      operation: 'addNote',
      key: input.idempotencyKey,
      input: { sessionId: input.sessionId, text },
      create: async () => {
        const session = await lockOwnActiveSession(tx, input.sessionId, 'input.sessionId');
        const node = await loadCurrentNode(tx, session);
        await appendStep(tx, session, {
          kind: 'NOTE',
          nodeKey: node?.key,
          nodeTitle: node?.title,
          note: text,
        });
        return session;
      },
      load: id => tx.em.findOneOrFail(Session, { id }),
    }),
  );
}

/**
 * Takes the last answer or note back. The row stays, marked as undone.
 * What was handed over stands: a step before a handoff, claim or return cannot be undone any more.
 */
export async function undoStep(scope: Scope, input: { sessionId: Uuid }): Promise<Session> {
  assertCan(scope.viewer, 'RUN_SESSIONS');
  return await transaction(scope, async tx => {
    const session = await lockOwnActiveSession(tx, input.sessionId, 'input.sessionId');
    const last = await tx.em.findOne(
      SessionStep,
      { sessionId: session.id, undoneAt: null },
      { orderBy: { index: 'desc' } },
    );
    if (last === null) throw conflict('There is nothing to undo.');
    if (last.kind !== 'ANSWER' && last.kind !== 'NOTE') {
      throw conflict('What came before a handoff cannot be undone: others have seen it.');
    }
    last.undoneAt = tx.clock.now();
    if (last.kind === 'ANSWER') session.currentNodeKey = last.nodeKey;
    session.updatedAt = tx.clock.now();
    return session;
  });
}

export interface UpdateSessionInput {
  readonly sessionId: Uuid;
  readonly problem?: string | null;
  readonly clientName?: string | null;
  readonly ticketRef?: string | null;
}

/** Corrects what the session is about. What is not named stays; null takes client or ticket away. */
export async function updateSession(scope: Scope, input: UpdateSessionInput): Promise<Session> {
  assertCan(scope.viewer, 'RUN_SESSIONS');
  if (input.problem === null)
    throw badInput('input.problem', 'The problem can be changed but not taken away.');
  const problem = input.problem === undefined ? undefined : parseProblem(input.problem);
  const clientName = input.clientName === undefined ? undefined : parseClientName(input.clientName);
  const ticketRef = input.ticketRef === undefined ? undefined : parseTicketRef(input.ticketRef);
  return await transaction(scope, async tx => {
    const session = await lockOwnActiveSession(tx, input.sessionId, 'input.sessionId');
    const before = bytesOfSession(session);
    if (problem !== undefined) session.problem = problem;
    tx.addContent('WORK', Math.max(0, bytesOfSession(session) - before));
    if (clientName !== undefined) session.clientName = clientName;
    if (ticketRef !== undefined) session.ticketRef = ticketRef;
    session.searchText = searchTextOf(session);
    session.updatedAt = tx.clock.now();
    return session;
  });
}

/** Ends the session, solved or not. An escalation that was claimed for it is resolved with it. */
export async function completeSession(
  scope: Scope,
  input: { sessionId: Uuid; outcome: SessionOutcome; summary?: string | null },
): Promise<Session> {
  assertCan(scope.viewer, 'RUN_SESSIONS');
  const summary = parseOptionalText(input.summary, { field: 'input.summary', max: limits.summaryCharsMax });
  return await transaction(scope, async tx => {
    const session = await lockOwnActiveSession(tx, input.sessionId, 'input.sessionId');
    const now = tx.clock.now();
    moveSession(session, 'COMPLETED', now);
    session.completedAt = now;
    session.outcome = input.outcome;
    if (summary !== null) tx.addContent('RESPONSE', Buffer.byteLength(summary));
    session.summary = summary;
    tx.record(sessionCompletedEvent(session.accountId, { sessionId: session.id, actorId: tx.viewer.userId }));
    return session;
  });
}

function parseProblem(value: string): string {
  return parseText(value, { field: 'input.problem', max: limits.problemCharsMax });
}

function parseClientName(value: string | null | undefined): string | null {
  return parseOptionalLine(value, { field: 'input.clientName', max: limits.clientNameCharsMax });
}

function parseTicketRef(value: string | null | undefined): string | null {
  return parseOptionalLine(value, { field: 'input.ticketRef', max: limits.ticketRefCharsMax });
}

function searchTextOf(facts: {
  problem: string;
  clientName?: string | null;
  ticketRef?: string | null;
}): string {
  return toSearchText([facts.problem, facts.clientName, facts.ticketRef]);
}
