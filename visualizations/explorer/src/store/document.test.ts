import { describe, expect, it } from 'vitest';
import { createStore, documentOf, isReadable, isUnsaved, keptOf, NOTHING_KEPT, restored, type Document, type GraphEdge, type GraphNode, type Store } from './index';

const node = (key: string, type = 'Case'): GraphNode => ({ key, type, roles: [], label: `SINTÉTICA ${key}`, properties: { since: '2017' } });
const edge = (source: string, target: string, type: string): GraphEdge => ({ id: `${type}|${source}|${target}`, source, target, type, properties: { victims: 3 } });

const NODES = [node('PE-08', 'Location'), node('PE-17', 'Location'), node('C-1'), node('X-1', 'Person'), node('X-2', 'Person')];
const EDGES = [edge('PE-08', 'PE-17', 'LEG'), edge('X-1', 'X-2', 'TOGETHER'), edge('X-1', 'C-1', 'VICTIM_IN')];

/** A canvas on which everything that a document holds was done. */
function busy(): Store {
  const store = createStore();
  const question = { query: 'frequent_legs', title: 'Tramos', parameters: { level: 'department' }, receipt: { digest: 'd' } };
  store.send({ type: 'answered', nodes: NODES, edges: EDGES, question });
  store.send({ type: 'hidden', keys: ['C-1'] });
  store.send({ type: 'pinned', key: 'PE-08', at: { x: 1.5, y: -2 } });
  store.send({ type: 'noted', key: 'X-1', text: 'por ver' });
  store.send({ type: 'grouped', groups: [{ id: 'role:Victim', label: 'Víctimas (2)', by: 'role', members: ['X-1', 'X-2'] }] });
  store.send({
    type: 'filtered',
    change: { typesOff: new Set(['Phone']), relationsOff: new Set(['USES']), registriesOff: new Set(['RETA']), places: new Set(['PE-08']), since: '2016', until: '2018-03', asOf: '2019', doubtful: false, text: 'quispe' },
  });
  return store;
}

