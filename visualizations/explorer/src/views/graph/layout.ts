/** Where nodes stand before forces move them, and the layers of routes. Same data, same places. */
import { typeOf, type GraphEdge, type GraphNode, type Position } from '../../store';

export type Layout = 'forces' | 'layers';

/** Radians between two neighbours of a sunflower's spiral: no two of its points lie close. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
/** The order in which victims live the stages. */
const PHASES = ['CAPTACION', 'TRANSPORTE', 'RECEPCION', 'RETENCION', 'EXPLOTACION', 'APOYO'];
const WIDTH = 12;
const HEIGHT = 4;
/** Height ÷ width that few rows are spread to: in a flat picture names lie over names. */
const SPREAD = 0.5;

/** Edges that lead from one place or stage to the next. */
export function leads(edge: GraphEdge): boolean {
  return edge.type === 'LEG' || edge.type === 'ROUTE' || edge.type === 'NEXT';
}

/** Return the layout that fits: layers for ways and stages, forces for all else. */
export function fittingLayout(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Layout {
  const stages = nodes.filter((node) => node.type === 'Stage' && PHASES.includes(String(node.properties.phase))).length;
  const ways = edges.filter(leads).length;
  return ways * 2 > edges.length || stages * 4 > nodes.length ? 'layers' : 'forces';
}

/**
 * Return a place for each node without one: around a neighbour that has one, else on a spiral.
 * The order of `nodes` does not count: keys are sorted.
 */
export function seeded(nodes: readonly GraphNode[], edges: readonly GraphEdge[], known: ReadonlyMap<string, Position>): Map<string, Position> {
  const beside = neighbours(edges);
  const found = new Map<string, Position>();
  const missing = nodes.map((node) => node.key).filter((key) => !known.has(key)).sort();
  missing.forEach((key, n) => {
    const anchor = [...(beside.get(key) ?? [])].sort().find((other) => known.has(other));
    const centre = (anchor && known.get(anchor)) || { x: 0, y: 0 };
    const radius = anchor ? 2 + Math.sqrt(n) / 4 : 10 * Math.sqrt(n + 1);
    found.set(key, { x: centre.x + radius * Math.cos(n * GOLDEN), y: centre.y + radius * Math.sin(n * GOLDEN) });
  });
  return found;
}

function neighbours(edges: readonly GraphEdge[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (key: string, other: string) => found.get(key)?.push(other) ?? found.set(key, [other]);
  for (const { source, target } of edges) {
    add(source, target);
    add(target, source);
  }
  return found;
}

/** Return the places of nodes in layers from left to right, each ordered by its neighbours. */
export function layered(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Map<string, Position> {
  const layers = layersOf(nodes, edges);
  const beside = neighbours(edges);
  const columns = new Map<number, string[]>();
  for (const key of [...layers.keys()].sort()) {
    const layer = layers.get(key) ?? 0;
    columns.set(layer, [...(columns.get(layer) ?? []), key]);
  }
  const row = new Map<string, number>();
  const order = [...columns.keys()].sort((a, b) => a - b);
  for (const layer of order) centre(columns.get(layer) ?? [], row);
  // Four sweeps, there and back: further ones hardly move anything.
  for (let sweep = 0; sweep < 4; sweep += 1) {
    for (const layer of sweep % 2 ? [...order].reverse() : order) {
      const keys = columns.get(layer) ?? [];
      const weight = new Map(keys.map((key) => [key, mean((beside.get(key) ?? []).flatMap((other) => row.get(other) ?? []), row.get(key) ?? 0)]));
      keys.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0) || (a < b ? -1 : 1));
      centre(keys, row);
    }
  }
  const rows = Math.max(...[...columns.values()].map((keys) => keys.length));
  const width = ((order.at(-1) ?? 0) - (order[0] ?? 0)) * WIDTH;
  const height = Math.max(HEIGHT, (SPREAD * width) / rows);
  // Columns stand a little lower by turns: a name runs above or below its neighbours, not through them.
  const lower = new Map(order.map((layer, n) => [layer, (n % 3) * height * 0.25]));
  return new Map([...layers].map(([key, layer]) => [key, { x: layer * WIDTH, y: -(row.get(key) ?? 0) * height - (lower.get(layer) ?? 0) }]));
}

function centre(keys: readonly string[], row: Map<string, number>): void {
  keys.forEach((key, n) => row.set(key, n - (keys.length - 1) / 2));
}

function mean(values: readonly number[], otherwise: number): number {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : otherwise;
}

/** Return the layer of each node: of stages their phase, of places of ways the longest way to them. */
function layersOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Map<string, number> {
  const layers = new Map<string, number>();
  for (const node of nodes) {
    const phase = PHASES.indexOf(String(node.properties.phase ?? ''));
    if (node.type === 'Stage' && phase >= 0) layers.set(node.key, phase * 2);
  }
  for (const [key, depth] of depths(edges.filter(leads))) if (!layers.has(key)) layers.set(key, depth * 2);
  const beside = neighbours(edges);
  for (const node of [...nodes].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    if (layers.has(node.key)) continue;
    const around = (beside.get(node.key) ?? []).flatMap((key) => layers.get(key) ?? []).filter(Number.isInteger);
    // People stand before their stages, places after; a half layer keeps them out of whole ones.
    const shift = typeOf(node) === 'Location' ? 0.5 : -0.5;
    layers.set(node.key, around.length ? Math.round(mean(around, 0)) + shift : -1.5);
  }
  return layers;
}

/** Return the number of legs of the longest way to each place; a leg that closes a circle counts for none. */
function depths(legs: readonly GraphEdge[]): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>();
  const entered = new Set<string>();
  for (const { source, target } of [...legs].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (source === target) continue;
    next.set(source, [...(next.get(source) ?? []), target]);
    entered.add(target);
  }
  const keys = [...new Set(legs.flatMap(({ source, target }) => [source, target]))].sort();
  const state = new Map<string, 'open' | 'done'>();
  const finished: string[] = [];
  const forward = new Map<string, string[]>();
  for (const root of [...keys.filter((key) => !entered.has(key)), ...keys]) {
    const stack: { key: string; at: number }[] = state.has(root) ? [] : [{ key: root, at: 0 }];
    state.set(root, state.get(root) ?? 'open');
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const target = next.get(top.key)?.[top.at];
      top.at += 1;
      if (target === undefined) {
        state.set(top.key, 'done');
        finished.push(top.key);
        stack.pop();
      } else if (state.get(target) !== 'open') {
        forward.set(top.key, [...(forward.get(top.key) ?? []), target]);
        if (!state.has(target)) {
          state.set(target, 'open');
          stack.push({ key: target, at: 0 });
        }
      }
    }
  }
  const depth = new Map(keys.map((key) => [key, 0]));
  for (const key of finished.reverse()) {
    for (const target of forward.get(key) ?? []) depth.set(target, Math.max(depth.get(target) ?? 0, (depth.get(key) ?? 0) + 1));
  }
  return depth;
}
