/** The arrowhead as a signed distance field, so that the map can colour it and give it a halo. */

/** Pixels of a side. */
const SIZE = 32;
/** Distance in pixels over which the field falls from inside to outside. */
const RANGE = 8;
/** Of the field's 255 steps, the value of the edge: MapLibre reads 0.75. */
const EDGE = 0.75;
/** The corners in parts of a side: the tip points to the north, the back is notched. */
const CORNERS = [[0.5, 0.14], [0.86, 0.86], [0.5, 0.68], [0.14, 0.86]] as const;

/** Return the image: its alpha is the distance to the edge. */
export function arrowImage(): { width: number; height: number; data: Uint8ClampedArray } {
  const data = new Uint8ClampedArray(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      const distance = distanceTo((x + 0.5) / SIZE, (y + 0.5) / SIZE) * SIZE;
      data[(y * SIZE + x) * 4 + 3] = Math.round(255 * Math.max(0, Math.min(1, EDGE - distance / RANGE)));
    }
  }
  return { width: SIZE, height: SIZE, data };
}

/** Return the distance of a point to the outline, in parts of a side; inside it is negative. */
function distanceTo(x: number, y: number): number {
  let nearest = Infinity;
  let inside = false;
  CORNERS.forEach(([ax, ay], at) => {
    const [bx, by] = CORNERS[(at + 1) % CORNERS.length] as readonly [number, number];
    const along = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)));
    nearest = Math.min(nearest, Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)));
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside ? -nearest : nearest;
}
