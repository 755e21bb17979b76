/** One node or edge, or what is selected: what is known and who says so, and what can be done. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { lexicon, type Lexicon } from '../../api/vocabulary';
import type { Desk } from '../../desk';
import { partialOf, typeOf, whenOf, type GraphEdge, type GraphNode, type Language, type Properties, type Store, type Value } from '../../store';
import { groupByNetwork } from '../../networks';
import { wordsOf, type Words } from '../../words';
import { isDateField, timeOf } from '../../words/dates';
import { sign } from '../legend';
import { groupsBy, groupOf } from './groups';
import { neighboursOf, type Neighbours } from './neighbours';
import { saidOf } from './said';

/** What the server said of the node that is shown. */
interface Known extends Neighbours {
  key: string;
  values: readonly Properties[] | undefined;
}

export function mount(element: HTMLElement, store: Store, desk: Desk): () => void {
  let known: Known = { key: '', values: undefined, counts: undefined, include: false, off: new Set() };

  async function learn(key: string): Promise<void> {
    known = { key, values: undefined, counts: undefined, include: known.include, off: new Set() };
    if (!store.state.session || !store.state.graph.nodes.has(key)) return;
    const [counts, values] = await Promise.all([desk.counts(key, known.include), desk.about(key)]);
    if (known.key === key) change({ counts, values });
  }

  function change(more: Partial<Known>): void {
    const include = known.include;
    Object.assign(known, more);
    if (known.include !== include) void desk.counts(known.key, known.include).then((counts) => change({ counts }));
    draw();
  }

  function draw(): void {
    const { state } = store;
    const words = wordsOf(state.language);
    const keys = [...state.selection].filter((key) => state.graph.nodes.has(key) || state.groups.has(groupId(key)));
    const [key = ''] = keys.length === 1 ? keys : [];
    element.dataset.shown = String(state.selection.size > 0);
    if (key !== known.key) void learn(key).then(draw);
    const edge = edgeOf(store);
    const edges = [...state.selection].flatMap((id) => state.graph.edges.get(id) ?? []);
    const names = lexicon(state.vocabulary, state.language);
    const node = state.graph.nodes.get(key);
    render(
      html`<h2 class="unseen">${words.details.title}</h2>
      ${node ? nodeOf(store, desk, words, names, node, known, change)
        : key ? groupBody(store, words, groupId(key))
        : edge ? edgeBody(store, words, names, edge)
        : edges.length > 1 && !keys.length ? edgesBody(store, words, names, edges)
        : keys.length > 1 ? manyBody(store, desk, words, keys)
        : html`<p class="hint">${words.details.none}</p>${grouping(store, desk, words)}`}`,
      element,
    );
  }
  draw();
  return store.subscribe(draw);
}

const groupId = (key: string): string => key.replace(/^group:/, '');

function edgeOf(store: Store): GraphEdge | undefined {
  const [id = ''] = store.state.selection.size === 1 ? store.state.selection : [];
  return store.state.graph.edges.get(id);
}

function nodeOf(store: Store, desk: Desk, words: Words, names: Lexicon, node: GraphNode, known: Known, change: (more: Partial<Known>) => void): TemplateResult {
  const type = typeOf(node);
  const roles = node.roles.length > 1 ? node.roles.map((role) => names.type(role === 'victim' ? 'Victim' : 'Suspect')).join(', ') : names.type(type);
  const pinned = store.state.pinned.has(node.key);
  return html`
    <header class="subject">${sign(names.symbol(type), names.colour(type))}<div><strong>${node.label}</strong><small>${roles}</small></div></header>
    ${node.properties.doubtful === true ? html`<p class="doubt">${words.details.doubtful}</p>` : nothing}
    <div class="buttons">
      <button type="button" @click=${() => store.send({ type: 'hidden', keys: [node.key] })}>${words.details.hide}</button>
      <button type="button" aria-pressed=${pinned} @click=${() => pin(store, node.key, pinned)}>${pinned ? words.details.unpin : words.details.pin}</button>
      ${node.type === 'Person' || node.type === 'Case' ? html`<button type="button" @click=${() => store.set({ pairsOf: { key: node.key, label: node.label }, view: 'pair', pane: 'view' })}>${words.pair.open}</button>` : nothing}
    </div>
    ${neighboursOf(store, desk, words, names, node, known, change)}
    <section><h3>${words.details.values}</h3>${valuesOf(node, known.values, words, names, store.state.language)}</section>
    <section><h3><label for="note">${words.details.note}</label></h3>
      <textarea id="note" rows="2" maxlength="2000" placeholder=${words.details.noteHint} .value=${store.state.notes.get(node.key) ?? ''}
        @change=${(event: Event) => store.send({ type: 'noted', key: node.key, text: (event.target as HTMLTextAreaElement).value })}></textarea></section>
  `;
}

