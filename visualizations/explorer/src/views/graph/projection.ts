/** Where sigma puts nodes on the screen, for what is drawn without it. */
import type { CameraState } from 'sigma/types';
import type { Position } from '../../store';

/** Pixels between the outermost nodes and the edge of the picture. */
export const PADDING = 64;

type Size = { readonly width: number; readonly height: number };

/** Pixels of a graph under a camera, and back. */
export interface Projection {
  toViewport(at: Position): Position;
  toFramed(point: Position): Position;
}

/** Return the projection that sigma makes of nodes: their box fills the picture inside its padding. */
export function projectionOf(places: readonly Position[], { width, height }: Size, view: CameraState): Projection {
  const [left, right] = bounds(places.map(({ x }) => x));
  const [low, high] = bounds(places.map(({ y }) => y));
  const span = Math.max(right - left, high - low) || 1;
  const middle = { x: (left + right) / 2, y: (low + high) / 2 };
  const scale = ((Math.min(width, height) - 2 * PADDING) * fitting((high - low || 1) / (right - left || 1), height / width)) / view.ratio;
  return {
    toViewport: ({ x, y }) => ({ x: width / 2 + (0.5 + (x - middle.x) / span - view.x) * scale, y: height / 2 - (0.5 + (y - middle.y) / span - view.y) * scale }),
    toFramed: ({ x, y }) => ({ x: view.x + (x - width / 2) / scale, y: view.y - (y - height / 2) / scale }),
  };
}

/** Return how much a box may grow beyond a square as high as the smaller side, by height ÷ width of both. */
function fitting(graph: number, stage: number): number {
  if ((stage < 1 && graph > 1) || (stage > 1 && graph < 1)) return 1;
  return Math.min(Math.max(graph, 1 / graph), Math.max(stage, 1 / stage));
}

function bounds(values: readonly number[]): readonly [number, number] {
  return values.length ? [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))] : [0, 0];
}
