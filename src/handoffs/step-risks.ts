import { toLatinLetters } from './look-alikes.ts';
import * as words from './step-risk-words.ts';

/** Why a suggested step wants a second look before anybody carries it out. */
export const stepRisks = ['DISABLES_PROTECTION', 'RUNS_DOWNLOAD', 'DELETES_DATA'] as const;
export type StepRisk = (typeof stepRisks)[number];

const turnOff = anyOf(words.turnOff, words.setToOff);
const protection = anyOf(words.protection);
const protectionPhrase = anyOf(words.protectionPhrases);
const protectionCommand = anyCommand(words.protectionCommands);

const download = anyOf(words.download);
const run = anyOf(words.run);
const programFile = new RegExp(`\\.(?:${listOf(words.programFiles).join('|')})\\b`, 'u');
const downloadCommand = anyCommand(words.downloadCommands);

const deletePhrase = anyOf(words.deletePhrases);
const remove = anyOf(words.remove);
const data = anyOf(words.data);
const deleteCommand = anyCommand(words.deleteCommands);

/**
 * What a step may do that cannot be taken back easily, found by its words alone: whoever wrote it, a model that was
 * talked into something included, has no say in that. A verb and a thing count when both are in the step, in any
 * order: a step is one or two sentences. It knows many words and not all; a step without a mark is not thereby
 * harmless.
 */
export function findStepRisks(step: string): StepRisk[] {
  const text = plainOf(step);
  const found: Record<StepRisk, boolean> = {
    DISABLES_PROTECTION:
      protectionCommand.test(text) ||
      protectionPhrase.test(text) ||
      (turnOff.test(text) && protection.test(text)),
    RUNS_DOWNLOAD:
      downloadCommand.test(text) || ((download.test(text) || programFile.test(text)) && run.test(text)),
    DELETES_DATA:
      deleteCommand.test(text) || deletePhrase.test(text) || (remove.test(text) && data.test(text)),
  };
  return stepRisks.filter(risk => found[risk]);
}

/**
 * Lower case Latin letters, without accents, without characters that nobody sees, which would cut words in two for a
 * rule alone, and without what is between the letters of a word (`de-activate`, `d.i.s.a.b.l.e`).
 */
function plainOf(text: string): string {
  return toLatinLetters(text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, ''))
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/\b(by|de|dis|re|un)-(?=\p{L})/gu, '$1')
    .replace(/(?<![\p{L}\p{N}])\p{L}(?:[.*·_-]\p{L}){3,}(?![\p{L}\p{N}])/gu, word =>
      word.replace(/[.*·_-]/g, ''),
    )
    .replace(/[\s_]+/g, ' ');
}

function listOf(table: string): string[] {
  return table
    .split(/,\s|\n/u)
    .map(word => word.replace(/^\s+|,$/gu, ''))
    .filter(word => word !== '');
}

/** Whether a word begins with one of these. */
function anyOf(...tables: readonly string[]): RegExp {
  const beginnings = tables.flatMap(listOf).map(word => word.replaceAll('… ', '(?:\\S+ ){0,6}'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${beginnings.join('|')})`, 'u');
}

function anyCommand(parts: readonly string[]): RegExp {
  return new RegExp(parts.join('|'), 'u');
}
