import { describe, expect, it } from 'vitest';
import { createStore, spanOf, visible, whenOf, within, type Filter, type GraphEdge, type GraphNode, type Properties } from './index';

const node = (key: string, type: string, properties: Properties = {}, roles: string[] = []): GraphNode => ({ key, type, roles, label: `Señal ${key}`, properties });
const edge = (source: string, target: string, type: string, properties: Properties = {}): GraphEdge => ({ id: `${source}-${target}`, source, target, type, properties });

const NODES = [
  node('v', 'Person', { registries: ['RETA'] }, ['victim']),
  node('w', 'Person', { registries: ['RETA', 'SISTRA'] }, ['suspect']),
  node('c17', 'Case', { since: '2017-03', until: '2017-05-02' }),
  node('c20', 'Case', { fact_date: '2020', doubtful: true }),
  node('PE-0801', 'Location'),
];
const EDGES = [edge('v', 'c17', 'VICTIM_IN'), edge('w', 'c20', 'SUSPECT_IN', { registries: ['SISTRA'] }), edge('c17', 'PE-0801', 'AT')];

function shown(change: Partial<Filter>) {
  const store = createStore();
  store.send({ type: 'answered', nodes: NODES, edges: EDGES });
  store.send({ type: 'filtered', change });
  const found = visible(store.state);
  return { keys: found.nodes.map(({ key }) => key), edges: found.edges.length, leftOut: Object.fromEntries(found.leftOut.map(({ reason, count }) => [reason, count])) };
}

describe('visible', () => {
  it('shows all without a filter', () => {
    expect(shown({})).toEqual({ keys: ['v', 'w', 'c17', 'c20', 'PE-0801'], edges: 3, leftOut: {} });
  });

  it.each([
    [{ typesOff: new Set(['Victim']) }, ['w', 'c17', 'c20', 'PE-0801'], { type: 1 }],
    [{ registriesOff: new Set(['RETA']) }, ['w', 'c17', 'c20', 'PE-0801'], { registry: 1 }],
    [{ doubtful: false }, ['v', 'w', 'c17', 'PE-0801'], { doubtful: 1 }],
    [{ until: '2018' }, ['v', 'c17', 'PE-0801'], { period: 2 }],
    [{ since: '2018-06-01' }, ['w', 'c20'], { period: 3 }],
    [{ places: new Set(['PE-08']) }, ['v', 'c17', 'PE-0801'], { place: 2 }],
    [{ text: 'SEÑAL V' }, ['v', 'c17'], { text: 3 }],
  ] as [Partial<Filter>, string[], Record<string, number>][])('%o', (change, keys, leftOut) => {
    expect(shown(change)).toMatchObject({ keys, leftOut });
  });

  it('never says the period where a relation is switched off', () => {
    expect(shown({ relationsOff: new Set(['VICTIM_IN']), since: '2017' }).leftOut).toEqual({});
  });

  it('says what is hidden and what the server left out', () => {
    const store = createStore();
    store.send({ type: 'answered', nodes: NODES, edges: EDGES, leftOut: [{ reason: 'limit', count: 12 }] });
    store.send({ type: 'hidden', keys: ['v', 'w'] });
    expect(visible(store.state).leftOut).toEqual([{ reason: 'hidden', count: 2 }, { reason: 'limit', count: 12 }]);
  });

  it('draws a group as one node and its edges once', () => {
    const store = createStore();
    store.send({ type: 'answered', nodes: NODES, edges: [...EDGES, edge('w', 'c17', 'VICTIM_IN')] });
    store.send({ type: 'grouped', groups: [{ id: '1', label: 'Dos personas', by: 'role', members: ['v', 'w'] }] });
    const found = visible(store.state);
    expect(found.nodes.map(({ key }) => key)).toEqual(['c17', 'c20', 'PE-0801', 'group:1']);
    expect(found.edges.map(({ id, properties }) => [id, properties.count])).toContainEqual(['group:1|VICTIM_IN|c17', 2]);
  });

  it('is the same object until something of it changes', () => {
    const store = createStore();
    store.send({ type: 'answered', nodes: NODES, edges: EDGES });
    const first = visible(store.state);
    store.send({ type: 'selected', keys: ['v'] });
    expect(visible(store.state)).toBe(first);
  });
});

describe('partial dates', () => {
  it.each([
    ['2017', ['2017-01-01', '2017-12-31']],
    ['2020-02', ['2020-02-01', '2020-02-29']],
    ['2017-03-05/2017-03-09', ['2017-03-05', '2017-03-09']],
    ['2017-02-30', undefined],
    ['2017-13', undefined],
    ['ayer', undefined],
    ['2018/2017', undefined],
  ])('%s', (text, span) => expect(spanOf(text)).toEqual(span));

  it('prefers the whole span to the day of registration', () => {
    expect(whenOf({ registered_on: '2019-01-01', since: '2017', until: '2018-02' })).toEqual(['2017-01-01', '2018-02-28']);
    expect(whenOf({ birth_date: '1999' })).toBeUndefined();
  });

  it('has a day in common with a period', () => {
    expect(within(['2017-01-01', '2017-12-31'], '2017-06', undefined)).toBe(true);
    expect(within(['2017-01-01', '2017-12-31'], '2018', undefined)).toBe(false);
  });
});
