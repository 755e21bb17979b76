/** Sentences of the strip of time in Spanish and English. */
import type { Language } from '../../store';
import type { Unit } from './bins';

const es = {
  strip: 'Tiempo',
  count: 'Contar',
  unit: 'Por',
  units: { auto: 'lo más fino', year: 'año', month: 'mes', day: 'día' } satisfies Record<Unit | 'auto', string>,
  since: 'Desde',
  until: 'Hasta',
  form: 'Año, mes o día: 2017, 2017-03 o 2017-03-05',
  wrong: (text: string) => `«${text}» no es una fecha. Escriba 2017, 2017-03 o 2017-03-05.`,
  all: 'Todo',
  play: 'Recorrer',
  pause: 'Detener',
  compare: 'Comparar períodos',
  end: 'Dejar de comparar',
  before: 'Antes',
  after: 'Después',
  to: 'a',
  picture: 'Cantidad en el tiempo. Arrastre para elegir un período; las mismas cifras están en la tabla.',
  sure: 'Seguro en el período',
  maybe: 'Quizá: la fecha es más amplia',
  table: 'Ver como tabla',
  period: 'Período',
  from: 'Al menos',
  upTo: 'Hasta',
  none: 'Nada de lo que se muestra tiene fecha.',
  undated: (count: string, one: boolean) => (one ? '1 sin fecha.' : `${count} sin fecha.`),
  compared: (before: string, after: string, change: string) => `Antes ${before} · después ${after} · cambio ${change}.`,
  asked: (title: string) => `El mapa compara «${title}», preguntada para cada período: cuenta lo que pudo ocurrir en él.`,
  truncated: 'La respuesta se cortó en su límite: los tramos menores pueden faltar.',
  unsure: (count: string, one: boolean) =>
    one ? '1 no se puede asignar a un período: su fecha es más amplia.' : `${count} no se pueden asignar a un período: sus fechas son más amplias.`,
};

type Words = typeof es;

const en: Words = {
  strip: 'Time',
  count: 'Count',
  unit: 'By',
  units: { auto: 'finest', year: 'year', month: 'month', day: 'day' },
  since: 'Since',
  until: 'Until',
  form: 'Year, month or day: 2017, 2017-03 or 2017-03-05',
  wrong: (text) => `“${text}” is no date. Write 2017, 2017-03 or 2017-03-05.`,
  all: 'All',
  play: 'Play',
  pause: 'Stop',
  compare: 'Compare periods',
  end: 'Stop comparing',
  before: 'Before',
  after: 'After',
  to: 'to',
  picture: 'Counts over time. Drag to choose a period; the table has the same figures.',
  sure: 'Certainly in the period',
  maybe: 'Perhaps: the date is wider',
  table: 'Show as a table',
  period: 'Period',
  from: 'At least',
  upTo: 'At most',
  none: 'Nothing that is shown has a date.',
  undated: (count, one) => (one ? '1 without a date.' : `${count} without a date.`),
  compared: (before, after, change) => `Before ${before} · after ${after} · change ${change}.`,
  asked: (title) => `The map compares “${title}”, asked for each period: it counts what may have happened in it.`,
  truncated: 'The answer was cut at its limit: lesser legs may be missing.',
  unsure: (count, one) =>
    one ? '1 fits in no single period: its date is wider.' : `${count} fit in no single period: their dates are wider.`,
};

export const timeWords: Readonly<Record<Language, Words>> = { es, en };
