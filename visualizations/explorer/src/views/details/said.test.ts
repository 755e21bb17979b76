import { expect, it } from 'vitest';
import { saidOf } from './said';

const row = (field: string, values: readonly string[], registry: string, record: string, conflict = false) => ({ field, values, registry, record, conflict });

it('tells a value once, with all who say it, and keeps those apart that differ', () => {
  const fields = saidOf([row('age', ['54'], 'SISTRA', 'S-1', true), row('age', ['57'], 'RETA', 'R-1', true), row('age', ['54'], 'SISTRA', 'S-2', true), row('age', ['54'], 'RETA', 'R-2', true), row('name', ['X'], 'RETA', 'R-1')]);

  expect([...fields.keys()]).toEqual(['age', 'name']);
  expect(fields.get('age')?.map(({ value, who, conflict }) => ({ value, who: [...who], conflict }))).toEqual([
    { value: ['54'], who: [['SISTRA', ['S-1', 'S-2']], ['RETA', ['R-2']]], conflict: true },
    { value: ['57'], who: [['RETA', ['R-1']]], conflict: true },
  ]);
});

it('says that nobody is named where no registry and record is', () => {
  expect([...(saidOf([{ field: 'n', values: [1] }]).get('n')?.[0]?.who ?? [])]).toEqual([['', []]]);
});
