/** Where a question begins: search, the forms of the saved queries, the route line. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { Hit, QueryDescription, QuerySummary, SearchAnswer, Texts } from '../../api/client';
import { lexicon } from '../../api/vocabulary';
import type { Desk } from '../../desk';
import { folded, type Properties, type Store } from '../../store';
import { wordsOf, type Words } from '../../words';
import { dateText, isDateField } from '../../words/dates';
import { fieldOf, valuesOf } from './form';
import { mountRoute } from './route';

interface Local {
  /** The text of the newest search. */
  sought: string;
  found: SearchAnswer | undefined;
  queries: readonly QuerySummary[] | undefined;
  chosen: QueryDescription | undefined;
  next: { parameters: Properties; cursor: string } | undefined;
  errors: Readonly<Record<string, string>>;
  filter: string;
}

export function mount(element: HTMLElement, store: Store, desk: Desk): () => void {
  const local: Local = { sought: '', found: undefined, queries: undefined, chosen: undefined, next: undefined, errors: {}, filter: '' };
  const search = document.createElement('div');
  const route = document.createElement('div');
  const queries = document.createElement('div');
  const tour = document.createElement('div');
  element.append(search, route, tour, queries);
  const leaveRoute = mountRoute(route, store, desk);

  let known: unknown;
  const change = (more: Partial<Local>) => {
    Object.assign(local, more);
    draw();
  };
  const draw = () => {
    const { state } = store;
    const words = wordsOf(state.language);
    if (state.session && known !== state.session.name) {
      known = state.session.name;
      void desk.attempt('queries', () => desk.client.queries()).then((found) => change({ queries: found, chosen: undefined, found: undefined }));
    }
    render(html`<button type="button" class="link tour-start" @click=${() => store.set({ tour: 0, view: 'graph', pane: 'view' })}>${words.tour.start}</button>`, tour);
    render(searchOf(store, desk, words, local, change), search);
    render(local.chosen ? formOf(store, desk, words, local, change) : listOf(store, desk, words, local, change), queries);
  };
  draw();
  const leave = store.subscribe(draw);
  return () => {
    leave();
    leaveRoute();
  };
}

type Change = (more: Partial<Local>) => void;

function searchOf(store: Store, desk: Desk, words: Words, local: Local, change: Change): TemplateResult {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('text') as HTMLInputElement;
    const text = field.value.trim();
    if (!text) return;
    // What an earlier search found is gone at once: nobody adds a person whom they did not ask for.
    change({ sought: text, found: undefined });
    const found = await desk.attempt('search', () => desk.client.search(text));
    if (local.sought === text) change({ found });
  };
  return html`
    <h2>${words.start.seek}</h2>
    <form class="search" role="search" @submit=${submit}>
      <input name="text" type="search" required maxlength="200" autocomplete="off" spellcheck="false" aria-label=${words.start.search} placeholder=${words.start.search}>
      <button class="primary">${words.start.find}</button>
    </form>
    ${local.found ? hitsOf(store, desk, words, local.found) : nothing}
  `;
}

function hitsOf(store: Store, desk: Desk, words: Words, found: SearchAnswer): TemplateResult {
  if (found.hits.length === 0) return html`<p class="hint" role="status">${words.start.none}</p>`;
  return html`
    <ul class="hits">${found.hits.map((hit) => hitOf(store, desk, words, hit))}</ul>
    ${found.more ? html`<p class="hint">${words.start.more(found.more)}</p>` : nothing}
    ${found.complete ? nothing : html`<p class="hint">${words.start.incomplete}</p>`}
  `;
}

