/** What stands beside the map: its controls, its key, and the same figures as lists. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { partialOf, type Language, type Span } from '../../store';
import { dateText } from '../../words/dates';
import type { Change, Flow } from './flows';
import { LEVELS, type Level } from './levels';
import type { Model } from './model';
import { CLASSES, type Measure, type PlaceCount } from './places';
import { FALLING, RISING, SCALE, SEVERAL } from './style';
import { mapWords, numberText } from './words';

export type LevelChoice = Level | 'auto';

export interface PanelState {
  readonly language: Language;
  readonly model: Model;
  readonly choice: LevelChoice;
  readonly measure: Measure;
  readonly told: readonly string[];
  readonly listed: number;
  readonly nameOf: (uid: string) => string;
  readonly phaseOf: (phase: string | undefined) => { readonly name: string; readonly colour: string };
  readonly isChosen: (keys: Flow | string) => boolean;
}

export interface PanelEvents {
  readonly choose: (choice: LevelChoice) => void;
  readonly measure: (measure: Measure) => void;
  readonly count: (count: number) => void;
  readonly fit: (what: 'peru' | 'everything') => void;
  readonly more: () => void;
  readonly light: (of: Flow | string | undefined) => void;
  readonly select: (of: Flow | string, add: boolean) => void;
}

/** The controls above the map. */
export function controls(state: PanelState, on: PanelEvents): TemplateResult {
  const words = mapWords[state.language];
  const { drawn, rest } = state.model.strongest;
  const all = drawn.length + rest;
  return html`
    <label>${words.level}
      <select class="map-level" @change=${(event: Event) => on.choose((event.target as HTMLSelectElement).value as LevelChoice)}>
        ${(['auto', ...LEVELS] as const).map((choice) => html`<option value=${choice} .selected=${state.choice === choice}>${choice === 'auto' ? words.auto : words.levels[choice]}</option>`)}
      </select>
    </label>
    <label>${words.colour}
      <select @change=${(event: Event) => on.measure((event.target as HTMLSelectElement).value as Measure)}>
        ${(['arrive', 'leave', 'linked'] as const).map((name) => html`<option value=${name} .selected=${state.measure === name}>${words.measures[name]}</option>`)}
      </select>
    </label>
    ${all > 1
      ? html`<label class="map-count">${words.drawn}
          <input type="range" min="1" max=${all} .value=${String(drawn.length)} @input=${(event: Event) => on.count(Number((event.target as HTMLInputElement).value))}>
          <output>${numberText(drawn.length, state.language)}</output></label>`
      : nothing}
    <span class="map-fits">${words.show}
      <button type="button" @click=${() => on.fit('peru')}>${words.peru}</button>
      <button type="button" @click=${() => on.fit('everything')}>${words.everything}</button>
    </span>`;
}

/** The key of colours and widths. */
export function key(state: PanelState): TemplateResult {
  const words = mapWords[state.language];
  const { breaks, changes, strongest } = state.model;
  const phases = [...new Set(strongest.drawn.map((flow) => flow.phase))].sort();
  const doubtful = !changes && strongest.drawn.some((flow) => flow.doubtful);
  return html`
    ${breaks.length
      ? html`<p class="map-scale"><span>${words.measures[state.measure]}</span>
          ${breaks.map((low, at) => html`<span class="map-class"><svg width="14" height="14" aria-hidden="true"><rect width="14" height="14" fill=${SCALE[Math.min(at + 1, CLASSES)] ?? ''} stroke="#7b8794"></rect></svg>${rangeText(low, breaks[at + 1], state.language)}</span>`)}</p>`
      : nothing}
    ${changes
      ? html`<p>${swatch(RISING, false)} ${words.rising} ${swatch(FALLING, true)} ${words.falling}</p>`
      : strongest.drawn.length
        ? html`<p><span>${words.width}</span> ${phases.map((phase) => html`<span class="map-phase">${swatch(state.phaseOf(phase).colour, false)} ${phases.length > 1 || phase !== undefined ? state.phaseOf(phase).name : ''}</span>`)}
            ${doubtful ? html`<span class="map-phase">${swatch(SEVERAL, true)} ${words.doubtful}</span>` : nothing}</p>`
        : nothing}
`;
}

/** The line below the map: what is drawn, and what is not and why. */
export function told(state: PanelState): TemplateResult {
  const points = state.model.level === 'district' ? [mapWords[state.language].points] : [];
  return html`<p>${[...state.told, ...points].join(' ')}</p>`;
}

