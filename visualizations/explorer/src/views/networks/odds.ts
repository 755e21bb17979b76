/** The odds of a network as sentences, without a figure that sounds more certain than it is. */
import type { Language, Properties } from '../../store';
import type { Words } from '../../words';

/** Return a number with at most two digits after its point, as the language writes it. */
export function numberOf(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: value < 1 ? 2 : 1 }).format(value);
}

/** Return a share as a percentage; a share that is not 0 never reads as 0, nor one below 1 as 100. */
export function percentOf(share: number, language: Language): string {
  const format = (value: number) => new Intl.NumberFormat(language, { maximumSignificantDigits: 2 }).format(value);
  if (share > 0 && share < 0.001) return `< ${format(0.1)}`;
  return share < 1 && share > 0.99 ? '> 99' : format(100 * share);
}

/** Return what the stored figures of a network say, sentence by sentence; a figure that is not there says nothing. */
export function oddsOf(row: Properties, language: Language, { networks: words }: Words): string {
  const number = (name: string) => (typeof row[name] === 'number' ? (row[name] as number) : undefined);
  const [expected, rate, survives, overturned] = ['expected', 'rate', 'survives', 'overturned_by'].map(number);
  return [
    words.together(number('members') ?? 0, number('cases') ?? 0),
    expected === undefined ? '' : words.byChance(numberOf(expected, language)),
    rate === undefined ? '' : words.rate(percentOf(rate, language)),
    survives === undefined ? '' : survives >= 1 ? words.survivesAll : words.survives(percentOf(survives, language)),
    overturned === undefined ? '' : words.overturned(overturned),
  ].filter(Boolean).join(' ');
}
