/** What the strip of time counts: the dated things of one kind, by bin, and in two periods. */
import { spanOf, typeOf, whenOf, type PartialDate, type Span, type Visible } from '../../store';
import { binsOf, rangeOf, unitOf, type Bin, type Unit } from './bins';

export interface Kind {
  /** A type as the legend knows it, or a relationship. */
  readonly name: string;
  readonly dated: number;
  readonly undated: number;
}

export interface Dated {
  readonly kinds: readonly Kind[];
  readonly spans: ReadonlyMap<string, readonly Span[]>;
}

/** Kinds by which an investigator asks when; of others the most frequent comes first. */
const PREFERRED = ['Stage', 'LEG', 'Case'];

/** Return the dated things by kind; kinds without any date are left out. */
export function datedOf(shown: Pick<Visible, 'nodes' | 'edges'>): Dated {
  const spans = new Map<string, Span[]>();
  const undated = new Map<string, number>();
  const add = (kind: string, span: Span | undefined) => {
    if (!span) undated.set(kind, (undated.get(kind) ?? 0) + 1);
    else spans.get(kind)?.push(span) ?? spans.set(kind, [span]);
  };
  for (const node of shown.nodes) add(typeOf(node), whenOf(node.properties));
  for (const edge of shown.edges) add(edge.type, whenOf(edge.properties));
  const kinds = [...spans].map(([name, found]) => ({ name, dated: found.length, undated: undated.get(name) ?? 0 }));
  return { kinds: kinds.sort((a, b) => rank(a) - rank(b) || b.dated - a.dated || (a.name < b.name ? -1 : 1)), spans };
}

function rank({ name }: Kind): number {
  const at = PREFERRED.indexOf(name);
  return at < 0 ? PREFERRED.length : at;
}

export interface Strip {
  readonly unit: Unit;
  readonly range: Span;
  readonly bins: readonly Bin[];
  /** Most that a bin may hold. */
  readonly most: number;
}

/** Return the bins of the spans, or undefined without any. */
export function stripOf(spans: readonly Span[], unit: Unit | undefined): Strip | undefined {
  const range = rangeOf(spans);
  if (!range) return undefined;
  const chosen = unit ?? unitOf(spans);
  const bins = binsOf(spans, chosen, range);
  return { unit: chosen, range, bins, most: Math.max(1, ...bins.map((bin) => bin.sure + bin.maybe)) };
}

export interface Compared {
  readonly before: number;
  readonly after: number;
  /** Spans that may belong to a period but reach beyond it. */
  readonly unsure: number;
}

/** Return how many spans lie in each of two periods. */
export function compared(spans: readonly Span[], before: Span, after: Span): Compared {
  const inside = (span: Span, period: Span) => span[0] >= period[0] && span[1] <= period[1];
  const touches = (span: Span, period: Span) => span[1] >= period[0] && span[0] <= period[1];
  const sure = (period: Span) => spans.filter((span) => inside(span, period)).length;
  const unsure = spans.filter(
    (span) => !inside(span, before) && !inside(span, after) && (touches(span, before) || touches(span, after)),
  );
  return { before: sure(before), after: sure(after), unsure: unsure.length };
}

/** Return the two halves of the bins, the earlier one first: what to compare until the user says. */
export function halves(bins: readonly Bin[]): readonly [Span, Span] | undefined {
  const middle = Math.floor(bins.length / 2);
  const [first, end, begin, last] = [bins[0], bins[middle - 1], bins[middle], bins.at(-1)];
  if (!first || !end || !begin || !last) return undefined;
  return [[first.span[0], end.span[1]], [begin.span[0], last.span[1]]];
}

/** Return the next step of play: the window moved by a bin, or undefined at the end. */
export function nextWindow(bins: readonly Bin[], since: PartialDate | undefined, until: PartialDate | undefined): readonly [string, string] | undefined {
  const first = since === undefined ? -1 : bins.findIndex((bin) => bin.span[1] >= (spanOf(since)?.[0] ?? ''));
  const last = until === undefined ? -1 : bins.findLastIndex((bin) => bin.span[0] <= (spanOf(until)?.[1] ?? ''));
  if (first < 0 || last < first) return bins[0] && [bins[0].name, bins[0].name];
  const [from, to] = [bins[first + 1], bins[last + 1]];
  return from && to && [from.name, to.name];
}
