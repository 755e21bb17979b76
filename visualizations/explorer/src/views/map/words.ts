/** Sentences of the map in Spanish and English, and numbers as people read them. */
import type { Language } from '../../store';
import type { Level } from './levels';
import type { Measure } from './places';

/** Who made the boundaries: their licences ask that they are named. */
export const SOURCES = 'INEI 2007 / MINAM (peru-geojson, MPL-2.0) · Natural Earth';

const NARROW_SPACE = '\u202f';

/** Return a number as the pages of Trama write it: thousands apart from 10 000. */
export function numberText(value: number, language: Language): string {
  const digits = String(Math.round(value));
  if (Math.abs(value) < 10_000) return digits;
  return digits.replace(/\B(?=(\d{3})+$)/g, language === 'es' ? NARROW_SPACE : ',');
}

const es = {
  map: 'Mapa de lugares y tramos',
  canvas: 'Mapa. Las mismas cifras están en las listas de al lado; con las flechas se mueve, con + y − se acerca.',
  level: 'Nivel',
  auto: 'Según el acercamiento',
  levels: { country: 'País', department: 'Departamento', province: 'Provincia', district: 'Distrito' } satisfies Record<Level, string>,
  colour: 'Color',
  measures: { arrive: 'Víctimas que llegan', leave: 'Víctimas que salen', linked: 'Elementos en pantalla' } satisfies Record<Measure, string>,
  drawn: 'Tramos',
  show: 'Ver',
  peru: 'Perú',
  everything: 'Todo',
  legs: 'Tramos',
  places: 'Lugares',
  from: 'De',
  to: 'A',
  victims: 'Víctimas',
  cases: 'Casos',
  phase: 'Etapa',
  dates: 'Fechas',
  place: 'Lugar',
  arrive: 'Llegan',
  leave: 'Salen',
  linked: 'Elementos',
  before: 'Antes',
  after: 'Después',
  change: 'Cambio',
  width: 'Grosor: víctimas',
  rising: 'Suben',
  falling: 'Bajan',
  same: 'Igual',
  mixed: 'Varias etapas',
  unsaid: 'Sin etapa',
  doubtful: 'Por confirmar',
  selected: 'seleccionado',
  more: (count: string) => `Mostrar ${count} más`,
  empty: 'No hay lugares que mostrar. Haga una consulta de rutas o amplíe un caso o una persona, o quite filtros.',
  loading: 'Cargando los límites…',
  noGraphics: 'Este navegador no puede dibujar el mapa (falta WebGL 2). Las listas muestran lo mismo.',
  missing: (files: string) =>
    `Faltan los límites de este nivel (${files}): se dibuja lo que se puede; las listas están completas. Reinstale Trama o avise a quien la administra.`,
  retry: 'Volver a intentar',
  told: (drawn: string, all: string) => `Se dibujan ${drawn} de ${all} tramos`,
  allTold: (all: string, one: boolean) => (one ? 'Se dibuja el único tramo.' : `Se dibujan los ${all} tramos.`),
  restBelow: (victims: string) => `los demás tienen menos de ${victims} víctimas.`,
  restUpTo: (victims: string, one: boolean) => `los demás tienen ${victims} ${one ? 'víctima' : 'víctimas'} o menos.`,
  restChanges: (victims: string) => `los demás cambian en ${victims} o menos.`,
  inside: (legs: string, one: boolean) =>
    one ? '1 tramo queda dentro de un mismo lugar de este nivel.' : `${legs} tramos quedan dentro de un mismo lugar de este nivel.`,
  coarser: (flows: string, one: boolean) =>
    one ? '1 tramo solo se conoce por un lugar más amplio.' : `${flows} tramos solo se conocen por un lugar más amplio.`,
  unplaced: (flows: string, one: boolean) =>
    one ? '1 tramo tiene un lugar que el mapa no conoce: está en la lista.' : `${flows} tramos tienen un lugar que el mapa no conoce: están en la lista.`,
  unsure: (legs: string, one: boolean) =>
    one ? '1 tramo no se puede asignar a un período: su fecha es más amplia.' : `${legs} tramos no se pueden asignar a un período: sus fechas son más amplias.`,
  atMost: '≤: suma de tramos más finos; quien recorrió dos cuenta dos veces.',
  points: 'Los distritos creados después de 2007 son puntos: sus límites no están publicados.',
};

type Words = typeof es;

const en: Words = {
  map: 'Map of places and legs',
  canvas: 'Map. The lists beside it have the same figures; arrows move it, + and − zoom.',
  level: 'Level',
  auto: 'By zoom',
  levels: { country: 'Country', department: 'Department', province: 'Province', district: 'District' },
  colour: 'Colour',
  measures: { arrive: 'Victims arriving', leave: 'Victims leaving', linked: 'Things on screen' },
  drawn: 'Legs',
  show: 'Show',
  peru: 'Peru',
  everything: 'All',
  legs: 'Legs',
  places: 'Places',
  from: 'From',
  to: 'To',
  victims: 'Victims',
  cases: 'Cases',
  phase: 'Stage',
  dates: 'Dates',
  place: 'Place',
  arrive: 'Arrive',
  leave: 'Leave',
  linked: 'Things',
  before: 'Before',
  after: 'After',
  change: 'Change',
  width: 'Width: victims',
  rising: 'Rising',
  falling: 'Falling',
  same: 'Same',
  mixed: 'Several stages',
  unsaid: 'No stage',
  doubtful: 'To be confirmed',
  selected: 'selected',
  more: (count) => `Show ${count} more`,
  empty: 'There are no places to show. Ask a question about routes, expand a case or a person, or remove filters.',
  loading: 'Loading the boundaries…',
  noGraphics: 'This browser cannot draw the map (no WebGL 2). The lists show the same.',
  missing: (files) =>
    `The boundaries of this level are missing (${files}): what can be drawn is drawn; the lists are complete. Reinstall Trama or tell its administrator.`,
  retry: 'Try again',
  told: (drawn, all) => `${drawn} of ${all} legs are drawn`,
  allTold: (all, one) => (one ? 'The only leg is drawn.' : `All ${all} legs are drawn.`),
  restBelow: (victims) => `the others have fewer than ${victims} victims.`,
  restUpTo: (victims, one) => `the others have ${victims} ${one ? 'victim' : 'victims'} or fewer.`,
  restChanges: (victims) => `the others change by ${victims} or less.`,
  inside: (legs, one) => (one ? '1 leg lies within one place of this level.' : `${legs} legs lie within one place of this level.`),
  coarser: (flows, one) => (one ? '1 leg is known only by a wider place.' : `${flows} legs are known only by a wider place.`),
  unplaced: (flows, one) =>
    one ? '1 leg has a place that the map does not know: it is in the list.' : `${flows} legs have a place that the map does not know: they are in the list.`,
  unsure: (legs, one) => (one ? '1 leg fits in no single period: its date is wider.' : `${legs} legs fit in no single period: their dates are wider.`),
  atMost: '≤: sum of finer legs; who took two of them counts twice.',
  points: 'Districts made after 2007 are points: their boundaries are not published.',
};

export const mapWords: Readonly<Record<Language, Words>> = { es, en };
