/** The strip of time: counts as fine as the dates allow, a brush for the period, play, two periods compared. */
import { html, nothing, render, svg, type TemplateResult } from 'lit-html';
import { partialOf, spanOf, visibleAtAnyTime, type Comparison, type Span, type Store, type Visible } from '../../store';
import { timeOf } from '../../words/dates';
import type { Mount } from '../mount';
import { kindName } from '../naming';
import { numberText } from '../map/words';
import type { Unit } from './bins';
import { askPeriods, type Asker } from './ask';
import { binAt, HEIGHT, MAYBE, picture, SURE } from './strip';
import { compared, datedOf, halves, nextWindow, stripOf, type Dated, type Strip } from './model';
import './time.css';
import { timeWords } from './words';

/** Pixels beside the strip: those of time.css. */
const MARGIN = 13;
/** Milliseconds that play shows a bin. */
const PACE = 1200;

/** `desk` lets two periods be counted by the server; without it the dates on the canvas decide. */
export const mount = (element: HTMLElement, store: Store, desk?: Asker): ReturnType<Mount> => {
  const view = new TimeView(element, store, desk);
  const stop = store.subscribe(() => view.update());
  return () => {
    stop();
    view.remove();
  };
};

class TimeView {
  private kind: string | undefined;
  private unit: Unit | undefined;
  private dated: Dated = { kinds: [], spans: new Map() };
  private strip: Strip | undefined;
  private width = 0;
  private shown: Visible | undefined;
  private playing: number | undefined;
  private from: number | undefined;
  /** Number of brushes and plays: undo takes each back in one step. */
  private streams = 0;
  private wrong = '';
  private readonly resized: ResizeObserver;

  constructor(
    private readonly element: HTMLElement,
    private readonly store: Store,
    private readonly desk: Asker | undefined,
  ) {
    element.classList.add('time-view');
    this.resized = new ResizeObserver(() => this.measure());
    this.resized.observe(element);
    this.update();
  }

  private get words() {
    return timeWords[this.store.state.language];
  }

  private measure(): void {
    const width = Math.max(0, Math.round(this.element.clientWidth - 2 * MARGIN));
    if (width === this.width) return;
    this.width = width;
    this.draw();
  }

  update(): void {
    const shown = visibleAtAnyTime(this.store.state);
    if (shown !== this.shown) {
      this.shown = shown;
      this.dated = datedOf(shown);
      this.compute();
    }
    this.draw();
  }

  private compute(): void {
    const kinds = this.dated.kinds.map((kind) => kind.name);
    if (this.kind === undefined || !kinds.includes(this.kind)) this.kind = kinds[0];
    this.strip = stripOf(this.spans, this.unit);
  }

  private get spans(): readonly Span[] {
    return this.dated.spans.get(this.kind ?? '') ?? [];
  }

  private draw(): void {
    const { strip } = this;
    this.element.setAttribute('aria-label', this.words.strip);
    this.element.dataset.bins = String(strip?.bins.length ?? 0);
    this.element.dataset.unit = strip?.unit ?? '';
    const empty = this.store.state.graph.nodes.size === 0;
    render(strip ? html`${this.controls(strip)}${this.picture(strip)}${this.told(strip)}` : empty ? nothing : html`<p>${this.words.none}</p>`, this.element);
  }

  private controls(strip: Strip): TemplateResult {
    const { words } = this;
    const { filter, comparison } = this.store.state;
    const period = filter.since !== undefined || filter.until !== undefined;
    return html`<div class="time-controls">
      <label>${words.count} <select @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value)}>
        ${this.dated.kinds.map(({ name, dated }) => html`<option value=${name} .selected=${name === this.kind}>${kindName(this.store.state, name)} (${this.written(dated)})</option>`)}
      </select></label>
      <label>${words.unit} <select @change=${(event: Event) => this.divide((event.target as HTMLSelectElement).value)}>
        ${(['auto', 'year', 'month', 'day'] as const).map((name) => html`<option value=${name} .selected=${name === (this.unit ?? 'auto')}>${words.units[name]}</option>`)}
      </select></label>
      ${comparison
        ? html`${this.periodOf('before', comparison.before)}${this.periodOf('after', comparison.after)}
            <button type="button" @click=${() => this.store.set({ comparison: undefined })}>${words.end}</button>`
        : html`
            <label>${words.since} ${this.dateField(filter.since ?? '', (since) => this.filter(since, filter.until))}</label>
            <label>${words.until} ${this.dateField(filter.until ?? '', (until) => this.filter(filter.since, until))}</label>
            <button type="button" ?disabled=${!period} @click=${() => this.filter(undefined, undefined)}>${words.all}</button>
            <button type="button" aria-pressed=${String(this.playing !== undefined)} @click=${() => this.play()}>${this.playing === undefined ? `▶ ${words.play}` : `❚❚ ${words.pause}`}</button>
            <button type="button" ?disabled=${strip.bins.length < 2} @click=${() => this.compare(strip)}>${words.compare}</button>`}
    </div>
    ${this.wrong ? html`<p class="time-wrong" role="alert">${words.wrong(this.wrong)}</p>` : nothing}`;
  }

