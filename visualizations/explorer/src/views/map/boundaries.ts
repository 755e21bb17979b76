/** The boundary files: outlines and seats of places, loaded when a level is first drawn. */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Point } from './curves';
import { atLevel, LEVELS, type Level } from './levels';

export interface PlaceProperties {
  readonly uid: string;
  readonly name: string;
  readonly seat: Point;
}

export type Places = FeatureCollection<Geometry, PlaceProperties>;

const FILES: Readonly<Record<Level, string>> = {
  country: 'countries',
  department: 'departments',
  province: 'provinces',
  district: 'districts',
};

/** Fetch the content of a boundary file; rejects if it is missing or is no boundary file. */
export type Fetcher = (name: string) => Promise<unknown>;

export async function fetched(name: string): Promise<unknown> {
  const answer = await fetch(`${import.meta.env.BASE_URL}places/${name}.json`);
  if (!answer.ok) throw new Error(`${name}.json: ${answer.status}`);
  return answer.json();
}

export class Boundaries {
  private readonly loading = new Map<Level, Promise<Places | undefined>>();
  private readonly known = new Map<string, PlaceProperties>();
  /** Names of the files that could not be read. */
  readonly missing = new Set<string>();

  constructor(private readonly fetcher: Fetcher = fetched) {}

  /** Return the places of a level, or undefined if their file cannot be read; it is asked for once. */
  load(level: Level): Promise<Places | undefined> {
    const started = this.loading.get(level);
    if (started) return started;
    const loading = this.fetcher(FILES[level]).then(
      (content) => this.read(level, content),
      () => this.unreadable(level),
    );
    this.loading.set(level, loading);
    return loading;
  }

  /** Forget the files that could not be read, so that they are asked for again. */
  retry(): void {
    for (const level of LEVELS) if (this.missing.has(`${FILES[level]}.json`)) this.loading.delete(level);
    this.missing.clear();
  }

  /** Return a loaded place, else the nearest loaded place around it. */
  near(uid: string): PlaceProperties | undefined {
    for (const level of [...LEVELS].reverse()) {
      const found = this.known.get(atLevel(uid, level));
      if (found) return found;
    }
    return undefined;
  }

  /** Return the name of a place whose file is loaded. */
  nameOf(uid: string): string | undefined {
    return this.known.get(uid)?.name;
  }

  private read(level: Level, content: unknown): Places | undefined {
    try {
      const places = placesOf(content as Topology);
      for (const { properties } of places.features) this.known.set(properties.uid, properties);
      return places;
    } catch {
      return this.unreadable(level);
    }
  }

  private unreadable(level: Level): undefined {
    this.missing.add(`${FILES[level]}.json`);
    return undefined;
  }
}

/** Return the features of a boundary file; land without an id has an empty uid. */
function placesOf(topology: Topology): Places {
  const collection = topology.objects.places as GeometryCollection<{ name?: string; seat?: Point }>;
  const features = feature(topology, collection).features.map(({ id, geometry, properties }) => {
    const { name = '', seat = [0, 0] } = properties;
    return { type: 'Feature', geometry, properties: { uid: String(id ?? ''), name, seat } } satisfies Feature;
  });
  return { type: 'FeatureCollection', features: features as Places['features'] };
}
