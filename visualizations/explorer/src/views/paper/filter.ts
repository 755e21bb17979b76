/** The filter and what it leaves out, as sentences. */
import type { Lexicon } from '../../api/vocabulary';
import { visible, type State } from '../../store';
import type { Words } from '../../words';
import { dateText } from '../../words/dates';
import { paperWords } from './words';

/** Return what the filter switches off or asks for; empty if it lets all pass. */
export function filterSentence(state: Pick<State, 'filter' | 'graph' | 'language'>, names: Lexicon): string {
  const words = paperWords[state.language];
  const { typesOff, relationsOff, registriesOff, places, since, until, asOf, doubtful, text } = state.filter;
  const day = (date: string | undefined) => (date ? dateText(date, state.language) : undefined);
  const listed = (codes: ReadonlySet<string>, word: (code: string) => string) => [...codes].map(word).sort().join(', ');
  const parts = [
    typesOff.size ? words.without(listed(typesOff, names.type)) : '',
    relationsOff.size ? words.withoutLinks(listed(relationsOff, names.relation)) : '',
    registriesOff.size ? words.withoutRegistries(listed(registriesOff, (code) => names.code('registry', code))) : '',
    since || until ? words.period(day(since), day(until)) : '',
    asOf ? words.asOf(dateText(asOf, state.language)) : '',
    places.size ? words.places(listed(places, (key) => state.graph.nodes.get(key)?.label ?? key)) : '',
    text ? words.text(text) : '',
    doubtful ? '' : words.sure,
  ];
  return parts.filter(Boolean).join('; ');
}

/** Return how many items are not shown, and why. */
export function leftOutSentence(state: State, words: Words): string {
  const { nodes, leftOut } = visible(state);
  if (!leftOut.length) return words.leftOut.all(nodes.length);
  const count = leftOut.filter(({ reason }) => reason !== 'limit').reduce((sum, part) => sum + part.count, 0);
  const reasons = leftOut.map(({ reason, count: some }) => reasonOf(reason, some, words)).join(', ');
  return count ? words.leftOut.some(count, reasons) : reasons;
}

function reasonOf(reason: string, count: number, words: Words): string {
  const phrase = words.leftOut[reason as keyof Words['leftOut']] as string | ((count: number) => string) | undefined;
  return typeof phrase === 'function' ? phrase(count) : (phrase ?? reason);
}
