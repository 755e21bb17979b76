/** The steps of the guided tour, as data: what to press, what opens it, and when the step is done. */
import type { State, Store } from '../../store';

export interface Step {
  readonly name: 'networks' | 'odds' | 'canvas' | 'group' | 'choose' | 'known' | 'map' | 'asOf' | 'pairs' | 'end';
  /** The control or part of the page that the step is about. */
  readonly at: string;
  /** What the page shows when the step begins. */
  readonly opens?: Parameters<Store['set']>[0];
  /** The step goes on by itself once this is so; without it the reader goes on. */
  readonly done?: (state: State) => boolean;
}

const chosen = ({ selection, graph }: State): boolean => selection.size === 1 && [...selection].some((key) => graph.nodes.has(key));

/** From a stored network to who says what of its cases. */
export const STEPS: readonly Step[] = [
  { name: 'networks', at: '.views [data-view="networks"]', opens: { view: 'graph', pane: 'view' }, done: ({ view }) => view === 'networks' },
  { name: 'odds', at: '.networks-odds', opens: { view: 'networks', pane: 'view' } },
  { name: 'canvas', at: '.networks-put', opens: { view: 'networks', pane: 'view' }, done: ({ view, graph }) => view === 'graph' && graph.nodes.size > 0 },
  { name: 'group', at: '.by-network', opens: { view: 'graph', pane: 'details' }, done: ({ groups }) => [...groups.values()].some(({ by }) => by === 'network') },
  { name: 'choose', at: '.view.table tbody', opens: { view: 'table', pane: 'view' }, done: chosen },
  { name: 'known', at: '.details', opens: { pane: 'details' } },
  { name: 'map', at: '.views [data-view="map"]', opens: { pane: 'view' }, done: ({ view }) => view === 'map' },
  { name: 'asOf', at: '.as-of', opens: { pane: 'legend' }, done: ({ filter }) => filter.asOf !== undefined },
  { name: 'pairs', at: '.views [data-view="pair"]', opens: { pane: 'view' }, done: ({ view }) => view === 'pair' },
  { name: 'end', at: '.history' },
];
