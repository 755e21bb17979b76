import { describe, expect, it } from 'vitest';
import { changesOf, flowsOf, strongestOf } from './flows';
import { type Leg } from './legs';
import { atLevel, levelAt, levelOf } from './levels';
import { thresholdText, remarks } from './told';

const leg = (from: string, to: string, victims: number, more: Partial<Leg> = {}): Leg => ({
  id: `${from}>${to}`, from, to, victims, cases: victims, phase: undefined, when: undefined, doubtful: false, answer: 'A', ...more,
});

describe('levels', () => {
  it('cut a uid at the level, and keep what is coarser', () => {
    expect(atLevel('PE-170101', 'department')).toBe('PE-17');
    expect(atLevel('PE-17', 'district')).toBe('PE-17');
    expect(atLevel('PE-170101', 'country')).toBe('PE');
    expect(atLevel('CO-ANT', 'district')).toBe('CO');
    expect([levelOf('PE'), levelOf('PE-17'), levelOf('PE-1701'), levelOf('PE-170101'), levelOf('EC-G')]).toEqual(['country', 'department', 'province', 'district', 'country']);
  });
  it('grow finer with the zoom', () => {
    expect([1, 4.5, 7, 9].map(levelAt)).toEqual(['country', 'department', 'province', 'district']);
  });
});

describe('flows', () => {
  it('add finer legs up and say that this is the most there may be', () => {
    const [flow] = flowsOf([leg('PE-080101', 'PE-170101', 3), leg('PE-080102', 'PE-170101', 2)], 'department').flows;
    expect(flow).toMatchObject({ id: 'PE-08>PE-17', victims: 5, atMost: true });
  });
  it('never add up two answers, which count the same people', () => {
    const legs = [leg('PE-080101', 'PE-170101', 3), leg('PE-080102', 'PE-170101', 2), leg('PE-08', 'PE-17', 4, { answer: 'B' })];
    expect(flowsOf(legs, 'department').flows.map(({ victims, atMost }) => [victims, atMost])).toEqual([[5, true]]);
    const wider = [...legs, leg('PE-08', 'PE-17', 9, { answer: 'C' })];
    expect(flowsOf(wider, 'department').flows.map(({ victims, atMost }) => [victims, atMost])).toEqual([[9, false]]);
  });
  it('add up stages, which are one journey each, unless an answer counts them', () => {
    const stages = [1, 2, 3].map((at) => leg('PE-080101', 'PE-170101', 1, { id: `s${at}`, answer: undefined }));
    expect(flowsOf(stages, 'district').flows[0]).toMatchObject({ victims: 3 });
    expect(flowsOf([...stages, leg('PE-080101', 'PE-170101', 2)], 'district').flows[0]).toMatchObject({ victims: 2 });
  });
  it('do not draw a coarse leg beside the finer legs that it counted', () => {
    const legs = [leg('PE-08', 'PE-17', 4), leg('PE-080101', 'PE-170101', 3), leg('PE-15', 'PE-17', 9)];
    const found = flowsOf(legs, 'district');
    expect(found.flows.map((flow) => flow.id)).toEqual(['PE-15>PE-17', 'PE-080101>PE-170101']);
    expect(found.coarser).toBe(1);
  });
  it('count what lies within one place, which no line can show', () => {
    const found = flowsOf([leg('PE-080101', 'PE-080201', 3), leg('PE-08', 'PE-17', 1)], 'department');
    expect(found.inside).toEqual({ legs: 1, victims: 3 });
    expect(found.flows).toHaveLength(1);
  });
  it('come in the same order whatever the order of the legs', () => {
    const legs = [leg('PE-01', 'PE-02', 2), leg('PE-03', 'PE-02', 2), leg('PE-02', 'PE-01', 7)];
    const ids = (of: Leg[]) => flowsOf(of, 'department').flows.map((flow) => flow.id);
    expect(ids(legs)).toEqual(['PE-02>PE-01', 'PE-01>PE-02', 'PE-03>PE-02']);
    expect(ids([...legs].reverse())).toEqual(ids(legs));
  });
  it('are doubtful if half of the victims are', () => {
    const doubtful = (a: number, b: number) =>
      flowsOf([leg('PE-080101', 'PE-170101', a, { doubtful: true }), leg('PE-080102', 'PE-170101', b)], 'department').flows[0]?.doubtful;
    expect([doubtful(1, 9), doubtful(5, 5), doubtful(9, 1)]).toEqual([false, true, true]);
  });
});

describe('the threshold', () => {
  const flows = (victims: number[]) => flowsOf(victims.map((count, at) => leg(`PE-${10 + at}`, 'PE-01', count)), 'department').flows;
  it('says how many legs are drawn and what the others have at most', () => {
    expect(thresholdText(strongestOf(flows([9, 5, 4, 2]), 3), 'es')).toBe('Se dibujan 3 de 4 tramos; los demás tienen menos de 4 víctimas.');
    expect(thresholdText(strongestOf(flows([9, 5, 4, 4]), 3), 'es')).toBe('Se dibujan 3 de 4 tramos; los demás tienen 4 víctimas o menos.');
    expect(thresholdText(strongestOf(flows([9, 1, 1]), 2), 'en')).toBe('2 of 3 legs are drawn; the others have 1 victim or fewer.');
    expect(thresholdText(strongestOf(flows([9, 5]), 60), 'es')).toBe('Se dibujan los 2 tramos.');
    expect(thresholdText(strongestOf(flows([]), 60), 'es')).toBe('');
  });
  it('is followed by what no line can show', () => {
    const found = flowsOf([leg('PE-080101', 'PE-080201', 3), leg('PE-08', 'PE-17', 1), leg('PE-080101', 'PE-150101', 1)], 'district');
    expect(remarks({ flows: found, unsure: 0 }, 2, 'es')).toEqual(['1 tramo solo se conoce por un lugar más amplio.', '2 tramos tienen un lugar que el mapa no conoce: están en la lista.']);
  });
});

describe('changes', () => {
  it('put both periods side by side, the greatest change first', () => {
    const before = flowsOf([leg('PE-01', 'PE-02', 9), leg('PE-03', 'PE-02', 4)], 'department').flows;
    const after = flowsOf([leg('PE-01', 'PE-02', 8), leg('PE-05', 'PE-02', 6)], 'department').flows;
    expect(changesOf(before, after).map(({ id, before: b, after: a }) => [id, b, a])).toEqual([
      ['PE-05>PE-02', 0, 6],
      ['PE-03>PE-02', 4, 0],
      ['PE-01>PE-02', 9, 8],
    ]);
    const changes = changesOf(before, after);
    expect(changes.map(({ beforeAtMost, afterAtMost }) => beforeAtMost || afterAtMost)).toEqual([false, false, false]);
    expect(thresholdText(strongestOf(changes, 2), 'es', true)).toBe('Se dibujan 2 de 3 tramos; los demás cambian en 1 o menos.');
  });
});
