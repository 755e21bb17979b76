/** Nodes and the edges among them, asked for by their keys: a canvas opened again or refreshed. */
import { KEYS_AT_ONCE, type Client } from './api/client';
import { again, type Repeater } from './repeat';
import type { GraphEdge, GraphNode } from './store';

/** Edges that the server gives at once. */
const EDGES_AT_ONCE = 10_000;

function chunks(keys: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(keys.length / size) }, (_, n) => keys.slice(n * size, (n + 1) * size));
}

/** Return the nodes that stand now; a key of a person who was merged brings who stands for both. */
export async function nodesOf(client: Pick<Client, 'run'>, keys: readonly string[]): Promise<GraphNode[]> {
  const nodes: GraphNode[] = [];
  for (const part of chunks(keys, KEYS_AT_ONCE)) nodes.push(...((await client.run('nodes', { keys: part })).graph?.nodes ?? []));
  return nodes;
}

/**
 * Return the edges among the keys. The server is asked for the edges that leave some of them at once,
 * page by page: a canvas of 5,000 nodes takes ten questions and their pages.
 */
export async function edgesOf(client: Repeater, keys: readonly string[], told: (part: number, of: number) => void): Promise<GraphEdge[]> {
  const edges = new Map<string, GraphEdge>();
  const parts = chunks(keys, KEYS_AT_ONCE);
  for (const [n, of] of parts.entries()) {
    if (parts.length > 1) told(n + 1, parts.length);
    for await (const { graph } of again(client, 'among', { keys, of, limit: EDGES_AT_ONCE })) {
      for (const edge of graph?.edges ?? []) edges.set(edge.id, edge);
    }
  }
  return [...edges.values()];
}