/** Pin a node where the canvas has drawn it, or let it go. */
function pin(store: Store, key: string, pinned: boolean): void {
  if (pinned) store.send({ type: 'unpinned', keys: [key] });
  else store.send({ type: 'pinned', key, at: store.state.positions.get(key) ?? { x: 0, y: 0 } });
}

const APART = new Set(['registries', 'doubtful', 'conflicts', 'label', 'roles', 'members', 'by']);

/** Values by field: who says each, those in conflict side by side. */
function valuesOf(node: GraphNode, rows: readonly Properties[] | undefined, words: Words, names: Lexicon, language: Language): TemplateResult {
  const fields = new Map(saidOf(rows ?? []));
  for (const [field, value] of Object.entries(node.properties)) {
    if (!fields.has(field) && !APART.has(field) && value !== null) fields.set(field, [{ value, who: new Map(), conflict: false }]);
  }
  const whoOf = (who: ReadonlyMap<string, readonly string[]>) =>
    [...who].map(([registry, records]) => html`<small>${[registry && names.code('registry', registry), records.join(', ')].filter(Boolean).join(' · ')}</small>`);
  if (!fields.size) return html`<p class="hint">${rows ? words.details.noValues : words.loading}</p>`;
  return html`<dl>${[...fields].map(([field, said]) => {
    const conflict = said.some((one) => one.conflict);
    return html`<dt>${names.property(field)}${conflict ? html` <em class="conflict">${words.details.conflict}</em>` : nothing}</dt>
      ${said.map(({ value, who }) => html`<dd>${shownOf(value, field, names, language)}${whoOf(who)}</dd>`)}`;
  })}</dl>`;
}

function shownOf(value: Value, field: string, names: Lexicon, language: Language): unknown {
  if (!isDateField(field)) return textOf(value, field, names);
  const items: readonly Value[] = Array.isArray(value) ? value : [value];
  return items.map((item, at) => html`${at ? '; ' : ''}${timeOf(textOf(item, field, names), language)}`);
}

function textOf(value: Value, field: string, names: Lexicon): string {
  if (Array.isArray(value)) return value.map((item: Value) => textOf(item, field, names)).join('; ');
  if (value === null) return '—';
  if (typeof value === 'object') return Object.values(value as Properties).map((item) => textOf(item, field, names)).join(' ');
  // A record keeps a number as its file gave it: 30.0 is 30.
  return names.code(field, String(value).replace(/^(\d+)\.0$/, '$1'));
}

function edgeBody(store: Store, words: Words, names: Lexicon, edge: GraphEdge): TemplateResult {
  const { nodes } = store.state.graph;
  const label = (key: string) => nodes.get(key)?.label ?? key;
  const end = (key: string) => html`<dd><button type="button" class="link" @click=${() => store.send({ type: 'selected', keys: [key] })}>${label(key)}</button></dd>`;
  const { registries } = edge.properties;
  return html`
    <header class="subject"><div><strong>${names.relation(edge.type)}</strong></div></header>
    ${edge.properties.doubtful === true ? html`<p class="doubt">${words.details.doubtful}</p>` : nothing}
    <dl>
      <dt>${words.details.from}</dt>${end(edge.source)}
      <dt>${words.details.to}</dt>${end(edge.target)}
      ${Array.isArray(registries) ? html`<dt>${words.details.registries}</dt><dd>${registries.map((name: Value) => names.code('registry', String(name))).join(', ')}</dd>` : nothing}
      ${Object.entries(edge.properties).filter(([field, value]) => !APART.has(field) && value !== null).map(([field, value]) => html`<dt>${names.property(field)}</dt><dd>${shownOf(value, field, names, store.state.language)}</dd>`)}
    </dl>`;
}

