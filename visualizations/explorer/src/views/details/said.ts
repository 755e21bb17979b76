/** What records say of a node, each value once. */
import type { Properties, Value } from '../../store';

export interface Said {
  readonly value: Value;
  /** Records by registry; a registry that names none has an empty list. */
  readonly who: ReadonlyMap<string, readonly string[]>;
  readonly conflict: boolean;
}

/** Return the values of each field in the order of the rows: who says the same stands together. */
export function saidOf(rows: readonly Properties[]): ReadonlyMap<string, readonly Said[]> {
  const fields = new Map<string, Map<string, { value: Value; who: Map<string, string[]>; conflict: boolean }>>();
  for (const row of rows) {
    const field = String(row.field ?? '');
    const said = fields.get(field) ?? new Map();
    fields.set(field, said);
    const value = row.values ?? null;
    const one = said.get(JSON.stringify(value)) ?? { value, who: new Map<string, string[]>(), conflict: false };
    said.set(JSON.stringify(value), one);
    const registry = String(row.registry ?? '');
    one.who.set(registry, [...(one.who.get(registry) ?? []), ...(row.record ? [String(row.record)] : [])]);
    one.conflict ||= row.conflict === true;
  }
  return new Map([...fields].map(([field, said]) => [field, [...said.values()]]));
}
