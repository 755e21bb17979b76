/** The one selector that every view draws from: what is shown, and what is not and why. */
import { whenOf, within } from './dates';
import { folded } from './folded';
import { unregistered } from './registered';
import type { Filter, GraphEdge, GraphNode, Group, LeftOut, Properties, State } from './types';

export interface Visible {
  /** In the order in which the answers gave them. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Nodes not shown, by reason, and what the server left out (`limit`). */
  readonly leftOut: readonly LeftOut[];
}

type Inputs = Pick<State, 'graph' | 'hidden' | 'groups' | 'filter' | 'leftOut'>;

let last: { inputs: Inputs; visible: Visible } | undefined;

/** Return what the views show of a state; the same object as long as nothing of it changes. */
export function visible(state: Inputs): Visible {
  if (last && same(last.inputs, state)) return last.visible;
  const found = computed(state);
  last = { inputs: { graph: state.graph, hidden: state.hidden, groups: state.groups, filter: state.filter, leftOut: state.leftOut }, visible: found };
  return found;
}

let lastAtAnyTime: { inputs: Inputs; visible: Visible } | undefined;

/** Return what the views would show without the filter's period: the strip of time draws what it bounds. */
export function visibleAtAnyTime(state: Inputs): Visible {
  const { filter } = state;
  if (filter.since === undefined && filter.until === undefined) return visible(state);
  const kept = lastAtAnyTime?.inputs;
  const unbounded = kept && sameButPeriod(kept.filter, filter) ? kept.filter : { ...filter, since: undefined, until: undefined };
  const { graph, hidden, groups, leftOut } = state;
  const inputs = { graph, hidden, groups, leftOut, filter: unbounded };
  if (!lastAtAnyTime || !same(lastAtAnyTime.inputs, inputs)) lastAtAnyTime = { inputs, visible: computed(inputs) };
  return lastAtAnyTime.visible;
}

function sameButPeriod(a: Filter, b: Filter): boolean {
  const names = Object.keys(a) as (keyof Filter)[];
  return names.every((name) => name === 'since' || name === 'until' || a[name] === b[name]);
}

function same(a: Inputs, b: Inputs): boolean {
  return a.graph === b.graph && a.hidden === b.hidden && a.groups === b.groups && a.filter === b.filter && a.leftOut === b.leftOut;
}

function computed(state: Inputs): Visible {
  const { filter } = state;
  const edges = [...state.graph.edges.values()].filter((edge) => passes(edge, filter));
  const around = neighbours(edges);
  const reasons = new Map<string, number>();
  const kept = new Map<string, GraphNode>();
  const wanted = wantedKeys(state, around);
  const isolated = cutOff(state);
  const later = unregistered(state, filter.asOf);
  for (const node of state.graph.nodes.values()) {
    const reason = state.hidden.has(node.key) ? 'hidden' : (reasonOf(node, filter) ?? (later.has(node.key) ? 'later' : undefined) ?? wanted(node.key) ?? isolated(node));
    if (reason) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    else kept.set(node.key, node);
  }
  const drawn = edges.filter((edge) => kept.has(edge.source) && kept.has(edge.target));
  const leftOut = [...[...reasons].map(([reason, count]) => ({ reason, count })), ...state.leftOut];
  return { ...collapsed([...kept.values()], drawn, state.groups), leftOut };
}

/** Return whether an edge passes the filter by itself, whatever its ends. */
function passes(edge: GraphEdge, filter: Filter): boolean {
  if (filter.relationsOff.has(edge.type)) return false;
  if (!filter.doubtful && edge.properties.doubtful === true) return false;
  if (onlyOf(edge.properties.registries, filter.registriesOff)) return false;
  const when = whenOf(edge.properties);
  return when === undefined || within(when, filter.since, filter.until);
}

/** Return why a node does not pass the filter by itself, or undefined if it does. */
function reasonOf(node: GraphNode, filter: Filter): string | undefined {
  if (filter.typesOff.has(typeOf(node))) return 'type';
  if (!filter.doubtful && node.properties.doubtful === true) return 'doubtful';
  if (onlyOf(node.properties.registries, filter.registriesOff)) return 'registry';
  const when = whenOf(node.properties);
  return when && !within(when, filter.since, filter.until) ? 'period' : undefined;
}

/** The type as legend and filter know it: a person counts by role, the victim's before the suspect's. */
export function typeOf(node: GraphNode): string {
  if (node.type !== 'Person') return node.type;
  if (node.roles.includes('victim')) return 'Victim';
  return node.roles.includes('suspect') ? 'Suspect' : 'Person';
}

