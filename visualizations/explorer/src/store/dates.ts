/** Partial dates as spans of days; a day is its ISO text, so that texts compare as days do. */
import type { PartialDate, Properties, Value } from './types';

/** First and last day, both included. */
export type Span = readonly [first: string, last: string];

const PARTIAL = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/;

/** Properties that say when something happened; the first pair that gives a date counts. */
const WHEN = [['since', 'until'], ['date'], ['fact_date'], ['first', 'last'], ['registered_on']] as const;

/** Return the days that a partial date may be, or undefined if the text is none. */
export function spanOf(date: PartialDate): Span | undefined {
  const [begin, end] = date.split('/');
  const first = bounds(begin);
  const last = end === undefined ? first : bounds(end);
  return first && last && first[0] <= last[1] ? [first[0], last[1]] : undefined;
}

/** Return the text of a span as a partial date where it is one: 2017, 2017-03, 2017-03-05. */
export function partialOf([first, last]: Span): PartialDate {
  for (const length of [4, 7]) {
    const text = first.slice(0, length);
    const whole = spanOf(text);
    if (whole?.[0] === first && whole[1] === last) return text;
  }
  return first === last ? first : `${first}/${last}`;
}

function bounds(text: string | undefined): Span | undefined {
  const [, year, month, day] = PARTIAL.exec(text ?? '') ?? [];
  if (!year) return undefined;
  if (!month) return [`${year}-01-01`, `${year}-12-31`];
  if (+month < 1 || +month > 12) return undefined;
  const days = new Date(Date.UTC(+year, +month, 0)).getUTCDate();
  if (!day) return [`${year}-${month}-01`, `${year}-${month}-${String(days).padStart(2, '0')}`];
  return +day >= 1 && +day <= days ? [`${year}-${month}-${day}`, `${year}-${month}-${day}`] : undefined;
}

/** Return the days in which something happened, by its properties; undefined without a date. */
export function whenOf(properties: Properties): Span | undefined {
  for (const names of WHEN) {
    const spans = names.flatMap((name) => datesOf(properties[name]));
    const [first] = spans;
    if (first) return spans.reduce((a, b) => [least(a[0], b[0]), most(a[1], b[1])], first);
  }
  return undefined;
}

function datesOf(value: Value | undefined): Span[] {
  const span = typeof value === 'string' ? spanOf(value) : undefined;
  return span ? [span] : [];
}

/** Return whether a span has a day in the period; an open end of the period bounds nothing. */
export function within(span: Span, since: PartialDate | undefined, until: PartialDate | undefined): boolean {
  const first = since === undefined ? undefined : spanOf(since)?.[0];
  const last = until === undefined ? undefined : spanOf(until)?.[1];
  return (first === undefined || span[1] >= first) && (last === undefined || span[0] <= last);
}

const least = (a: string, b: string): string => (a < b ? a : b);
const most = (a: string, b: string): string => (a > b ? a : b);
