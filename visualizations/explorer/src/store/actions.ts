/** Actions, and the investigation that each makes of the one before it. */
import { refreshed, type Refresh } from './refreshed';
import type { Filter, GraphEdge, GraphNode, Group, Investigation, LeftOut, Position, Question } from './types';

export type Action =
  | { type: 'answered'; nodes: readonly GraphNode[]; edges: readonly GraphEdge[]; question?: Question; leftOut?: readonly LeftOut[]; replace?: boolean }
  | { type: 'hidden'; keys: readonly string[] }
  | { type: 'shown'; keys: readonly string[] }
  | { type: 'pinned'; key: string; at: Position }
  | { type: 'unpinned'; keys: readonly string[] }
  | { type: 'noted'; key: string; text: string }
  | { type: 'grouped'; groups: readonly Group[] }
  | { type: 'ungrouped'; ids: readonly string[] }
  | { type: 'selected'; keys: readonly string[]; add?: boolean }
  /** `live`: one of a stream of changes (typing; a brush or play by its own name) that undo takes back together. */
  | { type: 'filtered'; change: Partial<Filter>; live?: boolean | string }
  | { type: 'opened'; investigation: Investigation }
  | ({ type: 'refreshed' } & Refresh)
  | { type: 'cleared' };

export const NO_FILTER: Filter = {
  typesOff: new Set(),
  relationsOff: new Set(),
  registriesOff: new Set(),
  places: new Set(),
  since: undefined,
  until: undefined,
  asOf: undefined,
  doubtful: true,
  text: '',
};

export const EMPTY: Investigation = {
  graph: { nodes: new Map(), edges: new Map() },
  hidden: new Set(),
  pinned: new Map(),
  notes: new Map(),
  groups: new Map(),
  selection: new Set(),
  filter: NO_FILTER,
  leftOut: [],
  questions: [],
};

/** Return what `action` makes of the investigation; the same object if it changes nothing. */
export function reduced(before: Investigation, action: Action): Investigation {
  switch (action.type) {
    case 'answered':
      return answered(before, action);
    case 'hidden':
      return { ...before, hidden: withAll(before.hidden, action.keys), selection: without(before.selection, action.keys) };
    case 'shown':
      return { ...before, hidden: without(before.hidden, action.keys) };
    case 'pinned':
      return { ...before, pinned: new Map(before.pinned).set(action.key, action.at) };
    case 'unpinned':
      return { ...before, pinned: mapWithout(before.pinned, action.keys) };
    case 'noted':
      return { ...before, notes: noted(before.notes, action.key, action.text) };
    case 'grouped':
      return { ...before, groups: regrouped(before.groups, action.groups), selection: new Set() };
    case 'ungrouped':
      return { ...before, groups: mapWithout(before.groups, action.ids) };
    case 'selected':
      return { ...before, selection: withAll(action.add ? before.selection : new Set(), action.keys) };
    case 'filtered':
      return { ...before, filter: { ...before.filter, ...action.change } };
    case 'refreshed':
      return refreshed(before, action);
    case 'opened':
      return action.investigation;
    case 'cleared':
      return EMPTY;
  }
}

function answered(before: Investigation, action: Extract<Action, { type: 'answered' }>): Investigation {
  const start = action.replace ? { ...EMPTY, filter: before.filter, notes: before.notes, questions: before.questions } : before;
  const nodes = new Map(start.graph.nodes);
  for (const node of action.nodes) nodes.set(node.key, joined(nodes.get(node.key), node));
  const edges = new Map(start.graph.edges);
  for (const edge of action.edges) {
    if (nodes.has(edge.source) && nodes.has(edge.target)) edges.set(edge.id, edge);
  }
  return {
    ...start,
    graph: { nodes, edges },
    leftOut: added(start.leftOut, action.leftOut ?? []),
    questions: action.question ? [...start.questions, action.question] : start.questions,
  };
}

/** A later answer may know less of a node than an earlier one: its properties are joined. */
function joined(earlier: GraphNode | undefined, later: GraphNode): GraphNode {
  if (!earlier) return later;
  return {
    ...later,
    label: later.label || earlier.label,
    roles: [...new Set([...earlier.roles, ...later.roles])].sort(),
    properties: { ...earlier.properties, ...later.properties },
  };
}

function added(before: readonly LeftOut[], more: readonly LeftOut[]): readonly LeftOut[] {
  const counts = new Map(before.map(({ reason, count }) => [reason, count]));
  for (const { reason, count } of more) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts].map(([reason, count]) => ({ reason, count }));
}

function noted(before: ReadonlyMap<string, string>, key: string, text: string): ReadonlyMap<string, string> {
  const trimmed = text.trim();
  return trimmed ? new Map(before).set(key, trimmed) : mapWithout(before, [key]);
}

/** A node is in one group at most: the newest group takes its members from older ones. */
function regrouped(before: ReadonlyMap<string, Group>, groups: readonly Group[]): ReadonlyMap<string, Group> {
  const taken = new Set(groups.flatMap((group) => group.members));
  const after = new Map<string, Group>();
  for (const group of before.values()) {
    const members = group.members.filter((key) => !taken.has(key));
    if (members.length > 1) after.set(group.id, { ...group, members });
  }
  for (const group of groups) if (group.members.length > 1) after.set(group.id, group);
  return after;
}

function withAll(before: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> {
  return new Set([...before, ...keys]);
}

function without(before: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> {
  const gone = new Set(keys);
  return new Set([...before].filter((key) => !gone.has(key)));
}

function mapWithout<T>(before: ReadonlyMap<string, T>, keys: readonly string[]): ReadonlyMap<string, T> {
  const gone = new Set(keys);
  return new Map([...before].filter(([key]) => !gone.has(key)));
}
