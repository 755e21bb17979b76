import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failed, type Client } from '../../api/client';
import { pairsOfRows, type PairAnswer } from '../../pair';
import { createStore, type Store } from '../../store';
import { mount } from '.';
import { actOf } from './keys';
import { bitsText, percent } from './sides';

const end = (pseudonym: string) => ({ key: null, pseudonym });
const queuedRow = (handle: string) => ({ kind: 'victim', one: end(`X-${handle}1`), other: end(`X-${handle}2`), handle, score: 0.7, reason: '', model: 'm', worth: 1 });

function pairOf(state: string, more: Partial<PairAnswer> = {}): PairAnswer {
  const side = { key: null, pseudonym: null, case: null, records: 1 };
  return {
    subject: 'person', kind: 'victim', blind: false, judged: null, state,
    one: { ...side, registry: 'RETA' }, other: { ...side, registry: 'SISTRA' },
    fields: [
      { field: 'name', title: 'Nombre', one: null, other: null, mark: '≠' },
      { field: 'sex', title: 'Sexo', one: '<b>F</b>', other: 'F', mark: '=' },
    ],
    explanation: { model: 'm', start: -7.2, probability: 0.7, lines: [{ comparator: 'name', title: 'Nombre', level: 'EXACT', sentence: 'Es el mismo.', bits: 9.04 }] },
    row: { verdict: 'unsure', score: 0.7, model: 'm', reason: 'WEAK', at_hand: true },
    ...more,
  };
}

interface Server {
  readonly sent: [string, string, unknown][];
  queue: string[];
  refuse: Failed | undefined;
}

function clientOf(server: Server): Pick<Client, 'call'> {
  return {
    async call(method, path, body) {
      server.sent.push([method, path, body]);
      if (server.refuse && (method === 'POST' || path.startsWith('/judgements/queue'))) throw server.refuse;
      if (path.startsWith('/judgements/queue')) return { pairs: server.queue.map(queuedRow), left: server.queue.length, next: null };
      if (path.startsWith('/judgements/pair')) return pairOf(`state ${path}`);
      if (path.startsWith('/judgements?')) return { judgements: [], more: 0 };
      const { verdict, one } = body as { verdict: string; one: string };
      server.queue = server.queue.filter((handle) => !one.startsWith(handle));
      return { subject: 'person', one: '', other: '', handle: one.slice(0, -2), verdict, by: 'ana', at: '2026', cases: 2 };
    },
  };
}

let store: Store;
let server: Server;
let element: HTMLElement;
let leave: () => void;

beforeEach(() => {
  store = createStore({ view: 'pair', session: { name: 'Ana', role: 'investigator', until: '', synthetic: true } });
  server = { sent: [], queue: ['J-A', 'J-B'], refuse: undefined };
  element = document.body.appendChild(document.createElement('section'));
});
afterEach(() => {
  leave();
  element.remove();
});