function onlyOf(registries: unknown, off: ReadonlySet<string>): boolean {
  return Array.isArray(registries) && registries.length > 0 && registries.every((name) => off.has(String(name)));
}

type Around = ReadonlyMap<string, readonly string[]>;

function neighbours(edges: readonly GraphEdge[]): Around {
  const around = new Map<string, string[]>();
  const add = (key: string, other: string) => around.get(key)?.push(other) ?? around.set(key, [other]);
  for (const edge of edges) {
    add(edge.source, edge.target);
    add(edge.target, edge.source);
  }
  return around;
}

/** Return a test: why a key is outside the places and the text of the filter, or undefined. */
function wantedKeys(state: Inputs, around: Around): (key: string) => string | undefined {
  const { places, text } = state.filter;
  const nodes = [...state.graph.nodes.values()];
  const inPlace = places.size ? reached(nodes.filter((node) => isInside(node, places)), around, 2) : undefined;
  const sought = folded(text);
  const named = sought ? reached(nodes.filter((node) => folded(node.label).includes(sought)), around, 1) : undefined;
  return (key) => (inPlace && !inPlace.has(key) ? 'place' : named && !named.has(key) ? 'text' : undefined);
}

function isInside(node: GraphNode, places: ReadonlySet<string>): boolean {
  return node.type === 'Location' && [...places].some((place) => node.key.startsWith(place));
}

/** Return the keys within `steps` edges of the nodes: a stage lies between a place and its people. */
function reached(nodes: readonly GraphNode[], around: Around, steps: number): ReadonlySet<string> {
  const found = new Set(nodes.map((node) => node.key));
  let edge = [...found];
  for (let step = 0; step < steps; step += 1) {
    edge = edge.flatMap((key) => around.get(key) ?? []).filter((key) => !found.has(key));
    for (const key of edge) found.add(key);
  }
  return found;
}

/**
 * Return a test: `period` for an undated node all of whose edges lie or lead outside the period.
 * A person without a case in the period would else stand alone on the canvas.
 */
function cutOff(state: Inputs): (node: GraphNode) => string | undefined {
  const { filter, graph } = state;
  if (filter.since === undefined && filter.until === undefined) return () => undefined;
  const outside = (properties: Properties | undefined) => {
    const when = properties && whenOf(properties);
    return when !== undefined && !within(when, filter.since, filter.until);
  };
  const joined = new Set<string>();
  const held = new Set<string>();
  for (const edge of graph.edges.values()) {
    joined.add(edge.source).add(edge.target);
    if (outside(edge.properties)) continue;
    if (!outside(graph.nodes.get(edge.target)?.properties)) held.add(edge.source);
    if (!outside(graph.nodes.get(edge.source)?.properties)) held.add(edge.target);
  }
  return (node) => (whenOf(node.properties) || !joined.has(node.key) || held.has(node.key) ? undefined : 'period');
}

/** Draw each group as one node, its members' edges as edges of the group, each kind once. */
function collapsed(nodes: readonly GraphNode[], edges: readonly GraphEdge[], groups: ReadonlyMap<string, Group>): Pick<Visible, 'nodes' | 'edges'> {
  if (groups.size === 0) return { nodes, edges };
  const keyOf = new Map<string, string>();
  const present = new Set(nodes.map((node) => node.key));
  const heads: GraphNode[] = [];
  for (const group of groups.values()) {
    const members = group.members.filter((key) => present.has(key));
    if (members.length < 2) continue;
    for (const key of members) keyOf.set(key, `group:${group.id}`);
    heads.push({ key: `group:${group.id}`, type: 'Group', roles: [], label: group.label, properties: { members, by: group.by } });
  }
  const rest = nodes.filter((node) => !keyOf.has(node.key));
  return { nodes: [...rest, ...heads], edges: rerouted(edges, keyOf) };
}

function rerouted(edges: readonly GraphEdge[], keyOf: ReadonlyMap<string, string>): GraphEdge[] {
  const after = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const source = keyOf.get(edge.source) ?? edge.source;
    const target = keyOf.get(edge.target) ?? edge.target;
    if (source === edge.source && target === edge.target) after.set(edge.id, edge);
    else if (source !== target) {
      const id = `${source}|${edge.type}|${target}`;
      const count = Number(after.get(id)?.properties.count ?? 0) + 1;
      after.set(id, { id, source, target, type: edge.type, properties: { count } });
    }
  }
  return [...after.values()];
}
