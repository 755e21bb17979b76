/** What the map draws of flows and places, as GeoJSON. */
import type { Feature, LineString, Point as PointShape } from 'geojson';
import type { Boundaries } from './boundaries';
import { curveBetween, type Point } from './curves';
import { sizeOf, type Change, type Flow } from './flows';
import { levelOf, type Level } from './levels';
import { classOf, type PlaceCount } from './places';
import { FALLING, LEG, RISING } from './style';

export type Colours = (phase: string | undefined) => string;

export interface FlowShapes {
  /** Lines, and arrowheads with a bearing. */
  readonly features: readonly Feature<LineString | PointShape>[];
  /** Flows whose ends no boundary file knows. */
  readonly unplaced: number;
}

/** Width of a line in pixels: its area grows with the victims. */
export function widthOf(victims: number, most: number): number {
  return 1.2 + 7.8 * Math.sqrt(victims / Math.max(1, most));
}

/** Return the lines and arrowheads of flows; `most` is the size of the widest. */
export function flowShapes(flows: readonly (Flow | Change)[], most: number, boundaries: Boundaries, colour: Colours): FlowShapes {
  const features: Feature<LineString | PointShape>[] = [];
  let unplaced = 0;
  for (const flow of flows) {
    const ends = [boundaries.near(flow.from)?.seat, boundaries.near(flow.to)?.seat];
    const [from, to] = ends;
    if (!from || !to) {
      unplaced += 1;
      continue;
    }
    const curve = curveBetween(from, to);
    const properties = { id: flow.id, width: widthOf(sizeOf(flow), most), ...look(flow, colour) };
    features.push({ type: 'Feature', properties, geometry: { type: 'LineString', coordinates: curve.line.map(mutable) } });
    features.push({
      type: 'Feature',
      properties: { ...properties, bearing: curve.bearing },
      geometry: { type: 'Point', coordinates: mutable(curve.head) },
    });
  }
  return { features, unplaced };
}

/** Colour and dashes: between periods what falls is dashed, else what is doubtful. */
function look(flow: Flow | Change, colour: Colours): { colour: string; dashed: boolean } {
  if (!('before' in flow)) return { colour: colour(flow.phase), dashed: flow.doubtful };
  const falls = flow.after < flow.before;
  return { colour: falls ? FALLING : flow.after > flow.before ? RISING : LEG, dashed: falls };
}

export interface Naming {
  readonly name: (uid: string) => string;
  readonly chosen: (uid: string) => boolean;
}

/** Return the dots of places, most victims first: names of the first ones get the room. */
export function placeDots(counts: Iterable<PlaceCount>, level: Level, boundaries: Boundaries, naming: Naming): Feature<PointShape>[] {
  const placed = [...counts]
    .map((count) => ({ ...count, total: count.arrive + count.leave, seat: boundaries.near(count.uid)?.seat }))
    .filter((count): count is typeof count & { seat: Point } => count.seat !== undefined)
    .sort((a, b) => b.total - a.total || b.linked - a.linked || (a.uid < b.uid ? -1 : 1));
  const most = Math.max(1, ...placed.map((count) => count.total));
  return placed.map((count, rank): Feature<PointShape> => ({
    type: 'Feature',
    properties: {
      uid: count.uid,
      name: naming.name(count.uid),
      radius: 2.5 + 3.5 * Math.sqrt(count.total / most),
      rank,
      coarse: count.uid.startsWith('PE') && levelOf(count.uid) !== level,
      chosen: naming.chosen(count.uid),
    },
    geometry: { type: 'Point', coordinates: mutable(count.seat) },
  }));
}

/** Return the class of each place by uid, for its colour. */
export function classesOf(values: ReadonlyMap<string, number>, breaks: readonly number[]): Map<string, number> {
  return new Map([...values].map(([uid, value]) => [uid, classOf(value, breaks)] as const).filter(([, found]) => found > 0));
}

const mutable = ([longitude, latitude]: Point): [number, number] => [longitude, latitude];
