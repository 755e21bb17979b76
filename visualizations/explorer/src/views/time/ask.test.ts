import { describe, expect, it } from 'vitest';
import type { Answer, QueryDescription } from '../../api/client';
import { createStore, type Comparison, type GraphEdge, type Properties } from '../../store';
import { modelOf } from '../map/model';
import { askPeriods, type Asker } from './ask';

const leg = (from: string, to: string, victims: number): GraphEdge => ({ id: `LEG|${from}|${to}|D|1|1`, source: from, target: to, type: 'LEG', properties: { victims } });
const COMPARISON: Comparison = { before: ['2016-01-01', '2017-12-31'], after: ['2018-01-01', '2019-12-31'] };

/** A server that knows one question with a period and one without. */
function server(counts: Readonly<Record<string, GraphEdge[]>>): Asker & { readonly asked: Properties[] } {
  const asked: Properties[] = [];
  const parameter = (name: string, max?: number) => ({ name, type: name, title: { es: name, en: name }, required: false, ...(max ? { max } : {}) });
  const column = { name: 'origin', type: 'place', title: { es: 'De', en: 'From' }, of: null };
  return {
    asked,
    attempt: (_name, work) => work(),
    client: {
      describe: (name) =>
        Promise.resolve({ name, parameters: name === 'frequent_legs' ? [parameter('level'), parameter('since'), parameter('until'), parameter('limit', 5000)] : [], columns: [column] } as unknown as QueryDescription),
      run: (_name, parameters) => {
        asked.push(parameters);
        return Promise.resolve({ graph: { nodes: [], edges: counts[String(parameters.since)] ?? [] }, truncated: false } as unknown as Answer);
      },
    },
  };
}

function asking(query: string) {
  const store = createStore({ comparison: COMPARISON });
  const nodes = ['PE-08', 'PE-17'].map((key) => ({ key, type: 'Location', roles: [], label: key, properties: {} }));
  store.send({ type: 'answered', nodes, edges: [leg('PE-08', 'PE-17', 9)], question: { query, title: 'Tramos', parameters: { level: 'department', limit: 100, since: null, kind: null }, receipt: undefined } });
  return store;
}

describe('two periods asked of the server', () => {
  it('repeat the last question that has a period, with as many rows as it may have', async () => {
    const store = asking('frequent_legs');
    const desk = server({ '2016-01-01': [leg('PE-08', 'PE-17', 7)], '2018-01-01': [leg('PE-08', 'PE-17', 2), leg('PE-15', 'PE-17', 1)] });
    await askPeriods(store, desk, COMPARISON);
    expect(desk.asked).toEqual([
      { level: 'department', limit: 5000, since: '2016-01-01', until: '2017-12-31' },
      { level: 'department', limit: 5000, since: '2018-01-01', until: '2019-12-31' },
    ]);
    const model = modelOf({ nodes: [], edges: [] }, { level: 'department', measure: 'arrive', count: 9, periods: store.state.comparison });
    expect(model.changes?.map(({ id, before, after }) => [id, before, after])).toEqual([['PE-08>PE-17', 7, 2], ['PE-15>PE-17', 0, 1]]);
  });
  it('leave the dates on the canvas to decide if no question has a period', async () => {
    const store = asking('legs_of_place');
    const desk = server({});
    await askPeriods(store, desk, COMPARISON);
    expect(desk.asked).toEqual([]);
    expect(store.state.comparison).toBe(COMPARISON);
  });
  it('are dropped if the user has chosen other periods meanwhile', async () => {
    const store = asking('frequent_legs');
    const asked = askPeriods(store, server({}), COMPARISON);
    const other = { ...COMPARISON };
    store.set({ comparison: other });
    await asked;
    expect(store.state.comparison).toBe(other);
  });
});
