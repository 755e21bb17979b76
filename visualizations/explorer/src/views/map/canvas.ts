/** The canvas of the map: MapLibre with our own boundaries, and no address but this server's. */
import { setWorkerUrl, type GeoJSONSource, type MapMouseEvent } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Feature, FeatureCollection } from 'geojson';
import type { Language } from '../../store';
import { SOURCES } from './words';
import type { Places } from './boundaries';
import { arrowImage } from './arrow';
import type { Level } from './levels';
import { PatientMap } from './patient';
import { chosenAmong, flowLayers, FLOW_SOURCES, OVERLAID, placeLayers, styleOf, type FlowSource } from './style';

setWorkerUrl(workerUrl);

/** Bounds in degrees: south-west and north-east corner. */
export type Bounds = [[number, number], [number, number]];
export const PERU: Bounds = [[-81.4, -18.4], [-68.6, 0.1]];

/** Pixels around the pointer in which a line is hit: thin lines are hard to meet. */
const REACH = 4;
/** Pixels around what is shown, of names at the right and of the key at the left. */
const MARGIN = 20;
const LABEL = 70;
const KEY = 230;
/** Opacity of the flows behind those of an isolated place. */
const DIMMED = 0.1;

export interface Hit {
  readonly flow?: string;
  readonly place?: string;
}

export interface Handlers {
  readonly hover: (hit: Hit) => void;
  readonly click: (hit: Hit, add: boolean) => void;
  readonly zoomed: (zoom: number) => void;
  readonly resting: () => void;
}

const LOCALE: Readonly<Record<Language, Record<string, string>>> = {
  es: { 'Map.Title': 'Mapa', 'AttributionControl.ToggleAttribution': 'Fuentes de los límites' },
  en: { 'Map.Title': 'Map', 'AttributionControl.ToggleAttribution': 'Sources of the boundaries' },
};

export class MapCanvas {
  private readonly map: PatientMap;
  private readonly ready: Promise<void>;
  private readonly filled = new Map<Level, Places>();
  private level: Level = 'department';
  /** Until the user moves the map, it shows all of Peru, whatever its size becomes. */
  private moved = false;
  /** Class of each place that has one, by source and uid. */
  private classed: ReadonlyMap<string, number> = new Map();
  private outlined: readonly string[] = [];