function hitOf(store: Store, desk: Desk, words: Words, hit: Hit): TemplateResult {
  const { language, vocabulary, graph } = store.state;
  const there = graph.nodes.has(hit.node);
  const cases = hit.case_count ? words.start.cases(hit.case_count) : '';
  const names = lexicon(vocabulary, language);
  const kind = names.type(typeName(hit.kind));
  const details = Object.entries(hit.details).map(([name, value]) => (isDateField(name) ? dateText(value, language) : names.code(name, value)));
  return html`<li>
    <span><strong>${hit.name ?? hit.key}</strong><small>${[kind, hit.reason[language], ...details, cases].filter(Boolean).join(' · ')}</small></span>
    <button type="button" ?disabled=${there} aria-label=${`${there ? words.start.added : words.start.add}: ${hit.name ?? hit.key}`} @click=${() => desk.addHit(hit)}>${there ? words.start.added : words.start.add}</button>
  </li>`;
}

/** Hits name a kind in small letters; the ontology's labels begin with a capital. */
function typeName(kind: string): string {
  return kind === 'place' ? 'Location' : kind.charAt(0).toUpperCase() + kind.slice(1);
}

function listOf(store: Store, desk: Desk, words: Words, local: Local, change: Change): TemplateResult {
  const { language } = store.state;
  const sought = folded(local.filter);
  const shown = (local.queries ?? []).filter((query) => !sought || folded(`${query.title[language]} ${query.question[language]} ${query.name}`).includes(sought));
  const choose = async (name: string) => {
    const chosen = await desk.attempt('describe', () => desk.client.describe(name));
    change({ chosen, next: undefined, errors: {} });
  };
  const filtered = (event: Event) => change({ filter: (event.target as HTMLInputElement).value });
  return html`
    <h2>${words.start.queries}</h2>
    <input class="filter" type="search" autocomplete="off" aria-label=${words.start.filter} placeholder=${words.start.filter} .value=${local.filter} @input=${filtered}>
    ${local.queries?.length === 0 ? html`<p class="hint">${words.start.noQueries}</p>` : nothing}
    ${byTopic(shown).map(([title, queries]) => html`<details class="topic" ?open=${sought !== '' || queries.length === shown.length}>
      <summary>${title[language]} <small>${queries.length}</small></summary>
      <ul class="queries">${queries.map(
        (query) => html`<li><button type="button" @click=${() => choose(query.name)}><strong>${query.title[language]}</strong><small>${query.question[language]}</small></button></li>`,
      )}</ul>
    </details>`)}
  `;
}

/** Group the queries by topic, in the order of the server. */
export function byTopic(queries: readonly QuerySummary[]): (readonly [Texts, readonly QuerySummary[]])[] {
  const topics = [...new Set(queries.map((query) => query.topic))];
  return topics.map((topic) => {
    const among = queries.filter((query) => query.topic === topic);
    return [among[0]?.topic_title ?? { es: topic, en: topic }, among] as const;
  });
}

function formOf(store: Store, desk: Desk, words: Words, local: Local, change: Change): TemplateResult {
  const query = local.chosen as QueryDescription;
  const { language } = store.state;
  const run = async (parameters: Properties, replace: boolean, cursor?: string) => {
    const answer = await desk.ask(query, parameters, cursor ? { cursor } : { replace });
    change({ next: answer?.next ? { parameters, cursor: answer.next } : undefined });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    void run(valuesOf(form, query.parameters), (form.elements.namedItem('replace') as HTMLInputElement).checked);
  };
  return html`
    <button type="button" class="back" @click=${() => change({ chosen: undefined })}>‹ ${words.start.back}</button>
    <h2>${query.title[language]}</h2>
    <p class="hint">${query.question[language]}</p>
    <form class="parameters" @submit=${submit}>
      ${query.parameters.map((parameter) => fieldOf(parameter, store.state, words))}
      <label class="check"><input type="checkbox" name="replace"> ${words.start.replace}</label>
      <div class="buttons">
        <button class="primary">${words.start.run}</button>
        ${local.next ? html`<button type="button" @click=${() => local.next && run(local.next.parameters, false, local.next.cursor)}>${words.start.more_rows}</button>` : nothing}
      </div>
    </form>
    ${query.notes[language] ? html`<p class="hint">${query.notes[language]}</p>` : nothing}
  `;
}
