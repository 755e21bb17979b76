/** Counts by year, month or day, as fine as the dates allow: what is certain in a bin, and what may be. */
import { spanOf, type Span } from '../../store';

export type Unit = 'year' | 'month' | 'day';

export interface Bin {
  /** A partial date: `2017`, `2017-03` or `2017-03-05`. */
  readonly name: string;
  readonly span: Span;
  /** Spans that lie in the bin. */
  readonly sure: number;
  /** Spans that touch the bin and others too: nobody knows in which they happened. */
  readonly maybe: number;
}

const CHARACTERS: Readonly<Record<Unit, number>> = { year: 4, month: 7, day: 10 };
/** Bins at most: a wider period is counted by a coarser unit. */
const MOST: Readonly<Record<Unit, number>> = { year: 400, month: 168, day: 130 };
/** Share of the dates that must be as fine as a unit for the unit to say more than the coarser one. */
const FINE_ENOUGH = 0.5;

/** Return the bin of a unit that holds a span, or undefined if the span is wider. */
export function binOf([first, last]: Span, unit: Unit): string | undefined {
  const name = first.slice(0, CHARACTERS[unit]);
  return last.startsWith(name) ? name : undefined;
}

/** Return the finest unit that half of the spans know and that gives few enough bins to read. */
export function unitOf(spans: readonly Span[]): Unit {
  const range = rangeOf(spans);
  if (!range) return 'year';
  const fits = (unit: Unit) =>
    namesBetween(range, unit).length <= MOST[unit] && spans.filter((span) => binOf(span, unit)).length >= FINE_ENOUGH * spans.length;
  return fits('day') ? 'day' : fits('month') ? 'month' : 'year';
}

/** Return the span from the first to the last day of all spans. */
export function rangeOf(spans: readonly Span[]): Span | undefined {
  if (spans.length === 0) return undefined;
  return spans.reduce(([first, last], span) => [span[0] < first ? span[0] : first, span[1] > last ? span[1] : last] as const);
}

/** Return the bins of a range, the empty ones too. */
export function binsOf(spans: readonly Span[], unit: Unit, range: Span): Bin[] {
  const names = namesBetween(range, unit);
  const at = new Map(names.map((name, index) => [name, index]));
  const sure = new Array<number>(names.length).fill(0);
  // Steps at which the number of uncertain spans changes: each is added where it begins, taken where it ends.
  const steps = new Array<number>(names.length + 1).fill(0);
  for (const span of spans) {
    const first = at.get(span[0].slice(0, CHARACTERS[unit])) ?? 0;
    const last = at.get(span[1].slice(0, CHARACTERS[unit])) ?? names.length - 1;
    if (first === last) sure[first] = (sure[first] ?? 0) + 1;
    else {
      steps[first] = (steps[first] ?? 0) + 1;
      steps[last + 1] = (steps[last + 1] ?? 0) - 1;
    }
  }
  let maybe = 0;
  return names.map((name, index) => {
    maybe += steps[index] ?? 0;
    return { name, span: spanOf(name) ?? range, sure: sure[index] ?? 0, maybe };
  });
}

/** Return the names of the bins from the first to the last day of a range. */
export function namesBetween([first, last]: Span, unit: Unit): string[] {
  const names: string[] = [];
  const begin = first.slice(0, CHARACTERS[unit]);
  const day = new Date(begin + '-01-01'.slice(0, 10 - begin.length));
  const until = last.slice(0, CHARACTERS[unit]);
  for (let name = nameAt(day, unit); name <= until; name = nameAt(day, unit)) {
    names.push(name);
    if (unit === 'year') day.setUTCFullYear(day.getUTCFullYear() + 1);
    else if (unit === 'month') day.setUTCMonth(day.getUTCMonth() + 1);
    else day.setUTCDate(day.getUTCDate() + 1);
  }
  return names;
}

function nameAt(day: Date, unit: Unit): string {
  return day.toISOString().slice(0, CHARACTERS[unit]);
}
