/** The strip as a picture: what is certain in each bin as a dark bar, what may be as a light one. */
import { svg, type SVGTemplateResult } from 'lit-html';
import type { Language, Span } from '../../store';
import { dateText } from '../../words/dates';
import type { Bin } from './bins';
import type { Strip } from './model';

export const HEIGHT = 92;
const TOP = 14;
const BASE = 70;
/** Pixels that a label of the axis needs. */
const LABEL = 44;
export const SURE = '#334e68';
export const MAYBE = '#b8c7d6';
const CHOSEN = '#0b5cad';
const BEFORE = '#1c5fa8';
const AFTER = '#b3261e';

export interface Marks {
  /** The period of the filter. */
  readonly period: Span | undefined;
  readonly periods: { readonly before: Span; readonly after: Span } | undefined;
  readonly language: Language;
}

/** Return the place of a bin from left to right. */
export function xOf(index: number, strip: Strip, width: number): number {
  return (index * width) / strip.bins.length;
}

/** Return the bin under a point, the nearest one beyond the ends. */
export function binAt(x: number, strip: Strip, width: number): number {
  return Math.max(0, Math.min(strip.bins.length - 1, Math.floor((x * strip.bins.length) / width)));
}

/** Return the bars, the axis and the chosen periods. */
export function picture(strip: Strip, width: number, marks: Marks): SVGTemplateResult {
  return svg`
    ${marks.periods ? [band(strip, width, marks.periods.before, BEFORE), band(strip, width, marks.periods.after, AFTER)] : marks.period ? band(strip, width, marks.period, CHOSEN) : ''}
    ${strip.bins.map((bin, index) => bars(bin, index, strip, width, marks))}
    <line x1="0" x2=${width} y1=${BASE + 0.5} y2=${BASE + 0.5} stroke="#9aa5b1"></line>
    ${labels(strip, width, marks.language)}
    <text x="2" y="10" font-size="11" fill="#52606d">${strip.most}</text>`;
}

function bars(bin: Bin, index: number, strip: Strip, width: number, marks: Marks): SVGTemplateResult {
  const [left, right] = [xOf(index, strip, width), xOf(index + 1, strip, width)];
  const gap = right - left > 4 ? 1 : 0;
  const height = (count: number) => (count === 0 ? 0 : Math.max(1.5, ((BASE - TOP) * count) / strip.most));
  const [sure, all] = [height(bin.sure), height(bin.sure + bin.maybe)];
  const faint = marks.period && !marks.periods && !touches(bin.span, marks.period) ? 0.35 : 1;
  // Light bars touch each other: a date that is only a year looks like one wide bar.
  return svg`<g opacity=${faint}>
    ${bin.maybe ? svg`<rect x=${left} y=${BASE - all} width=${right - left} height=${all} fill=${MAYBE}></rect>` : ''}
    ${bin.sure ? svg`<rect x=${left} y=${BASE - sure} width=${Math.max(1, right - left - gap)} height=${sure} fill=${SURE}></rect>` : ''}</g>`;
}

function band(strip: Strip, width: number, period: Span, colour: string): SVGTemplateResult {
  const first = strip.bins.findIndex((bin) => touches(bin.span, period));
  const last = strip.bins.findLastIndex((bin) => touches(bin.span, period));
  if (first < 0) return svg``;
  const [left, right] = [xOf(first, strip, width), xOf(last + 1, strip, width)];
  return svg`<rect x=${left} y=${TOP - 4} width=${right - left} height=${BASE - TOP + 4} fill=${colour} fill-opacity="0.1"></rect>
    <rect x=${left} y=${BASE + 1} width=${right - left} height="3" fill=${colour}></rect>`;
}

function labels(strip: Strip, width: number, language: Language): SVGTemplateResult[] {
  // Of months and days each year is named once, at its first bin.
  const marked = strip.bins.map((bin, index) => ({ text: bin.name.slice(0, 4), index })).filter(({ text, index }) => index === 0 || strip.bins[index - 1]?.name.slice(0, 4) !== text);
  const fine = marked.length < 3 ? strip.bins.map((bin, index) => ({ text: bin.name, index })) : marked;
  const room = fine.length < 3 || marked.length >= 3 ? LABEL : 2 * LABEL;
  let free = -Infinity;
  return fine.flatMap(({ text, index }) => {
    const x = xOf(index, strip, width);
    if (x < free || x > width - room + 8) return [];
    free = x + room;
    return [svg`<line x1=${x + 0.5} x2=${x + 0.5} y1=${BASE} y2=${BASE + 6} stroke="#9aa5b1"></line><text x=${x + 3} y=${BASE + 17} font-size="11" fill="#3e4c59">${dateText(text, language)}</text>`];
  });
}

export function touches(span: Span, period: Span): boolean {
  return span[1] >= period[0] && span[0] <= period[1];
}
