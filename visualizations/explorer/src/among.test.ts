import { describe, expect, it } from 'vitest';
import { edgesOf } from './among';
import type { Answer, Client } from './api/client';
import type { GraphEdge } from './store';

const edge = (source: string, target: string, type: string): GraphEdge => ({ id: `${type}|${source}|${target}`, source, target, type, properties: {} });
const answer = (edges: GraphEdge[], next: string | null = null): Answer => ({ query: 'among', parameters: {}, columns: [], rows: [], truncated: false, next, receipt: {}, graph: { nodes: [], edges } });
const WITHIN = edge('A', 'C', 'WITHIN');

describe('edgesOf', () => {
  it('asks for the edges that leave each part of a large canvas, page by page', async () => {
    const keys = Array.from({ length: 1_100 }, (_, n) => `K${n}`);
    const [first, second] = [edge('K0', 'K1099', 'NEXT'), edge('K1099', 'K0', 'WITHIN')];
    const questions: { keys: string[]; of: string[]; cursor: string | undefined }[] = [];
    const run = async (_: string, { keys: all, of }: { keys: string[]; of: string[] }, cursor?: string) => {
      questions.push({ keys: all, of, cursor });
      if (cursor) return answer([WITHIN]);
      return of.includes('K0') ? answer([first], 'more') : answer(of.includes('K1099') ? [second] : []);
    };
    const told: number[] = [];
    expect(await edgesOf({ run } as unknown as Client, keys, (part) => told.push(part))).toEqual([first, WITHIN, second]);
    expect(told).toEqual([1, 2, 3]);
    expect(questions.map(({ cursor }) => cursor)).toEqual([undefined, 'more', undefined, undefined]);
    expect(questions.filter(({ cursor }) => !cursor).flatMap(({ of }) => of)).toEqual(keys);
    expect(questions.every((one) => one.keys.length === 1_100)).toBe(true);
    questions.length = 0;
    expect(await edgesOf({ run } as unknown as Client, [], () => undefined)).toEqual([]);
    expect(questions).toEqual([]);
  });
});
