/** Which kinds of neighbours are wanted, as questions that bring these and no others. */
import type { Expansion } from '../../desk';
import type { Properties } from '../../store';

export const rowKey = (row: Properties): string => `${String(row.relation)}|${String(row.direction)}|${String(row.type)}`;

/** What an investigator wants first where not all can be brought; kinds of a rank are asked for together. */
const RANKS: readonly (readonly string[])[] = [
  ['Case'],
  ['Person'],
  ['Network'],
  ['Phone', 'Account', 'Vehicle', 'Establishment', 'Organisation'],
  ['Location'],
  ['Stage'],
];

const rankOf = (type: string): number => RANKS.findIndex((types) => types.includes(type)) >>> 0; // unknown kinds come last

/** Return the rows of the counts as they are wanted: cases, people, …, the rest. */
export function ranked(counts: readonly Properties[]): readonly Properties[] {
  return [...counts].sort((a, b) => rankOf(String(a.type)) - rankOf(String(b.type)));
}

/**
 * Return the questions for the wanted rows of the counts, in the order of `ranked`: one for the types that
 * the same relations lead to, since a question brings each of its types by each of its relations.
 *
 * SUSPECT_IN to Case, AT to Location and USES to Phone are three questions; a single one would also
 * bring whatever else a relation of one leads to of the type of another. Everything is one question
 * if it fits into `limit`, or if the dates decide what comes first.
 */
export function expansionsOf(wanted: readonly Properties[], all: readonly Properties[], limit: number, byDate: boolean): readonly Expansion[] {
  const total = wanted.reduce((sum, row) => sum + (row.more === true ? Infinity : Number(row.count ?? 0)), 0);
  if (wanted.length === all.length && (byDate || total <= limit)) return [{}];
  const relationsOf = new Map<string, Set<string>>();
  for (const row of ranked(wanted)) relationsOf.set(String(row.type), (relationsOf.get(String(row.type)) ?? new Set()).add(String(row.relation)));
  const parts = new Map<string, { relations: readonly string[]; types: string[] }>();
  for (const [type, relations] of relationsOf) {
    const sorted = [...relations].sort();
    const key = `${rankOf(type)}|${sorted.join()}`;
    const part = parts.get(key) ?? { relations: sorted, types: [] };
    part.types.push(type);
    parts.set(key, part);
  }
  // A relation that both leads here and away is brought both ways: the unwanted way is dropped.
  const ways = new Set(wanted.map((row) => `${String(row.relation)}|${String(row.direction)}`));
  return [...parts.values()].map((part) => ({ ...part, ways }));
}