/** Links that the picture draws as one line: each opens its own details. */
function edgesBody(store: Store, words: Words, names: Lexicon, edges: readonly GraphEdge[]): TemplateResult {
  const { nodes } = store.state.graph;
  const label = (key: string) => nodes.get(key)?.label ?? key;
  const when = ({ properties }: GraphEdge) => {
    const span = whenOf(properties);
    return typeof properties.date === 'string' ? properties.date : span ? partialOf(span) : '';
  };
  return html`<header class="subject"><div><strong>${words.details.parallel(edges.length)}</strong></div></header>
    <ul class="chosen">${edges.slice(0, 100).map((edge) => html`<li><button type="button" class="link" @click=${() => store.send({ type: 'selected', keys: [edge.id] })}>${names.relation(edge.type)}</button>
      <small>${label(edge.source)} → ${label(edge.target)}${when(edge) ? html` · ${timeOf(when(edge), store.state.language)}` : nothing}</small></li>`)}</ul>`;
}

function manyBody(store: Store, desk: Desk, words: Words, keys: readonly string[]): TemplateResult {
  const { nodes } = store.state.graph;
  const chosen = keys.flatMap((key) => nodes.get(key) ?? []);
  const [one, other] = chosen;
  const joinable = chosen.length === 2 && one && other && one.type === other.type && ['Person', 'Case'].includes(one.type);
  const others = () => [...nodes.keys()].filter((key) => !store.state.selection.has(key));
  return html`
    <header class="subject"><div><strong>${words.details.many(keys.length)}</strong></div></header>
    <div class="buttons">
      ${joinable ? html`<button type="button" class="primary" @click=${() => desk.path(one.key, other.key)}>${words.details.path}</button>` : nothing}
      <button type="button" @click=${() => store.send({ type: 'hidden', keys })}>${words.details.hide}</button>
      <button type="button" @click=${() => store.send({ type: 'hidden', keys: others() })}>${words.details.hideOthers}</button>
      <button type="button" @click=${() => store.send({ type: 'grouped', groups: [groupOf(chosen, store.state)] })}>${words.details.group}</button>
    </div>
    <ul class="chosen">${chosen.slice(0, 50).map((node) => html`<li><button type="button" class="link" @click=${() => store.send({ type: 'selected', keys: [node.key] })}>${node.label}</button></li>`)}</ul>
    ${grouping(store, desk, words)}`;
}

function groupBody(store: Store, words: Words, id: string): TemplateResult | typeof nothing {
  const group = store.state.groups.get(id);
  if (!group) return nothing;
  return html`
    <header class="subject"><div><strong>${group.label}</strong><small>${words.details.members(group.members.length)}</small></div></header>
    <div class="buttons"><button type="button" @click=${() => store.send({ type: 'ungrouped', ids: [id] })}>${words.details.ungroup}</button></div>
    <ul class="chosen">${group.members.slice(0, 50).map((key) => html`<li>${store.state.graph.nodes.get(key)?.label ?? key}</li>`)}</ul>`;
}

function grouping(store: Store, desk: Desk, words: Words): TemplateResult | typeof nothing {
  if (store.state.graph.nodes.size < 3) return nothing;
  const by = (kind: 'case' | 'place' | 'role') => () => store.send({ type: 'grouped', groups: groupsBy(kind, store.state) });
  return html`<section><h3>${words.details.groupBy}</h3><div class="buttons">
    <button type="button" @click=${by('case')}>${words.details.by.case}</button>
    <button type="button" @click=${by('place')}>${words.details.by.place}</button>
    <button type="button" @click=${by('role')}>${words.details.by.role}</button>
    <button type="button" class="by-network" @click=${() => void desk.attempt('networks', () => groupByNetwork(store, desk.client))}>${words.details.by.network}</button>
    ${store.state.groups.size ? html`<button type="button" @click=${() => store.send({ type: 'ungrouped', ids: [...store.state.groups.keys()] })}>${words.details.ungroup}</button>` : nothing}
  </div></section>`;
}
