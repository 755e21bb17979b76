/** What stands above the view on paper: title, date, filter, what is not shown, legend, picture and notes. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { lexicon, type Lexicon } from '../../api/vocabulary';
import { isUnsaved, typeOf, visible, type State, type Store } from '../../store';
import { wordsOf } from '../../words';
import { line, ring, sign } from '../legend';
import { SOURCES } from '../map/words';
import { moment } from '../work/words';
import { filterSentence, leftOutSentence } from './filter';
import './paper.css';
import { paperWords, type PaperWords } from './words';

export function mount(element: HTMLElement, store: Store, page: Pick<Window, 'addEventListener'>): void {
  page.addEventListener('beforeprint', () => render(store.state.session ? sheetOf(store.state) : nothing, element));
  // The picture is large, and the names stay no longer than they are needed.
  page.addEventListener('afterprint', () => render(nothing, element));
}

export function sheetOf(state: State): TemplateResult {
  const { language, session, workspace, view } = state;
  const words = paperWords[language];
  const all = wordsOf(language);
  const names = lexicon(state.vocabulary, language);
  const title = workspace?.title ?? words.untitled;
  const who = [session?.name, all.roles[session?.role ?? '']].filter(Boolean).join(', ');
  // Canvases are sized for the screen, and sigma keeps no drawing between frames: paper gets copies.
  const picture = view === 'graph' || view === 'map' ? state.pictures.get(view)?.() : undefined;
  return html`
    <h1>${title}${workspace && isUnsaved(state) ? html` <small>(${words.unsaved})</small>` : nothing}</h1>
    <p>${all.views[view]}. ${words.printed(moment(new Date().toISOString(), language), who)} ${session?.synthetic ? html`<strong>${words.synthetic}</strong>` : nothing}</p>
    <p><b>${words.filter}:</b> ${filterSentence(state, names) || words.noFilter}.</p>
    <p><b>${words.shown}:</b> ${leftOutSentence(state, all)}</p>
    ${view === 'map' ? nothing : legendOf(state, words, names)}
    <p>${words.innocent}</p>
    ${picture ?? nothing}
    ${picture && view === 'map' ? html`<p>${SOURCES}</p>` : nothing}
    ${notesOf(state, words)}`;
}

function legendOf(state: State, words: PaperWords, names: Lexicon): TemplateResult {
  const all = wordsOf(state.language).legend;
  const { nodes } = visible(state);
  const types = [...new Set(nodes.map(typeOf))].filter((type) => type !== 'Group').sort();
  return html`<ul class="key" aria-label=${words.legend}>
    ${types.map((type) => html`<li>${sign(names.symbol(type), names.colour(type))} ${names.type(type)}</li>`)}
    <li>${line(true)} ${all.doubtfulHint}</li><li>${ring()} ${all.conflict}</li></ul>`;
}

function notesOf(state: State, words: PaperWords): TemplateResult | typeof nothing {
  const shown = visible(state).nodes.filter((node) => state.notes.has(node.key));
  if (!shown.length) return nothing;
  return html`<h2>${words.notes}</h2><dl>${shown.map((node) => html`<dt>${node.label}</dt><dd>${state.notes.get(node.key)}</dd>`)}</dl>`;
}
