/** Moves nodes by forces, a fixed number of steps, off the page's thread. */
import { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';

export interface LayoutTask {
  readonly id: number;
  /** In the order of their keys: the forces depend on it. */
  readonly nodes: readonly { readonly key: string; readonly x: number; readonly y: number; readonly fixed: boolean }[];
  readonly edges: readonly (readonly [string, string])[];
}

export interface LayoutDone {
  readonly id: number;
  readonly places: readonly (readonly [key: string, x: number, y: number])[];
}

/** Steps by the number of nodes: a picture of 5,000 is ready in some seconds. */
function stepsFor(nodes: number): number {
  return nodes <= 500 ? 300 : nodes <= 2000 ? 150 : 60;
}

export function arranged(task: LayoutTask): LayoutDone {
  const graph = new UndirectedGraph();
  for (const { key, x, y, fixed } of task.nodes) graph.addNode(key, { x, y, fixed });
  for (const [source, target] of task.edges) if (source !== target) graph.mergeEdge(source, target);
  const settings = { ...forceAtlas2.inferSettings(graph), gravity: 0.04, scalingRatio: 12, strongGravityMode: true, barnesHutOptimize: graph.order > 800 };
  const places = forceAtlas2(graph, { iterations: stepsFor(graph.order), settings, getEdgeWeight: null });
  return { id: task.id, places: task.nodes.map(({ key }) => [key, places[key]?.x ?? 0, places[key]?.y ?? 0] as const) };
}

// Tests call `arranged` in a page, which has a document.
if (typeof document === 'undefined') {
  self.onmessage = (event: MessageEvent<LayoutTask>) => self.postMessage(arranged(event.data));
}
