import { describe, expect, it } from 'vitest';
import { lexicon, NO_VOCABULARY } from '../../api/vocabulary';
import { createStore, type GraphNode } from '../../store';
import { wordsOf } from '../../words';
import { filterSentence, leftOutSentence } from './filter';

const names = lexicon(NO_VOCABULARY, 'es');
const cusco: GraphNode = { key: 'PE-08', type: 'Location', roles: [], label: 'Cusco', properties: {} };

describe('filterSentence', () => {
  it('says nothing of an open filter', () => {
    expect(filterSentence(createStore().state, names)).toBe('');
  });

  it('says all that the filter does', () => {
    const store = createStore();
    store.send({ type: 'answered', nodes: [cusco], edges: [] });
    store.send({
      type: 'filtered',
      change: { typesOff: new Set(['Phone', 'Case']), relationsOff: new Set(['USES']), registriesOff: new Set(['RETA']), places: new Set(['PE-08']), since: '2016', until: '2018-03', asOf: '2019', doubtful: false, text: 'quispe' },
    });
    expect(filterSentence(store.state, names)).toBe(
      'sin Case, Phone; sin los vínculos USES; sin lo que solo dice RETA; desde 2016 hasta mar. 2018; solo lo registrado hasta 2019; solo lo unido a Cusco; con el texto «quispe»; sin lo dudoso',
    );
  });
});

describe('leftOutSentence', () => {
  it('counts one item as one, and tells of a cut answer without a count', () => {
    const store = createStore();
    store.send({ type: 'answered', nodes: [cusco], edges: [] });
    expect(leftOutSentence(store.state, wordsOf('es'))).toBe('Se muestra todo: 1 elemento.');
    store.send({ type: 'hidden', keys: ['PE-08'] });
    expect(leftOutSentence(store.state, wordsOf('es'))).toBe('1 no se muestra: 1 oculto');
    store.send({ type: 'shown', keys: ['PE-08'] });
    store.send({ type: 'answered', nodes: [], edges: [], leftOut: [{ reason: 'limit', count: 1 }] });
    expect(leftOutSentence(store.state, wordsOf('es'))).toBe('la respuesta se cortó en su límite: hay más');
  });
});
