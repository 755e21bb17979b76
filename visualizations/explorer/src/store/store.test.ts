import { describe, expect, it } from 'vitest';
import { createStore, type GraphEdge, type GraphNode, type Properties } from './index';

const node = (key: string, type = 'Case', properties: Properties = {}, roles: string[] = []): GraphNode => ({ key, type, roles, label: `Rótulo ${key}`, properties });
const edge = (source: string, target: string, type = 'VICTIM_IN', properties: Properties = {}): GraphEdge => ({ id: `${source}-${type}-${target}`, source, target, type, properties });

describe('store', () => {
  it('takes back and repeats every change of the investigation', () => {
    const store = createStore();
    const seen: unknown[] = [store.state];
    store.send({ type: 'answered', nodes: [node('a'), node('b')], edges: [edge('a', 'b')] });
    store.send({ type: 'hidden', keys: ['a'] });
    store.send({ type: 'pinned', key: 'b', at: { x: 1, y: 2 } });
    store.send({ type: 'noted', key: 'b', text: ' por ver ' });
    store.send({ type: 'grouped', groups: [{ id: 'g', label: 'G', by: 'case', members: ['a', 'b'] }] });
    store.send({ type: 'filtered', change: { doubtful: false } });
    store.send({ type: 'cleared' });
    expect(store.state.undoable).toBe(7);
    for (let step = 0; step < 7; step += 1) store.undo();
    expect(store.state).toEqual({ ...(seen[0] as object), redoable: 7 });
    for (let step = 0; step < 6; step += 1) store.redo();
    expect(store.state.notes.get('b')).toBe('por ver');
    expect([...store.state.hidden]).toEqual(['a']);
    expect(store.state.filter.doubtful).toBe(false);
  });

  it('drops what was taken back once something else is done', () => {
    const store = createStore();
    store.send({ type: 'hidden', keys: ['a'] });
    store.undo();
    store.send({ type: 'hidden', keys: ['b'] });
    store.redo();
    expect([...store.state.hidden]).toEqual(['b']);
  });

  it('takes each named stream back by itself', () => {
    const store = createStore();
    for (const [since, live] of [['2016', 'brush 1'], ['2017', 'brush 1'], ['2018', 'brush 2']] as const) store.send({ type: 'filtered', change: { since }, live });
    store.undo();
    expect(store.state.filter.since).toBe('2017');
    store.undo();
    expect(store.state.filter.since).toBeUndefined();
  });
  it('takes a stream of live changes back in one step', () => {
    const store = createStore();
    for (const text of ['q', 'qu', 'quispe']) store.send({ type: 'filtered', change: { text }, live: true });
    expect(store.state.undoable).toBe(1);
    store.undo();
    expect(store.state.filter.text).toBe('');
  });

  it('never makes a step of a selection', () => {
    const store = createStore();
    store.send({ type: 'selected', keys: ['a'] });
    store.send({ type: 'selected', keys: ['b'], add: true });
    expect([...store.state.selection]).toEqual(['a', 'b']);
    expect(store.state.undoable).toBe(0);
  });

  it('joins what two answers know of a node and refuses edges without an end', () => {
    const store = createStore();
    store.send({ type: 'answered', nodes: [node('p', 'Person', { sex: 'F' }, ['victim'])], edges: [edge('p', 'nowhere')] });
    store.send({ type: 'answered', nodes: [node('p', 'Person', { nationality: 'PE' }, ['suspect'])], edges: [] });
    const person = store.state.graph.nodes.get('p');
    expect(person?.properties).toEqual({ sex: 'F', nationality: 'PE' });
    expect(person?.roles).toEqual(['suspect', 'victim']);
    expect(store.state.graph.edges.size).toBe(0);
  });

  it('keeps the label of a node that a later answer does not name', () => {
    const store = createStore();
    store.send({ type: 'answered', nodes: [node('p')], edges: [] });
    store.send({ type: 'answered', nodes: [{ ...node('p'), label: '' }], edges: [] });
    expect(store.state.graph.nodes.get('p')?.label).toBe('Rótulo p');
  });

  it('stops telling who has left', () => {
    const store = createStore();
    let told = 0;
    const leave = store.subscribe(() => { told += 1; });
    store.set({ view: 'table' });
    leave();
    store.set({ view: 'graph' });
    expect(told).toBe(1);
  });
});