function begin(): void {
  leave = mount(element, store, { client: clientOf(server) as Client });
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const posted = () => server.sent.filter(([method]) => method === 'POST').map(([, , body]) => body);
const press = (key: string, at: Element = element.querySelector('.pair-sides') ?? element) => at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

describe('the view of a pair', () => {
  it('opens the first pair of the queue, with what differs marked by sign and word', async () => {
    begin();
    await settled();

    expect(element.dataset.pair).toBe('J-A');
    expect(element.querySelector('tr.differs .pair-mark')?.textContent).toContain('≠');
    expect(element.querySelector('tr.differs .unseen')?.textContent).toBe('distinto');
    expect(element.querySelector('tr.differs td')?.textContent).toBe('su rol no lo ve');
    expect(element.querySelector('tr.same td')?.textContent).toBe('<b>F</b>');
    expect(element.querySelector('.pair-reasons')?.textContent).toContain('No los unió: solo se comparó un alias');
  });

  it('stores a verdict by its letter, with the reason and the state that was seen, and goes on', async () => {
    begin();
    await settled();
    (element.querySelector('.pair-why') as HTMLTextAreaElement).value = 'el DNI';
    press('d');
    await settled();

    expect(posted()).toEqual([{ one: 'J-A.1', other: 'J-A.2', verdict: 'different', why: 'el DNI', seen: 'state /judgements/pair?one=J-A.1&other=J-A.2', blind: false }]);
    expect(element.dataset.pair).toBe('J-B');
    expect((element.querySelector('.pair-why') as HTMLTextAreaElement).value).toBe('');
    expect(store.state.message).toContain('distinto');
  });

  it('takes no letter while one writes, nor while a pair is loading', async () => {
    begin();
    press('m');
    await settled();
    press('m', element.querySelector('.pair-why') as Element);
    await settled();

    expect(posted()).toEqual([]);
  });

  it('shows a pair anew that somebody else judged meanwhile, and keeps the reason', async () => {
    begin();
    await settled();
    (element.querySelector('.pair-why') as HTMLTextAreaElement).value = 'la foto';
    server.refuse = new Failed('pair_changed', 'El par cambió.', 409);
    press('m');
    await settled();

    expect(element.dataset.pair).toBe('J-A');
    expect(element.querySelector('[role=alert]')?.textContent).toContain('El par cambió.');
    expect((element.querySelector('.pair-why') as HTMLTextAreaElement).value).toBe('la foto');
    expect(element.textContent).not.toContain('Deshacer el último');
  });

  it('undoes the last verdict by its handle', async () => {
    begin();
    await settled();
    press('m');
    await settled();
    press('z');
    await settled();

    expect(posted()[1]).toEqual({ one: 'J-A.1', other: 'J-A.2', verdict: 'withdrawn', blind: false });
    expect(element.textContent).not.toContain('Deshacer el último');
  });

  it('tells a role that may not judge who may', async () => {
    server.refuse = new Failed('judging_denied', 'trama token create', 403);
    store.set({ session: { name: 'Ana', role: 'analyst', until: '', synthetic: true } });
    begin();
    await settled();

    expect(element.querySelector('[role=alert]')?.textContent).toContain('Su rol (análisis)');
    expect(store.state.problem).toBeUndefined();
  });

  it('asks for the pairs of a node, and says so if nobody compared it', async () => {
    store.set({ pairsOf: { key: 'X-1', label: 'ANA' } });
    begin();
    await settled();

    expect(server.sent[0]?.[1]).toBe('/judgements?of=X-1');
    expect(element.textContent).toContain('Nadie, ni el modelo, ha comparado');
  });
});

it('lists a pair once, with the word that stands', () => {
  const row = { subject: 'person' as const, one: end('X-1'), other: end('X-2'), number: 1, at: '2026', reason: null, score: 0.4, model: '', blind: false, stands: true, contradiction: false, against: [], handle: 'J-1' };
  const rows = [
    { ...row, verdict: 'unsure' as const, by: 'm', model: 'm@1', stands: false },
    { ...row, verdict: 'same' as const, by: 'ana' },
    { ...row, verdict: 'different' as const, by: 'eva', blind: true, stands: false },
  ];

  expect(pairsOfRows(rows).map(({ said }) => said)).toEqual([{ verdict: 'same', by: 'ana', model: false }]);
});

it('knows the letters of the language on the screen only', () => {
  const key = (letter: string, more = {}) => ({ key: letter, ctrlKey: false, metaKey: false, altKey: false, repeat: false, target: null, ...more });

  expect(actOf(key('m'), 'es')).toBe('same');
  expect(actOf(key('s'), 'es')).toBeUndefined();
  expect(actOf(key('S'), 'en')).toBe('same');
  expect(actOf(key('d', { ctrlKey: true }), 'en')).toBeUndefined();
  expect(actOf(key('constructor'), 'en')).toBeUndefined();
});

it('never says that a probability is certain', () => {
  expect([percent(0.9999), percent(0.0001), percent(1), percent(0.5)]).toEqual(['>99', '<1', '100', '50']);
  expect([bitsText(null), bitsText(-0.01), bitsText(-2.25), bitsText(9.04)]).toEqual(['·', '0', '−2.3', '+9.0']);
});
