/**
 * The first picture of a large graph: every node and line, and the names of the largest nodes.
 *
 * Sigma needs seconds for 20,000 lines in software; two dimensions need a fifth of one. The sketch lies
 * over the canvas, framed as sigma frames, until sigma has drawn.
 */
import type { MultiDirectedGraph } from 'graphology';
import type { CameraState } from 'sigma/types';
import type { Position } from '../../store';
import { projectionOf } from './projection';
import { COLOURS, STAGE, type EdgeAttributes, type NodeAttributes } from './styles';

/** Names that are written, at most: those of the largest nodes, where they find room. */
const NAMES = 40;

type Drawing = MultiDirectedGraph<NodeAttributes, EdgeAttributes>;

export interface Sketch {
  draw(graph: Drawing, view: CameraState): void;
  /** Return where the camera stands for a pixel of the picture drawn last. */
  toFramed(point: Position): Position;
  remove(): void;
}

export function createSketch(host: HTMLElement): Sketch {
  const canvas = Object.assign(document.createElement('canvas'), { className: 'sketch' });
  let projection = projectionOf([], { width: 1, height: 1 }, { x: 0.5, y: 0.5, ratio: 1, angle: 0 });

  return {
    draw(graph, view) {
      const size = { width: host.clientWidth, height: host.clientHeight };
      const pixels = window.devicePixelRatio || 1;
      canvas.width = size.width * pixels;
      canvas.height = size.height * pixels;
      host.append(canvas); // above whatever stands there
      const context = canvas.getContext('2d');
      if (!context || !size.width || !size.height) return;
      context.scale(pixels, pixels);
      context.fillStyle = STAGE;
      context.fillRect(0, 0, size.width, size.height);
      projection = projectionOf(graph.mapNodes((_, at) => at), size, view);
      const points = new Map(graph.mapNodes((key, at) => [key, projection.toViewport(at)] as const));
      drawLines(context, graph, points);
      drawNodes(context, graph, points);
      drawNames(context, graph, points);
    },
    toFramed: (point) => projection.toFramed(point),
    remove: () => canvas.remove(),
  };
}

type Points = ReadonlyMap<string, Position>;

/** Draw the lines, those of a colour and width as one path. */
function drawLines(context: CanvasRenderingContext2D, graph: Drawing, points: Points): void {
  const paths = new Map<string, Path2D[]>();
  graph.forEachEdge((_, { color, size }, source, target) => {
    const [a, b] = [points.get(source), points.get(target)];
    if (!a || !b) return;
    const widths = paths.get(color) ?? [];
    paths.set(color, widths);
    const path = (widths[Math.max(1, Math.round(size / 2))] ??= new Path2D());
    path.moveTo(a.x, a.y);
    path.lineTo(b.x, b.y);
  });
  // Lit lines lie above those that step back.
  for (const [color, widths] of [...paths].sort(([a], [b]) => Number(a !== COLOURS.dim) - Number(b !== COLOURS.dim))) {
    context.strokeStyle = color;
    widths.forEach((path, width) => {
      context.lineWidth = width;
      context.stroke(path);
    });
  }
}

function drawNodes(context: CanvasRenderingContext2D, graph: Drawing, points: Points): void {
  const paths = new Map<string, { color: string; dim: boolean; path: Path2D }>();
  graph.forEachNode((key, { color, shape, size, dim, chosen, conflict }) => {
    const at = points.get(key);
    if (!at) return;
    if (chosen || conflict) disc(context, at, size + 3, chosen ? COLOURS.chosen : COLOURS.conflict);
    const found = paths.get(`${color} ${dim}`) ?? { color, dim, path: new Path2D() };
    paths.set(`${color} ${dim}`, found);
    trace(found.path, shape, at, size);
  });
  for (const { color, dim, path } of paths.values()) {
    context.globalAlpha = dim ? 0.35 : 1;
    context.fillStyle = color;
    context.fill(path);
  }
  context.globalAlpha = 1;
}

function disc(context: CanvasRenderingContext2D, { x, y }: Position, radius: number, color: string): void {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** Add the shape of a node to a path: see `SHAPES`. */
function trace(path: Path2D, shape: string, { x, y }: Position, size: number): void {
  if (shape === 'circle') {
    path.moveTo(x + size, y);
    path.arc(x, y, size, 0, 2 * Math.PI);
    return;
  }
  if (shape === 'square') {
    const half = size * Math.SQRT1_2;
    path.rect(x - half, y - half, 2 * half, 2 * half);
    return;
  }
  const corners = shape === 'diamond' ? 4 : 3;
  for (let corner = 0; corner < corners; corner += 1) {
    const angle = (2 * Math.PI * corner) / corners - Math.PI / 2;
    const [px, py] = [x + size * Math.cos(angle), y + size * Math.sin(angle)];
    if (corner) path.lineTo(px, py);
    else path.moveTo(px, py);
  }
  path.closePath();
}

function drawNames(context: CanvasRenderingContext2D, graph: Drawing, points: Points): void {
  context.font = '12px sans-serif';
  context.textBaseline = 'middle';
  const boxes: { left: number; right: number; y: number }[] = [];
  const largest = graph.mapNodes((key, { label, size, dim }) => ({ key, label, size, dim })).filter(({ dim, label }) => !dim && label).sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1));
  for (const { key, label, size } of largest.slice(0, NAMES)) {
    const { x, y } = points.get(key) as Position;
    const left = x + size + 4;
    const box = { left, right: left + context.measureText(label).width, y };
    if (boxes.some((other) => other.left < box.right && box.left < other.right && Math.abs(other.y - y) < 16)) continue;
    boxes.push(box);
    context.fillStyle = `${STAGE}d9`;
    context.fillRect(left - 2, y - 8, box.right - left + 4, 16);
    context.fillStyle = '#1f2933';
    context.fillText(label, left, y);
  }
}
