/** The lines that say what the map does not draw, and why. */
import type { Language } from '../../store';
import type { Strongest } from './flows';
import type { Model } from './model';
import { mapWords, numberText } from './words';

/** Return the sentence about the threshold: how many legs are drawn, and what the others have at most. */
export function thresholdText({ drawn, rest, restAtMost }: Strongest, language: Language): string {
  const words = mapWords[language];
  const written = (value: number) => numberText(value, language);
  if (drawn.length === 0 && rest === 0) return '';
  if (rest === 0) return words.allTold(written(drawn.length), drawn.length === 1);
  const told = words.told(written(drawn.length), written(drawn.length + rest));
  const weakest = drawn.at(-1)?.victims ?? 0;
  const others =
    restAtMost < weakest ? words.restBelow(written(weakest)) : words.restUpTo(written(restAtMost), restAtMost === 1);
  return `${told}; ${others}`;
}

/** Return the sentences about what no line can show at this level. */
export function remarks({ flows, unsure }: Pick<Model, 'flows' | 'unsure'>, unplaced: number, language: Language): string[] {
  const words = mapWords[language];
  const counted = (count: number, sentence: (text: string, one: boolean) => string) =>
    count ? [sentence(numberText(count, language), count === 1)] : [];
  return [
    ...counted(flows.inside.legs, words.inside),
    ...counted(flows.coarser, words.coarser),
    ...counted(unplaced, words.unplaced),
    ...counted(unsure, words.unsure),
    ...(flows.flows.some((flow) => flow.atMost) ? [words.atMost] : []),
  ];
}
