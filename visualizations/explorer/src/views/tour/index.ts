/** The guided tour: a card beside the page that says what to press, and marks it there. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { Store } from '../../store';
import { wordsOf, type Words } from '../../words';
import { STEPS, type Step } from './steps';
import './tour.css';

/** Return whether an address asks for the tour. */
export function asksForTour({ hash }: Pick<Location, 'hash'>): boolean {
  return /(^#|&)visita$/.test(hash);
}

/** `wanted`: the address asked for it, and it begins with the session. */
export function mount(element: HTMLElement, store: Store, wanted = false): () => void {
  let waiting = wanted;
  let marked: Element | undefined;
  let step: Step | undefined;
  let scheduled = 0;
  // Views draw parts of their own after answers: the control of a step may come later than the step.
  const watcher = new MutationObserver(schedule);

  function schedule(): void {
    scheduled ||= requestAnimationFrame(() => {
      scheduled = 0;
      mark();
    });
  }

  function mark(): void {
    const found = step ? [...document.querySelectorAll(step.at)].find(isShown) : undefined;
    if (found !== marked) {
      marked?.removeAttribute('data-toured');
      found?.setAttribute('data-toured', '');
      marked = found;
      found?.scrollIntoView({ block: 'nearest' });
    }
    const absent = element.querySelector<HTMLElement>('.tour-absent');
    if (absent) absent.hidden = found !== undefined;
  }

  function go(to: number | undefined): void {
    const next = to === undefined ? undefined : STEPS[to];
    store.set({ ...next?.opens, tour: next ? to : undefined });
  }

  function draw(): void {
    const { state } = store;
    if (waiting && state.session) {
      waiting = false;
      return go(0);
    }
    const at = state.session ? state.tour : undefined;
    const before = step;
    step = at === undefined ? undefined : STEPS[at];
    if (at !== undefined && step && before === step && step.done?.(state)) return go(at + 1);
    element.hidden = !step;
    render(step && at !== undefined ? cardOf(step, at, go, wordsOf(state.language)) : nothing, element);
    if (step && !before) {
      watcher.observe(document.body, { childList: true, subtree: true });
      element.querySelector<HTMLElement>('h2')?.focus();
    } else if (!step) watcher.disconnect();
    if (before !== step) schedule();
  }

  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') go(undefined);
  };
  element.addEventListener('keydown', pressed);
  draw();
  const leave = store.subscribe(draw);
  return () => {
    leave();
    step = undefined;
    mark();
    watcher.disconnect();
    cancelAnimationFrame(scheduled);
    element.removeEventListener('keydown', pressed);
  };
}

function isShown(element: Element): boolean {
  return element instanceof HTMLElement && element.offsetParent !== null;
}

function cardOf({ name, done }: Step, at: number, go: (to: number | undefined) => void, words: Words): TemplateResult {
  const last = at === STEPS.length - 1;
  return html`
    <h2 tabindex="-1">${words.tour.title} <small>${words.tour.step(at + 1, STEPS.length)}</small></h2>
    <p aria-live="polite">${words.tour.steps[name]}</p>
    <p class="hint tour-absent" hidden>${words.tour.absent}</p>
    <div class="buttons">
      <button type="button" ?disabled=${at === 0} @click=${() => go(at - 1)}>${words.tour.back}</button>
      ${last ? nothing : html`<button type="button" class=${done ? '' : 'primary'} @click=${() => go(at + 1)}>${done ? words.tour.skip : words.tour.next}</button>`}
      <button type="button" class=${last ? 'primary' : ''} @click=${() => go(undefined)}>${words.tour.end}</button>
    </div>`;
}
