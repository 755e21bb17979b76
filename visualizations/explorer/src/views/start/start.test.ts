import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client, Hit, SearchAnswer } from '../../api/client';
import { NO_VOCABULARY, type Vocabulary } from '../../api/vocabulary';
import type { Desk } from '../../desk';
import { createStore } from '../../store';
import { mount } from '.';

const hit = (name: string): Hit => ({ kind: 'suspect', key: `X-${name}`, node: `J-${name}`, name, score: 1, reason: { es: 'mismo nombre', en: 'same name' }, details: {}, case_count: 1 }) as Hit;
const answerOf = (name: string) => ({ hits: [hit(name)], more: 0, complete: true }) as SearchAnswer;

const word = (name: string, more: object) => ({ name, es: name, en: name, kind: 'text', codes: null, place: false, sensitivity: 'open', ...more });
const vocabulary = {
  ...NO_VOCABULARY,
  nodes: [{ type: 'Person', es: 'Persona', en: 'Person', colour: '#000000', symbol: 'dot', parents: [], properties: [word('sex', { codes: 'sex' }), word('nationality', { place: true })] }],
  lists: [{ name: 'sex', es: 'Sexo', en: 'Sex', codes: [{ code: 'M', es: 'Hombre', en: 'Man' }] }],
} as Vocabulary;

let element: HTMLElement;
let leave: () => void;
let answers: Map<string, (found: SearchAnswer) => void>;

const settled = () => new Promise((done) => setTimeout(done));
const shown = () => [...element.querySelectorAll('.hits strong')].map((one) => one.textContent);

function search(text: string): void {
  (element.querySelector('input[name=text]') as HTMLInputElement).value = text;
  (element.querySelector('form.search') as HTMLFormElement).dispatchEvent(new Event('submit', { cancelable: true }));
}

async function answer(text: string): Promise<void> {
  answers.get(text)?.(answerOf(text));
  await settled();
}

beforeEach(() => {
  answers = new Map();
  element = document.body.appendChild(document.createElement('section'));
  const client = { search: (text: string) => new Promise<SearchAnswer>((done) => answers.set(text, done)) } as unknown as Client;
  const attempt = (_name: string, work: () => Promise<unknown>) => work();
  leave = mount(element, createStore({ vocabulary }), { client, attempt } as Desk);
});
afterEach(() => {
  leave();
  element.remove();
});

describe('search', () => {
  it('takes the hits of the earlier text away before the new ones are there', async () => {
    search('ROSA');
    await answer('ROSA');
    expect(shown()).toEqual(['ROSA']);

    search('PEDRO');

    expect(shown()).toEqual([]);
    await answer('PEDRO');
    expect(shown()).toEqual(['PEDRO']);
  });

  it('reads codes and dates of a hit as words', async () => {
    search('ROSA');
    answers.get('ROSA')?.({ ...answerOf('ROSA'), hits: [{ ...hit('ROSA'), details: { sex: 'M', nationality: 'PE', birth_date: '1990-03-05' } }] } as SearchAnswer);
    await settled();

    expect(element.querySelector('.hits small')?.textContent).toContain('Hombre · Perú · 5 mar. 1990');
  });

  it('leaves an answer that comes after that of a newer text', async () => {
    search('ROSA');
    search('PEDRO');
    await answer('PEDRO');

    await answer('ROSA');

    expect(shown()).toEqual(['PEDRO']);
  });
});
