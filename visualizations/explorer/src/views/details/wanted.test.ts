import { describe, expect, it } from 'vitest';
import { expansionsOf } from './wanted';

const row = (relation: string, direction: string, type: string) => ({ relation, direction, type, count: 1 });
const ALL = [row('VICTIM_IN', 'out', 'Case'), row('SUSPECT_IN', 'out', 'Case'), row('AT', 'out', 'Location'), row('ROUTE', 'out', 'Location'), row('ROUTE', 'in', 'Location'), row('USES', 'out', 'Phone'), row('USES', 'out', 'Vehicle')];

describe('expansionsOf', () => {
  it('asks for all at once if all is wanted', () => {
    expect(expansionsOf(ALL, ALL)).toEqual([{}]);
  });

  it('asks for each relation with its own types, those of the same types together', () => {
    const parts = expansionsOf(ALL.filter(({ type }) => type !== 'Vehicle'), ALL);
    expect(parts.map(({ relations, types }) => ({ relations, types }))).toEqual([
      { relations: ['VICTIM_IN', 'SUSPECT_IN'], types: ['Case'] },
      { relations: ['AT', 'ROUTE'], types: ['Location'] },
      { relations: ['USES'], types: ['Phone'] },
    ]);
  });

  it('names the ways that are wanted', () => {
    const [part] = expansionsOf([ALL[3]!], ALL);
    expect([...(part?.ways ?? [])]).toEqual(['ROUTE|out']);
  });
});
