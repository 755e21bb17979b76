import { describe, expect, it } from 'vitest';
import type { QuerySummary } from '../../api/client';
import { createStore, type GraphNode, type Picture } from '../../store';
import { byTopic } from '../start';
import { sentenceOf } from './log';
import { packOf } from './report';
import { workWords } from './words';

describe('sentenceOf', () => {
  it('tells what was done with its counts and the names of queries', () => {
    const entry = { at: '', name: 'Ana SINTÉTICA', did: 'saved', added: 3, removed: 1, asked: ['frequent_legs'] };
    expect(sentenceOf(entry, workWords.es.history)).toBe('lo guardó (+3 −1 · frequent_legs)');
    expect(sentenceOf({ at: '', name: '', did: 'opened' }, workWords.en.history)).toBe('opened it');
  });
});

describe('packOf', () => {
  it('sends the document and the pictures that are there, and nothing that is withheld', async () => {
    const node: GraphNode = { key: 'PE-08', type: 'Location', roles: [], label: 'Cusco', properties: {} };
    const store = createStore();
    store.send({ type: 'answered', nodes: [node], edges: [] });
    const picture = { toBlob: (take: (blob: Blob) => void) => take(new Blob([new Uint8Array(100_000).fill(65)])) } as unknown as HTMLCanvasElement;
    store.set({ pictures: new Map<'graph' | 'map', Picture>([['graph', () => picture], ['map', () => undefined]]) });
    const pack = await packOf(store.state, 'Informe', ['graph', 'map']);
    expect(pack.pictures.map(({ name, png }) => [name, atob(png).length])).toEqual([['grafo', 100_000]]);
    expect(pack).toMatchObject({ title: 'Informe', workspace: null, language: 'es', investigation: { keys: ['PE-08'], notes: [] } });
    expect(JSON.stringify(pack)).not.toContain('Cusco');
  });
});

describe('byTopic', () => {
  it('groups queries in the order of the server', () => {
    const query = (name: string, topic: string) => ({ name, topic, topic_title: { es: topic, en: topic } }) as unknown as QuerySummary;
    const grouped = byTopic([query('a', 'routes'), query('b', 'cases'), query('c', 'routes')]);
    expect(grouped.map(([title, queries]) => [title.es, queries.map(({ name }) => name)])).toEqual([['routes', ['a', 'c']], ['cases', ['b']]]);
  });
});
