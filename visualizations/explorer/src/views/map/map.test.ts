import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GraphEdge, GraphNode } from '../../store';
import { arrowImage } from './arrow';
import { Boundaries } from './boundaries';
import { curveBetween } from './curves';
import { legsOf } from './legs';
import { keysIn, modelOf } from './model';
import { changeText, yearsText } from './panel';
import { breaksOf, classOf, countsOf } from './places';
import { flowShapes } from './shapes';
import { numberText } from './words';

const node = (key: string, type = 'Location', properties = {}): GraphNode => ({ key, type, roles: [], label: key, properties });
const edge = (type: string, source: string, target: string, properties = {}): GraphEdge => ({ id: `${type} ${source} ${target}`, type, source, target, properties });
const shipped = (name: string): Promise<unknown> =>
  Promise.resolve(JSON.parse(readFileSync(resolve(process.cwd(), `../static/explorer/places/${name}.json`), 'utf8')));

describe('legs', () => {
  it('of an answer carry its counts, phase and period', () => {
    const counted = edge('LEG', 'PE-08', 'PE-17', { victims: 3, cases: 2, phase: 'TRANSPORTE', first: '2017', last: '2018-02' });
    const [leg] = legsOf({ nodes: [], edges: [{ ...counted, id: 'LEG|PE-08|PE-17|D|1|1' }] });
    expect(leg).toMatchObject({ from: 'PE-08', to: 'PE-17', victims: 3, cases: 2, phase: 'TRANSPORTE', when: ['2017-01-01', '2018-02-28'], answer: 'D' });
  });
  it('of a stage go from where it began to where it ended', () => {
    const nodes = [node('s1', 'Stage', { phase: 'CAPTACION' }), node('s2', 'Stage', { phase: 'TRANSPORTE', since: '2017-03' })];
    const edges = [edge('AT', 's1', 'PE-080101'), edge('TO', 's2', 'PE-170101'), edge('NEXT', 's1', 's2'), edge('SUBJECTED_TO', 'v1', 's2'), edge('PART_OF', 's2', 'c1')];
    expect(legsOf({ nodes, edges })).toEqual([
      { id: 's2', from: 'PE-080101', to: 'PE-170101', victims: 1, cases: 1, phase: 'TRANSPORTE', when: ['2017-03-01', '2017-03-31'], doubtful: false, answer: undefined },
    ]);
    const told = [edge('FROM', 's2', 'PE-150101'), ...edges];
    expect(legsOf({ nodes, edges: told })[0]?.from).toBe('PE-150101');
    const undated = [node('s1', 'Stage'), node('s2', 'Stage')];
    const dated = edges.map((one) => (one.type === 'SUBJECTED_TO' ? { ...one, properties: { date: '2018' } } : one));
    expect(legsOf({ nodes: undated, edges: dated })[0]?.when).toEqual(['2018-01-01', '2018-12-31']);
  });
});

describe('a curve', () => {
  it('leads from one place to the other and leaves the way back room', () => {
    const [there, back] = [curveBetween([-77, -12], [-70, -12]), curveBetween([-70, -12], [-77, -12])];
    expect(there.line[0]?.[0]).toBeCloseTo(-77);
    expect(there.line.at(-1)?.[0]).toBeCloseTo(-70);
    expect(there.head[1]).toBeLessThan(-12);
    expect(back.head[1]).toBeGreaterThan(-12);
  });
  it('bears its arrowhead along the way', () => {
    expect(Math.abs(curveBetween([-77, -12], [-70, -12]).bearing - 90)).toBeLessThan(15);
    expect(Math.abs(curveBetween([-77, -12], [-77, -5]).bearing)).toBeLessThan(15);
  });
});

describe('classes of places', () => {
  it('spread few great values over the colours', () => {
    expect(breaksOf([1, 2, 3, 1000])).toEqual([1, 4, 16, 63, 251]);
    expect(breaksOf([1, 1])).toEqual([1]);
    expect(breaksOf([0])).toEqual([]);
    expect([0, 1, 15, 16, 1000].map((value) => classOf(value, [1, 4, 16, 63, 251]))).toEqual([0, 1, 2, 3, 5]);
  });
  it('count victims who arrive and leave, and what is joined to a place', () => {
    const nodes = [node('PE-080101'), node('PE-170101'), node('s1', 'Stage'), node('v1', 'Person')];
    const edges = [edge('LEG', 'PE-080101', 'PE-170101', { victims: 4 }), edge('AT', 's1', 'PE-080101'), edge('BORN_IN', 'v1', 'PE-080101')];
    const model = modelOf({ nodes, edges }, { level: 'department', measure: 'leave', count: 60, periods: undefined });
    expect([...model.counts.values()]).toEqual([
      { uid: 'PE-08', arrive: 0, leave: 4, linked: 2 },
      { uid: 'PE-17', arrive: 4, leave: 0, linked: 0 },
    ]);
    expect(countsOf({ nodes: [node('PE-0101')], edges: [] }, [], 'department').get('PE-01')).toMatchObject({ linked: 0 });
  });
});

