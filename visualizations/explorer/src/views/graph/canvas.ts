/** The canvas: a sigma picture of what is visible, and where its nodes stand. */
import { MultiDirectedGraph } from 'graphology';
import Sigma from 'sigma';
import type { CameraState } from 'sigma/types';
import { lexicon } from '../../api/vocabulary';
import { typeOf, visible, type GraphNode, type Position, type State, type Store, type Visible } from '../../store';
import { countOf, linesOf, type Line } from './bundles';
import { watchGestures, type Gestures } from './gestures';
import { fittingLayout, layered, leads, seeded, type Layout } from './layout';
import type { LayoutDone, LayoutTask } from './layout.worker';
import { PADDING } from './projection';
import { createSketch } from './sketch';
import { COARSE, COLOURS, DASH, FINE, SHAPES, WHOLE, stylesOf, type EdgeAttributes, type NodeAttributes } from './styles';

/** Edges up to which they have curves and dashes and a pointer finds them, in software too. */
const FINELY = 1_500;

export interface Canvas {
  draw(): void;
  arrange(layout: Layout | undefined): void;
  fit(): void;
  zoom(factor: number): void;
  /** Return a copy of the drawing, on white. */
  picture(): HTMLCanvasElement;
  stop(): void;
}

export interface Told {
  arranging(now: boolean): void;
  failed(): void;
}

function createSigma(graph: MultiDirectedGraph<NodeAttributes, EdgeAttributes>, host: HTMLElement, fine: boolean): Sigma<NodeAttributes, EdgeAttributes> {
  return new Sigma(graph, host, {
    primitives: fine ? FINE : COARSE,
    styles: stylesOf(fine) as never,
    settings: {
      itemSizesReference: 'screen',
      enableCameraPanning: false,
      enableCameraZooming: false,
      enableNodeDrag: true,
      enableEdgeEvents: fine,
      antialiasEdges: fine,
      stagePadding: PADDING,
      labelDensity: 0.6,
      labelRenderedSizeThreshold: 5,
      renderEdgeLabels: fine,
      edgeLabelAnchors: 'allNodes',
      minEdgeThickness: 1,
      allowInvalidContainer: true,
    },
  });
}

