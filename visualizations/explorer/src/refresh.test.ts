import { describe, expect, it } from 'vitest';
import { Failed, type Answer, type Client } from './api/client';
import { createDesk } from './desk';
import { refreshCanvas, watchJudged } from './refresh';
import { createStore, documentOf, isUnsaved, type GraphEdge, type GraphNode } from './store';

const person = (key: string, label = key, properties: GraphNode['properties'] = {}): GraphNode => ({ key, type: 'Person', roles: ['suspect'], label, properties });
const edge = (source: string, target: string, type = 'SUSPECT_IN'): GraphEdge => ({ id: `${type}|${source}|${target}`, source, target, type, properties: {} });
const answer = (nodes: GraphNode[], edges: GraphEdge[]): Answer => ({ query: 'q', parameters: {}, columns: [], rows: [], truncated: false, next: null, receipt: {}, graph: { nodes, edges } });

/** A server whose data a test changes: nodes, edges, and which key stands for one that was merged. */
function desktop() {
  const data = { nodes: ['A', 'B', 'C', 'D'].map((key) => person(key)), edges: [edge('A', 'C'), edge('B', 'C'), edge('D', 'C')], heirs: new Map<string, string>(), sides: ['', ''] };
  const asked: string[] = [];
  const client = {
    async run(name: string, { keys, of }: { keys: string[]; of?: string[] }) {
      asked.push(name);
      const standing = keys.map((key) => data.heirs.get(key) ?? key);
      if (name === 'nodes') return answer(data.nodes.filter(({ key }) => standing.includes(key)), []);
      return answer([], data.edges.filter(({ source, target }) => of?.includes(source) && keys.includes(target)));
    },
    async call() {
      const [one, other] = data.sides.map((pseudonym) => ({ pseudonym, case: null, registry: 'RETA' }));
      return { one, other };
    },
  } as unknown as Client;
  const store = createStore({ session: { name: 'Ana', role: 'investigator', until: '', synthetic: true }, view: 'pair' });
  const desk = createDesk(store, client, () => undefined);
  store.send({ type: 'answered', nodes: ['A', 'B', 'C'].map((key) => person(key, key, { conflicts: ['age'], registries: ['RETA'] })), edges: [edge('A', 'C'), edge('B', 'C'), edge('A', 'C', 'LEG')] });
  return { data, asked, store, desk };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const keysOf = (store: ReturnType<typeof createStore>) => [...store.state.graph.nodes.keys()];

describe('refreshCanvas', () => {
  it('makes one of two that were judged the same, with the notes, pin and links of both', async () => {
    const { data, store, desk } = desktop();
    store.send({ type: 'noted', key: 'A', text: 'de A' });
    store.send({ type: 'noted', key: 'B', text: 'de B' });
    store.send({ type: 'pinned', key: 'A', at: { x: 1, y: 2 } });
    store.send({ type: 'selected', keys: ['A'] });
    Object.assign(data, { nodes: [person('B'), person('C'), person('D')], edges: [edge('B', 'C'), edge('D', 'C')], heirs: new Map([['A', 'B']]) });

    await refreshCanvas(store, desk);

    expect(keysOf(store)).toEqual(['B', 'C']);
    expect([...store.state.graph.edges.values()].map(({ id, source }) => [id, source])).toEqual([['SUSPECT_IN|B|C', 'B'], ['LEG|A|C', 'B']]);
    expect([...store.state.notes]).toEqual([['B', 'de A\nde B']]);
    expect([...store.state.pinned.keys()]).toEqual(['B']);
    expect([...store.state.selection]).toEqual(['B']);
    expect(store.state.message).toContain('1 elemento se unió con otro');
    store.undo();
    expect(keysOf(store)).toEqual(['A', 'B', 'C']);
  });

  it('takes away what no longer exists, says so, and keeps its note', async () => {
    const { data, store, desk } = desktop();
    store.send({ type: 'noted', key: 'B', text: 'de B' });
    Object.assign(data, { nodes: [person('A'), person('C')], edges: [edge('A', 'C')] });

    await refreshCanvas(store, desk);

    expect(keysOf(store)).toEqual(['A', 'C']);
    expect(store.state.leftOut).toEqual([{ reason: 'gone', count: 1 }]);
    expect(store.state.message).toContain('1 elemento ya no existe');
    expect(documentOf(store.state).notes).toEqual([{ key: 'B', text: 'de B' }]);
  });

  it('drops conflicts that were settled and brings no link that was not there', async () => {
    const { data, store, desk } = desktop();
    data.edges.push(edge('A', 'B', 'CO_OFFENDED'));

    await refreshCanvas(store, desk);

    expect(store.state.graph.nodes.get('A')?.properties).toEqual({ registries: ['RETA'] });
    expect([...store.state.graph.edges.keys()]).toEqual(['SUSPECT_IN|A|C', 'SUSPECT_IN|B|C', 'LEG|A|C']);
    expect(isUnsaved(store.state)).toBe(true);
  });

  it('leaves the canvas as it is without a connection', async () => {
    const { store, desk } = desktop();
    const before = store.state.graph;
    const offline = { ...desk, client: { run: async () => { throw new Failed('offline', '', 0); } } as unknown as Client };

    await refreshCanvas(store, offline);

    expect(store.state.graph).toBe(before);
    expect(store.state.problem?.code).toBe('offline');
  });
});

describe('watchJudged', () => {
  it('refreshes once the canvas is looked at again, and brings the other side of who was parted', async () => {
    const { data, store, desk, asked } = desktop();
    const leave = watchJudged(store, desk);
    data.sides = ['A', 'D'];
    store.set({ judged: [{ handle: 'J-1', wasOne: true }] });
    await settled();
    expect(asked).toEqual([]);

    store.set({ view: 'graph' });
    await settled();

    expect(keysOf(store)).toEqual(['A', 'B', 'C', 'D']);
    expect([...store.state.graph.edges.keys()]).toContain('SUSPECT_IN|D|C');
    expect(store.state.judged).toEqual([]);
    expect(store.state.message).toContain('1 elemento se separó de otro');
    leave();
  });

  it('brings nobody who was another person before and after', async () => {
    const { data, store, desk } = desktop();
    const leave = watchJudged(store, desk);
    data.sides = ['A', 'D'];
    store.set({ judged: [{ handle: 'J-1', wasOne: false }], view: 'table' });
    await settled();
    expect(keysOf(store)).toEqual(['A', 'B', 'C']);
    leave();
  });
});
