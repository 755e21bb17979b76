/** The keys of a review, as the terminal has them (review/review_words.py). */
import type { Language } from '../../store';

export type Act = 'same' | 'different' | 'unsure' | 'skip' | 'undo';

const KEYS: Readonly<Record<Language, Readonly<Record<string, Act>>>> = {
  es: { m: 'same', d: 'different', n: 'unsure', o: 'skip', z: 'undo' },
  en: { s: 'same', d: 'different', u: 'unsure', k: 'skip', z: 'undo' },
};

/** Elements in which letters are text, or choose an option. */
const WRITTEN = 'textarea, select, input:not([type=checkbox])';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'target'>;

/** Return the act of a key press; undefined for a chord, a key that is held, or a letter that is written. */
export function actOf(event: Pressed, language: Language): Act | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return undefined;
  if (event.target instanceof Element && event.target.closest(WRITTEN)) return undefined;
  const key = event.key.toLowerCase();
  return Object.hasOwn(KEYS[language], key) ? KEYS[language][key] : undefined;
}
