/** The words of the ontology, as the server tells them: labels, colours and signs of node types. */
import type { Language } from '../store';
import type { components } from './schema';

export type Vocabulary = components['schemas']['VocabularyAnswer'];
type Property = components['schemas']['PropertyWords'];

/** Looks up a word; a name without a word is its own word. */
export interface Lexicon {
  type(name: string): string;
  colour(name: string): string;
  symbol(name: string): string;
  relation(name: string): string;
  property(name: string): string;
  /** The word of a code of a property or of a closed list. */
  code(list: string, code: string): string;
  list(name: string): readonly { code: string; word: string }[];
}

export const NO_VOCABULARY: Vocabulary = { nodes: [], relationships: [], roles: [], phases: {}, lists: [] };
const PLAIN = '#52606d';
/** Nodes that the page draws as one: no type of the ontology. */
const GROUP: Readonly<Record<Language, string>> = { es: 'Grupo', en: 'Group' };
/** Of the places that a property may hold, a country goes by its two letters. */
const COUNTRY = /^[A-Z]{2}$/;
/** A document's key has its type before a colon: DNI:12345678. */
const DOCUMENTS: ReadonlySet<string> = new Set(['document', 'document_key']);
const countries = new Map<Language, Intl.DisplayNames>();

function country(code: string, language: Language): string {
  const names = countries.get(language) ?? new Intl.DisplayNames([language], { type: 'region' });
  countries.set(language, names);
  return names.of(code) ?? code;
}

export function lexicon(vocabulary: Vocabulary, language: Language): Lexicon {
  const nodes = new Map(vocabulary.nodes.map((type) => [type.type, type]));
  const relations = new Map(vocabulary.relationships.map((type) => [type.type, type]));
  const properties = new Map<string, Property>();
  for (const type of [...vocabulary.relationships, ...vocabulary.nodes]) {
    for (const property of type.properties) properties.set(property.name, property);
  }
  const words = new Map<string, string>();
  for (const { name, codes } of vocabulary.lists) {
    for (const code of codes) words.set(`${name}/${code.code}`, code[language]);
  }
  function written(list: string, code: string): string {
    if (properties.get(list)?.place && COUNTRY.test(code)) return country(code, language);
    return DOCUMENTS.has(list) ? code.replace(':', ' ') : code;
  }
  return {
    type: (name) => nodes.get(name)?.[language] ?? (name === 'Group' ? GROUP[language] : name),
    colour: (name) => nodes.get(name)?.colour ?? PLAIN,
    symbol: (name) => nodes.get(name)?.symbol ?? 'dot',
    relation: (name) => relations.get(name)?.[language] ?? name,
    property: (name) => properties.get(name)?.[language] ?? name,
    code: (list, code) => words.get(`${list}/${code}`) ?? words.get(`${properties.get(list)?.codes ?? ''}/${code}`) ?? written(list, code),
    list: (name) => (vocabulary.lists.find((list) => list.name === name)?.codes ?? []).map((code) => ({ code: code.code, word: code[language] })),
  };
}
