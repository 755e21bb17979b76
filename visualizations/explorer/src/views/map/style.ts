/** The style of the map: colours, sources and layers. Labels are drawn by the browser: no glyph server. */
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Level } from './levels';

export const INK = '#1f2933';
export const SEA = '#e9eff4';
const LAND = '#f3f1eb';
const PERU = '#fdfcf8';
const BORDER = '#9fadbb';
/** Between provinces and districts: there are many, and the departments' lines lie over them. */
const FINE_BORDER = '#c9d2db';
/** Classes of places from none to most, calm beneath the flows. */
export const SCALE = [PERU, '#e3eaf1', '#cbd8e5', '#aec2d5', '#8faac4', '#7090b0'] as const;
/** The way between two places, if no stage is told, and if its legs are of several. */
export const LEG = '#b44d12';
export const SEVERAL = '#52606d';
export const RISING = '#b3261e';
export const FALLING = '#1c5fa8';
const SELECTED = '#0b5cad';

/** Levels that lie over the countries, each in a source of its own. */
export const OVERLAID: readonly Level[] = ['department', 'province', 'district'];
/**
 * Sources of flows: all that are drawn, with the dots of their places, and those of the place that is
 * isolated. Lines, arrowheads and dots share a source: each source that changes costs a frame.
 */
export const FLOW_SOURCES = ['flows', 'lit'] as const;
export type FlowSource = (typeof FLOW_SOURCES)[number];

export const flowLayers = (source: FlowSource): string[] => [`${source}-casing`, `${source}-solid`, `${source}-dashed`, `${source}-heads`];
export const placeLayers = (level: Level): string[] => [`${level}-fill`, `${level}-border`, `${level}-points`, `${level}-chosen`];

const EMPTY = { type: 'FeatureCollection' as const, features: [] };
/** One step of the zoom doubles lengths; lines and arrowheads grow slower. */
const grown = (value: ExpressionSpecification): ExpressionSpecification =>
  ['interpolate', ['linear'], ['zoom'], 3, ['*', 0.7, value], 6, value, 10, ['*', 1.6, value]];
const classOf: ExpressionSpecification = ['coalesce', ['feature-state', 'class'], 0];
const isPoint: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];
/** Arrowheads have a bearing, dots of places a uid. */
const isHead: ExpressionSpecification = ['has', 'bearing'];
const isDot: ExpressionSpecification = ['has', 'uid'];
const isLine: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
/** The outlines of the places that are selected. */
export const chosenAmong = (uids: readonly string[]): ExpressionSpecification => ['in', ['get', 'uid'], ['literal', [...uids]]];

/** Return the style without data. */
export function styleOf(): StyleSpecification {
  const source = { type: 'geojson' as const, data: EMPTY, promoteId: 'uid' };
  const places = Object.fromEntries([...OVERLAID, 'country'].map((level) => [level, source]));
  const flows = Object.fromEntries(FLOW_SOURCES.map((name) => [name, { type: 'geojson' as const, data: EMPTY }]));
  return {
    version: 8,
    sources: { ...places, ...flows },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': SEA } },
      ...areas('country', LAND, 0.8),
      ...OVERLAID.flatMap((level) => areas(level, PERU, level === 'department' ? 0.9 : 0.6)),
      { id: 'outline', type: 'line', source: 'department', layout: { visibility: 'none' }, paint: { 'line-color': BORDER, 'line-width': 1.1 } },
      ...FLOW_SOURCES.flatMap((source) => flowsOfSource(source, source === 'flows')),
      ...ends(),
    ],
  };
}

function areas(level: Level, empty: string, border: number): LayerSpecification[] {
  const visibility = level === 'country' || level === 'department' ? 'visible' : 'none';
  const colour: ExpressionSpecification = ['match', classOf, 1, SCALE[1], 2, SCALE[2], 3, SCALE[3], 4, SCALE[4], 5, SCALE[5], empty];
  return [
    { id: `${level}-fill`, type: 'fill', source: level, filter: ['!', isPoint], layout: { visibility }, paint: { 'fill-color': colour, 'fill-antialias': false } },
    { id: `${level}-border`, type: 'line', source: level, filter: ['!', isPoint], layout: { visibility }, paint: { 'line-color': border < 0.8 ? FINE_BORDER : BORDER, 'line-width': border } },
    {
      id: `${level}-points`, type: 'circle', source: level, filter: isPoint, layout: { visibility },
      paint: { 'circle-radius': 4, 'circle-color': colour, 'circle-stroke-color': BORDER, 'circle-stroke-width': 1 },
    },
    { id: `${level}-chosen`, type: 'line', source: level, filter: chosenAmong([]), layout: { visibility }, paint: { 'line-color': SELECTED, 'line-width': 2.5 } },
  ];
}

function flowsOfSource(source: FlowSource, shown: boolean): LayerSpecification[] {
  const visibility: 'visible' | 'none' = shown ? 'visible' : 'none';
  const width: ExpressionSpecification = ['get', 'width'];
  const line = { visibility, 'line-cap': 'round' as const, 'line-join': 'round' as const, 'line-sort-key': ['get', 'width'] as ExpressionSpecification };
  const paint = { 'line-color': ['get', 'colour'] as ExpressionSpecification, 'line-width': grown(width) };
  return [
    { id: `${source}-casing`, type: 'line', source, filter: isLine, layout: line, paint: { 'line-color': '#ffffff', 'line-opacity': 0.85, 'line-width': grown(['+', 2, width]) } },
    { id: `${source}-solid`, type: 'line', source, filter: ['all', isLine, ['!', ['get', 'dashed']]], layout: line, paint },
    { id: `${source}-dashed`, type: 'line', source, filter: ['all', isLine, ['get', 'dashed']], layout: { ...line, 'line-cap': 'butt' }, paint: { ...paint, 'line-dasharray': [2.5, 1.5] } },
    {
      id: `${source}-heads`, type: 'symbol', source, filter: isHead,
      layout: {
        visibility, 'icon-image': 'arrow', 'icon-rotate': ['get', 'bearing'], 'icon-rotation-alignment': 'map', 'icon-allow-overlap': true, 'icon-ignore-placement': true,
        'icon-size': ['interpolate', ['linear'], ['get', 'width'], 1, 0.3, 10, 0.62],
      },
      paint: { 'icon-color': ['get', 'colour'], 'icon-halo-color': '#ffffff', 'icon-halo-width': 1.5 },
    },
  ];
}

function ends(): LayerSpecification[] {
  return [
    {
      id: 'ends', type: 'circle', source: 'flows', filter: isDot,
      paint: {
        'circle-radius': ['get', 'radius'],
        'circle-color': ['case', ['get', 'coarse'], '#ffffff', INK],
        'circle-stroke-width': ['case', ['get', 'chosen'], 3, 1.2],
        'circle-stroke-color': ['case', ['get', 'chosen'], SELECTED, ['get', 'coarse'], INK, '#ffffff'],
      },
    },
    {
      id: 'names', type: 'symbol', source: 'flows', filter: isDot,
      layout: {
        'text-field': ['get', 'name'], 'text-font': ['Segoe UI', 'Roboto', 'Helvetica Neue', 'DejaVu Sans', 'sans-serif'],
        'text-size': ['interpolate', ['linear'], ['zoom'], 3, 11, 8, 14], 'text-max-width': 9,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 0.7, 'text-justify': 'auto',
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'text-color': INK, 'text-halo-color': '#ffffff', 'text-halo-width': 1.8 },
    },
  ];
}
