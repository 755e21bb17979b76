/** Sentences of the page on paper, in Spanish and English. */
import type { Language } from '../../store';

const es = {
  untitled: 'Exploración sin título',
  printed: (when: string, who: string) => `Impreso el ${when} por ${who}.`,
  synthetic: 'DATOS SINTÉTICOS: personas inventadas.',
  filter: 'Filtro',
  noFilter: 'sin filtro',
  without: (kinds: string) => `sin ${kinds}`,
  withoutLinks: (kinds: string) => `sin los vínculos ${kinds}`,
  withoutRegistries: (names: string) => `sin lo que solo dice ${names}`,
  period: (since: string | undefined, until: string | undefined) => [since ? `desde ${since}` : '', until ? `hasta ${until}` : ''].filter(Boolean).join(' '),
  asOf: (day: string) => `solo lo registrado hasta ${day}`,
  places: (names: string) => `solo lo unido a ${names}`,
  text: (text: string) => `con el texto «${text}»`,
  sure: 'sin lo dudoso',
  shown: 'Se muestra',
  legend: 'Leyenda',
  innocent: 'Todo presunto tratante se presume inocente. Lo dudoso se apoya en un vínculo sin confirmar o en un dato en conflicto.',
  unsaved: 'con cambios sin guardar',
  notes: 'Notas',
};

export type PaperWords = typeof es;

const en: PaperWords = {
  untitled: 'Untitled exploration',
  printed: (when, who) => `Printed on ${when} by ${who}.`,
  synthetic: 'SYNTHETIC DATA: invented people.',
  filter: 'Filter',
  noFilter: 'no filter',
  without: (kinds) => `without ${kinds}`,
  withoutLinks: (kinds) => `without the links ${kinds}`,
  withoutRegistries: (names) => `without what only ${names} says`,
  period: (since, until) => [since ? `from ${since}` : '', until ? `to ${until}` : ''].filter(Boolean).join(' '),
  asOf: (day) => `only what was registered by ${day}`,
  places: (names) => `only what is joined to ${names}`,
  text: (text) => `with the text “${text}”`,
  sure: 'without what is doubtful',
  shown: 'Shown',
  legend: 'Legend',
  innocent: 'Every suspect is presumed innocent. What is doubtful rests on an unconfirmed link or a value in conflict.',
  unsaved: 'with unsaved changes',
  notes: 'Notes',
};

export const paperWords: Readonly<Record<Language, PaperWords>> = { es, en };
