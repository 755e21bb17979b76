/** Words and colours of what map and time show, from the server's vocabulary. */
import { lexicon, type Lexicon } from '../api/vocabulary';
import type { State } from '../store';

type Told = Pick<State, 'language' | 'vocabulary'>;

/** The colour of a phase that the vocabulary lacks. */
const PLAIN = '#52606d';

let last: { told: Told; words: Lexicon } | undefined;

function wordsOf(state: Told): Lexicon {
  const { language, vocabulary } = state;
  if (last?.told.language !== language || last.told.vocabulary !== vocabulary) {
    last = { told: { language, vocabulary }, words: lexicon(vocabulary, language) };
  }
  return last.words;
}

/** Return the name of a type or a relationship. */
export function kindName(state: Told, kind: string): string {
  const words = wordsOf(state);
  const name = words.type(kind);
  return name === kind ? words.relation(kind) : name;
}

/** Return the name and the colour of a phase. */
export function phaseLook(state: Told, phase: string): { readonly name: string; readonly colour: string } {
  return { name: wordsOf(state).code('phase', phase), colour: state.vocabulary.phases[phase] ?? PLAIN };
}
