import type { Company } from './found-company.ts';
import { AnswerStep, type SessionState, StartSession } from './operations.ts';
import type { Colleague } from './staff.ts';
import type { DemoTicket } from './tickets.ts';

/**
 * Starts a session for a ticket and answers its way through the tree.
 * @param think what happens before each answer; nothing unless told
 * @returns the public id of the session
 */
export async function walkTree(
  { treeIds }: Pick<Company, 'treeIds'>,
  engineer: Colleague,
  { treeTitle, problem, clientName, ticketRef, answers }: DemoTicket,
  think: () => Promise<void> = async () => {},
): Promise<string> {
  const treeId = treeIds.get(treeTitle) ?? null;
  const { startSession } = await engineer.run(StartSession, {
    input: { treeId, problem, clientName, ticketRef },
  });
  let session: SessionState = startSession;
  for (const answer of answers) {
    await think();
    // The server says where the session stands; an answer to another node would be refused.
    const nodeKey = session.currentNode?.key ?? '';
    session = (await engineer.run(AnswerStep, { input: { sessionId: session.id, nodeKey, ...answer } }))
      .answerStep;
  }
  return session.id;
}