describe('documentOf', () => {
  it('holds every field, and neither labels nor properties', () => {
    const document = documentOf(busy().state);
    expect(document).toEqual({
      version: 1,
      keys: ['PE-08', 'PE-17', 'C-1', 'X-1', 'X-2'],
      edges: [{ id: 'LEG|PE-08|PE-17', source: 'PE-08', target: 'PE-17', type: 'LEG' }, { id: 'TOGETHER|X-1|X-2', source: 'X-1', target: 'X-2', type: 'TOGETHER' }],
      relations: ['VICTIM_IN'],
      hidden: ['C-1'],
      pinned: [{ key: 'PE-08', x: 1.5, y: -2 }],
      notes: [{ key: 'X-1', text: 'por ver' }],
      groups: [{ id: 'role:Victim', label: 'Víctimas (2)', by: 'role', members: ['X-1', 'X-2'] }],
      filter: { types_off: ['Phone'], relations_off: ['USES'], registries_off: ['RETA'], places: ['PE-08'], since: '2016', until: '2018-03', as_of: '2019', doubtful: false, text: 'quispe' },
      questions: [{ query: 'frequent_legs', title: 'Tramos', parameters: { level: 'department' }, receipt: { digest: 'd' } }],
    });
    expect(JSON.stringify(document)).not.toContain('SINTÉTICA');
  });

  it('comes back as the same document and the same canvas', () => {
    const { state } = busy();
    const document = JSON.parse(JSON.stringify(documentOf(state))) as Document;
    const back = restored(document, [...NODES].reverse(), EDGES, 'reservado');
    expect(documentOf(back)).toEqual(document);
    const { graph, hidden, pinned, notes, groups, filter, questions } = state;
    expect(back).toEqual({ graph, hidden, pinned, notes, groups, filter, questions, selection: new Set(), leftOut: [] });
    expect([...back.graph.nodes.keys()]).toEqual([...graph.nodes.keys()]);
  });

  it('counts a question of several pages once', () => {
    const store = busy();
    const [first] = store.state.questions;
    store.send({ type: 'answered', nodes: [], edges: [], question: { ...first!, receipt: { digest: 'e' } } });
    expect(documentOf(store.state).questions.map((one) => one.receipt)).toEqual([{ digest: 'e' }]);
  });

  it('leaves out what the server no longer tells of, and edges without an end', () => {
    const back = restored(documentOf(busy().state), NODES.slice(1), EDGES, 'reservado');
    expect([...back.graph.nodes.keys()]).toEqual(['PE-17', 'C-1', 'X-1', 'X-2']);
    expect([...back.graph.edges.keys()]).toEqual(['TOGETHER|X-1|X-2', 'VICTIM_IN|X-1|C-1']);
  });

  it('brings no kind of edge that was not on the canvas, or all if the document does not say', () => {
    const document = documentOf(busy().state);
    const route = edge('PE-08', 'PE-17', 'ROUTE');
    expect(restored(document, NODES, [...EDGES, route], 'reservado').graph.edges.has(route.id)).toBe(false);
    expect(restored({ ...document, relations: null }, NODES, [...EDGES, route], 'reservado').graph.edges.has(route.id)).toBe(true);
  });

  it('sends back as they came the parts that a role may not read', () => {
    const whole = documentOf(busy().state);
    const withheld: Document = {
      ...whole,
      notes: [{ key: 'X-1', text: null }],
      groups: whole.groups.map((group) => ({ ...group, label: null })),
      filter: { ...whole.filter, text: null },
      questions: [{ query: 'by_name', title: null, parameters: null, receipt: null }],
    };
    const back = restored(withheld, NODES, EDGES, 'reservado');
    expect(back.notes.size).toBe(0);
    expect(back.groups.get('role:Victim')?.label).toBe('reservado');
    expect(back.filter.text).toBe('');
    expect(documentOf(back, keptOf(withheld, 'reservado'))).toEqual(withheld);
    expect(documentOf(back, NOTHING_KEPT)).not.toEqual(withheld);
  });

  it('refuses a version that it does not know', () => {
    const document = documentOf(busy().state);
    expect(isReadable(document)).toBe(true);
    expect(isReadable({ ...document, version: 2 })).toBe(false);
  });
});

describe('isUnsaved', () => {
  const workspace = (stored: string) => ({ id: 'W-1', title: 'T', revision: 1, may: 'own' as const, stored, kept: NOTHING_KEPT, withheld: {}, gone: 0, goneNotes: [], lost: 0, changed: false, conflict: undefined });

  it('is true of any canvas without a workspace, and false of an empty page', () => {
    expect(isUnsaved(createStore().state)).toBe(false);
    expect(isUnsaved(busy().state)).toBe(true);
  });

  it('follows each change, and its undoing', () => {
    const store = busy();
    store.set({ workspace: workspace(JSON.stringify(documentOf(store.state))) });
    expect(isUnsaved(store.state)).toBe(false);
    store.send({ type: 'selected', keys: ['X-1'] });
    expect(isUnsaved(store.state)).toBe(false);
    store.send({ type: 'noted', key: 'X-2', text: 'otra' });
    expect(isUnsaved(store.state)).toBe(true);
    store.undo();
    expect(isUnsaved(store.state)).toBe(false);
    store.send({ type: 'answered', nodes: NODES, edges: EDGES });
    expect(isUnsaved(store.state)).toBe(false);
  });
});

describe('opened', () => {
  it('leaves nothing of what was there before to undo', () => {
    const store = busy();
    const other = createStore();
    other.send({ type: 'answered', nodes: NODES.slice(0, 1), edges: [] });
    store.send({ type: 'opened', investigation: restored(documentOf(other.state), NODES, [], 'reservado') });
    expect([...store.state.graph.nodes.keys()]).toEqual(['PE-08']);
    expect([store.state.undoable, store.state.redoable]).toEqual([0, 0]);
  });
});
