/** What a node has, counted by type before it is brought, and how to bring part of it. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Lexicon } from '../../api/vocabulary';
import type { Desk } from '../../desk';
import type { GraphNode, Language, Properties, Store, Value } from '../../store';
import type { Words } from '../../words';
import { timeOf } from '../../words/dates';
import { expansionsOf, ranked, rowKey } from './wanted';

export interface Neighbours {
  counts: readonly Properties[] | undefined;
  /** Archived and acquitted accusations count too. */
  include: boolean;
  /** Rows of `counts` that are not to be brought. */
  off: Set<string>;
}

/** Neighbours that are brought at once unless another number is asked for. */
const USUAL = 100;

export function neighboursOf(store: Store, desk: Desk, words: Words, names: Lexicon, node: GraphNode, known: Neighbours, change: (more: Partial<Neighbours>) => void): TemplateResult {
  const { counts } = known;
  if (!counts) return html`<section><h3>${words.details.expand}</h3><p class="hint">${words.loading}</p></section>`;
  const wanted = counts.filter((row) => !known.off.has(rowKey(row)));
  const total = wanted.reduce((sum, row) => sum + Number(row.count ?? 0), 0);
  const open = total > USUAL || wanted.some((row) => row.more === true);
  const toggle = (row: Properties) => {
    const off = new Set(known.off);
    if (!off.delete(rowKey(row))) off.add(rowKey(row));
    change({ off });
  };
  const bring = (event: SubmitEvent) => {
    event.preventDefault();
    const parameters = parametersOf(event.target as HTMLFormElement, known.include);
    void desk.expand(node.key, parameters, expansionsOf(wanted, counts, Number(parameters.limit ?? USUAL), parameters.order !== 'kind'));
  };
  const excluded = html`<label class="check"><input type="checkbox" .checked=${known.include} @change=${(event: Event) => change({ include: (event.target as HTMLInputElement).checked })}> ${words.details.excluded}</label>`;
  if (!counts.length) return html`<section><h3>${words.details.expand}</h3><p class="hint">${known.include ? words.details.noNeighbours : words.details.onlyExcluded}</p>${excluded}</section>`;
  return html`<section class="neighbours"><h3>${words.details.expand}</h3>
    <form @submit=${bring}>
      ${ranked(counts).map(
        (row) => html`<label class="check"><input type="checkbox" .checked=${!known.off.has(rowKey(row))} @change=${() => toggle(row)}>
          <span>${names.type(String(row.type))} <small>${names.relation(String(row.relation))}${period(row, store.state.language)}</small></span><b>${row.more === true ? words.details.more : row.count}</b></label>`,
      )}
      <div class="fields">
        <label><span>${words.legend.since}</span><input name="since" size="7" inputmode="numeric" pattern="[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?" title=${words.start.dateHint} autocomplete="off"></label>
        <label><span>${words.legend.until}</span><input name="until" size="7" inputmode="numeric" pattern="[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?" title=${words.start.dateHint} autocomplete="off"></label>
        <label><span>${words.details.limit}</span><input name="limit" type="number" min="1" max="500" value=${USUAL}></label>
      </div>
      <label><span>${words.details.order}</span><select name="order">
        <option value="kind">${words.details.kind}</option><option value="latest">${words.details.recent}</option><option value="earliest">${words.details.earliest}</option>
      </select></label>
      ${excluded}
      <button class="primary" ?disabled=${!wanted.length}>${open ? words.details.bring : words.details.bringing(total)}</button>
      ${store.state.busy.has('expand') ? html`<span class="hint">${words.busy}</span>` : nothing}
    </form></section>`;
}

function period({ first, last }: Properties, language: Language): TemplateResult | typeof nothing {
  const day = (value: Value | undefined) => timeOf(typeof value === 'string' ? value : '', language);
  if (!first && !last) return nothing;
  return first === last ? html` · ${day(first)}` : html` · ${day(first)} – ${day(last)}`;
}

function parametersOf(form: HTMLFormElement, include: boolean): Properties {
  const given: Record<string, Value> = { include_excluded: include };
  for (const name of ['since', 'until', 'limit', 'order']) {
    const text = (form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement).value.trim();
    if (text) given[name] = name === 'limit' ? Number(text) : text;
  }
  return given;
}
