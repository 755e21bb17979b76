/** The sentences of the page in the language of the state. */
import type { Language, Problem } from '../store';
import { en } from './en';
import { es, type Words } from './es';

export type { Words };

export function wordsOf(language: Language): Words {
  return language === 'en' ? en : es;
}

/** Return the sentence of a problem: the server's own, or the page's where there is none. */
export function sentenceOf(problem: Problem, words: Words): string {
  const { code, sentence } = problem;
  if (code === 'offline' || code === 'expired' || code === 'unreadable') return words.problems[code];
  return sentence || words.problems.other;
}
