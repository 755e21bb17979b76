/** Parallel edges as one line with a count: two answers, or two rows, may tell the same link. */
import type { GraphEdge } from '../../store';

export interface Line {
  /** The id of its only edge, or `bundle:` and what its edges share. */
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly type: string;
  /** The edges that it stands for, as the answers gave them. */
  readonly edges: readonly GraphEdge[];
}

/** Links without a direction: the same two people in one row may stand either way round. */
const MUTUAL: ReadonlySet<string> = new Set(['TOGETHER', 'CO_OFFENDED']);

/** Return a line for each two ends and type, in the order of the first edge of each. */
export function linesOf(edges: readonly GraphEdge[]): Line[] {
  const bundles = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const [source, target] = MUTUAL.has(edge.type) && edge.target < edge.source ? [edge.target, edge.source] : [edge.source, edge.target];
    const key = JSON.stringify([source, edge.type, target]);
    bundles.get(key)?.push(edge) ?? bundles.set(key, [edge]);
  }
  return [...bundles].map(([key, members]) => {
    const { id, source, target, type } = members[0] as GraphEdge;
    return { id: members.length > 1 ? `bundle:${key}` : id, source, target, type, edges: members };
  });
}

/** Return how many links a line stands for: groups count theirs already. */
export function countOf({ edges }: Line): number {
  return edges.reduce((sum, { properties }) => sum + (Number(properties.count) || 1), 0);
}
