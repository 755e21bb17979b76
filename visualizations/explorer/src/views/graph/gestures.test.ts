import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchGestures, type Camera } from './gestures';

/** A camera over a page of 400 × 200 whose framed point is the pixel, moved and scaled. */
function camera() {
  const host = document.createElement('div');
  host.append(document.createElement('canvas'));
  document.body.append(host);
  let state = { x: 200, y: 100, ratio: 1, angle: 0 };
  const made: Camera = {
    host,
    size: () => ({ width: 400, height: 200 }),
    toFramed: ({ x, y }) => ({ x: state.x + (x - 200) * state.ratio, y: state.y + (y - 100) * state.ratio }),
    state: () => state,
    become: (change) => { state = { ...state, ...change }; },
    mayPan: () => true,
  };
  const toViewport = (x: number, y: number) => [200 + (x - state.x) / state.ratio, 100 + (y - state.y) / state.ratio];
  return { made, host, toViewport, state: () => state };
}

describe('gestures', () => {
  afterEach(() => vi.useRealTimers());

  it('draws anew what the moved picture shows', () => {
    vi.useFakeTimers();
    const { made, host, toViewport, state } = camera();
    const gestures = watchGestures(made);
    // happy-dom gives a wheel no place.
    host.dispatchEvent(Object.assign(new Event('wheel', { cancelable: true }), { deltaY: -100, clientX: 300, clientY: 50 }));
    const canvas = host.querySelector('canvas') as HTMLCanvasElement;
    const [, x = 0, y = 0, scale = 1] = (/translate\((.*)px, (.*)px\) scale\((.*)\)/.exec(canvas.style.transform) ?? []).map(Number);
    expect(scale).toBeGreaterThan(1.1);
    vi.runAllTimers();
    expect(canvas.style.transform).toBe('');
    expect(state().ratio).toBeCloseTo(1 / scale);
    // The point under the mouse stays, and another lands where the picture had moved it.
    expect(toViewport(300, 50).map(Math.round)).toEqual([300, 50]);
    const [a = 0, b = 0] = toViewport(10, 20);
    expect(a).toBeCloseTo(10 * scale + x);
    expect(b).toBeCloseTo(20 * scale + y);
    gestures.stop();
  });

  it('moves with the pointer and rests when it is let go', () => {
    vi.useFakeTimers();
    const { made, host, state } = camera();
    const gestures = watchGestures(made);
    const at = (type: string, clientX: number) => new PointerEvent(type, { pointerId: 1, button: 0, clientX, clientY: 0, bubbles: true });
    host.dispatchEvent(at('pointerdown', 0));
    window.dispatchEvent(at('pointermove', 40));
    vi.advanceTimersByTime(1000);
    expect(state().x).toBe(200);
    window.dispatchEvent(at('pointerup', 40));
    vi.runAllTimers();
    expect(state().x).toBe(160);
    gestures.stop();
  });

  it('keeps within sensible sizes', () => {
    vi.useFakeTimers();
    const { made, state } = camera();
    const gestures = watchGestures(made);
    for (let n = 0; n < 100; n += 1) gestures.zoom(2);
    vi.runAllTimers();
    expect(state().ratio).toBeGreaterThanOrEqual(0.005);
    gestures.stop();
  });
});
