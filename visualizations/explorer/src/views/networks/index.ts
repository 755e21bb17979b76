/** The networks that recur: their odds in a sentence, people, cases, bridges and changes; onto the canvas. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { lexicon } from '../../api/vocabulary';
import { asked } from '../../asking';
import type { Desk } from '../../desk';
import { groupByNetwork, putOnCanvas, readNetwork, readNetworks, type Known, type Network } from '../../networks';
import type { Problem, Store } from '../../store';
import { sentenceOf, wordsOf, type Words } from '../../words';
import './networks.css';
import { oddsOf, percentOf } from './odds';
import { sectionsOf } from './sections';

interface Local {
  networks: readonly Network[] | undefined;
  chosen: Network | undefined;
  known: Known | undefined;
  problem: Problem | undefined;
  /** Networks that are found no more are listed too. */
  ended: boolean;
}

export function mount(element: HTMLElement, store: Store, desk: Pick<Desk, 'client' | 'attempt'>): () => void {
  const local: Local = { networks: undefined, chosen: undefined, known: undefined, problem: undefined, ended: false };
  let owner: string | undefined;
  let turn = 0;
  const change = (more: Partial<Local>) => {
    Object.assign(local, more);
    draw();
  };

  async function load(): Promise<void> {
    const mine = (turn += 1);
    change({ networks: undefined, chosen: undefined, known: undefined, problem: undefined });
    const { found, problem } = await asked(store, 'networks', () => readNetworks(desk.client, local.ended));
    if (mine !== turn) return;
    change({ networks: found ?? [], problem });
    if (found?.[0]) await open(found[0]);
  }

  async function open(network: Network): Promise<void> {
    const mine = (turn += 1);
    change({ chosen: network, known: undefined, problem: undefined });
    const { found, problem } = await asked(store, 'network', () => readNetwork(desk.client, network.uid));
    if (mine === turn) change({ known: found, problem });
  }

  async function put(): Promise<void> {
    const { chosen, known } = local;
    if (!chosen || !known) return;
    const { problem } = await asked(store, 'among', () => putOnCanvas(store, desk.client, chosen, known));
    if (problem) return change({ problem });
    store.set({ view: 'graph', pane: 'view', message: wordsOf(store.state.language).networks.put(chosen.uid) });
  }

  function draw(): void {
    const { state } = store;
    if (state.view !== 'networks' || !state.session) return;
    // Titles and names of networks are the same in both languages: only another person reads anew.
    if (owner !== state.session.name) {
      owner = state.session.name;
      void load();
      return;
    }
    render(pageOf(store, local, { load, open, put, group: () => void desk.attempt('networks', () => groupByNetwork(store, desk.client)), ended: (ended) => { local.ended = ended; void load(); } }), element);
    element.dataset.network = local.known ? (local.chosen?.uid ?? '') : '';
  }
  draw();
  return store.subscribe(draw);
}

interface Acts {
  load(): Promise<void>;
  open(network: Network): Promise<void>;
  put(): Promise<void>;
  group(): void;
  ended(on: boolean): void;
}

function pageOf(store: Store, local: Local, acts: Acts): TemplateResult {
  const { state } = store;
  const words = wordsOf(state.language);
  const { networks, chosen, known, problem } = local;
  return html`<div class="networks-page">
    <section class="networks-list" aria-labelledby="networks-title">
      <h2 id="networks-title">${words.networks.title}</h2>
      <p class="hint">${words.networks.lead}</p>
      <label class="check"><input type="checkbox" .checked=${local.ended} @change=${(event: Event) => acts.ended((event.target as HTMLInputElement).checked)}> ${words.networks.ended}</label>
      ${networks === undefined ? html`<p class="hint" role="status">${words.loading}</p>` : listOf(store, local, acts, words)}
      <button type="button" @click=${() => void acts.load()}>${words.networks.again}</button>
      ${networks?.length && state.graph.nodes.size ? html`<button type="button" @click=${acts.group}>${words.networks.groupCanvas}</button>` : nothing}
    </section>
    <section class="networks-one" aria-label=${chosen ? words.networks.name(chosen.uid) : nothing}>
      ${problem ? html`<p class="problem" role="alert"><span>${sentenceOf(problem, words)}</span> <button type="button" @click=${() => void acts.load()}>${words.retry}</button></p>` : nothing}
      ${networks?.length === 0 && !problem ? emptyOf(words) : nothing}
      ${chosen ? oneOf(store, chosen, known, acts, words, problem !== undefined) : nothing}
    </section>
  </div>`;
}

function listOf({ state }: Store, { networks, chosen }: Local, acts: Acts, words: Words): TemplateResult {
  const names = lexicon(state.vocabulary, state.language);
  return html`<ol class="networks-names">${(networks ?? []).map(({ uid, row, people }) => html`<li>
    <button type="button" aria-current=${uid === chosen?.uid ? 'true' : nothing} @click=${() => void acts.open({ uid, row, people })}>
      <strong>${words.networks.name(uid)}</strong>
      <small>${[names.code('network_state', String(row.state)), words.networks.size(Number(row.members), Number(row.cases)), words.networks.false(percentOf(Number(row.rate), state.language))].join(' · ')}</small>
    </button></li>`)}</ol>`;
}

function emptyOf(words: Words): TemplateResult {
  return html`<div class="networks-empty"><h2>${words.networks.none}</h2><p>${words.networks.noneHint}</p><p><code>trama networks find --write</code></p></div>`;
}

function oneOf(store: Store, network: Network, known: Known | undefined, acts: Acts, words: Words, failed: boolean): TemplateResult {
  return html`
    <h2>${words.networks.name(network.uid)}</h2>
    <p class="networks-odds">${oddsOf(network.row, store.state.language, words)}</p>
    <p class="networks-presumed">${words.networks.presumed}</p>
    <div class="buttons"><button type="button" class="primary networks-put" ?disabled=${!known} @click=${() => void acts.put()}>${words.networks.toCanvas}</button></div>
    ${known ? sectionsOf(store, known, words) : failed ? nothing : html`<p class="hint" role="status">${words.loading}</p>`}`;
}