  private periodOf(which: 'before' | 'after', period: Span): TemplateResult {
    const { words } = this;
    const change = (at: 0 | 1) => (text: string | undefined) => {
      const span = text === undefined ? undefined : spanOf(text);
      const { comparison } = this.store.state;
      if (!span || !comparison) return;
      const [since, until]: Span = at === 0 ? [span[0], period[1]] : [period[0], span[1]];
      this.setPeriods({ before: comparison.before, after: comparison.after, [which]: since <= until ? [since, until] : span });
    };
    return html`<fieldset class=${which}><legend>${words[which]}</legend>
      <label><span class="time-unseen">${words.since}</span>${this.dateField(partialStart(period), change(0))}</label> ${words.to}
      <label><span class="time-unseen">${words.until}</span>${this.dateField(partialEnd(period), change(1))}</label></fieldset>`;
  }

  private dateField(value: string, accept: (date: string | undefined) => void): TemplateResult {
    return html`<input type="text" inputmode="numeric" size="10" maxlength="10" autocomplete="off" title=${this.words.form} placeholder="2017-03" .value=${value}
      @change=${(event: Event) => {
        const text = (event.target as HTMLInputElement).value.trim();
        this.wrong = text === '' || spanOf(text) ? '' : text;
        if (this.wrong) this.draw();
        else accept(text === '' ? undefined : text);
      }}>`;
  }

  private picture(strip: Strip): TemplateResult {
    const { filter, comparison } = this.store.state;
    const period: Span | undefined =
      filter.since === undefined && filter.until === undefined
        ? undefined
        : [spanOf(filter.since ?? '')?.[0] ?? strip.range[0], spanOf(filter.until ?? '')?.[1] ?? strip.range[1]];
    return html`<svg class="time-strip" role="img" aria-label=${this.words.picture} width=${this.width} height=${HEIGHT} viewBox="0 0 ${Math.max(1, this.width)} ${HEIGHT}"
      @pointerdown=${this.begin} @pointermove=${this.drag} @pointerup=${this.end} @pointercancel=${this.end}>
      ${picture(strip, this.width, { period, periods: comparison, language: this.store.state.language })}</svg>`;
  }

  private told(strip: Strip): TemplateResult {
    const { words } = this;
    const kind = this.dated.kinds.find(({ name }) => name === this.kind);
    const { comparison } = this.store.state;
    const counts = comparison && compared(this.spans, comparison.before, comparison.after);
    return html`<div class="time-told">
      <span><svg width="12" height="12" aria-hidden="true">${svg`<rect width="12" height="12" fill=${SURE}></rect>`}</svg> ${words.sure}</span>
      ${strip.bins.some((bin) => bin.maybe) ? html`<span><svg width="12" height="12" aria-hidden="true">${svg`<rect width="12" height="12" fill=${MAYBE}></rect>`}</svg> ${words.maybe}</span>` : nothing}
      ${kind?.undated ? html`<span>${words.undated(this.written(kind.undated), kind.undated === 1)}</span>` : nothing}
      ${counts
        ? html`<strong>${words.compared(this.written(counts.before), this.written(counts.after), `${counts.after < counts.before ? '−' : '+'}${this.written(Math.abs(counts.after - counts.before))}`)}</strong>
            ${comparison.asked ? html`<span>${words.asked(comparison.asked.title)}${comparison.asked.truncated ? ` ${words.truncated}` : ''}</span>` : nothing}
            ${counts.unsure ? html`<span>${words.unsure(this.written(counts.unsure), counts.unsure === 1)}</span>` : nothing}`
        : nothing}
      <details><summary>${words.table}</summary><div class="time-table"><table>
        <thead><tr><th scope="col">${words.period}</th><th scope="col">${words.from}</th><th scope="col">${words.upTo}</th></tr></thead>
        <tbody>${strip.bins.filter((bin) => bin.sure + bin.maybe).map((bin) => html`<tr>
          <th scope="row"><button type="button" @click=${() => this.filter(bin.name, bin.name)}>${timeOf(bin.name, this.store.state.language)}</button></th>
          <td>${this.written(bin.sure)}</td><td>${this.written(bin.sure + bin.maybe)}</td></tr>`)}</tbody>
      </table></div></details>
    </div>`;
  }

