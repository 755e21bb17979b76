/** Map and time beside one store, without a server: tests and benchmarks give it what to show. */
import { createStore, type GraphEdge, type GraphNode, type Store } from '../src/store';
import { mount as mountMap } from '../src/views/map';
import { mount as mountTime } from '../src/views/time';

declare global {
  interface Window {
    trial: { store: Store; answer: (nodes: GraphNode[], edges: GraphEdge[]) => void };
  }
}

const store = createStore({ view: 'map' });
for (const [id, mount] of [['map', mountMap], ['time', mountTime]] as const) {
  const element = document.getElementById(id);
  if (element) mount(element, store);
}
window.trial = { store, answer: (nodes, edges) => store.send({ type: 'answered', nodes, edges, replace: true }) };
