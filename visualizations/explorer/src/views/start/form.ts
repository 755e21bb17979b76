/** The form of a saved query, made from its header: a field for each parameter. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Parameter } from '../../api/client';
import { lexicon } from '../../api/vocabulary';
import type { Properties, State, Value } from '../../store';
import type { Words } from '../../words';

const PARTIAL_DATE = '[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?';

/** Return the labelled field of a parameter. */
export function fieldOf(parameter: Parameter, state: State, words: Words): TemplateResult {
  const title = parameter.title[state.language];
  const mark = parameter.required ? html`<em>${words.start.required}</em>` : nothing;
  if (parameter.type === 'boolean') {
    return html`<label class="check"><input type="checkbox" name=${parameter.name} ?checked=${parameter.default === true}> ${title}</label>`;
  }
  const choices = choicesOf(parameter, state);
  if (choices) {
    const first = parameter.required ? nothing : html`<option value="">${words.start.optional}</option>`;
    return html`<label><span>${title} ${mark}</span><select name=${parameter.name} ?required=${parameter.required}>
      ${first}${choices.map(({ code, word }) => html`<option value=${code} ?selected=${code === parameter.default}>${word}</option>`)}
    </select></label>`;
  }
  return html`<label><span>${title} ${mark}</span>${inputOf(parameter, state, words)}</label>`;
}

function inputOf(parameter: Parameter, state: State, words: Words): TemplateResult {
  const { name, required, min, max } = parameter;
  const value = parameter.default === undefined || parameter.default === null ? '' : String(parameter.default);
  if (parameter.type === 'integer') {
    return html`<input type="number" step="1" name=${name} ?required=${required} min=${min ?? nothing} max=${max ?? nothing} value=${value}>`;
  }
  if (parameter.type === 'partial_date') {
    return html`<input type="text" name=${name} ?required=${required} pattern=${PARTIAL_DATE} inputmode="numeric" placeholder="2017-03" title=${words.start.dateHint} value=${value}>`;
  }
  return html`<input type="text" name=${name} ?required=${required} autocomplete="off" spellcheck="false" list=${fits(parameter, state).length ? `known-${name}` : nothing} value=${value || soleSelection(parameter, state)}>
    <datalist id=${`known-${name}`}>${fits(parameter, state).map((node) => html`<option value=${node.key}>${node.label}</option>`)}</datalist>`;
}

const NODE_TYPES: Readonly<Record<string, string>> = { person: 'Person', case: 'Case', place: 'Location' };

/** What is on the canvas is offered where a parameter asks for a thing of its kind. */
function fits(parameter: Parameter, state: State) {
  const type = NODE_TYPES[parameter.type];
  return type ? [...state.graph.nodes.values()].filter((node) => node.type === type).slice(0, 200) : [];
}

function soleSelection(parameter: Parameter, state: State): string {
  const selected = fits(parameter, state).filter((node) => state.selection.has(node.key));
  return selected.length === 1 && selected[0] ? selected[0].key : '';
}

function choicesOf(parameter: Parameter, state: State): readonly { code: string; word: string }[] | undefined {
  const { language, vocabulary } = state;
  const words = lexicon(vocabulary, language);
  if (parameter.among) return parameter.among.map((code) => ({ code, word: parameter.words?.[code]?.[language] ?? words.code(parameter.name, code) }));
  const list = parameter.type === 'code' ? (parameter.codes ?? '') : parameter.type === 'level' ? 'place_level' : parameter.type === 'registry' ? 'registry' : '';
  const codes = words.list(list);
  return codes.length ? codes : undefined;
}

/** Return the parameters that a form gives, each with the type that its header declares. */
export function valuesOf(form: HTMLFormElement, parameters: readonly Parameter[]): Properties {
  const given: Record<string, Value> = {};
  for (const parameter of parameters) {
    const field = form.elements.namedItem(parameter.name);
    if (field instanceof HTMLInputElement && field.type === 'checkbox') given[parameter.name] = field.checked;
    else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
      const text = field.value.trim();
      if (text) given[parameter.name] = typed(text, parameter.type);
    }
  }
  return given;
}

function typed(text: string, type: string): Value {
  if (type === 'integer') return Number(text);
  return type === 'properties' ? text.split(/\s*,\s*/) : text;
}