describe('two periods', () => {
  const legs = [
    edge('LEG', 'PE-08', 'PE-17', { victims: 4, first: '2016', last: '2016' }),
    edge('LEG', 'PE-15', 'PE-17', { victims: 3, first: '2019-05', last: '2019-06' }),
    edge('LEG', 'PE-01', 'PE-17', { victims: 7, first: '2016', last: '2019' }),
    edge('LEG', 'PE-02', 'PE-17', { victims: 7 }),
  ];
  it('are compared by what certainly lies in each; the rest is told', () => {
    const model = modelOf({ nodes: [], edges: legs }, {
      level: 'department', measure: 'arrive', count: 60, periods: { before: ['2016-01-01', '2017-12-31'], after: ['2018-01-01', '2019-12-31'] },
    });
    expect(model.changes?.map(({ id, before, after }) => [id, before, after])).toEqual([['PE-08>PE-17', 4, 0], ['PE-15>PE-17', 0, 3]]);
    expect(model.unsure).toBe(2);
  });
});

describe('the shipped boundaries', () => {
  it('give a seat and a name to a place of each level', async () => {
    const boundaries = new Boundaries(shipped);
    for (const level of ['country', 'department', 'province', 'district'] as const) await boundaries.load(level);
    expect(['PE', 'PE-17', 'PE-1701', 'PE-170101', 'EC', 'EC-G'].map((uid) => boundaries.near(uid)?.name)).toEqual(['Perú', 'Madre de Dios', 'Tambopata', 'Tambopata', 'Ecuador', 'Ecuador']);
    expect(boundaries.missing.size).toBe(0);
  });
  it('that are missing are named, leave the coarser ones, and are asked for again', async () => {
    let broken = true;
    const boundaries = new Boundaries((name) => (broken && name === 'districts' ? Promise.reject(new Error('404')) : shipped(name)));
    await boundaries.load('department');
    expect(await boundaries.load('district')).toBeUndefined();
    expect([...boundaries.missing]).toEqual(['districts.json']);
    expect(boundaries.near('PE-170101')?.name).toBe('Madre de Dios');
    broken = false;
    boundaries.retry();
    expect((await boundaries.load('district'))?.features).toHaveLength(1892);
    expect(boundaries.missing.size).toBe(0);
  });
  it('leave out flows to places that no file knows, and count them', async () => {
    const boundaries = new Boundaries(shipped);
    await boundaries.load('department');
    const { flows } = modelOf({ nodes: [], edges: [edge('LEG', 'PE-08', 'PE-17', { victims: 1 }), edge('LEG', 'PE-08', 'XX', { victims: 1 })] }, { level: 'department', measure: 'arrive', count: 9, periods: undefined }).flows;
    const shapes = flowShapes(flows, 1, boundaries, () => '#b44d12');
    expect([shapes.features.map((one) => one.geometry.type), shapes.unplaced]).toEqual([['LineString', 'Point'], 1]);
  });
});

describe('words', () => {
  it('write numbers, changes and years as people read them', () => {
    expect([numberText(1012, 'es'), numberText(12345, 'es'), numberText(1234567, 'en')]).toEqual(['1012', '12\u202f345', '1,234,567']);
    expect([changeText(3, 'es'), changeText(-2, 'es'), changeText(0, 'es')]).toEqual(['+3', '−2', 'Igual']);
    expect(yearsText(['2017-01-01', '2017-12-31'], 'es')).toBe('2017');
    expect(yearsText(['2017-03-05', '2017-03-05'], 'es')).toBe('5 mar. 2017');
    expect(yearsText(['2017-03-01', '2017-03-31'], 'en')).toBe('Mar 2017');
    expect(yearsText(['2012-03-01', '2017-03-31'], 'es')).toBe('2012–2017');
  });
  it('select the nodes that a place of a level stands for', () => {
    expect(keysIn({ nodes: [node('PE-080101'), node('PE-08'), node('PE-17'), node('v', 'Person')] }, 'PE-08', 'department')).toEqual(['PE-080101', 'PE-08']);
  });
  it('draw an arrowhead that is full inside and empty outside', () => {
    const { data, width } = arrowImage();
    const alpha = (x: number, y: number) => data[(y * width + x) * 4 + 3] ?? 0;
    expect(alpha(16, 14)).toBeGreaterThan(191);
    expect(alpha(1, 1)).toBe(0);
  });
});
