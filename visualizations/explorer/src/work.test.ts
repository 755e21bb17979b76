import { describe, expect, it } from 'vitest';
import { Failed, type Answer, type Client } from './api/client';
import type { WorkClient, WorkspaceAnswer } from './api/work';
import { createDesk } from './desk';
import { createStore, documentOf, isUnsaved, type Document, type GraphEdge, type GraphNode } from './store';
import { createWork, rowEdges } from './work';

const node = (key: string): GraphNode => ({ key, type: 'Location', roles: [], label: `Lugar ${key}`, properties: {} });
const edge = (source: string, target: string, type: string, victims = 0): GraphEdge => ({ id: `${type}|${source}|${target}`, source, target, type, properties: victims ? { victims } : {} });
const answer = (nodes: GraphNode[], edges: GraphEdge[], next: string | null = null): Answer => ({ query: 'q', parameters: {}, columns: [], rows: [], truncated: false, next, receipt: {}, graph: { nodes, edges } });

const LEG = edge('A', 'B', 'LEG', 7);
const WITHIN = edge('A', 'C', 'WITHIN');

/** A server with one graph and workspaces in memory; `fails` are what it refuses, by name, once. */
function server() {
  const stored = new Map<string, { title: string; revision: number; investigation: Document }>();
  const fails = new Map<string, Failed>();
  const asked: string[] = [];
  const refuse = (name: string) => {
    asked.push(name);
    const failure = fails.get(name);
    fails.delete(name);
    if (failure) throw failure;
  };
  const client = {
    describe: async () => ({ parameters: [{ name: 'level', type: 'level' }] }),
    routes: async () => answer([], [LEG]),
    async run(name: string, { keys }: { keys?: string[] }) {
      refuse(name);
      const all = keys ?? [];
      if (name === 'nodes') return answer(all.map(node), []);
      if (name === 'among') return answer([], [WITHIN].filter((one) => all.includes(one.source) && all.includes(one.target)));
      return answer([], [LEG]);
    },
  } as unknown as Client;
  const work = {
    async create(title: string, investigation: Document) {
      refuse('create');
      const id = `W-${stored.size + 1}`;
      stored.set(id, { title, revision: 1, investigation });
      return { id, revision: 1 };
    },
    async save(id: string, revision: number, investigation: Document, title?: string) {
      refuse('save');
      const before = stored.get(id)!;
      if (before.revision !== revision) throw new Failed('workspace_changed', 'Berta guardó a las 10:00.', 409);
      stored.set(id, { title: title ?? before.title, revision: revision + 1, investigation });
      return { id, revision: revision + 1 };
    },
    async open(id: string) {
      refuse('open');
      const { title, revision, investigation } = stored.get(id)!;
      return { id, title, revision, investigation, may: 'own', withheld: { notes: 2 }, gone: 1, gone_notes: ['de quien ya no está'], state: { then: 'a', now: 'b', changed: true } } as unknown as WorkspaceAnswer;
    },
    async merge(id: string, other: string, title: string) {
      stored.set('W-M', { title, revision: 1, investigation: { ...stored.get(id)!.investigation, notes: [...stored.get(id)!.investigation.notes, ...stored.get(other)!.investigation.notes] } });
      return { id: 'W-M', revision: 1 };
    },
    async remove(id: string) {
      stored.delete(id);
    },
  } as unknown as WorkClient;
  return { stored, fails, asked, client, work };
}

function desktop() {
  const made = server();
  const store = createStore();
  store.set({ session: { name: 'Ana SINTÉTICA', role: 'investigator', until: '', synthetic: true } });
  const work = createWork(store, createDesk(store, made.client, () => undefined), made.work);
  const question = { query: 'frequent_legs', title: 'Tramos', parameters: { level: 'DEPARTAMENTO' }, receipt: {} };
  store.send({ type: 'answered', nodes: ['A', 'B', 'C'].map(node), edges: [LEG, WITHIN], question });
  return { ...made, store, work };
}