  private written(value: number): string {
    return numberText(value, this.store.state.language);
  }

  private choose(kind: string): void {
    this.kind = kind;
    this.compute();
    this.draw();
  }

  private divide(unit: string): void {
    this.unit = unit === 'auto' ? undefined : (unit as Unit);
    this.compute();
    this.draw();
  }

  private filter(since: string | undefined, until: string | undefined, live?: string): void {
    const reversed = since !== undefined && until !== undefined && (spanOf(since)?.[0] ?? '') > (spanOf(until)?.[1] ?? '');
    this.store.send({ type: 'filtered', change: reversed ? { since: until, until: since } : { since, until }, ...(live ? { live } : {}) });
  }

  private readonly begin = (event: PointerEvent): void => {
    if (!this.strip || this.store.state.comparison) return;
    this.pause();
    this.from = this.under(event);
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.streams += 1;
    this.brush(this.from, this.from);
  };

  private readonly drag = (event: PointerEvent): void => {
    if (this.from !== undefined) this.brush(this.from, this.under(event));
  };

  private readonly end = (): void => {
    this.from = undefined;
  };

  private under(event: PointerEvent): number {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return this.strip ? binAt(event.clientX - box.left, this.strip, Math.max(1, box.width)) : 0;
  }

  private brush(a: number, b: number): void {
    const [first, last] = [this.strip?.bins[Math.min(a, b)], this.strip?.bins[Math.max(a, b)]];
    const { filter } = this.store.state;
    if (!first || !last || (filter.since === first.name && filter.until === last.name)) return;
    this.filter(first.name, last.name, `time ${this.streams}`);
  }

  /** Move the chosen period, or the first bin, through time; stop at the end. */
  private play(): void {
    if (this.playing !== undefined) return this.pause();
    this.streams += 1;
    this.playing = window.setInterval(() => this.step(), PACE);
    this.step(true);
  }

  private step(starting = false): void {
    const { filter } = this.store.state;
    const bins = this.strip?.bins ?? [];
    const next = nextWindow(bins, filter.since, filter.until) ?? (starting ? nextWindow(bins, undefined, undefined) : undefined);
    if (next) this.filter(next[0], next[1], `time ${this.streams}`);
    else this.pause();
  }

  private pause(): void {
    window.clearInterval(this.playing);
    this.playing = undefined;
    this.draw();
  }

  private compare(strip: Strip): void {
    this.pause();
    const found = halves(strip.bins);
    this.filter(undefined, undefined);
    if (found) this.setPeriods({ before: found[0], after: found[1] });
  }

  private setPeriods(comparison: Comparison): void {
    this.store.set({ comparison });
    if (this.desk) void askPeriods(this.store, this.desk, comparison);
  }

  remove(): void {
    window.clearInterval(this.playing);
    this.resized.disconnect();
    this.element.replaceChildren();
  }
}

/** The first and the last day of a period, as short as they can be said: 2017 begins on 2017-01-01. */
function partialStart([first]: Span): string {
  return first.endsWith('-01-01') ? first.slice(0, 4) : first.endsWith('-01') ? first.slice(0, 7) : first;
}

function partialEnd([, last]: Span): string {
  if (last.endsWith('-12-31')) return last.slice(0, 4);
  return partialOf([`${last.slice(0, 7)}-01`, last]).split('/').at(-1) ?? last;
}
