/** The lines that say what the map does not draw, and why. */
import type { Language } from '../../store';
import type { Strongest } from './flows';
import type { Model } from './model';
import { mapWords, numberText } from './words';

/**
 * Return the sentence about the threshold: how many legs are drawn, and what the others have at most.
 * `changing`: the sizes are changes between two periods.
 */
export function thresholdText({ drawn, rest, drawnAtLeast, restAtMost }: Strongest, language: Language, changing = false): string {
  const words = mapWords[language];
  const written = (value: number) => numberText(value, language);
  if (drawn.length === 0 && rest === 0) return '';
  if (rest === 0) return words.allTold(written(drawn.length), drawn.length === 1);
  const told = words.told(written(drawn.length), written(drawn.length + rest));
  if (changing) return `${told}; ${words.restChanges(written(restAtMost))}`;
  return `${told}; ${restAtMost < drawnAtLeast ? words.restBelow(written(drawnAtLeast)) : words.restUpTo(written(restAtMost), restAtMost === 1)}`;
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
