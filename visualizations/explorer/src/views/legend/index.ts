/** The legend is the filter: each type, relationship and registry is switched where it is explained. */
import { html, nothing, render, svg, type TemplateResult } from 'lit-html';
import { lexicon, type Lexicon } from '../../api/vocabulary';
import { NO_FILTER, registeredOf, spanOf, typeOf, visible, type Filter, type State, type Store } from '../../store';
import { wordsOf, type Words } from '../../words';

export function mount(element: HTMLElement, store: Store): () => void {
  let last: Partial<State> = {};
  const draw = () => {
    const { graph, hidden, filter, groups, language, vocabulary } = store.state;
    if (last.graph === graph && last.hidden === hidden && last.filter === filter && last.groups === groups && last.language === language && last.vocabulary === vocabulary) return;
    last = store.state;
    render(legendOf(store, wordsOf(language), lexicon(vocabulary, language)), element);
  };
  draw();
  return store.subscribe(draw);
}

type Off = 'typesOff' | 'relationsOff' | 'registriesOff';

function legendOf(store: Store, words: Words, names: Lexicon): TemplateResult {
  const { state } = store;
  const title = html`<h2>${words.legend.title}</h2>`;
  if (!state.graph.nodes.size) return html`${title}<p class="hint">${words.legend.empty}</p>`;
  const nodes = [...state.graph.nodes.values()];
  const edges = [...state.graph.edges.values()];
  const types = counted(nodes.map(typeOf));
  const relations = counted(edges.map((edge) => edge.type));
  const registries = counted([...nodes, ...edges].flatMap((one) => listOf(one.properties.registries)));
  const places = nodes.filter((node) => node.type === 'Location');
  const change = (more: Partial<Filter>, live = false) => store.send({ type: 'filtered', change: more, live });
  return html`
    ${title}
    ${switches(store, words.legend.types, 'typesOff', types, (name) => names.type(name), (name) => sign(names.symbol(name), names.colour(name)))}
    ${switches(store, words.legend.relations, 'relationsOff', relations, (name) => names.relation(name), () => line(false))}
    ${registries.length > 1 ? switches(store, words.legend.registries, 'registriesOff', registries, (name) => names.code('registry', name), () => nothing) : nothing}
    <fieldset class="period"><legend>${words.legend.period}</legend>
      ${dateField(words.legend.since, state.filter.since, words, (since) => change({ since }))}
      ${dateField(words.legend.until, state.filter.until, words, (until) => change({ until }))}
    </fieldset>
    ${asOfField(state, words, (asOf) => change({ asOf }))}
    <label class="line"><span>${words.legend.text}</span><input type="search" autocomplete="off" .value=${state.filter.text} @input=${(event: Event) => change({ text: (event.target as HTMLInputElement).value }, true)}></label>
    ${places.length > 1
      ? html`<label class="line"><span>${words.legend.places}</span><select @change=${(event: Event) => change({ places: chosen(event) })}>
          <option value="" ?selected=${!state.filter.places.size}>${words.legend.all}</option>
          ${places.map((place) => html`<option value=${place.key} ?selected=${state.filter.places.has(place.key)}>${place.label}</option>`)}
        </select></label>`
      : nothing}
    <label class="check"><input type="checkbox" .checked=${state.filter.doubtful} @change=${(event: Event) => change({ doubtful: (event.target as HTMLInputElement).checked })}> ${words.legend.doubtful}</label>
    <ul class="signs"><li>${line(true)}<span>${words.legend.doubtfulHint}</span></li><li>${ring()}<span>${words.legend.conflict}</span></li></ul>
    <button type="button" ?disabled=${isOpen(state.filter)} @click=${() => change(NO_FILTER)}>${words.legend.reset}</button>
    ${visible(state).nodes.length ? nothing : html`<p class="hint">${words.empty.filtered}</p>`}
  `;
}

function switches(store: Store, title: string, off: Off, counts: readonly (readonly [string, number])[], word: (name: string) => string, mark: (name: string) => unknown): TemplateResult {
  const toggle = (name: string) => {
    const set = new Set(store.state.filter[off]);
    if (!set.delete(name)) set.add(name);
    store.send({ type: 'filtered', change: { [off]: set } });
  };
  return html`<fieldset class="switches"><legend>${title}</legend>${counts.map(
    ([name, count]) => html`<label class="check"><input type="checkbox" .checked=${!store.state.filter[off].has(name)} @change=${() => toggle(name)}>${mark(name)}<span>${word(name)}</span><b>${count}</b></label>`,
  )}</fieldset>`;
}

/** What was known on a day, and what the page cannot know of it. */
function asOfField(state: State, words: Words, take: (date: string | undefined) => void): TemplateResult {
  const { asOf } = state.filter;
  const undated = [...state.graph.nodes.values()].filter((node) => node.type === 'Case' && registeredOf(node) === undefined).length;
  return html`<fieldset class="as-of"><legend>${words.legend.asOf}</legend>
    ${dateField(words.legend.asOfDay, asOf, words, take)}
    ${asOf ? html`<p class="hint">${words.legend.asOfHint}${undated ? ` ${words.legend.asOfUndated(undated)}` : ''}</p>` : nothing}
  </fieldset>`;
}

function dateField(title: string, value: string | undefined, words: Words, take: (date: string | undefined) => void): TemplateResult {
  const changed = (event: Event) => {
    const field = event.target as HTMLInputElement;
    const text = field.value.trim();
    const valid = text === '' || (spanOf(text) !== undefined && !text.includes('/'));
    field.setCustomValidity(valid ? '' : words.legend.badDate);
    if (valid) take(text || undefined);
    else field.reportValidity();
  };
  return html`<label><span>${title}</span><input type="text" inputmode="numeric" placeholder="2017-03" autocomplete="off" size="10" .value=${value ?? ''} @change=${changed}></label>`;
}

function chosen(event: Event): ReadonlySet<string> {
  const { value } = event.target as HTMLSelectElement;
  return new Set(value ? [value] : []);
}

function isOpen(filter: Filter): boolean {
  return !filter.typesOff.size && !filter.relationsOff.size && !filter.registriesOff.size && !filter.places.size && !filter.since && !filter.until && !filter.asOf && filter.doubtful && !filter.text;
}

function counted(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The sign of a node type, as the canvas draws it: see `SHAPES` in graph/styles.ts. */
export function sign(symbol: string, colour: string): TemplateResult {
  const shape =
    symbol === 'box' || symbol === 'square'
      ? svg`<rect x="2" y="2" width="12" height="12" fill=${colour}/>`
      : symbol === 'diamond'
        ? svg`<path d="M8 0 16 8 8 16 0 8Z" fill=${colour}/>`
        : symbol === 'triangle' || symbol === 'hexagon' || symbol === 'text'
          ? svg`<path d="M8 1 15.5 14.5H.5Z" fill=${colour}/>`
          : svg`<circle cx="8" cy="8" r="7" fill=${colour}/>`;
  return html`<svg class="sign" viewBox="0 0 16 16" aria-hidden="true">${shape}</svg>`;
}

export function line(dashed: boolean): TemplateResult {
  return html`<svg class="sign wide" viewBox="0 0 26 16" aria-hidden="true"><path d="M0 8H26" stroke="#627d98" stroke-width="2" stroke-dasharray=${dashed ? '5 4' : 'none'}/></svg>`;
}

export function ring(): TemplateResult {
  return html`<svg class="sign wide" viewBox="0 0 26 16" aria-hidden="true"><circle cx="13" cy="8" r="6" fill="#52606d" stroke="#d9730d" stroke-width="3"/></svg>`;
}
