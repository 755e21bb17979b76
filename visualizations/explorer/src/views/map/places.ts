/** Values of places: victims who arrive and leave, and what else the store shows there. */
import type { Visible } from '../../store';
import type { Flow } from './flows';
import { atLevel, type Level } from './levels';

export type Measure = 'arrive' | 'leave' | 'linked';

export interface PlaceCount {
  readonly uid: string;
  readonly arrive: number;
  readonly leave: number;
  /** Nodes on the canvas that are joined to the place, other places aside. */
  readonly linked: number;
}

/** Return the counts of every place of the level that has any, by uid. */
export function countsOf(shown: Pick<Visible, 'nodes' | 'edges'>, flows: readonly Flow[], level: Level): Map<string, PlaceCount> {
  const arrive = new Map<string, number>();
  const leave = new Map<string, number>();
  for (const { from, to, victims } of flows) {
    leave.set(from, (leave.get(from) ?? 0) + victims);
    arrive.set(to, (arrive.get(to) ?? 0) + victims);
  }
  const linked = linkedOf(shown, level);
  const uids = [...new Set([...arrive.keys(), ...leave.keys(), ...linked.keys()])].sort();
  return new Map(
    uids.map((uid) => [
      uid,
      { uid, arrive: arrive.get(uid) ?? 0, leave: leave.get(uid) ?? 0, linked: linked.get(uid)?.size ?? 0 },
    ]),
  );
}

function linkedOf(shown: Pick<Visible, 'nodes' | 'edges'>, level: Level): Map<string, Set<string>> {
  const places = new Set(shown.nodes.filter((node) => node.type === 'Location').map((node) => node.key));
  const linked = new Map<string, Set<string>>();
  for (const key of places) linked.set(atLevel(key, level), linked.get(atLevel(key, level)) ?? new Set());
  const add = (place: string, other: string) => {
    if (places.has(place) && !places.has(other)) linked.get(atLevel(place, level))?.add(other);
  };
  for (const { source, target } of shown.edges) {
    add(source, target);
    add(target, source);
  }
  return linked;
}

/** Number of colours of the scale of places. */
export const CLASSES = 5;

/**
 * Return the lowest value of each class, lowest class first; fewer than five if there are few values.
 * Each class ends at twice to several times the one before: few places have most victims.
 */
export function breaksOf(values: readonly number[]): number[] {
  const most = Math.max(0, ...values);
  if (most < 1) return [];
  const steps = Array.from({ length: CLASSES }, (_, step) => Math.max(1, Math.round(most ** (step / CLASSES))));
  return [...new Set(steps)].filter((step) => step <= most);
}

/** Return the class of a value, from 1; 0 for a value below the first break. */
export function classOf(value: number, breaks: readonly number[]): number {
  return breaks.filter((low) => value >= low).length;
}
