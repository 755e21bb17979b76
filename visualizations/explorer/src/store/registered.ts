/** What was registered by a day: cases registered later are left out, and what rests on them alone. */
import { spanOf } from './dates';
import type { GraphEdge, GraphNode, PartialDate, State } from './types';

type Known = Pick<State, 'graph'>;

/** A thing rests on its neighbours of a smaller rank: a stage on its case, a person on cases and stages. */
const RANKS: Readonly<Record<string, number>> = { Case: 0, Stage: 1, Person: 2 };
const LAST = 3;

const rankOf = (node: GraphNode): number => RANKS[node.type] ?? LAST;

/** Ways between places are counted by the server: nobody can tell of which cases they are. */
const COUNTED: ReadonlySet<string> = new Set(['LEG', 'ROUTE']);

/**
 * Return the keys of what nobody could have known by the last day of `asOf`.
 *
 * 1. A case is unknown if the first day on which it may have been registered is later. A case without a
 *    date of registration stays: nobody knows.
 * 2. Then by rank, stage before person before all else: what has neighbours of a smaller rank, all of them
 *    unknown, is unknown. Who has another case on the canvas stays, and so does a place with a counted way.
 *
 * Example, 2018: the case C of 2019, its stage S, the person P of C and of D (2017), P's telephone T.
 * C and S are unknown; P and T stay.
 */
export function unregistered({ graph }: Known, asOf: PartialDate | undefined): ReadonlySet<string> {
  const last = asOf === undefined ? undefined : spanOf(asOf)?.[1];
  const unknown = new Set<string>();
  if (last === undefined) return unknown;
  const below = restsOn(graph.nodes, graph.edges.values());
  for (const node of [...graph.nodes.values()].sort((a, b) => rankOf(a) - rankOf(b))) {
    const registered = node.type === 'Case' ? registeredOf(node) : undefined;
    const under = below.get(node.key);
    if (registered !== undefined ? registered > last : under?.length && under.every((key) => unknown.has(key))) unknown.add(node.key);
  }
  return unknown;
}

/** Return the first day on which a case may have been registered, as the answers tell it. */
export function registeredOf(node: GraphNode): string | undefined {
  const { registered_on: text } = node.properties;
  return typeof text === 'string' ? spanOf(text)?.[0] : undefined;
}

/** Return, by key, the neighbours of a smaller rank; a counted way makes a place rest on itself. */
function restsOn(nodes: State['graph']['nodes'], edges: Iterable<GraphEdge>): ReadonlyMap<string, readonly string[]> {
  const below = new Map<string, string[]>();
  const add = (key: string, under: string) => below.get(key)?.push(under) ?? below.set(key, [under]);
  for (const { source, target, type } of edges) {
    const [one, other] = [nodes.get(source), nodes.get(target)];
    if (!one || !other) continue;
    if (COUNTED.has(type)) {
      add(source, source);
      add(target, target);
    } else if (rankOf(one) < rankOf(other)) add(target, source);
    else if (rankOf(other) < rankOf(one)) add(source, target);
  }
  return below;
}