  /** Throws if the browser has no WebGL 2. */
  constructor(element: HTMLElement, language: Language, handlers: Handlers) {
    this.map = new PatientMap({
      container: element,
      style: styleOf(),
      bounds: PERU,
      minZoom: 0.5,
      maxZoom: 12,
      maxPitch: 0,
      dragRotate: false,
      renderWorldCopies: false,
      fadeDuration: 0,
      attributionControl: { compact: true, customAttribution: SOURCES },
      locale: LOCALE[language],
      // A picture goes into reports and onto paper after it was drawn.
      canvasContextAttributes: { preserveDrawingBuffer: true },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.ready = new Promise((resolve) => {
      void this.map.once('load', () => {
        this.map.addImage('arrow', arrowImage(), { sdf: true });
        element.querySelector('.maplibregl-ctrl-attrib')?.classList.remove('maplibregl-compact-show');
        this.fit(undefined);
        resolve();
      });
    });
    this.listen(handlers);
  }

  private listen(handlers: Handlers): void {
    this.map.on('mousemove', (event) => handlers.hover(this.hit(event)));
    this.map.on('mouseout', () => handlers.hover({}));
    this.map.on('click', (event) => handlers.click(this.hit(event), event.originalEvent.shiftKey));
    this.map.on('zoomend', () => handlers.zoomed(this.map.getZoom()));
    this.map.on('idle', handlers.resting);
    this.map.on('movestart', (event) => (this.moved ||= 'originalEvent' in event && event.originalEvent !== undefined));
    this.map.on('resize', () => {
      if (!this.moved) this.fit(undefined);
    });
  }

  get zoom(): number {
    return this.map.getZoom();
  }

  /** Draw the places of a level, the countries always beneath. */
  async showLevel(level: Level, places: ReadonlyMap<Level, Places>): Promise<void> {
    await this.ready;
    for (const [of, collection] of places) {
      if (this.filled.get(of) !== collection) this.source(of).setData(collection as FeatureCollection);
      this.filled.set(of, collection);
    }
    this.level = level;
    for (const other of OVERLAID) {
      for (const layer of placeLayers(other)) this.setVisible(layer, other === level);
    }
    this.setVisible('outline', level === 'province' || level === 'district');
  }

  /** Colour places by class and outline those chosen; a country keeps its class on every level. */
  async colour(classes: ReadonlyMap<string, number>, chosen: ReadonlySet<string>): Promise<void> {
    await this.ready;
    const next = new Map([...classes].map(([uid, shade]) => [`${uid.startsWith('PE-') ? this.level : 'country'} ${uid}`, shade]));
    // Each place whose state is set costs its tile a new upload: only what changes is told.
    for (const [place, shade] of this.classed) if (!next.has(place)) this.shade(place, undefined, shade);
    for (const [place, shade] of next) this.shade(place, shade, this.classed.get(place));
    this.classed = next;
    const outlined = [...chosen].sort();
    if (outlined.join() === this.outlined.join()) return;
    this.outlined = outlined;
    for (const level of [...OVERLAID, 'country']) this.map.setFilter(`${level}-chosen`, chosenAmong(outlined));
  }

  /** Draw features: flows and dots that pass the threshold, or the flows of the place that is isolated. */
  async show(source: FlowSource, features: readonly Feature[]): Promise<void> {
    await this.ready;
    await this.map.holdFor(source, () => this.source(source).setData({ type: 'FeatureCollection', features: [...features] }));
  }

  /** Dim all flows but those of the isolated place. */
  async dim(on: boolean): Promise<void> {
    await this.ready;
    const opacity = on ? DIMMED : 1;
    this.map.setPaintProperty('flows-casing', 'line-opacity', on ? 0 : 0.85);
    for (const layer of ['flows-solid', 'flows-dashed']) this.map.setPaintProperty(layer, 'line-opacity', opacity);
    this.map.setPaintProperty('flows-heads', 'icon-opacity', opacity);
    for (const layer of flowLayers('lit')) this.setVisible(layer, on);
  }

  /** Show an area, or Peru as long as the user moves nothing. */
  fit(bounds: Bounds | undefined): void {
    this.moved = bounds !== undefined;
    const { clientWidth, clientHeight } = this.map.getContainer();
    // The key stands on the sea at the left: what is shown stands beside it if there is room.
    const left = clientWidth > 0.8 * clientHeight + KEY ? KEY : MARGIN;
    this.map.fitBounds(bounds ?? PERU, { padding: { top: MARGIN, right: LABEL, bottom: MARGIN, left }, maxZoom: 9, duration: 0 });
  }

  /** Return a copy of the map. */
  picture(): HTMLCanvasElement {
    const drawn = this.map.getCanvas();
    const copy = Object.assign(document.createElement('canvas'), { width: drawn.width, height: drawn.height });
    copy.getContext('2d')?.drawImage(drawn, 0, 0);
    return copy;
  }

  remove(): void {
    this.map.remove();
  }

  private shade(place: string, shade: number | undefined, before: number | undefined): void {
    if (shade === before) return;
    const [source = '', id = ''] = place.split(' ');
    if (shade === undefined) this.map.removeFeatureState({ source, id });
    else this.map.setFeatureState({ source, id }, { class: shade });
  }

  private hit(event: MapMouseEvent): Hit {
    const { x, y } = event.point;
    const around: [[number, number], [number, number]] = [[x - REACH, y - REACH], [x + REACH, y + REACH]];
    const lines = FLOW_SOURCES.flatMap((source) => [`${source}-solid`, `${source}-dashed`]);
    const [found] = this.query(around, ['ends']).concat(this.query(around, lines), this.query([[x, y], [x, y]], [`${this.level}-fill`, 'country-fill']));
    const { uid, id } = found?.properties ?? {};
    if (typeof uid === 'string' && uid) return { place: uid };
    return typeof id === 'string' ? { flow: id } : {};
  }

  private query(box: [[number, number], [number, number]], layers: string[]) {
    const present = layers.filter((layer) => this.map.getLayer(layer));
    return present.length ? this.map.queryRenderedFeatures(box, { layers: present }) : [];
  }

  private source(name: string): GeoJSONSource {
    return this.map.getSource(name) as GeoJSONSource;
  }

  private setVisible(layer: string, on: boolean): void {
    this.map.setLayoutProperty(layer, 'visibility', on ? 'visible' : 'none');
  }
}
