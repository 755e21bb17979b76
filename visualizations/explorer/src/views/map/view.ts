/** The map: places coloured by what the store shows there, flows between them, and the same as lists. */
import { html, nothing, render } from 'lit-html';
import { visible, type State, type Store, type Visible } from '../../store';
import { phaseLook } from '../naming';
import { Boundaries, type Places } from './boundaries';
import { MapCanvas, PERU, type Bounds, type Hit } from './canvas';
import { sizeOf, type Change, type Flow } from './flows';
import { atLevel, levelAt, type Level } from './levels';
import './map.css';
import { flowsAt, keysIn, keysOf, modelOf, type Model } from './model';
import { controls, key, lists, told, type LevelChoice, type PanelEvents, type PanelState } from './panel';
import type { Measure } from './places';
import { classesOf, flowShapes, placeDots } from './shapes';
import { LEG, SEVERAL } from './style';
import { remarks, thresholdText } from './told';
import { mapWords } from './words';

/** Flows drawn at first: more make a knot. Departments lie closer together on the map than districts. */
const FIRST_FLOWS: Readonly<Record<Level, number>> = { country: 40, department: 40, province: 60, district: 60 };
/** Rows listed at first. */
const FIRST_ROWS = 60;

export class MapView {
  private readonly boundaries = new Boundaries();
  private canvas: MapCanvas | undefined;
  private readonly key = part('div', 'map-key');
  private readonly parts: Readonly<Record<'controls' | 'notice' | 'stage' | 'told' | 'lists', HTMLElement>>;
  private choice: LevelChoice = 'auto';
  private measure: Measure = 'arrive';
  private count: number | undefined;
  private listed = FIRST_ROWS;
  private places: ReadonlyMap<Level, Places> = new Map();
  private zoom = 4;
  private last: { shown: Visible; selection: State['selection']; language: State['language']; comparison: State['comparison'] } | undefined;
  private model: Model | undefined;
  private loading = true;

  constructor(
    private readonly element: HTMLElement,
    private readonly store: Store,
  ) {
    element.classList.add('map-view');
    this.parts = { controls: part('div', 'map-controls'), notice: part('div', 'map-notice'), stage: part('div', 'map-stage'), told: part('div', 'map-told'), lists: part('div', 'map-lists') };
    this.parts.notice.setAttribute('role', 'status');
    element.replaceChildren(...Object.values(this.parts));
    element.addEventListener('keydown', this.escape);
    this.start();
    // Once, not at each start: the store tells this view of its own change.
    if (this.canvas) this.store.set({ pictures: new Map(this.store.state.pictures).set('map', () => this.canvas?.picture()) });
    this.update();
    void this.loadLevel();
  }

