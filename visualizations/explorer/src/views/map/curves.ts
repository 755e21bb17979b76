/** Curves between two points of the map, bent to the right, so that the way back lies beside. */

/** Longitude and latitude in degrees. */
export type Point = readonly [longitude: number, latitude: number];

/** How far a curve leaves the straight line, as a part of its length. */
const BEND = 0.18;
/** Points of a curve: the eye sees no corner at this number. */
const STEPS = 24;
/** Where the arrowhead stands on the curve: not at the end, where all of a place's curves meet. */
const HEAD = 0.62;

export interface Curve {
  readonly line: Point[];
  readonly head: Point;
  /** Degrees clockwise from north in which the arrowhead points. */
  readonly bearing: number;
}

/** Return the curve from one place to another, computed on the flat map so that it looks round. */
export function curveBetween(from: Point, to: Point): Curve {
  const [a, b] = [project(from), project(to)];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  // y grows to the north, so (dy, -dx) points to the right of the way.
  const middle: Point = [(a[0] + b[0]) / 2 + dy * BEND * 2, (a[1] + b[1]) / 2 - dx * BEND * 2];
  const at = (t: number): Point => {
    const [p, q, r] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return [p * a[0] + q * middle[0] + r * b[0], p * a[1] + q * middle[1] + r * b[1]];
  };
  const slope: Point = [
    (1 - HEAD) * (middle[0] - a[0]) + HEAD * (b[0] - middle[0]),
    (1 - HEAD) * (middle[1] - a[1]) + HEAD * (b[1] - middle[1]),
  ];
  return {
    line: Array.from({ length: STEPS + 1 }, (_, step) => unproject(at(step / STEPS))),
    head: unproject(at(HEAD)),
    bearing: (Math.atan2(slope[0], slope[1]) * 180) / Math.PI,
  };
}

const RADIANS = Math.PI / 180;

/** The Mercator projection in radians. */
function project([longitude, latitude]: Point): Point {
  return [longitude * RADIANS, Math.log(Math.tan(Math.PI / 4 + (latitude * RADIANS) / 2))];
}

function unproject([x, y]: Point): Point {
  return [x / RADIANS, (2 * Math.atan(Math.exp(y)) - Math.PI / 2) / RADIANS];
}
