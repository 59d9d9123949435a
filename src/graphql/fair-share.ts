import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { rateLimited } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { requestStore } from '../platform/request-store.ts';
import { refuseWhole } from './errors.ts';
import { isThenable } from './execution-steps.ts';
import { requestLimits } from './limits.ts';
import { executePlanned } from './planned-execution.ts';

/** What is executed for a request: who asked is in its context. */
export type RequestArgs = ExecutionArgs & {
  readonly contextValue?: { readonly scope: { readonly viewer: Pick<Viewer, 'userId'> | null } };
};

/** Executes queries and mutations. */
export type Execute = (args: RequestArgs) => Promise<ExecutionResult> | ExecutionResult;

/**
 * Executes the queries and mutations of requests, of each person so many at the same time that the others get their
 * turn. What one operation may take is bounded, but a few hundred of the largest at once would hold all connections to
 * the database for as long as everybody else is ready to wait for one, and as many answers in memory. More than that
 * wait in the order in which they came; when too many wait, the next is refused, before anything was done for it.
 *
 * People who are not signed in have budgets of their address instead. Events of streams do not come this way: none
 * may be late for what the same person asks for, and they are executed for many people at once.
 */
export function createFairShare(waitingMsMax: number = requestLimits.waitingMsMax): Execute {
  /** How many are under way; whoever has none takes no memory. */
  const underWay = new Map<Uuid, number>();
  /** Tells those that wait that it is their turn, the longest wait first. */
  const lines = new Map<Uuid, (() => void)[]>();

  /** Ends one that was under way; its place goes to the next in line. */
  function leave(userId: Uuid): void {
    const line = lines.get(userId);
    const begin = line?.shift();
    if (line?.length === 0) lines.delete(userId);
    if (begin !== undefined) {
      begin();
      return;
    }
    const others = (underWay.get(userId) ?? 1) - 1;
    if (others === 0) underWay.delete(userId);
    else underWay.set(userId, others);
  }

  async function executeInTurn(args: RequestArgs, userId: Uuid): Promise<ExecutionResult> {
    const line = lines.get(userId) ?? [];
    if (line.length >= requestLimits.waitingOperations) return refuse();
    lines.set(userId, line);
    const fromMs = performance.now();
    await new Promise<void>(resolve => void line.push(resolve));
    try {
      // Nobody would read the answer, or who asked may have no access any more.
      const isOver = requestStore.getStore()?.isGone() === true || performance.now() - fromMs > waitingMsMax;
      return isOver ? refuse() : await executePlanned(args);
    } finally {
      leave(userId);
    }
  }

  return args => {
    const userId = args.contextValue?.scope.viewer?.userId;
    if (userId === undefined) return executePlanned(args);
    if ((underWay.get(userId) ?? 0) >= requestLimits.operationsAtOnce) return executeInTurn(args, userId);
    const result = executePlanned(args);
    if (!isThenable(result)) return result;
    underWay.set(userId, (underWay.get(userId) ?? 0) + 1);
    const end = () => leave(userId);
    // Beside whoever waits for the result, who gets it no later for this.
    result.then(end, end);
    return result;
  };
}

function refuse(): ExecutionResult {
  return { errors: [refuseWhole(rateLimited(1, 'Too many of your requests wait for their turn.'))] };
}