  private readonly escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.light(undefined);
  };

  private start(): void {
    const canvas = part('div', 'map-canvas');
    this.parts.stage.replaceChildren(canvas, this.key);
    try {
      this.canvas = new MapCanvas(canvas, this.store.state.language, {
        hover: (hit) => this.hover(hit),
        click: (hit, add) => this.click(hit, add),
        zoomed: (zoom) => this.zoomed(zoom),
        resting: () => void (this.element.dataset.resting = String(Number(this.element.dataset.resting ?? 0) + 1)),
      });
      this.zoom = this.canvas.zoom;
      canvas.querySelector('canvas')?.setAttribute('aria-label', this.words.canvas);
    } catch {
      this.canvas = undefined; // no WebGL 2: the lists stay, and the notice says so
    }
  }

  private get words() {
    return mapWords[this.store.state.language];
  }

  private get level(): Level {
    return this.choice === 'auto' ? levelAt(this.zoom) : this.choice;
  }

  /** Follow the store: recompute what changed, and nothing else. */
  update(): void {
    const { selection, language, comparison } = this.store.state;
    const shown = visible(this.store.state);
    if (this.last && this.last.language !== language) this.rename();
    const same = this.last?.shown === shown && this.last.language === language && this.last.comparison === comparison;
    if (same && this.last?.selection === selection) return;
    this.last = { shown, selection, language, comparison };
    if (!same) this.compute();
    this.draw();
  }

  private rename(): void {
    this.canvas?.remove();
    this.start();
    void this.canvas?.showLevel(this.level, this.places);
  }

  private compute(): void {
    const { measure, level } = this;
    const count = this.count ?? FIRST_FLOWS[level];
    this.model = modelOf(this.shown, { level, measure, count, periods: this.store.state.comparison });
  }

  private get shown(): Visible {
    return this.last?.shown ?? visible(this.store.state);
  }

  private redraw(): void {
    this.compute();
    this.draw();
  }

  private draw(): void {
    if (!this.model) return;
    this.panel();
    if (!this.canvas) return;
    const { strongest, values, breaks, counts, level } = this.model;
    const most = Math.max(1, ...strongest.drawn.map(sizeOf));
    const chosen = this.chosenPlaces();
    const ends = new Set(strongest.drawn.flatMap((flow) => [flow.from, flow.to]));
    const dotted = [...counts.values()].filter((one) => ends.has(one.uid) || one.linked > 0);
    const dots = placeDots(dotted, level, this.boundaries, { name: this.nameOf, chosen: (uid) => chosen.has(uid) });
    void this.canvas.show('flows', [...flowShapes(strongest.drawn, most, this.boundaries, this.colour).features, ...dots]);
    void this.canvas.colour(classesOf(values, breaks), chosen);
    this.element.dataset.level = level;
    this.element.dataset.flows = String(strongest.drawn.length);
  }

  private panel(): void {
    if (!this.model) return;
    const state = this.panelState(this.model);
    const empty = this.model.counts.size === 0;
    render(controls(state, this.events), this.parts.controls);
    render(empty ? nothing : key(state), this.key);
    render(told(state), this.parts.told);
    render(lists(state, this.events), this.parts.lists);
    render(this.notice(empty), this.parts.notice);
  }

  private notice(empty: boolean) {
    const { words } = this;
    if (this.boundaries.missing.size) {
      return html`<p>${words.missing([...this.boundaries.missing].sort().join(', '))} <button type="button" @click=${() => this.retry()}>${words.retry}</button></p>`;
    }
    if (!this.canvas) return html`<p>${words.noGraphics}</p>`;
    if (this.loading) return html`<p>${words.loading}</p>`;
    return empty ? html`<p>${words.empty}</p>` : nothing;
  }

  private panelState(model: Model): PanelState {
    const { language, selection } = this.store.state;
    const unplaced = model.strongest.drawn.filter((flow) => !this.boundaries.near(flow.from) || !this.boundaries.near(flow.to)).length;
    return {
      language,
      model,
      choice: this.choice,
      measure: this.measure,
      told: [thresholdText(model.strongest, language, model.changes !== undefined), ...remarks(model, this.loading ? 0 : unplaced, language)].filter((line) => line !== ''),
      listed: this.listed,
      nameOf: this.nameOf,
      phaseOf: this.phaseOf,
      isChosen: (of) => selection.size > 0 && this.keys(of).some((key) => selection.has(key)) && (typeof of === 'string' || of.legs.some((leg) => selection.has(leg.id))),
    };
  }

  private readonly nameOf = (uid: string): string => this.store.state.graph.nodes.get(uid)?.label ?? this.boundaries.nameOf(uid) ?? uid;

  private readonly phaseOf = (phase: string | undefined): { name: string; colour: string } => ({
    name: phase === undefined ? this.words.unsaid : this.words.mixed,
    colour: phase === 'mixed' ? SEVERAL : LEG,
    ...(phase !== undefined && phase !== 'mixed' ? phaseLook(this.store.state, phase) : {}),
  });

  private readonly colour = (phase: string | undefined): string => this.phaseOf(phase).colour;

  private chosenPlaces(): Set<string> {
    const { selection, graph } = this.store.state;
    const places = [...selection].filter((key) => graph.nodes.get(key)?.type === 'Location');
    return new Set(places.map((key) => atLevel(key, this.level)));
  }

  private keys(of: Flow | string): string[] {
    return typeof of === 'string' ? keysIn(this.shown, of, this.level) : keysOf(this.shown, of, this.level);
  }

  private readonly events: PanelEvents = {
    choose: (choice) => {
      this.choice = choice;
      void this.loadLevel();
    },
    measure: (measure) => {
      this.measure = measure;
      this.redraw();
    },
    count: (count) => {
      this.count = count;
      this.redraw();
    },
    fit: (what) => this.canvas?.fit(what === 'peru' ? undefined : this.bounds()),
    more: () => {
      this.listed *= 4;
      this.panel();
    },
    light: (of) => this.light(of),
    select: (of, add) => this.store.send({ type: 'selected', keys: this.keys(of), add }),
  };

  /** Show only the flows of a place, or one flow; undefined shows all again. */
  private light(of: Flow | string | undefined): void {
    if (!this.canvas || !this.model) return;
    const all: readonly (Flow | Change)[] = this.model.changes ?? this.model.flows.flows;
    const lit = of === undefined ? [] : typeof of === 'string' ? flowsAt(all, of) : [of];
    const most = Math.max(1, ...this.model.strongest.drawn.map(sizeOf));
    this.element.dataset.lit = String(lit.length);
    void this.canvas.show('lit', flowShapes(lit, most, this.boundaries, this.colour).features);
    void this.canvas.dim(lit.length > 0);
  }

  private hover(hit: Hit): void {
    const name = hit.place ?? hit.flow ?? '';
    if (this.element.dataset.under === name) return;
    this.element.dataset.under = name;
    this.light(this.found(hit));
  }

  private click(hit: Hit, add: boolean): void {
    const of = this.found(hit);
    this.store.send({ type: 'selected', keys: of === undefined ? [] : this.keys(of), add });
  }

  private found(hit: Hit): Flow | string | undefined {
    return hit.place ?? (this.model?.changes ?? this.model?.flows.flows)?.find((flow) => flow.id === hit.flow);
  }

  private zoomed(zoom: number): void {
    const before = this.level;
    this.zoom = zoom;
    if (this.level !== before) void this.loadLevel();
  }

  private retry(): void {
    this.boundaries.retry();
    void this.loadLevel();
  }

  /** Load what the level draws: countries beneath, departments for the outlines, the level itself. */
  private async loadLevel(): Promise<void> {
    const { level } = this;
    this.loading = true;
    this.redraw();
    const wanted = [...new Set<Level>(['country', 'department', level])];
    const loaded = await Promise.all(wanted.map(async (of) => [of, await this.boundaries.load(of)] as const));
    if (level !== this.level) return;
    this.loading = false;
    this.places = new Map(loaded.flatMap(([of, places]) => (places ? [[of, places] as const] : [])));
    await this.canvas?.showLevel(level, this.places);
    this.redraw();
  }

  private bounds(): Bounds {
    const seats = [...(this.model?.counts.keys() ?? [])].map((uid) => this.boundaries.near(uid)?.seat).filter((seat) => seat !== undefined);
    if (seats.length === 0) return PERU;
    const [longitudes, latitudes] = [seats.map((seat) => seat[0]), seats.map((seat) => seat[1])];
    return [[Math.min(...longitudes), Math.min(...latitudes)], [Math.max(...longitudes), Math.max(...latitudes)]];
  }

  remove(): void {
    this.element.removeEventListener('keydown', this.escape);
    this.canvas?.remove();
    this.element.replaceChildren();
  }
}

function part(tag: string, name: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  return element;
}
