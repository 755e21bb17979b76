/** The frame of the page: head, panes, status; and the entry where there is no session. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { Desk } from '../../desk';
import { refreshCanvas } from '../../refresh';
import { isUnsaved, type Language, type Pane, type Store, type View } from '../../store';
import { sentenceOf, wordsOf, type Words } from '../../words';
import { leftOutSentence } from '../paper/filter';
import { choose } from '../work/dialog';
import { workWords } from '../work/words';

export interface Places {
  readonly ask: HTMLElement;
  readonly legend: HTMLElement;
  readonly work: HTMLElement;
  readonly paper: HTMLElement;
  readonly details: HTMLElement;
  readonly graph: HTMLElement;
  readonly table: HTMLElement;
  readonly map: HTMLElement;
  readonly time: HTMLElement;
  readonly networks: HTMLElement;
  readonly pair: HTMLElement;
  readonly tour: HTMLElement;
}

const VIEWS: readonly View[] = ['graph', 'table', 'map', 'networks', 'pair'];
const PANES: readonly Pane[] = ['ask', 'view', 'legend', 'work', 'details'];
const SIDES: readonly Pane[] = ['ask', 'legend', 'work'];

/** Draw the frame into `root`, keep it true to the store, and return the places of the views. */
export function mountShell(root: HTMLElement, store: Store, desk: Desk): Places {
  const made = (tag: string, name: string) => Object.assign(document.createElement(tag), { className: name });
  const head = made('header', 'head');
  const panes = made('nav', 'panes');
  const notice = made('div', 'notice');
  const entry = made('main', 'entry');
  const body = Object.assign(made('main', 'body'), { id: 'content', tabIndex: -1 });
  const side = made('section', 'side');
  const stage = made('div', 'stage');
  const status = made('footer', 'status');
  const live = made('p', 'unseen');
  live.setAttribute('role', 'status');
  const tabs = made('div', 'tabs');
  tabs.setAttribute('role', 'group');
  const ask = made('section', 'ask');
  const legend = made('section', 'legend');
  const details = made('section', 'details');
  const [graph, table, map, time] = ['graph', 'table', 'map', 'time'].map((name) => made('section', `view ${name}`)) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  const [networks, pair] = ['networks', 'pair'].map((name) => made('section', `view ${name}`)) as [HTMLElement, HTMLElement];
  const work = made('section', 'work');
  const paper = made('section', 'paper');
  const tour = made('aside', 'tour');
  side.append(tabs, ask, legend, work);
  stage.append(graph, table, map, networks, pair, time);
  body.append(side, stage, details);
  root.replaceChildren(head, notice, entry, paper, panes, body, status, live, tour);

  const draw = () => {
    const { state } = store;
    const words = wordsOf(state.language);
    document.documentElement.lang = state.language;
    document.title = `Trama · ${words.title}`;
    root.dataset.view = state.view;
    root.dataset.pane = state.pane;
    // Beside the view stands what was last asked for; a telephone has one pane for all.
    if (SIDES.includes(state.pane)) root.dataset.side = state.pane;
    root.dataset.entered = String(state.session !== undefined);
    side.setAttribute('aria-label', words.panes.ask);
    tour.setAttribute('aria-label', words.tour.title);
    details.setAttribute('aria-label', words.details.title);
    panes.setAttribute('aria-label', words.panes.label);
    for (const [name, element] of Object.entries({ graph, table, map, networks, pair })) {
      element.hidden = state.view !== name;
      element.setAttribute('aria-label', words.views[name as View]);
    }
    render(headOf(store, desk, words), head);
    render(noticeOf(store, words), notice);
    render(state.session ? nothing : entryOf(desk, store, words), entry);
    render(panesOf(store, words, PANES, state.pane), panes);
    render(panesOf(store, words, SIDES, root.dataset.side), tabs);
    render(statusOf(store, words), status);
    if (live.textContent !== state.message) live.textContent = state.message;
  };
  draw();
  store.subscribe(draw);
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || isWritten(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === 'z' || key === 'y') {
      event.preventDefault();
      if (key === 'y' || event.shiftKey) store.redo();
      else store.undo();
    }
  });
  return { ask, legend, work, paper, details, graph, table, map, time, networks, pair, tour };
}

/** Return whether an element is one in which a person writes: it undoes its own letters. */
function isWritten(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'checkbox');
}