export function createCanvas(host: HTMLElement, store: Store, told: Told): Canvas {
  let graph = new MultiDirectedGraph<NodeAttributes, EdgeAttributes>();
  const places = new Map<string, Position>();
  let sigma = createSigma(graph, host, true);
  /** What the camera sees, whether sigma draws it or the sketch. */
  let view: CameraState = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };
  const sketch = createSketch(host);
  /** False while the sketch stands for what sigma has yet to draw. */
  let sharp = true;
  /** Counts what was to be sharpened: only the newest is. */
  let sharpening = 0;
  /** True while an arrangement has been found that sigma has yet to draw. */
  let found = false;
  let hovered = false;
  let task = 0;
  let shown: Visible | undefined;
  /** What is drawn of the edges: a line stands for one, or for all that are parallel. */
  let lines: readonly Line[] = [];
  let drawn: Pick<State, 'selection' | 'vocabulary' | 'pinned'> | undefined;
  let chosenLayout: Layout | undefined;
  const worker = startWorker(finished, () => {
    told.arranging(false);
    told.failed();
    if (!sharp) sharpenSoon();
  });

  const gestures: Gestures = watchGestures({
    host,
    size: () => ({ width: host.clientWidth, height: host.clientHeight }),
    toFramed: (point) => (sharp ? sigma.viewportToFramedGraph(point) : sketch.toFramed(point)),
    state: () => view,
    become(state) {
      aim(state);
      if (sharp) sigma.refresh({ skipIndexation: true });
    },
    mayPan: () => !hovered,
  });

  listen();
  const watcher = new ResizeObserver(() => {
    if (!sharp) return sketch.draw(graph, view);
    const { width, height } = sigma.getDimensions();
    if (host.clientWidth && host.clientHeight && (width !== host.clientWidth || height !== host.clientHeight)) sigma.resize().scheduleRefresh();
  });
  watcher.observe(host);

  function listen(): void {
    sigma.on('enterNode', () => void (hovered = true));
    sigma.on('leaveNode', () => void (hovered = false));
    sigma.on('clickNode', ({ node, event }) => choose([node], event.original));
    sigma.on('clickEdge', ({ edge, event }) => choose(lines.find(({ id }) => id === edge)?.edges.map(({ id }) => id) ?? [], event.original));
    sigma.on('clickStage', ({ event }) => choose([], event.original));
    sigma.on('nodeDragEnd', ({ node }) => {
      const { x, y } = graph.getNodeAttributes(node);
      places.set(node, { x, y });
      store.send({ type: 'pinned', key: node, at: { x, y } });
    });
  }

  /**
   * Let sigma draw the graph. It is made anew: its `setGraph` leaves parallel edges and dragged nodes to
   * the graph before, and a graph that changes under it stops it.
   */
  function sharpen(): void {
    sharp = true;
    sketch.remove();
    sigma.kill();
    sigma = createSigma(graph, host, isFine());
    aim(view);
    listen();
    if (found) arranged();
  }

  /** Let sigma draw once the sketch is on the screen: its task is long. */
  function sharpenSoon(): void {
    const turn = (sharpening += 1);
    requestAnimationFrame(() => setTimeout(() => { if (turn === sharpening) sharpen(); }));
  }

  function sketched(): void {
    sharp = false;
    sketch.draw(graph, view);
  }

  const isFine = (): boolean => lines.length <= FINELY;

  /** Set the camera, which obeys nobody else: sigma's own gestures are off. */
  function aim(state: Partial<CameraState>): void {
    view = { ...view, ...state };
    if (!sharp) return sketch.draw(graph, view);
    const camera = sigma.getCamera();
    const { x, y, ratio } = camera.getState();
    if (x === view.x && y === view.y && ratio === view.ratio) return;
    camera.enabledPanning = true;
    camera.enabledZooming = true;
    camera.setState(view);
    camera.enabledPanning = false;
    camera.enabledZooming = false;
  }

  function choose(keys: readonly string[], event: MouseEvent | TouchEvent): void {
    store.send({ type: 'selected', keys, add: event.shiftKey || event.ctrlKey || event.metaKey });
    if (keys.length && window.innerWidth >= 900) return;
    if (keys.length) store.set({ pane: 'details' });
  }

  function draw(): void {
    const { state } = store;
    const next = visible(state);
    const changed = next !== shown;
    if (!changed && drawn && drawn.selection === state.selection && drawn.vocabulary === state.vocabulary && drawn.pinned === state.pinned) return;
    drawn = state;
    for (const [key, at] of state.pinned) places.set(key, at);
    if (changed) reconcile(next);
    else {
      paint(graph, next, state);
      if (!sharp) sketched();
    }
    host.dataset.nodes = String(graph.order);
    host.dataset.edges = String(next.edges.length);
    host.dataset.lines = String(graph.size);
  }

  /** Give the drawing the nodes and edges that are visible; new ones are placed and arranged. */
  function reconcile(next: Visible): void {
    shown = next;
    lines = linesOf(next.edges);
    const fresh = next.nodes.filter((node) => !places.has(node.key));
    const standing = next.nodes.length - fresh.length;
    for (const [key, at] of seeded(next.nodes, next.edges, places)) places.set(key, at);
    hovered = false;
    sharpening += 1;
    const made = filled(next);
    paint(made, next, store.state); // before sigma draws it: a large graph takes seconds to draw
    graph = made;
    if (isFine()) sharpen();
    else sketched();
    if (fresh.length) move(next, chosenLayout ?? fittingLayout(next.nodes, next.edges), standing > fresh.length / 4);
    else if (!sharp) sharpenSoon();
  }

  function filled(next: Visible): typeof graph {
    const made: typeof graph = new MultiDirectedGraph();
    const shrink = Math.min(1, Math.max(0.3, Math.sqrt(400 / next.nodes.length)));
    const degree = new Map<string, number>();
    for (const edge of next.edges) for (const key of [edge.source, edge.target]) degree.set(key, (degree.get(key) ?? 0) + 1);
    for (const node of next.nodes) made.addNode(node.key, { ...attributesOf(node, degree.get(node.key) ?? 0, shrink), ...(places.get(node.key) ?? { x: 0, y: 0 }) });
    for (const line of lines) made.addDirectedEdgeWithKey(line.id, line.source, line.target, lineAttributes(line));
    return made;
  }

  function attributesOf(node: GraphNode, degree: number, shrink: number): Omit<NodeAttributes, 'x' | 'y'> {
    const { conflicts } = node.properties;
    const members = Array.isArray(node.properties.members) ? node.properties.members.length : 0;
    return {
      size: shrink * Math.min(22, 5 + 1.6 * Math.log2(1 + degree) + (members ? 4 + Math.log2(members) : 0)),
      color: COLOURS.edge,
      label: shortened(node.label),
      shape: 'circle',
      chosen: false,
      conflict: (Array.isArray(conflicts) && conflicts.length > 0) || node.properties.conflict === true,
      dim: false,
    };
  }

  /** A line is doubtful if all that it stands for is; a leg is as wide as the answer that counts most. */
  function lineAttributes(line: Line): EdgeAttributes {
    const [first] = line.edges;
    const leg = first !== undefined && leads(first);
    const count = countOf(line);
    const weight = leg ? Math.max(1, ...line.edges.map(({ properties }) => Number(properties.victims ?? properties.count) || 1)) : count;
    const doubtful = line.edges.every(({ properties }) => properties.doubtful === true);
    const color = leg ? COLOURS.leg : doubtful ? COLOURS.doubtful : COLOURS.edge;
    const size = leg ? Math.min(8, 1.5 + Math.log2(weight)) : Math.min(6, 1.6 + Math.log2(weight) / 2);
    return { size, color, plain: color, label: count > 1 ? `×${count}` : '', head: leg ? 'arrow' : 'none', path: leg ? 'curved' : 'line', dash: doubtful ? DASH : WHOLE };
  }

  /** Colour what is selected and what is beside it; the rest steps back. */
  function paint(into: typeof graph, next: Visible, state: State): void {
    const names = lexicon(state.vocabulary, state.language);
    const near = new Set(state.selection);
    for (const edge of next.edges) {
      if (state.selection.has(edge.source)) near.add(edge.target).add(edge.id);
      if (state.selection.has(edge.target)) near.add(edge.source).add(edge.id);
      if (state.selection.has(edge.id)) near.add(edge.source).add(edge.target);
    }
    const focus = [...state.selection].some((key) => into.hasNode(key)) || next.edges.some(({ id }) => state.selection.has(id));
    const types = new Map(next.nodes.map((node) => [node.key, typeOf(node)]));
    into.updateEachNodeAttributes((key, attributes) => {
      const type = types.get(key) ?? '';
      const at = places.get(key) ?? attributes;
      return { ...attributes, x: at.x, y: at.y, color: names.colour(type), shape: SHAPES[names.symbol(type)] ?? 'circle', chosen: state.selection.has(key), dim: focus && !near.has(key) };
    });
    const lit = new Set(lines.filter(({ edges }) => edges.some(({ id }) => near.has(id))).map(({ id }) => id));
    into.updateEachEdgeAttributes((key, attributes) => ({ ...attributes, color: !focus ? attributes.plain : lit.has(key) ? COLOURS.lit : COLOURS.dim }));
  }

  /** Move the visible nodes; `keep` holds those that stand, so that an expansion moves only what is new. */
  function move(next: Visible, layout: Layout, keep: boolean): void {
    task += 1;
    if (layout === 'layers' && !keep) return placed([...layered(next.nodes, next.edges)].map(([key, { x, y }]) => [key, x, y] as const));
    const { pinned, positions } = store.state;
    const nodes = [...next.nodes].sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ key }) => ({
      key,
      ...(places.get(key) ?? { x: 0, y: 0 }),
      fixed: pinned.has(key) || (keep && positions.has(key)),
    }));
    const edges = [...next.edges].sort((a, b) => (a.id < b.id ? -1 : 1)).map((edge) => [edge.source, edge.target] as const);
    told.arranging(true);
    worker.postMessage({ id: task, nodes, edges } satisfies LayoutTask);
  }

  function finished(done: LayoutDone): void {
    if (done.id !== task) return;
    if (!done.more) placed(done.places);
    else if (!sharp) {
      stand(done.places);
      sketched();
    }
  }

  function placed(at: LayoutDone['places']): void {
    stand(at);
    found = true;
    if (sharp) return arranged();
    sketched();
    sharpenSoon();
  }

  /** Put the nodes where they were found to stand; a pinned one stays. */
  function stand(at: LayoutDone['places']): void {
    const { pinned } = store.state;
    for (const [key, x, y] of at) places.set(key, pinned.get(key) ?? { x, y });
    graph.updateEachNodeAttributes((key, attributes) => ({ ...attributes, ...places.get(key) }), { attributes: ['x', 'y'] });
  }

  function arranged(): void {
    found = false;
    host.dataset.arranged = String(task);
    told.arranging(false);
    store.set({ positions: new Map(places) });
  }

  return {
    draw,
    arrange(layout) {
      chosenLayout = layout;
      const next = visible(store.state);
      places.clear();
      for (const [key, at] of store.state.pinned) places.set(key, at);
      for (const [key, at] of seeded(next.nodes, next.edges, places)) places.set(key, at);
      move(next, layout ?? fittingLayout(next.nodes, next.edges), false);
    },
    fit() {
      aim({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
    },
    zoom: (factor) => gestures.zoom(factor),
    picture() {
      const canvas = document.createElement('canvas');
      if (sharp) sigma.refresh();
      const layers = [...host.querySelectorAll('canvas')];
      canvas.width = Math.max(...layers.map((layer) => layer.width));
      canvas.height = Math.max(...layers.map((layer) => layer.height));
      const context = canvas.getContext('2d');
      if (context) {
        context.fillStyle = '#ffffff';
        context.fillRect(0, 0, canvas.width, canvas.height);
        for (const layer of layers) context.drawImage(layer, 0, 0, canvas.width, canvas.height);
      }
      return canvas;
    },
    stop() {
      sharpening += 1;
      worker.terminate();
      watcher.disconnect();
      gestures.stop();
      sigma.kill();
    },
  };
}

/** Letters of a name that the canvas writes; the details and the table write all. */
const LONGEST = 30;

function shortened(label: string): string {
  return label.length > LONGEST ? `${label.slice(0, LONGEST - 1).trimEnd()}…` : label;
}

function startWorker(done: (result: LayoutDone) => void, failed: () => void): Worker {
  const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = (event: MessageEvent<LayoutDone>) => done(event.data);
  worker.onerror = failed;
  return worker;
}
