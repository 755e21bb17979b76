import { describe, expect, it } from 'vitest';
import { partialOf, spanOf, type GraphEdge, type GraphNode, type Span } from '../../store';
import { binOf, binsOf, namesBetween, unitOf } from './bins';
import { compared, datedOf, halves, nextWindow, stripOf } from './model';
import { binAt } from './strip';

const span = (text: string): Span => spanOf(text) as Span;
const spans = (...texts: string[]): Span[] => texts.map(span);
const node = (key: string, type: string, properties = {}): GraphNode => ({ key, type, roles: [], label: key, properties });
const edge = (type: string, properties = {}): GraphEdge => ({ id: type, type, source: 'a', target: 'b', properties });

describe('bins', () => {
  it('hold a date only if it is as fine as they are', () => {
    expect([binOf(span('2017-03-05'), 'month'), binOf(span('2017-03'), 'month'), binOf(span('2017'), 'month'), binOf(span('2017'), 'year')]).toEqual(['2017-03', '2017-03', undefined, '2017']);
  });
  it('never count a year in one of its months: it may be in each', () => {
    const bins = binsOf(spans('2017', '2017-03', '2017-03-05'), 'month', span('2017'));
    expect(bins).toHaveLength(12);
    expect(bins.map((bin) => bin.sure)).toEqual([0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(bins.every((bin) => bin.maybe === 1)).toBe(true);
  });
  it('lose nothing: what is certain and what is wider are all the spans', () => {
    const all = spans('2015', '2016-02', '2016-12-31/2017-01-01', '2016-02-29', '2014/2018');
    const bins = binsOf(all, 'year', span('2014/2018'));
    expect(bins.map(({ name, sure, maybe }) => [name, sure, maybe])).toEqual([['2014', 0, 1], ['2015', 1, 1], ['2016', 2, 2], ['2017', 0, 2], ['2018', 0, 1]]);
  });
  it('are named without a gap, leap days too', () => {
    expect(namesBetween(span('2016-11/2017-02'), 'month')).toEqual(['2016-11', '2016-12', '2017-01', '2017-02']);
    expect(namesBetween(['2016-02-28', '2016-03-01'], 'day')).toEqual(['2016-02-28', '2016-02-29', '2016-03-01']);
  });
  it('are as fine as half of the dates, and few enough to read', () => {
    expect(unitOf(spans('2017', '2017', '2018-02'))).toBe('year');
    expect(unitOf(spans('2017', '2017-05', '2018-02-01'))).toBe('month');
    expect(unitOf(spans('2017-05-02', '2017-05-09', '2017'))).toBe('month');
    expect(unitOf(spans('2017-05-02', '2017-06-09'))).toBe('day');
    expect(unitOf(spans('1990-05-02', '2024-06-09'))).toBe('year');
    expect(unitOf([])).toBe('year');
  });
});

describe('kinds', () => {
  it('are counted by what has a date, stages first, and say what has none', () => {
    const nodes = [node('c', 'Case', { since: '2017' }), node('s', 'Stage', { date: '2017-03' }), node('t', 'Stage'), node('p', 'Location')];
    const dated = datedOf({ nodes, edges: [edge('LEG', { first: '2016', last: '2018' })] });
    expect(dated.kinds).toEqual([{ name: 'Stage', dated: 1, undated: 1 }, { name: 'LEG', dated: 1, undated: 0 }, { name: 'Case', dated: 1, undated: 0 }]);
    expect(dated.spans.get('LEG')).toEqual([['2016-01-01', '2018-12-31']]);
    expect(stripOf([], undefined)).toBeUndefined();
    expect(stripOf(dated.spans.get('LEG') ?? [], undefined)).toMatchObject({ unit: 'year', most: 1 });
  });
});

describe('two periods', () => {
  const all = spans('2016', '2017-03', '2018', '2016/2018', '2020');
  it('count what certainly lies in each, and say what nobody can assign', () => {
    expect(compared(all, span('2016/2017'), span('2018/2019'))).toEqual({ before: 2, after: 1, unsure: 1 });
  });
  it('begin as the two halves of the time', () => {
    const bins = binsOf(all, 'year', span('2016/2020'));
    expect(halves(bins)).toEqual([span('2016/2017'), span('2018/2020')]);
    expect(halves(bins.slice(0, 1))).toBeUndefined();
  });
});

describe('play', () => {
  const bins = binsOf(spans('2016', '2019'), 'year', span('2016/2019'));
  it('starts at the first bin, moves the chosen window by one, and ends', () => {
    expect(nextWindow(bins, undefined, undefined)).toEqual(['2016', '2016']);
    expect(nextWindow(bins, '2016', '2017')).toEqual(['2017', '2018']);
    expect(nextWindow(bins, '2018', '2019')).toBeUndefined();
  });
});

describe('a place of the strip', () => {
  it('is the bin under it, the nearest one beyond the ends', () => {
    const strip = stripOf(spans('2016', '2019'), 'year');
    if (!strip) throw new Error('no strip');
    expect([-5, 0, 149, 150, 399, 900].map((x) => binAt(x, strip, 400))).toEqual([0, 0, 1, 1, 3, 3]);
  });
  it('is named as short as its span allows', () => {
    expect([partialOf(span('2017')), partialOf(span('2017-03')), partialOf(span('2017-03-05')), partialOf(span('2017/2018'))]).toEqual(['2017', '2017-03', '2017-03-05', '2017-01-01/2018-12-31']);
  });
});
