/** Two records or cases side by side: where they differ, why they were linked, and what a person says. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { lexicon } from '../../api/vocabulary';
import type { Desk } from '../../desk';
import type { Listed, Verdict } from '../../pair';
import type { Store } from '../../store';
import { sentenceOf, wordsOf, type Words } from '../../words';
import { actOf, type Act } from './keys';
import './pair.css';
import { createReviewer, type Reviewer } from './reviewer';
import { percent, sidesOf } from './sides';

export function mount(element: HTMLElement, store: Store, desk: Pick<Desk, 'client'>): () => void {
  let known: unknown = null;
  let opened = '';
  const reviewer = createReviewer(store, desk, () => draw());

  function draw(): void {
    const { state } = store;
    if (state.view !== 'pair' || !state.session) return;
    // Another language has other sentences; another node other pairs.
    const asked = `${state.session.name}|${state.language}|${state.pairsOf?.key ?? ''}`;
    if (asked !== known) {
      known = asked;
      void reviewer.load();
      return;
    }
    render(pageOf(store, reviewer, act), element);
    const { pair, chosen } = reviewer.review;
    element.dataset.pair = pair ? (chosen?.handle ?? '') : '';
    const shown = pair ? `${chosen?.handle ?? ''}|${pair.state}` : '';
    if (shown && shown !== opened) {
      // A reason belongs to the pair for which it was written; it stays if the same pair comes back changed.
      const field = element.querySelector<HTMLTextAreaElement>('.pair-why');
      if (field && opened.split('|')[0] !== chosen?.handle) field.value = '';
      if (!isWriting(element)) element.querySelector<HTMLElement>('.pair-sides')?.focus({ preventScroll: true });
      opened = shown;
    }
  }

  function why(): string {
    return element.querySelector<HTMLTextAreaElement>('.pair-why')?.value.trim() ?? '';
  }

  function act(what: Act): void {
    if (what === 'skip') void reviewer.skip();
    else if (what === 'undo') void reviewer.undo();
    else void reviewer.say(what, why());
  }

  // Letters count while the focus is in this view and in no field: nobody judges by writing.
  const pressed = (event: KeyboardEvent) => {
    const what = actOf(event, store.state.language);
    if (!what || reviewer.review.loading || !reviewer.review.chosen) return;
    event.preventDefault();
    act(what);
  };
  element.addEventListener('keydown', pressed);
  draw();
  const leave = store.subscribe(draw);
  return () => {
    leave();
    element.removeEventListener('keydown', pressed);
  };
}

/** Return whether somebody writes elsewhere on the page, such as in the search: the focus stays there. */
function isWriting(element: HTMLElement): boolean {
  const { activeElement } = document;
  return activeElement !== null && activeElement.matches('input, textarea, select') && !element.contains(activeElement);
}

type Do = (what: Act) => void;

function pageOf(store: Store, reviewer: Reviewer, act: Do): TemplateResult {
  const { state } = store;
  const words = wordsOf(state.language);
  const { review } = reviewer;
  return html`<div class="pair-page">
    <section class="pair-list" aria-labelledby="pair-title">
      <h2 id="pair-title">${state.pairsOf ? words.pair.of(state.pairsOf.label) : words.pair.queue}</h2>
      ${state.pairsOf
        ? html`<button type="button" @click=${() => store.set({ pairsOf: undefined })}>${words.pair.toQueue}</button>`
        : choices(reviewer, words)}
      ${listOf(store, reviewer, words)}
    </section>
    <div class="pair-one">
      ${problemOf(store, reviewer, words)}
      ${review.loading ? html`<p class="hint" role="status">${words.loading}</p>` : nothing}
      ${review.pair ? sidesOf(review.pair, state, words) : nothing}
      ${review.chosen && (review.pair || review.loading) ? verdicts(reviewer, words, act) : nothing}
      ${!review.loading && !review.list.length && !review.problem
        ? html`<p class="pair-empty">${state.pairsOf ? words.pair.noneOf : review.blind ? words.pair.noneAgain : words.pair.none}</p>`
        : nothing}
      ${review.given.length ? html`<p class="hint">${words.pair.canvas}</p>` : nothing}
    </div>
  </div>`;
}

