import { describe, expect, it } from 'vitest';
import { expansionsOf, ranked } from './wanted';

const row = (relation: string, direction: string, type: string) => ({ relation, direction, type, count: 1 });
const ALL = [row('VICTIM_IN', 'out', 'Case'), row('SUSPECT_IN', 'out', 'Case'), row('AT', 'out', 'Location'), row('ROUTE', 'out', 'Location'), row('ROUTE', 'in', 'Location'), row('USES', 'out', 'Phone'), row('USES', 'out', 'Vehicle')];

describe('expansionsOf', () => {
  it('asks for all at once if all is wanted and fits', () => {
    expect(expansionsOf(ALL, ALL, 100, false)).toEqual([{}]);
  });

  it('asks for each kind with its own relations, cases before people before means, places and stages', () => {
    const parts = expansionsOf([...ALL.filter(({ type }) => type !== 'Vehicle'), row('COMMITTED', 'out', 'Stage'), row('CO_OFFENDED', 'out', 'Person')], ALL, 100, false);
    expect(parts.map(({ relations, types }) => ({ relations, types }))).toEqual([
      { relations: ['SUSPECT_IN', 'VICTIM_IN'], types: ['Case'] },
      { relations: ['CO_OFFENDED'], types: ['Person'] },
      { relations: ['USES'], types: ['Phone'] },
      { relations: ['AT', 'ROUTE'], types: ['Location'] },
      { relations: ['COMMITTED'], types: ['Stage'] },
    ]);
  });

  it('brings cases first where not all fits, whatever their relation is called', () => {
    const place = [row('AT', 'in', 'Stage'), row('AT', 'in', 'Case'), { ...row('WITHIN', 'in', 'Location'), more: true }];
    expect(expansionsOf(place, place, 100, false).map(({ types }) => types)).toEqual([['Case'], ['Location'], ['Stage']]);
  });

  it('leaves the order to the dates if they are to decide', () => {
    expect(expansionsOf(ALL, ALL, 2, true)).toEqual([{}]);
  });

  it('names the ways that are wanted', () => {
    const [part] = expansionsOf([ALL[3]!], ALL, 100, false);
    expect([...(part?.ways ?? [])]).toEqual(['ROUTE|out']);
  });
});

it('lists what was counted in the same order, unknown kinds last', () => {
  expect(ranked([row('X', 'in', 'New'), row('COMMITTED', 'out', 'Stage'), row('VICTIM_IN', 'out', 'Case')]).map(({ type }) => type)).toEqual(['Case', 'Stage', 'New']);
});
