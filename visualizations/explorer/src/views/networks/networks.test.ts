import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failed, type Answer, type Client } from '../../api/client';
import type { Desk } from '../../desk';
import { groupByNetwork, groupsOfNetworks } from '../../networks';
import { createStore, visible, type GraphEdge, type GraphNode, type Properties, type Store } from '../../store';
import { wordsOf } from '../../words';
import { mount } from '.';
import { oddsOf, percentOf } from './odds';

const person = (key: string): GraphNode => ({ key, type: 'Person', roles: ['suspect'], label: `P ${key}`, properties: {} });
const named = (key: string) => ({ uid: key, pseudonym: `X-${key}`, name: `P ${key}`, victim: false });
const ROW: Properties = { network: 'N-1', state: 'ACTIVA', people: [named('a'), named('b')], members: 2, cases: 3, expected: 0.04, rate: 0.0004, survives: 0.997, overturned_by: 2, first: '2016-01-02', last: '2018-03-04' };
const CASE: GraphNode = { key: 'C-1', type: 'Case', roles: [], label: 'SINT-2017-1', properties: {} };
const JOINED: GraphEdge = { id: 'SUSPECT_IN|a|C-1', source: 'a', target: 'C-1', type: 'SUSPECT_IN', properties: {} };

function answerOf(query: string, rows: readonly Properties[], nodes: readonly GraphNode[] = [], edges: readonly GraphEdge[] = []): Answer {
  return { query, parameters: {}, columns: [], rows, truncated: false, next: null, receipt: { sha256: query }, graph: { nodes, edges } };
}

function answers(): Record<string, Answer> {
  return {
    recurring_networks: answerOf('recurring_networks', [ROW]),
    network_members: answerOf('network_members', [{ suspect: named('a'), roles: ['CAPTADOR'], cases: 3, partners: 1 }], [person('a'), person('b')]),
    network_cases: answerOf('network_cases', [{ case: 'C-1', first: '2017', last: '2017', place: 'PE-08', registries: ['RETA'], people: [named('a'), named('b')] }], [CASE]),
    bridges_between_networks: answerOf('bridges_between_networks', [{ network: 'N-1', other_network: 'N-2', kind: 'means', people: [named('a')], other_people: [named('z')], third: null, means: '999', case_uids: [] }]),
    brokers: answerOf('brokers', []),
    network_changes: answerOf('network_changes', [{ calculated: '2026-11-01T10:00', change: 'NUEVA', gained: 2, lost: 0, members: 2, cases: 3, others: [] }]),
    among: answerOf('among', [], [{ ...CASE, properties: { registered_on: '2017-05-01' } }, person('a')], [JOINED]),
  };
}

let store: Store;
let element: HTMLElement;
let known: Record<string, Answer>;
let asked: string[];
let leave = () => {};

function client(): Pick<Client, 'run'> {
  return {
    run(name) {
      asked.push(name);
      const found = known[name];
      return found ? Promise.resolve(found) : Promise.reject(new Failed('access_denied', 'Su rol no ve redes.', 403));
    },
  };
}

function begin(): void {
  const attempt = (_name: string, work: () => Promise<unknown>) => work();
  leave = mount(element, store, { client: client() as Client, attempt } as Pick<Desk, 'client' | 'attempt'>);
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const press = (text: string) => ([...element.querySelectorAll('button')].find((one) => one.textContent?.includes(text)) as HTMLElement).click();

beforeEach(() => {
  store = createStore({ view: 'networks', session: { name: 'Ana', role: 'analyst', until: '', synthetic: true } });
  element = document.body.appendChild(document.createElement('section'));
  known = answers();
  asked = [];
});
afterEach(() => {
  leave();
  element.remove();
});

describe('the view of networks', () => {
  it('tells the odds in sentences, beside the presumption of innocence', async () => {
    begin();
    await settled();
    const text = element.textContent ?? '';

    expect(element.dataset.network).toBe('N-1');
    expect(text).toContain('se esperarían 0,04');
    expect(text).toContain('se espera que < 0,1 % sean falsas (q)');
    expect(text).toContain('Sin 2 de sus casos ya no se llamaría red');
    expect(text).toContain('se presume que toda persona es inocente');
    expect(text).toContain('Un medio');
    expect(text).toContain('SINT-2017-1');
  });

  it('puts people and cases on the canvas, joined, in one step that undo takes back', async () => {
    begin();
    await settled();
    press('Poner en el lienzo');
    await settled();

    expect([...store.state.graph.nodes.keys()]).toEqual(['a', 'b', 'C-1']);
    expect(store.state.graph.nodes.get('C-1')?.properties).toEqual({ registered_on: '2017-05-01' });
    expect([...store.state.graph.edges.keys()]).toEqual([JOINED.id]);
    expect([...store.state.selection]).toEqual(['a', 'b']);
    expect([store.state.view, store.state.questions.length]).toEqual(['graph', 1]);
    store.undo();
    expect(store.state.graph.nodes.size).toBe(0);
  });

  it('reads for whoever has a token without a name', async () => {
    store.set({ session: { name: '', role: 'analyst', until: '', synthetic: true } });
    begin();
    await settled();

    expect(element.dataset.network).toBe('N-1');
  });

  it('says what to run where no network is stored', async () => {
    known.recurring_networks = answerOf('recurring_networks', []);
    begin();
    await settled();

    expect(element.textContent).toContain('trama networks find --write');
    expect(asked).toEqual(['recurring_networks']);
  });

  it('tells why a role sees none, in its own place', async () => {
    delete known.recurring_networks;
    begin();
    await settled();

    expect(element.querySelector('[role=alert]')?.textContent).toContain('Su rol no ve redes.');
    expect(element.textContent).not.toContain('trama networks find');
  });
});

describe('grouping by network', () => {
  it('draws the people of a network as one node', async () => {
    store.send({ type: 'answered', nodes: [person('a'), person('b'), CASE], edges: [JOINED] });
    await groupByNetwork(store, client());

    expect(visible(store.state).nodes.map(({ key, label }) => [key, label])).toEqual([['C-1', 'SINT-2017-1'], ['group:network:N-1', 'Red N-1 (2)']]);
  });

  it('leaves out a network of which one person is on the canvas, and says so', async () => {
    store.send({ type: 'answered', nodes: [person('a')], edges: [] });
    await groupByNetwork(store, client());

    expect(groupsOfNetworks([{ uid: 'N-1', row: ROW, people: [{ key: 'a', label: '' }] }], store.state.graph.nodes, (uid) => uid)).toEqual([]);
    expect(store.state.message).toContain('no hay dos personas');
  });
});

it('never says that a share is none or all if it is not', () => {
  expect([0, 0.0004, 0.012, 0.5, 0.999, 1].map((share) => percentOf(share, 'es'))).toEqual(['0', '< 0,1', '1,2', '50', '> 99', '100']);
  expect(oddsOf({ members: 3, cases: 1 }, 'en', wordsOf('en'))).toBe('3 people; two or more of them are together in 1 case.');
});