function choices(reviewer: Reviewer, words: Words): TemplateResult {
  const { blind, kind } = reviewer.review;
  return html`<div class="pair-choices">
    <label><span>${words.pair.kind}</span><select @change=${(event: Event) => void reviewer.choose({ kind: (event.target as HTMLSelectElement).value })}>
      ${['', 'victim', 'suspect', 'case'].map((one) => html`<option value=${one} ?selected=${one === kind}>${words.pair.kinds[one]}</option>`)}
    </select></label>
    <label class="check"><input type="checkbox" .checked=${blind} @change=${(event: Event) => void reviewer.choose({ blind: (event.target as HTMLInputElement).checked })}> ${words.pair.again}</label>
    ${blind ? html`<p class="hint">${words.pair.againHint}</p>` : nothing}
  </div>`;
}

function listOf(store: Store, reviewer: Reviewer, words: Words): TemplateResult {
  const { list, all, chosen } = reviewer.review;
  const row = (one: Listed, at: number) => html`<li><button type="button" aria-current=${one.handle === chosen?.handle ? 'true' : nothing} @click=${() => void reviewer.open(one)}>
    <strong>${one.names[0] || one.names[1] ? html`${one.names[0] || '—'}<br>${one.names[1] || '—'}` : words.pair.number(at + 1)}</strong>
    <small>${told(one, store, words)}</small></button></li>`;
  return html`${all > list.length ? html`<p class="hint">${words.pair.shown(list.length, all)}</p>` : nothing}
    <ol class="pair-queue">${list.map(row)}</ol>`;
}

/** The kind and the score of a pair, and the word that stands on it. */
function told({ kind, score, said, contradiction }: Listed, store: Store, words: Words): string {
  const share = score === null ? '' : words.pair.score(percent(score));
  const verdict = said ? words.pair.saidBy(words.pair.verdicts[said.verdict] ?? said.verdict, said.model ? words.pair.model : said.by || words.pair.somebody) : '';
  return [kind ? kindWord(kind, store) : '', share, verdict, contradiction ? words.pair.contradiction : ''].filter(Boolean).join(' · ');
}

function kindWord(kind: string, { state }: Store): string {
  return lexicon(state.vocabulary, state.language).type(kind.charAt(0).toUpperCase() + kind.slice(1));
}

function problemOf(store: Store, reviewer: Reviewer, words: Words): TemplateResult | typeof nothing {
  const { problem } = reviewer.review;
  if (!problem) return nothing;
  const { role = '' } = store.state.session ?? {};
  const sentence = problem.code === 'judging_denied' ? words.pair.denied(words.roles[role] ?? role) : sentenceOf(problem, words);
  // A pair that is shown can be judged; without one the queue is read again.
  const retry = store.state.session && problem.code !== 'judging_denied' && !reviewer.review.pair;
  return html`<p class="problem" role="alert"><span>${sentence}</span>
    ${retry ? html`<button type="button" @click=${() => void reviewer.load()}>${words.retry}</button>` : nothing}</p>`;
}

function verdicts(reviewer: Reviewer, words: Words, act: Do): TemplateResult {
  const { pair, loading, given, list, blind } = reviewer.review;
  const button = (what: Act, primary = false) => html`<button type="button" class=${primary ? 'primary' : ''} ?disabled=${loading} aria-keyshortcuts=${words.pair.keys[what]} @click=${() => act(what)}>${words.pair.acts[what]} <kbd>${words.pair.keys[what]}</kbd></button>`;
  const withdraw: Verdict = 'withdrawn';
  return html`<div class="pair-verdict">
    <label><span>${words.pair.why}</span><textarea class="pair-why" rows="2" maxlength="2000" placeholder=${words.pair.whyHint}></textarea></label>
    <div class="buttons" role="group" aria-label=${words.pair.verdict}>
      ${button('same')}${button('different')}${button('unsure')}
      ${list.length > 1 ? button('skip') : nothing}
      ${given.length ? button('undo') : nothing}
      ${pair?.judged && !blind ? html`<button type="button" ?disabled=${loading} @click=${() => void reviewer.say(withdraw, '')}>${words.pair.withdraw}</button>` : nothing}
    </div>
    <p class="hint">${words.pair.keysHint}</p>
  </div>`;
}
