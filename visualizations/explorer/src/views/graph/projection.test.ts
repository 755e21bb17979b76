import { describe, expect, it } from 'vitest';
import { PADDING, projectionOf } from './projection';

const WHOLE = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };
const SIZE = { width: 1000, height: 600 };

describe('projectionOf', () => {
  it('fills a wide picture with a wide graph, inside the padding', () => {
    const corners = [{ x: -30, y: 5 }, { x: 70, y: 65 }];
    const { toViewport } = projectionOf(corners, SIZE, WHOLE);
    const [low, high] = corners.map(toViewport);
    expect([low, high].map((at) => Math.round(at?.y ?? 0))).toEqual([SIZE.height - PADDING, PADDING]);
    expect((low?.x ?? 0) + (high?.x ?? 0)).toBeCloseTo(SIZE.width);
  });

  it('leads back from a pixel to what the camera sees there', () => {
    const { toViewport, toFramed } = projectionOf([{ x: 0, y: 0 }, { x: 10, y: 10 }], SIZE, { x: 0.2, y: 0.7, ratio: 0.25, angle: 0 });
    const framed = toFramed(toViewport({ x: 2, y: 9 }));
    expect(framed.x).toBeCloseTo(0.2);
    expect(framed.y).toBeCloseTo(0.9);
  });

  it('puts a single node, or none, in the middle', () => {
    expect(projectionOf([{ x: 3, y: 4 }], SIZE, WHOLE).toViewport({ x: 3, y: 4 })).toEqual({ x: 500, y: 300 });
    expect(projectionOf([], SIZE, WHOLE).toFramed({ x: 500, y: 300 })).toEqual({ x: 0.5, y: 0.5 });
  });
});
