/** Which kinds of neighbours are wanted, as questions that bring these and no others. */
import type { Expansion } from '../../desk';
import type { Properties } from '../../store';

export const rowKey = (row: Properties): string => `${String(row.relation)}|${String(row.direction)}|${String(row.type)}`;

/**
 * Return the questions for the wanted rows of the counts: one for the relations that want the same
 * types, since a question brings each of its types by each of its relations.
 *
 * SUSPECT_IN to Case, AT to Location and USES to Phone are three questions; a single one would also
 * bring whatever else a relation of one leads to of the type of another.
 */
export function expansionsOf(wanted: readonly Properties[], all: readonly Properties[]): readonly Expansion[] {
  if (wanted.length === all.length) return [{}];
  const typesOf = new Map<string, Set<string>>();
  for (const row of wanted) typesOf.set(String(row.relation), (typesOf.get(String(row.relation)) ?? new Set()).add(String(row.type)));
  const parts = new Map<string, { relations: string[]; types: string[] }>();
  for (const [relation, types] of typesOf) {
    const sorted = [...types].sort();
    const part = parts.get(sorted.join()) ?? { relations: [], types: sorted };
    part.relations.push(relation);
    parts.set(sorted.join(), part);
  }
  // A relation that both leads here and away is brought both ways: the unwanted way is dropped.
  const ways = new Set(wanted.map((row) => `${String(row.relation)}|${String(row.direction)}`));
  return [...parts.values()].map((part) => ({ ...part, ways }));
}
