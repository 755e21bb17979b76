/** What the map and its lists show: computed from the store, without a browser. */
import type { Comparison, GraphEdge, Span, Visible } from '../../store';
import { changesOf, flowsOf, strongestOf, type Change, type Flow, type Flows, type Strongest } from './flows';
import { legsOf, type Leg } from './legs';
import { atLevel, type Level } from './levels';
import { breaksOf, countsOf, type Measure, type PlaceCount } from './places';

export interface Asked {
  readonly level: Level;
  readonly measure: Measure;
  /** Flows to draw at most. */
  readonly count: number;
  readonly periods: Comparison | undefined;
}

export interface Model {
  readonly level: Level;
  readonly flows: Flows;
  readonly strongest: Strongest;
  /** Between two periods: every flow that one of them has. */
  readonly changes: readonly Change[] | undefined;
  /** Legs that may belong to either period, or to none. */
  readonly unsure: number;
  readonly counts: ReadonlyMap<string, PlaceCount>;
  readonly values: ReadonlyMap<string, number>;
  readonly breaks: readonly number[];
}

/** Return what the map shows of the visible nodes and edges. */
export function modelOf(shown: Pick<Visible, 'nodes' | 'edges'>, asked: Asked): Model {
  const legs = legsOf(shown);
  const flows = flowsOf(legs, asked.level);
  const counts = countsOf(shown, flows.flows, asked.level);
  const values = new Map([...counts].map(([uid, count]) => [uid, count[asked.measure]]));
  const common = { level: asked.level, flows, counts, values, breaks: breaksOf([...values.values()]) };
  if (!asked.periods) return { ...common, strongest: strongestOf(flows.flows, asked.count), changes: undefined, unsure: 0 };
  const { changes, unsure } = asked.periods.asked ? counted(asked.periods.asked, asked.level) : changed(legs, asked.level, asked.periods);
  return { ...common, strongest: strongestOf(changes, asked.count), changes, unsure };
}

function changed(legs: readonly Leg[], level: Level, { before, after }: Comparison): { changes: Change[]; unsure: number } {
  const inside = ([since, until]: Span) => legs.filter((leg) => leg.when && leg.when[0] >= since && leg.when[1] <= until);
  const touching = ([since, until]: Span) => (leg: Leg) => !leg.when || (leg.when[1] >= since && leg.when[0] <= until);
  const [earlier, later] = [inside(before), inside(after)];
  const sure = new Set([...earlier, ...later]);
  const maybe = legs.filter((leg) => !sure.has(leg) && (touching(before)(leg) || touching(after)(leg)));
  return { changes: changesOf(flowsOf(earlier, level).flows, flowsOf(later, level).flows), unsure: maybe.length };
}

/** The server counted each period by itself: every leg of an answer belongs to it. */
function counted({ before, after }: NonNullable<Comparison['asked']>, level: Level): { changes: Change[]; unsure: number } {
  const flows = (edges: readonly GraphEdge[]) => flowsOf(legsOf({ nodes: [], edges }), level).flows;
  return { changes: changesOf(flows(before), flows(after)), unsure: 0 };
}

/** Return the flows that begin or end at a place. */
export function flowsAt(flows: readonly (Flow | Change)[], place: string): readonly (Flow | Change)[] {
  return flows.filter((flow) => flow.from === place || flow.to === place);
}

/** Return the keys of the nodes of the canvas that are the place or lie in it. */
export function keysIn(shown: Pick<Visible, 'nodes'>, place: string, level: Level): string[] {
  return shown.nodes.filter((node) => node.type === 'Location' && atLevel(node.key, level) === place).map((node) => node.key);
}

/** Return the keys and ids that stand for a flow: its places, and its legs. */
export function keysOf(shown: Pick<Visible, 'nodes'>, flow: Flow, level: Level): string[] {
  return [...keysIn(shown, flow.from, level), ...keysIn(shown, flow.to, level), ...flow.legs.map((leg) => leg.id)];
}
