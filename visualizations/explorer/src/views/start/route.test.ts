import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Client } from '../../api/client';
import type { Desk } from '../../desk';
import { createStore } from '../../store';
import { mountRoute } from './route';

let element: HTMLElement;
let leave: () => void;
let asked: [string, string | undefined][];
let answers: (string | null)[];

const settled = () => new Promise((done) => setTimeout(done));
const more = () => element.querySelector<HTMLButtonElement>('button.more');

async function ask(route: string): Promise<void> {
  const field = element.querySelector('input') as HTMLInputElement;
  field.value = route;
  field.dispatchEvent(new Event('input'));
  (element.querySelector('form') as HTMLFormElement).dispatchEvent(new Event('submit', { cancelable: true }));
  await settled();
}

beforeEach(() => {
  asked = [];
  answers = [];
  element = document.body.appendChild(document.createElement('section'));
  const client = { complete: () => Promise.resolve([]), explain: () => Promise.resolve({ es: '', en: '' }) } as unknown as Client;
  const askRoute = (route: string, cursor?: string) => {
    asked.push([route, cursor]);
    return Promise.resolve({ next: answers.shift() ?? null } as Answer);
  };
  leave = mountRoute(element, createStore({}), { client, askRoute } as Desk);
});
afterEach(() => {
  leave();
  element.remove();
});

describe('the route line', () => {
  it('brings the next page of a route until there is none', async () => {
    answers = ['C1', null];
    await ask('captar > recibir');

    more()?.click();
    await settled();

    expect(asked).toEqual([['captar > recibir', undefined], ['captar > recibir', 'C1']]);
    expect(more()).toBeNull();
  });

  it('forgets the pages of an earlier route', async () => {
    answers = ['C1', null];
    await ask('captar');

    await ask('captar > recibir');

    expect(more()).toBeNull();
  });
});
