/** The canvas asked for again, by hand or after a judgement: who became one or two, which links stand. */
import { edgesOf, nodesOf } from './among';
import { Failed, type Client } from './api/client';
import { labelled, type Desk } from './desk';
import { readPair } from './pair';
import type { GraphNode, JudgedPair, State, Store, View } from './store';
import { wordsOf } from './words';

/** Views that draw the canvas. */
const CANVAS: ReadonlySet<View> = new Set(['graph', 'table', 'map']);

/** Nodes that stand no more and are asked about one by one, since an answer does not say whose heir it has. */
const MOST_HEIRS = 50;

/** Ask for all that lies on the canvas again, and draw what stands. Undo brings the picture before it. */
export async function refreshCanvas(store: Store, desk: Pick<Desk, 'client' | 'attempt'>): Promise<void> {
  const { graph, judged } = store.state;
  await desk.attempt('refresh', async () => {
    const { client } = desk;
    const keys = [...graph.nodes.keys()];
    const told = new Map((await nodesOf(client, keys)).map((node) => [node.key, node]));
    const heirs = await heirsOf(client, keys.filter((key) => !told.has(key)), told);
    const parted = await partedOf(client, judged, new Set(keys.map((key) => heirs.get(key) ?? key)));
    for (const node of parted) told.set(node.key, node);
    const standing = [...new Set([...keys.map((key) => heirs.get(key) ?? key), ...parted.map(({ key }) => key)])].flatMap((key) => told.get(key) ?? []);
    const edges = await edgesOf(client, standing.map(({ key }) => key), () => undefined);
    if (store.state.graph !== graph) return; // somebody went on meanwhile: the next refresh has it all
    store.send({ type: 'refreshed', nodes: labelled(standing, store.state), edges, heirs });
    const gone = keys.filter((key) => !told.has(heirs.get(key) ?? key)).length;
    store.set({ judged: store.state.judged.filter((one) => !judged.includes(one)), message: wordsOf(store.state.language).refresh.done(heirs.size, parted.length, gone) });
  });
}

/** Refresh the canvas each time that a view of it is shown after a judgement. */
export function watchJudged(store: Store, desk: Pick<Desk, 'client' | 'attempt'>): () => void {
  let seen = '';
  return store.subscribe(({ view, judged, graph, session, busy }) => {
    const now = `${view}|${judged.length}`;
    if (now === seen || busy.has('refresh')) return;
    seen = now;
    if (!judged.length || !CANVAS.has(view) || !session) return;
    if (graph.nodes.size) void refreshCanvas(store, desk);
    else store.set({ judged: [] });
  });
}

/** Return who stands for nodes that stand no more, and add them to `told`; nobody stands for what is gone. */
async function heirsOf(client: Pick<Client, 'run'>, missing: readonly string[], told: Map<string, GraphNode>): Promise<ReadonlyMap<string, string>> {
  const heirs = new Map<string, string>();
  for (const key of missing.slice(0, MOST_HEIRS)) {
    const [heir] = await nodesOf(client, [key]);
    if (!heir) continue;
    heirs.set(key, heir.key);
    told.set(heir.key, heir);
  }
  return heirs;
}

/** Return the sides of pairs that were one and are two now, if one of them lies on the canvas. */
async function partedOf(client: Client, judged: State['judged'], keys: ReadonlySet<string>): Promise<readonly GraphNode[]> {
  const parted: GraphNode[] = [];
  for (const { handle } of judged.filter(({ wasOne }) => wasOne)) {
    const sides = await sidesOf(client, handle);
    if (sides.some(({ key }) => keys.has(key))) parted.push(...sides.filter(({ key }) => !keys.has(key)));
  }
  return parted;
}

async function sidesOf(client: Client, handle: JudgedPair['handle']): Promise<readonly GraphNode[]> {
  try {
    const { one, other } = await readPair(client, handle, false);
    return await nodesOf(client, [one, other].flatMap((side) => side.pseudonym ?? (side.case ? `${side.registry}:${side.case}` : [])));
  } catch (error) {
    // A pair that cannot be read any more keeps nothing else from being drawn anew.
    if (!(error instanceof Failed) || error.code === 'expired' || error.code === 'offline') throw error;
    return [];
  }
}
