/** Flows: the legs between two places of one level, strongest first, and how they change between periods. */
import type { Span } from '../../store';
import { atLevel, levelOf, LEVELS, type Level } from './levels';
import type { Leg } from './legs';

export interface Flow {
  /** `from>to`. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly victims: number;
  readonly cases: number;
  /** True if several legs were added up: a victim who took two of them counts twice. */
  readonly atMost: boolean;
  /** The one phase of all its legs; `mixed` of several; undefined if no leg says. */
  readonly phase: string | undefined;
  readonly when: Span | undefined;
  /** True if at least half of its victims rest on doubtful legs. */
  readonly doubtful: boolean;
  readonly legs: readonly Leg[];
}

export interface Flows {
  /** Most victims first. */
  readonly flows: readonly Flow[];
  /** Legs within one place of the level, and their victims: no line can show them. */
  readonly inside: { readonly legs: number; readonly victims: number };
  /** Flows one of whose ends is known only coarser than the level. */
  readonly coarser: number;
}

/**
 * Return the flows of a level.
 *
 * 1. Legs are grouped by their two places at the level.
 * 2. Of a group the legs of one answer are added up, those of another are not: two questions count the
 *    same people. The answer with most victims stands for the group, before stages on the canvas.
 * 3. A coarser leg is left out if finer ones lie in it: it counted them already.
 *
 * Example, department: 080101>170101 (3) and 080102>170101 (2) of one answer give 08>17 with at most 5
 * victims; another answer that counted 08>17 as 4 adds nothing.
 */
export function flowsOf(legs: readonly Leg[], level: Level): Flows {
  const groups = new Map<string, Leg[]>();
  let inside = 0;
  let within = 0;
  for (const leg of legs) {
    const from = atLevel(leg.from, level);
    const to = atLevel(leg.to, level);
    if (from === to) {
      inside += 1;
      within += leg.victims;
      continue;
    }
    const id = `${from}>${to}`;
    groups.get(id)?.push(leg) ?? groups.set(id, [leg]);
  }
  const flows = withoutCovered([...groups].map(([id, members]) => flowOf(id, members))).sort(strongest);
  const coarser = flows.filter((flow) => isCoarser(flow.from, level) || isCoarser(flow.to, level)).length;
  return { flows, inside: { legs: inside, victims: within }, coarser };
}

function flowOf(id: string, legs: readonly Leg[]): Flow {
  const [from = '', to = ''] = id.split('>');
  const used = widestAnswer(legs);
  const victims = sum(used.map((leg) => leg.victims));
  const phases = new Set(used.map((leg) => leg.phase));
  return {
    id,
    from,
    to,
    victims,
    cases: sum(used.map((leg) => leg.cases)),
    atMost: used.length > 1,
    phase: phases.size > 1 ? 'mixed' : [...phases][0],
    when: spanOfAll(used.map((leg) => leg.when)),
    doubtful: 2 * sum(used.filter((leg) => leg.doubtful).map((leg) => leg.victims)) >= Math.max(1, victims),
    legs: used,
  };
}

/** Return the legs of the answer that counts most victims; the stages if no answer counts the flow. */
function widestAnswer(legs: readonly Leg[]): readonly Leg[] {
  const answers = [...new Set(legs.map((leg) => leg.answer))].filter((answer) => answer !== undefined);
  const victims = (of: readonly Leg[]) => sum(of.map((leg) => leg.victims));
  return answers
    .map((answer) => withoutCoarser(legs.filter((leg) => leg.answer === answer)))
    .reduce((widest, other) => (widest.length === 0 || victims(other) > victims(widest) ? other : widest), answers.length ? [] : legs);
}

/** Of the legs of one flow, leave out those that hold finer ones. */
function withoutCoarser(legs: readonly Leg[]): readonly Leg[] {
  return legs.filter((leg) => !legs.some((other) => other !== leg && covers(leg, other)));
}

function covers(coarse: Pick<Leg, 'from' | 'to'>, fine: Pick<Leg, 'from' | 'to'>): boolean {
  const same = coarse.from === fine.from && coarse.to === fine.to;
  return !same && fine.from.startsWith(coarse.from) && fine.to.startsWith(coarse.to);
}

/** Leave out the flows whose victims finer flows already show. */
function withoutCovered(flows: readonly Flow[]): Flow[] {
  const covered = new Set<string>();
  for (const { from, to } of flows) {
    for (const a of LEVELS) {
      for (const b of LEVELS) {
        const id = `${atLevel(from, a)}>${atLevel(to, b)}`;
        if (id !== `${from}>${to}`) covered.add(id);
      }
    }
  }
  return flows.filter((flow) => !covered.has(flow.id));
}

function isCoarser(uid: string, level: Level): boolean {
  return uid.startsWith('PE') && LEVELS.indexOf(levelOf(uid)) < LEVELS.indexOf(level);
}

/** Order: most victims, then most cases, then by id, so that the same data give the same picture. */
function strongest(a: Flow, b: Flow): number {
  return b.victims - a.victims || b.cases - a.cases || (a.id < b.id ? -1 : 1);
}

export interface Strongest {
  readonly drawn: readonly (Flow | Change)[];
  /** Flows left out. */
  readonly rest: number;
  /** Size of the smallest flow drawn, and of the greatest one left out. */
  readonly drawnAtLeast: number;
  readonly restAtMost: number;
}

/** Return the first flows of a list in order, `count` at most. */
export function strongestOf(flows: readonly (Flow | Change)[], count: number): Strongest {
  const [weakest, next] = [flows[Math.min(count, flows.length) - 1], flows[count]];
  return {
    drawn: flows.slice(0, count),
    rest: Math.max(0, flows.length - count),
    drawnAtLeast: weakest ? sizeOf(weakest) : 0,
    restAtMost: next ? sizeOf(next) : 0,
  };
}

/** Return what the width of a flow stands for: victims, or their change between two periods. */
export function sizeOf(flow: Flow | Change): number {
  return 'before' in flow ? Math.abs(flow.after - flow.before) : flow.victims;
}

export interface Change extends Flow {
  /** Victims in the first and in the second period. */
  readonly before: number;
  readonly after: number;
  /** As `atMost`, of each period. */
  readonly beforeAtMost: boolean;
  readonly afterAtMost: boolean;
}

/** Return the flows of two periods with both counts, greatest change first. */
export function changesOf(before: readonly Flow[], after: readonly Flow[]): Change[] {
  const earlier = new Map(before.map((flow) => [flow.id, flow]));
  const later = new Map(after.map((flow) => [flow.id, flow]));
  const ids = [...new Set([...earlier.keys(), ...later.keys()])];
  return ids
    .map((id) => {
      const [one, other] = [earlier.get(id), later.get(id)];
      const flow = (other ?? one) as Flow;
      const [beforeAtMost, afterAtMost] = [one?.atMost ?? false, other?.atMost ?? false];
      return { ...flow, before: one?.victims ?? 0, after: other?.victims ?? 0, beforeAtMost, afterAtMost, atMost: beforeAtMost || afterAtMost };
    })
    .sort((a, b) => sizeOf(b) - sizeOf(a) || strongest(a, b));
}

function spanOfAll(spans: readonly (Span | undefined)[]): Span | undefined {
  const known = spans.filter((span) => span !== undefined);
  const [first] = known.map((span) => span[0]).sort();
  const last = known.map((span) => span[1]).sort().at(-1);
  return first !== undefined && last !== undefined ? [first, last] : undefined;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
