/** Groups of nodes: by the case, place or role that they share, or as they are selected. */
import { lexicon } from '../../api/vocabulary';
import { typeOf, visible, type Group, type GraphNode, type State } from '../../store';

/** Return the groups of what is visible; people of two cases belong to the first by key. */
export function groupsBy(kind: 'case' | 'place' | 'role', state: State): Group[] {
  const { nodes, edges } = visible(state);
  if (kind === 'role') return byRole(nodes, state);
  const centre = kind === 'case' ? 'Case' : 'Location';
  const centres = new Map(nodes.filter((node) => node.type === centre).map((node) => [node.key, node]));
  const members = new Map<string, string[]>();
  const taken = new Set<string>();
  for (const key of [...centres.keys()].sort()) members.set(key, [key]);
  const sorted = [...edges].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const edge of sorted) {
    for (const [hub, other] of [[edge.source, edge.target], [edge.target, edge.source]] as const) {
      if (!centres.has(hub) || centres.has(other) || taken.has(other)) continue;
      taken.add(other);
      members.get(hub)?.push(other);
    }
  }
  return [...members].filter(([, keys]) => keys.length > 1).map(([key, keys]) => ({
    id: `${kind}:${key}`,
    label: `${centres.get(key)?.label ?? key} (${keys.length})`,
    by: kind,
    members: keys,
  }));
}

function byRole(nodes: readonly GraphNode[], state: State): Group[] {
  const names = lexicon(state.vocabulary, state.language);
  const types = new Map<string, string[]>();
  for (const node of nodes.filter((one) => one.type === 'Person')) types.set(typeOf(node), [...(types.get(typeOf(node)) ?? []), node.key]);
  return [...types].filter(([, keys]) => keys.length > 1).map(([type, keys]) => ({ id: `role:${type}`, label: `${names.type(type)} (${keys.length})`, by: 'role' as const, members: keys }));
}

/** Return the nodes as one group of their own. */
export function groupOf(nodes: readonly GraphNode[], state: State): Group {
  const members = nodes.map((node) => node.key).sort();
  const names = lexicon(state.vocabulary, state.language);
  const types = [...new Set(nodes.map((node) => names.type(typeOf(node))))].sort();
  return { id: `selection:${members[0] ?? ''}`, label: `${types.join(', ')} (${members.length})`, by: 'selection', members };
}