function headOf(store: Store, desk: Desk, words: Words): TemplateResult {
  const { state } = store;
  const other: Language = state.language === 'es' ? 'en' : 'es';
  return html`
    <a class="skip" href="#content">${words.skip}</a>
    <h1>Trama <span>${words.title}</span></h1>
    ${state.session?.synthetic ? html`<p class="synthetic">${words.synthetic}</p>` : nothing}
    ${state.session
      ? html`
          <div class="views" role="group" aria-label=${words.views.label}>
            ${VIEWS.map((view) => html`<button type="button" data-view=${view} aria-pressed=${state.view === view} @click=${() => store.set({ view, pane: 'view' })}>${words.views[view]}</button>`)}
          </div>
          <div class="history" role="group">
            <button type="button" ?disabled=${!state.undoable} title=${`${words.history.undo} (Ctrl+Z)`} @click=${() => store.undo()}>↶ <span>${words.history.undo}</span></button>
            <button type="button" ?disabled=${!state.redoable} title=${`${words.history.redo} (Ctrl+Y)`} @click=${() => store.redo()}>↷ <span>${words.history.redo}</span></button>
            <button type="button" ?disabled=${!state.graph.nodes.size} @click=${() => void refreshCanvas(store, desk)} title=${words.refresh.hint}>⟳ <span>${words.refresh.title}</span></button>
            <button type="button" ?disabled=${!state.graph.nodes.size} title=${words.history.clear} @click=${() => cleared(store, words)}>✕ <span>${words.history.clear}</span></button>
          </div>
        `
      : nothing}
    <div class="who">
      ${state.session ? html`<span class="name">${state.session.name}</span><span class="role">${words.roles[state.session.role] ?? state.session.role}</span>` : nothing}
      <button type="button" lang=${other} @click=${() => store.set({ language: other })}>${other === 'en' ? 'English' : 'Español'}</button>
      ${state.session ? html`<button type="button" @click=${() => left(store, desk)}>${words.entry.leave}</button>` : nothing}
    </div>
  `;
}

/** The workspace of the canvas, and whether it is saved; it leads to the panel of work. */
function workOf(store: Store): TemplateResult | typeof nothing {
  const { state } = store;
  if (!state.workspace) return nothing;
  const words = workWords[state.language];
  const unsaved = isUnsaved(state);
  const title = state.workspace.title ?? words.hidden;
  return html`<button type="button" class=${unsaved ? 'mark-saved unsaved' : 'mark-saved'} @click=${() => store.set({ pane: 'work' })}>${title} · ${unsaved ? words.isUnsaved : words.isSaved}</button>`;
}

async function left(store: Store, desk: Desk): Promise<void> {
  const words = workWords[store.state.language];
  const { unsavedTitle: title, unsavedText, discard, cancel } = words;
  if (isUnsaved(store.state) && !(await choose({ title, text: [unsavedText], choices: [{ id: 'discard', label: discard }], cancel }))) return;
  await desk.leave();
}

function cleared(store: Store, words: Words): void {
  store.send({ type: 'cleared' });
  store.set({ message: words.history.cleared });
}

function noticeOf(store: Store, words: Words): TemplateResult | typeof nothing {
  const { problem, session, busy } = store.state;
  if (busy.size) return html`<div class="progress" role="progressbar" aria-label=${words.busy}></div>`;
  if (!problem) return nothing;
  if (!session) return nothing; // beside the form of the entry
  return html`<p class="problem" role="alert">
    <span>${sentenceOf(problem, words)}</span>
    ${problem.code === 'expired' ? html`<button type="button" @click=${() => store.set({ session: undefined })}>${words.entry.enter}</button>` : nothing}
    <button type="button" @click=${() => store.set({ problem: undefined })}>${words.close}</button>
  </p>`;
}

function entryOf(desk: Desk, store: Store, words: Words): TemplateResult {
  const { problem, busy } = store.state;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const field = form.elements.namedItem('token') as HTMLInputElement;
    const token = field.value.trim();
    if (!token) return;
    const done = await desk.enter({ token });
    field.value = '';
    if (!done && store.state.problem?.code === 'expired') store.set({ problem: { code: 'refused', sentence: words.entry.refused } });
  };
  return html`<form class="card" autocomplete="off" @submit=${submit}>
    <h2>${words.entry.title}</h2>
    <p>${words.entry.lead}</p>
    ${problem ? html`<p class="problem" role="alert">${sentenceOf(problem, words)}</p>` : nothing}
    <label>${words.entry.token}<input name="token" type="password" required autocomplete="off" spellcheck="false"></label>
    <button class="primary" ?disabled=${busy.size > 0}>${words.entry.enter}</button>
  </form>`;
}

function panesOf(store: Store, words: Words, among: readonly Pane[], chosen: string | undefined): TemplateResult[] {
  return among.map((pane) => html`<button type="button" aria-pressed=${chosen === pane} @click=${() => store.set({ pane })}>${words.panes[pane]}</button>`);
}

/** The line that says what is not shown, and why. */
function statusOf(store: Store, words: Words): TemplateResult | typeof nothing {
  const { state } = store;
  if (!state.session || !state.graph.nodes.size) return html`${workOf(store)}<span>${state.message}</span>`;
  return html`
    ${workOf(store)}
    <span class="left-out">${leftOutSentence(state, words)}</span>
    ${state.hidden.size ? html`<button type="button" @click=${() => store.send({ type: 'shown', keys: [...state.hidden] })}>${words.leftOut.show}</button>` : nothing}
    <span class="message">${state.message}</span>
  `;
}
