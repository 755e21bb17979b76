import { expect, it } from 'vitest';
import type { GraphEdge, Properties } from '../../store';
import { countOf, linesOf } from './bundles';

const edge = (id: string, source: string, target: string, type: string, properties: Properties = {}): GraphEdge => ({ id, source, target, type, properties });

it('draws parallel edges of a type once, and the way back apart', () => {
  const lines = linesOf([edge('1', 'a', 'b', 'LEG'), edge('2', 'b', 'a', 'LEG'), edge('3', 'a', 'b', 'LEG'), edge('4', 'a', 'b', 'WITHIN')]);

  expect(lines.map(({ edges }) => edges.map(({ id }) => id))).toEqual([['1', '3'], ['2'], ['4']]);
  expect(lines.map(({ id }) => id)).toEqual(['bundle:["a","LEG","b"]', '2', '4']);
  expect(lines.map(countOf)).toEqual([2, 1, 1]);
});

it('joins two people of a row whichever stands first', () => {
  const lines = linesOf([edge('1', 'a', 'b', 'TOGETHER'), edge('2', 'b', 'a', 'TOGETHER'), edge('3', 'b', 'a', 'SUSPECT_IN')]);

  expect(lines.map(({ source, target, edges }) => [source, target, edges.length])).toEqual([['a', 'b', 2], ['b', 'a', 1]]);
});

it('adds up what a group has counted', () => {
  const [line] = linesOf([edge('g|USES|b', 'g', 'b', 'USES', { count: 7 })]);

  expect(line && [line.id, countOf(line)]).toEqual(['g|USES|b', 7]);
});
