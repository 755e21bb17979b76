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
  /** True if the forces go on: these places show how far they are. */
  readonly more: boolean;
}

/** Steps by the number of nodes: a picture of 5,000 is ready in some seconds. */
function stepsFor(nodes: number): number {
  return nodes <= 500 ? 300 : nodes <= 2000 ? 150 : 60;
}

/** Steps after which a large graph shows how far it is. */
const SHOWN = 10;

/** Return where nodes stand after all steps; `tell` is given the places of a large graph on the way. */
export function arranged(task: LayoutTask, tell: (sofar: LayoutDone) => void = () => undefined): LayoutDone {
  const graph = new UndirectedGraph();
  for (const { key, x, y, fixed } of task.nodes) graph.addNode(key, { x, y, fixed });
  for (const [source, target] of task.edges) if (source !== target) graph.mergeEdge(source, target);
  const settings = { ...forceAtlas2.inferSettings(graph), gravity: 0.04, scalingRatio: 12, strongGravityMode: true, barnesHutOptimize: graph.order > 800 };
  const steps = stepsFor(graph.order);
  const atOnce = graph.order > 2000 ? SHOWN : steps;
  for (let step = 0; ; step += atOnce) {
    forceAtlas2.assign(graph, { iterations: atOnce, settings, getEdgeWeight: null });
    const more = step + atOnce < steps;
    const done = { id: task.id, more, places: graph.mapNodes((key, { x, y }) => [key, Number(x), Number(y)] as const) };
    if (!more) return done;
    tell(done);
  }
}

// Tests call `arranged` in a page, which has a document.
if (typeof document === 'undefined') {
  self.onmessage = (event: MessageEvent<LayoutTask>) => self.postMessage(arranged(event.data, (sofar) => self.postMessage(sofar)));
}
