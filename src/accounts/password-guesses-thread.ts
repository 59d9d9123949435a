import { parentPort } from 'node:worker_threads';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import type { GuessAnswer, GuessRequest } from './password-guesses.ts';

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

parentPort?.on('message', ({ id, password, ownWords }: GuessRequest) => {
  const { guessesLog10, feedback } = zxcvbn.check(password, [...ownWords]);
  parentPort?.postMessage({ id, guessesLog10, warning: feedback.warning } satisfies GuessAnswer);
});