describe('work', () => {
  it('saves a canvas, empties the page and opens the same canvas again', async () => {
    const { store, work, stored } = desktop();
    store.send({ type: 'noted', key: 'A', text: 'por ver' });
    expect(await work.saveAs('Ruta sur')).toBe(true);
    expect(isUnsaved(store.state)).toBe(false);
    const { graph, notes } = store.state;
    work.close();
    expect(store.state.graph.nodes.size).toBe(0);
    expect(await work.open('W-1')).toBe(true);
    expect(store.state.graph).toEqual(graph);
    expect(store.state.notes).toEqual(notes);
    expect(store.state.workspace).toMatchObject({ title: 'Ruta sur', revision: 1, gone: 1, changed: true, withheld: { notes: 2 } });
    expect(isUnsaved(store.state)).toBe(false);
    expect(JSON.stringify(stored.get('W-1'))).not.toContain('Lugar');
  });

  it('keeps the canvas when another saved meanwhile, and merges both', async () => {
    const { store, work, stored } = desktop();
    await work.saveAs('Ruta sur');
    stored.set('W-1', { ...stored.get('W-1')!, revision: 2 });
    store.send({ type: 'noted', key: 'B', text: 'mía' });
    expect(await work.save()).toBe(false);
    expect(store.state.workspace?.conflict?.sentence).toBe('Berta guardó a las 10:00.');
    expect(store.state.problem).toBeUndefined();
    expect(isUnsaved(store.state)).toBe(true);
    expect(await work.mergeMine('Ruta sur')).toBe(true);
    expect(store.state.workspace?.id).toBe('W-M');
    expect(store.state.notes.get('B')).toBe('mía');
    expect([...stored.keys()]).toEqual(['W-1', 'W-M']);
  });

  it('keeps all through an expired session and saves after it', async () => {
    const { store, work, fails } = desktop();
    await work.saveAs('Ruta sur');
    store.send({ type: 'noted', key: 'B', text: 'mía' });
    fails.set('save', new Failed('expired', '', 401));
    expect(await work.save()).toBe(false);
    expect(store.state.problem?.code).toBe('expired');
    expect(isUnsaved(store.state)).toBe(true);
    expect(await work.save()).toBe(true);
    expect(isUnsaved(store.state)).toBe(false);
  });

  it('leaves the canvas alone if a workspace cannot be opened whole', async () => {
    const { store, work, fails } = desktop();
    await work.saveAs('Ruta sur');
    const before = store.state.graph;
    for (const name of ['open', 'nodes', 'among', 'frequent_legs']) {
      fails.set(name, new Failed('offline', '', 0));
      expect(await work.open('W-1')).toBe(false);
      expect(store.state.graph).toBe(before);
    }
  });

  it('counts the links that no question gives any more', async () => {
    const { store, work, fails } = desktop();
    await work.saveAs('Ruta sur');
    fails.set('frequent_legs', new Failed('unknown_query', '', 404));
    expect(await work.open('W-1')).toBe(true);
    expect(store.state.workspace?.lost).toBe(1);
    expect([...store.state.graph.edges.values()]).toEqual([WITHIN]);
  });

  it('refuses a version that it does not know, with a sentence', async () => {
    const { store, work, stored } = desktop();
    await work.saveAs('Ruta sur');
    stored.set('W-1', { ...stored.get('W-1')!, investigation: { ...documentOf(store.state), version: 2 } });
    expect(await work.open('W-1')).toBe(false);
    expect(store.state.problem?.sentence).toContain('versión más nueva');
  });
});

describe('rowEdges', () => {
  it('asks a question again for the edges of its rows', async () => {
    const { client, store } = desktop();
    expect(await rowEdges(client, documentOf(store.state))).toEqual([LEG]);
  });

  it('finds an edge by its ends if its id has changed, which keeps the id of the document', async () => {
    const { store, client } = desktop();
    const document = documentOf(store.state);
    const told = { ...document, edges: [{ ...document.edges[0]!, id: 'LEG|A|B|of another role' }] };
    expect(await rowEdges(client, told)).toEqual([{ ...LEG, id: 'LEG|A|B|of another role' }]);
  });

  it('loses the edges of a question that cannot be asked any more, and nothing else', async () => {
    const { client, store, fails } = desktop();
    fails.set('frequent_legs', new Failed('unknown_query', '', 404));
    expect(await rowEdges(client, documentOf(store.state))).toEqual([]);
  });
});
