import { describe, expect, it } from 'vitest';
import type { GraphEdge, GraphNode, Properties } from '../../store';
import { fittingLayout, layered, seeded } from './layout';
import { arranged } from './layout.worker';

const node = (key: string, type = 'Location', properties: Properties = {}): GraphNode => ({ key, type, roles: [], label: key, properties });
const leg = (source: string, target: string): GraphEdge => ({ id: `LEG|${source}|${target}`, source, target, type: 'LEG', properties: {} });

describe('layers', () => {
  const nodes = ['lima', 'cusco', 'puno', 'tacna'].map((key) => node(key));
  const edges = [leg('cusco', 'puno'), leg('puno', 'tacna'), leg('cusco', 'tacna'), leg('tacna', 'lima')];

  it('puts each place behind the longest way to it', () => {
    const places = layered(nodes, edges);
    const order = [...places].sort(([, a], [, b]) => a.x - b.x).map(([key]) => key);
    expect(order).toEqual(['cusco', 'puno', 'tacna', 'lima']);
  });

  it('ends where ways go round in a circle', () => {
    const places = layered(nodes, [...edges, leg('lima', 'cusco'), leg('puno', 'puno')]);
    expect(places.size).toBe(4);
    for (const { x, y } of places.values()) expect([x, y].every(Number.isFinite)).toBe(true);
  });

  it('is the same for the same data in any order', () => {
    const one = layered(nodes, edges);
    const other = layered([...nodes].reverse(), [...edges].reverse());
    for (const [key, at] of one) expect(other.get(key)).toEqual(at);
  });

  it('orders stages by phase, people before and places after', () => {
    const stages = [node('b', 'Stage', { phase: 'RECEPCION' }), node('a', 'Stage', { phase: 'CAPTACION' }), node('p', 'Person'), node('l')];
    const joins: GraphEdge[] = [['p', 'a'], ['a', 'l']].map(([source = '', target = '']) => ({ id: source + target, source, target, type: 'AT', properties: {} }));
    const places = layered(stages, joins);
    const x = (key: string) => places.get(key)?.x ?? NaN;
    expect(x('p')).toBeLessThan(x('a'));
    expect(x('l')).toBeGreaterThan(x('a'));
    expect(x('b')).toBeGreaterThan(x('l'));
  });

  it('fits ways and stages', () => {
    expect(fittingLayout(nodes, edges)).toBe('layers');
    expect(fittingLayout([node('c', 'Case'), node('p', 'Person')], [])).toBe('forces');
  });
});

describe('forces', () => {
  const task = () => ({
    id: 1,
    nodes: Array.from({ length: 30 }, (_, n) => ({ key: `k${n}`, x: Math.cos(n), y: Math.sin(n) * n, fixed: n === 3 })),
    edges: Array.from({ length: 29 }, (_, n) => [`k${n}`, `k${n + 1}`] as const),
  });

  it('gives the same places each time and leaves what is fixed', () => {
    const [one, other] = [arranged(task()), arranged(task())];
    expect(one).toEqual(other);
    expect(one.places[3]?.[1]).toBeCloseTo(Math.cos(3), 5);
    expect(one.places[3]?.[2]).toBeCloseTo(Math.sin(3) * 3, 5);
    expect(one.places.every(([, x, y]) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });

  it('places what is new beside what it is joined to', () => {
    const found = seeded([node('a'), node('b')], [leg('a', 'b')], new Map([['a', { x: 100, y: 100 }]]));
    expect([...found.keys()]).toEqual(['b']);
    expect(Math.hypot((found.get('b')?.x ?? 0) - 100, (found.get('b')?.y ?? 0) - 100)).toBeLessThan(5);
  });
});
