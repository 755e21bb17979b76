import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStore, type Store } from '../../store';
import { asksForTour, mount } from '.';
import { STEPS } from './steps';

const SESSION = { name: 'Ana', role: 'analyst', until: '', synthetic: true };
let store: Store;
let element: HTMLElement;
let leave = () => {};

const press = (text: string) => ([...element.querySelectorAll('button')].find((one) => one.textContent?.trim() === text) as HTMLElement).click();
const heading = () => element.querySelector('h2')?.textContent ?? '';

beforeEach(() => {
  store = createStore({ session: SESSION });
  element = document.body.appendChild(document.createElement('aside'));
});
afterEach(() => {
  leave();
  element.remove();
});

describe('the guided tour', () => {
  it('is asked for by the address, alone or behind the code of an entry', () => {
    expect(['#visita', '#entrada=abc&visita', '#entrada=visita', '#revisita', ''].map((hash) => asksForTour({ hash }))).toEqual([true, true, false, false, false]);
  });

  it('waits for the session, and shows nothing before', () => {
    store.set({ session: undefined });
    leave = mount(element, store, true);
    expect(element.hidden).toBe(true);

    store.set({ session: SESSION });
    expect(heading()).toContain('Paso 1 de 10');
  });

  it('goes on by itself when a step is done, and not before', () => {
    leave = mount(element, store);
    store.set({ tour: 0 });
    store.set({ view: 'map' });
    expect(store.state.tour).toBe(0);
    store.set({ view: 'networks' });
    expect(store.state.tour).toBe(1);
    store.set({ message: 'x' });
    expect(store.state.tour).toBe(1);
  });

  it('opens what each step is about, back and forth, and ends', () => {
    leave = mount(element, store);
    store.set({ tour: 1 });
    press('Siguiente');
    expect([store.state.tour, store.state.view]).toEqual([2, 'networks']);
    press('Atrás');
    expect(store.state.tour).toBe(1);
    store.set({ tour: STEPS.length - 1 });
    press('Terminar');
    expect([store.state.tour, element.hidden]).toEqual([undefined, true]);
  });

  it('ends by Escape', () => {
    leave = mount(element, store);
    store.set({ tour: 4 });
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(store.state.tour).toBeUndefined();
  });
});
