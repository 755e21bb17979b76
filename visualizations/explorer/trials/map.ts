/** Map and time beside one store, without a server: tests and benchmarks give it what to show. */
import { Map as MapLibre, type GeoJSONSource } from 'maplibre-gl';
import { createStore, type GraphEdge, type GraphNode, type Store } from '../src/store';
import { mount as mountMap } from '../src/views/map';
import { mount as mountTime } from '../src/views/time';

declare global {
  interface Window {
    trial: {
      store: Store;
      answer: (nodes: GraphNode[], edges: GraphEdge[]) => void;
      /** Milliseconds from the call of `work` until the map has drawn it and rests. */
      timed: (work: () => void) => Promise<number>;
      /** The alternative: a bare map that draws straight lines; milliseconds as above. */
      plain: (lines: number[][][]) => Promise<number>;
    };
  }
}

const store = createStore({ view: 'map' });
for (const [id, mount] of [['map', mountMap], ['time', mountTime]] as const) {
  const element = document.getElementById(id);
  if (element) mount(element, store);
}
/** Milliseconds without a drawing after which the map rests. */
const QUIET = 700;

function timed(work: () => void): Promise<number> {
  return new Promise((resolve) => {
    const view = document.getElementById('map');
    if (!view) return;
    let timer = 0;
    const began = performance.now();
    const seen = new MutationObserver(() => {
      const took = performance.now() - began;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        seen.disconnect();
        resolve(took);
      }, QUIET);
    });
    seen.observe(view, { attributeFilter: ['data-resting'] });
    work();
  });
}

async function plain(lines: number[][][]): Promise<number> {
  const element = document.createElement('div');
  element.className = 'plain';
  document.body.append(element);
  const empty = { type: 'FeatureCollection' as const, features: [] };
  const map = new MapLibre({
    container: element,
    bounds: [-81.4, -18.4, -68.6, 0.1],
    style: { version: 8, sources: { lines: { type: 'geojson', data: empty } }, layers: [{ id: 'lines', type: 'line', source: 'lines' }] },
  });
  await map.once('idle');
  const began = performance.now();
  const features = lines.map((coordinates) => ({ type: 'Feature' as const, properties: {}, geometry: { type: 'LineString' as const, coordinates } }));
  await (map.getSource('lines') as GeoJSONSource).setData({ type: 'FeatureCollection', features });
  await map.once('idle');
  const took = performance.now() - began;
  map.remove();
  element.remove();
  return took;
}

const answer = (nodes: GraphNode[], edges: GraphEdge[]) => store.send({ type: 'answered', nodes, edges, replace: true });
window.trial = { store, answer, timed, plain };
