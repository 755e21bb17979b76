import { describe, expect, it } from 'vitest';
import { createStore, visible, type GraphEdge, type GraphNode, type Properties } from './index';
import { unregistered } from './registered';

const node = (key: string, type: string, properties: Properties = {}): GraphNode => ({ key, type, roles: [], label: key, properties });
const edge = (source: string, target: string, type: string): GraphEdge => ({ id: `${source}-${target}-${type}`, source, target, type, properties: {} });

const NODES = [
  node('phone', 'Phone'),
  node('ana', 'Person'),
  node('eva', 'Person'),
  node('early', 'Case', { registered_on: '2017-03-05', fact_date: '2016' }),
  node('late', 'Case', { registered_on: '2019-02', fact_date: '2016' }),
  node('never', 'Case', { fact_date: '2016' }),
  node('stage', 'Stage'),
  node('PE-08', 'Location'),
  node('PE-17', 'Location'),
];
const EDGES = [
  edge('ana', 'early', 'SUSPECT_IN'),
  edge('ana', 'late', 'SUSPECT_IN'),
  edge('eva', 'late', 'VICTIM_IN'),
  edge('eva', 'stage', 'SUBJECTED_TO'),
  edge('stage', 'late', 'PART_OF'),
  edge('stage', 'PE-17', 'AT'),
  edge('early', 'PE-08', 'AT'),
  edge('eva', 'phone', 'USES'),
];

function unknown(asOf: string, more: readonly GraphEdge[] = []): string[] {
  const store = createStore();
  store.send({ type: 'answered', nodes: NODES, edges: [...EDGES, ...more] });
  return [...unregistered(store.state, asOf)].sort();
}

describe('what was registered by a day', () => {
  it('leaves out a later case and what rests on it alone, through stages and people', () => {
    expect(unknown('2018')).toEqual(['PE-17', 'eva', 'late', 'phone', 'stage']);
  });

  it('keeps a case whose date may lie before the end of the day, month or year that is given', () => {
    expect(unknown('2019-02-01')).toEqual([]);
    expect(unknown('2019-01')).toContain('late');
    expect(unknown('2019')).toEqual([]);
  });

  it('keeps who has something else: a means that two people use, a place with a counted way', () => {
    expect(unknown('2018', [edge('ana', 'phone', 'USES')])).not.toContain('phone');
    expect(unknown('2018', [edge('PE-08', 'PE-17', 'LEG')])).not.toContain('PE-17');
  });

  it('keeps a case whose registration nobody dated, and all of it where no day is given', () => {
    expect(unknown('1990')).not.toContain('never');
    expect(unknown('')).toEqual([]);
  });

  it('is one of the reasons of the line below, and undo takes it back', () => {
    const store = createStore();
    store.send({ type: 'answered', nodes: NODES, edges: EDGES });
    store.send({ type: 'filtered', change: { asOf: '2018-06-30' } });

    expect(visible(store.state).leftOut).toEqual([{ reason: 'later', count: 5 }]);
    expect(visible(store.state).nodes.map(({ key }) => key)).toEqual(['ana', 'early', 'never', 'PE-08']);
    store.undo();
    expect(visible(store.state).nodes).toHaveLength(NODES.length);
  });
});
