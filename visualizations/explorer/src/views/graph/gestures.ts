/**
 * Pan and zoom at the speed of a picture: the last drawing is moved by CSS and redrawn at rest.
 *
 * Redrawing 20,000 edges takes a software renderer half a second; moving their picture takes none.
 */
import type { CameraState } from 'sigma/types';

/** Milliseconds of rest after which the drawing is made anew. */
const REST = 180;

interface Move {
  scale: number;
  x: number;
  y: number;
}

export interface Camera {
  /** The element whose children are the drawing. */
  readonly host: HTMLElement;
  size(): { width: number; height: number };
  toFramed(point: { x: number; y: number }): { x: number; y: number };
  state(): CameraState;
  /** Set the camera and draw at once. */
  become(state: Partial<CameraState>): void;
  /** False where a gesture begins on a node, which is dragged instead. */
  mayPan(): boolean;
}

export interface Gestures {
  zoom(factor: number): void;
  stop(): void;
}

export function watchGestures(camera: Camera): Gestures {
  const { host } = camera;
  let move: Move = { scale: 1, x: 0, y: 0 };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pointers = new Map<number, { x: number; y: number }>();

  const layers = () => [...host.querySelectorAll('canvas')];

  function paint(): void {
    for (const layer of layers()) {
      layer.style.transformOrigin = '0 0';
      layer.style.transform = `translate(${move.x}px, ${move.y}px) scale(${move.scale})`;
    }
  }

  function changed(): void {
    paint();
    clearTimeout(timer);
    timer = setTimeout(settle, REST);
  }

  /** Give the camera the view that the moved picture shows, and put the picture back. */
  function settle(): void {
    clearTimeout(timer);
    if (pointers.size) return void (timer = setTimeout(settle, REST));
    if (move.scale === 1 && move.x === 0 && move.y === 0) return;
    const { width, height } = camera.size();
    const middle = camera.toFramed({ x: (width / 2 - move.x) / move.scale, y: (height / 2 - move.y) / move.scale });
    const ratio = camera.state().ratio / move.scale;
    move = { scale: 1, x: 0, y: 0 };
    camera.become({ ...middle, ratio });
    for (const layer of layers()) layer.style.transform = '';
  }

  function zoomAt(x: number, y: number, factor: number): void {
    const ratio = camera.state().ratio / (move.scale * factor);
    if (ratio < 0.005 || ratio > 20) return;
    move = { scale: move.scale * factor, x: x - (x - move.x) * factor, y: y - (y - move.y) * factor };
    changed();
  }

  function at(event: { clientX: number; clientY: number }): { x: number; y: number } {
    const box = host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  function wheeled(event: WheelEvent): void {
    event.preventDefault();
    const { x, y } = at(event);
    zoomAt(x, y, Math.exp(-Math.sign(event.deltaY) * Math.min(Math.abs(event.deltaY), 120) * 0.0022));
  }

  function pressed(event: PointerEvent): void {
    if (event.button !== 0 || event.shiftKey || !camera.mayPan()) return;
    pointers.set(event.pointerId, at(event));
  }

  function dragged(event: PointerEvent): void {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const after = at(event);
    const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    pointers.set(event.pointerId, after);
    if (other) {
      const factor = Math.hypot(after.x - other.x, after.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
      zoomAt((after.x + other.x) / 2, (after.y + other.y) / 2, factor);
    } else {
      move = { ...move, x: move.x + after.x - before.x, y: move.y + after.y - before.y };
      changed();
    }
  }

  function released(event: PointerEvent): void {
    pointers.delete(event.pointerId);
  }

  host.addEventListener('wheel', wheeled, { passive: false });
  host.addEventListener('pointerdown', pressed);
  window.addEventListener('pointermove', dragged);
  window.addEventListener('pointerup', released);
  window.addEventListener('pointercancel', released);
  return {
    zoom(factor) {
      const { width, height } = camera.size();
      zoomAt(width / 2, height / 2, factor);
    },
    stop() {
      clearTimeout(timer);
      host.removeEventListener('wheel', wheeled);
      host.removeEventListener('pointerdown', pressed);
      window.removeEventListener('pointermove', dragged);
      window.removeEventListener('pointerup', released);
      window.removeEventListener('pointercancel', released);
    },
  };
}
