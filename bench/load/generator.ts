import type { ChildProcess } from 'node:child_process';
import { generatorCore, spawnNode, stopProcess } from '../processes.ts';

/** A load generator: a process that answers each order with one result. */
export interface Generator<Order, Result> {
  order(order: Order): Promise<Result>;
  stop(): Promise<void>;
}

type Answer<Result> = { readonly result: Result } | { readonly error: string };

/** Starts a generator on its core. An order that takes longer than `orderMsMax` fails. */
export function startGenerator<Order extends object, Result>(
  file: 'request-load' | 'stream-load' | 'mail-sink',
  orderMsMax: number,
): Generator<Order, Result> {
  const child: ChildProcess = spawnNode([`bench/load/${file}.ts`], {
    core: generatorCore,
    env: { PATH: process.env.PATH },
    ipc: true,
  });
  return {
    order(order) {
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      const timer = setTimeout(() => reject(new Error(`${file} did not finish in time`)), orderMsMax);
      const onMessage = (answer: Answer<Result>) =>
        'error' in answer ? reject(new Error(answer.error)) : resolve(answer.result);
      const onExit = () => reject(new Error(`${file} ended`));
      child.once('message', onMessage);
      child.once('exit', onExit);
      child.send(order);
      return promise.finally(() => {
        clearTimeout(timer);
        child.off('message', onMessage);
        child.off('exit', onExit);
      });
    },
    stop: () => stopProcess(child),
  };
}