function swatch(colour: string, dashed: boolean): TemplateResult {
  return html`<svg width="30" height="10" aria-hidden="true"><path d="M1 5H21" stroke=${colour} stroke-width="3" stroke-dasharray=${dashed ? '5 3' : 'none'}></path><path d="M19 1L29 5L19 9L21 5Z" fill=${colour}></path></svg>`;
}

/** The lists: every leg that is drawn, and every place with a figure. */
export function lists(state: PanelState, on: PanelEvents): TemplateResult {
  const words = mapWords[state.language];
  const places = [...state.model.counts.values()].sort((a, b) => b.arrive + b.leave - a.arrive - a.leave || b.linked - a.linked || (a.uid < b.uid ? -1 : 1));
  const { drawn } = state.model.strongest;
  const hidden = Math.max(drawn.length, places.length) - state.listed;
  const changing = state.model.changes !== undefined;
  const phased = drawn.some((flow) => flow.phase !== undefined);
  const figures = changing ? [words.before, words.after, words.change] : [words.victims, words.cases, ...(phased ? [words.phase] : []), words.dates];
  return html`
    ${drawn.length
      ? table(words.legs, [`${words.from} → ${words.to}`, ...figures], drawn.slice(0, state.listed).map((flow) => legRow(flow, phased, state, on)))
      : nothing}
    ${places.length
      ? table(words.places, [words.place, words.arrive, words.leave, words.linked], places.slice(0, state.listed).map((place) => placeRow(place, state, on)))
      : nothing}
    ${hidden > 0 ? html`<button type="button" @click=${on.more}>${words.more(numberText(hidden, state.language))}</button>` : nothing}`;
}

function table(title: string, heads: readonly string[], rows: readonly TemplateResult[]): TemplateResult {
  return html`<table><caption>${title}</caption>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
}

function legRow(flow: Flow | Change, phased: boolean, state: PanelState, on: PanelEvents): TemplateResult {
  const written = (value: number, atMost = flow.atMost) => `${atMost ? '≤\u00a0' : ''}${numberText(value, state.language)}`;
  const cells =
    'before' in flow
      ? [written(flow.before, flow.beforeAtMost), written(flow.after, flow.afterAtMost), changeText(flow.after - flow.before, state.language)]
      : [written(flow.victims), written(flow.cases), ...(phased ? [state.phaseOf(flow.phase).name] : []), yearsText(flow.when, state.language)];
  return row(flow, `${state.nameOf(flow.from)} → ${state.nameOf(flow.to)}`, cells, state, on);
}

function placeRow(place: PlaceCount, state: PanelState, on: PanelEvents): TemplateResult {
  return row(place.uid, state.nameOf(place.uid), [place.arrive, place.leave, place.linked].map((value) => numberText(value, state.language)), state, on);
}

function row(of: Flow | string, name: string, cells: readonly string[], state: PanelState, on: PanelEvents): TemplateResult {
  const chosen = state.isChosen(of);
  return html`<tr class=${chosen ? 'chosen' : ''} @mouseenter=${() => on.light(of)} @mouseleave=${() => on.light(undefined)}>
    <th scope="row"><button type="button" aria-pressed=${String(chosen)} @focus=${() => on.light(of)} @blur=${() => on.light(undefined)}
      @click=${(event: MouseEvent) => on.select(of, event.shiftKey)}>${name}</button></th>
    ${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
}

/** Return the values of a class: 4–16, 17, 295+. */
function rangeText(low: number, next: number | undefined, language: Language): string {
  if (next === undefined) return `${numberText(low, language)}+`;
  return low === next - 1 ? numberText(low, language) : `${numberText(low, language)}–${numberText(next - 1, language)}`;
}

/** Return a change with its sign, so that no meaning hangs on a colour: +3, −2, =. */
export function changeText(change: number, language: Language): string {
  if (change === 0) return mapWords[language].same;
  return `${change > 0 ? '+' : '−'}${numberText(Math.abs(change), language)}`;
}

/** Return the years of a span; a day or a month of one year in full. */
export function yearsText(span: Span | undefined, language: Language): string {
  if (!span) return '';
  const [first, last] = span;
  const [from, to] = [first.slice(0, 4), last.slice(0, 4)];
  if (from !== to) return `${from}–${to}`;
  const text = partialOf([first, last]);
  return text.includes('/') ? from : dateText(text, language);
}
