/** The canvas after the data changed: who became one or two, what is gone, which links stand now. */
import { OF_ROWS } from './of_rows';
import type { GraphEdge, GraphNode, Group, Investigation, LeftOut } from './types';

export interface Refresh {
  /** The nodes that stand, in the order of the canvas, and those that came by a parting. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The key that stands, by the key of a node that was merged into it. */
  readonly heirs: ReadonlyMap<string, string>;
}

/** Facts that a change of the data can take away. */
const PASSING: ReadonlySet<string> = new Set(['conflicts', 'conflict', 'doubtful']);

/**
 * Return the investigation with what stands now.
 *
 * 1. A node keeps its place in the order, its note, pin and group; what was merged gives these to its heir.
 * 2. A node without an heir leaves the canvas and is counted as `gone`; its note stays for a save.
 * 3. An edge stands if the server told it again and it was there, or if it touches a node that is new or an heir.
 *    An edge of a query's rows stays while its ends do.
 */
export function refreshed(before: Investigation, { nodes, edges, heirs }: Refresh): Investigation {
  const at = (key: string) => heirs.get(key) ?? key;
  const kept = new Map(nodes.map((node) => [node.key, renewed(before.graph.nodes.get(node.key), node)]));
  const news = new Set([...kept.keys()].filter((key) => !before.graph.nodes.has(key)).concat(...heirs.values()));
  const stands = (edge: GraphEdge) => before.graph.edges.has(edge.id) || news.has(edge.source) || news.has(edge.target);
  const ofRows = [...before.graph.edges.values()].filter(({ type }) => OF_ROWS.has(type)).map((edge) => ({ ...edge, source: at(edge.source), target: at(edge.target) }));
  const drawn = [...edges.filter(stands), ...ofRows].filter(({ source, target }) => kept.has(source) && kept.has(target));
  const gone = [...before.graph.nodes.keys()].filter((key) => !kept.has(at(key))).length;
  const keys = (all: Iterable<string>) => new Set([...all].map(at).filter((key) => kept.has(key)));
  const edgeIds = new Set(drawn.map(({ id }) => id));
  return {
    ...before,
    graph: { nodes: kept, edges: new Map(drawn.map((edge) => [edge.id, edge])) },
    hidden: keys(before.hidden),
    pinned: new Map([...before.pinned].map(([key, place]) => [at(key), place] as const).filter(([key]) => kept.has(key))),
    notes: notesAt(before.notes, at),
    groups: groupsOf(before.groups, keys),
    selection: new Set([...keys(before.selection), ...[...before.selection].filter((id) => edgeIds.has(id) || id.startsWith('group:'))]),
    leftOut: withGone(before.leftOut, gone),
  };
}

/** What answers told of a node stays, but for what the change may have taken away. */
function renewed(earlier: GraphNode | undefined, now: GraphNode): GraphNode {
  const facts = Object.entries(earlier?.properties ?? {}).filter(([name]) => !PASSING.has(name));
  return { ...now, label: now.label || (earlier?.label ?? ''), properties: { ...Object.fromEntries(facts), ...now.properties } };
}

/** Two notes that meet on one node stand one below the other. */
function notesAt(before: Investigation['notes'], at: (key: string) => string): Investigation['notes'] {
  const notes = new Map<string, string>();
  for (const [key, text] of before) {
    const other = notes.get(at(key));
    notes.set(at(key), other === undefined ? text : `${other}\n${text}`);
  }
  return notes;
}

function groupsOf(before: Investigation['groups'], keys: (all: Iterable<string>) => ReadonlySet<string>): ReadonlyMap<string, Group> {
  const groups = [...before.values()].map((group) => ({ ...group, members: [...keys(group.members)] }));
  return new Map(groups.filter(({ members }) => members.length > 1).map((group) => [group.id, group]));
}

function withGone(before: readonly LeftOut[], count: number): readonly LeftOut[] {
  const others = before.filter(({ reason }) => reason !== 'gone');
  return count ? [...others, { reason: 'gone', count }] : others;
}
