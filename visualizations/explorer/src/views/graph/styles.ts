/** How sigma draws: shapes and colours from the ontology's legend, dashes for doubt. */
import { DEFAULT_STYLES } from 'sigma/types';
import { extremityArrow, layerDashed, layerFill, layerPlain, pathCurved, pathLine, sdfCircle, sdfDiamond, sdfSquare, sdfTriangle } from 'sigma/rendering';

export type NodeAttributes = {
  x: number;
  y: number;
  size: number;
  color: string;
  label: string;
  shape: string;
  chosen: boolean;
  conflict: boolean;
  dim: boolean;
};

export type EdgeAttributes = {
  size: number;
  color: string;
  /** How many links it stands for, if several. */
  label: string;
  /** Its colour where nothing is selected. */
  plain: string;
  head: string;
  path: string;
  /** Pixels of a dash. */
  dash: number;
};

/** The shape of each sign of the legend; sigma has these four. */
export const SHAPES: Readonly<Record<string, string>> = { box: 'square', square: 'square', diamond: 'diamond', triangle: 'triangle', hexagon: 'triangle', text: 'triangle' };

export const COLOURS = { edge: '#829ab1', lit: '#334e68', leg: '#b44d12', dim: '#d9e2ec', conflict: '#d9730d', doubtful: '#c2702d', chosen: '#0b5cad' };

/** The colour of the page below the drawing. */
export const STAGE = '#fbfcfe';

/** Pixels of the only dash of a whole line. */
export const WHOLE = 20_000;
export const DASH = 7;

const shapes = [sdfCircle(), sdfSquare(), sdfDiamond(), sdfTriangle()];

/** Curves, arrows and dashes, as long as a software renderer can draw them in time. */
export const FINE = {
  nodes: { shapes, layers: [layerFill()] },
  edges: {
    paths: [pathLine(), pathCurved()],
    extremities: [extremityArrow()],
    variables: { dash: { type: 'number' as const, default: WHOLE } },
    // A gap of 0 draws nothing at all: a whole line is one dash longer than any screen.
    layers: [layerDashed({ dashSize: { attribute: 'dash', default: WHOLE, mode: 'pixels' }, gapSize: { value: 5, mode: 'pixels' }, align: 0 })],
  },
};

/** Straight lines alone: doubt is told by colour. */
export const COARSE = {
  nodes: { shapes, layers: [layerFill()] },
  edges: { paths: [pathLine()], layers: [layerPlain()] },
};

export const stylesOf = (fine: boolean) => ({
  nodes: [
    DEFAULT_STYLES.nodes,
    {
      shape: { attribute: 'shape', defaultValue: 'circle' },
      size: { attribute: 'size', defaultValue: 6 },
      label: { attribute: 'label' },
      labelColor: '#1f2933',
      labelSize: 12,
      labelBackgroundColor: `${STAGE}d9`, // a label is read where an edge runs below it
      labelBackgroundPadding: 2,
      labelVisibility: (attributes: NodeAttributes, state: { isHovered: boolean }) => (state.isHovered || attributes.chosen ? 'visible' : attributes.dim ? 'hidden' : 'auto'),
      opacity: (attributes: NodeAttributes) => (attributes.dim ? 0.35 : 1),
      backdropVisibility: (attributes: NodeAttributes, state: { isHovered: boolean }) => (state.isHovered || attributes.chosen || attributes.conflict ? 'visible' : 'hidden'),
      backdropArea: 'node',
      backdropColor: '#ffffff',
      backdropShadowBlur: 0,
      backdropPadding: 3,
      backdropBorderWidth: 2,
      backdropBorderColor: (attributes: NodeAttributes) => (attributes.chosen ? COLOURS.chosen : attributes.conflict ? COLOURS.conflict : '#829ab1'),
    },
  ],
  edges: [
    DEFAULT_STYLES.edges,
    {
      size: { attribute: 'size', defaultValue: 1.6 },
      color: { attribute: 'color', defaultValue: COLOURS.edge },
      ...(fine ? { dash: { attribute: 'dash', defaultValue: WHOLE }, head: { attribute: 'head', defaultValue: 'none' }, path: { attribute: 'path', defaultValue: 'line' }, parallelPath: 'curved', label: { attribute: 'label' }, labelColor: '#334e68', labelSize: 11, labelPosition: 'over', labelBackgroundColor: STAGE, labelBackgroundPadding: 2 } : {}),
    },
  ],
});
