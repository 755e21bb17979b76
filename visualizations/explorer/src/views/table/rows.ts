/** Rows of the tables: nodes, edges and answers as texts and numbers. */
import type { Lexicon } from '../../api/vocabulary';
import { partialOf, typeOf, whenOf, type Properties, type TableAnswer, type Value, type Visible } from '../../store';
import type { Words } from '../../words';

export type Cell = string | number;

export interface Row {
  /** Key of the node or id of the edge that the row selects; empty selects nothing. */
  readonly key: string;
  readonly cells: readonly Cell[];
}

export interface Sheet {
  readonly title: string;
  readonly columns: readonly string[];
  /** Columns whose cells are dates in ISO 8601, which order as days do. */
  readonly dates: ReadonlySet<number>;
  readonly rows: readonly Row[];
}

export function nodeRows({ nodes, edges }: Visible, words: Words, names: Lexicon): Sheet {
  const links = new Map<string, number>();
  for (const edge of edges) {
    for (const key of [edge.source, edge.target]) links.set(key, (links.get(key) ?? 0) + 1);
  }
  const { table } = words;
  return {
    title: table.nodes,
    columns: [table.label, table.type, table.when, table.links, table.registries],
    dates: new Set([2]),
    rows: nodes.map((node) => ({
      key: node.key,
      cells: [node.label, doubtfully(names.type(typeOf(node)), node.properties, words), whenText(node.properties), links.get(node.key) ?? 0, registries(node.properties, names)],
    })),
  };
}

export function edgeRows({ nodes, edges }: Visible, words: Words, names: Lexicon): Sheet {
  const labels = new Map(nodes.map((node) => [node.key, node.label]));
  const { table } = words;
  return {
    title: table.edges,
    columns: [table.source, table.relation, table.target, table.when, table.registries],
    dates: new Set([3]),
    rows: edges.map((edge) => ({
      key: edge.id,
      cells: [labels.get(edge.source) ?? edge.source, doubtfully(names.relation(edge.type), edge.properties, words), labels.get(edge.target) ?? edge.target, whenText(edge.properties), registries(edge.properties, names)],
    })),
  };
}

export function answerRows(answer: TableAnswer, names: Lexicon): Sheet {
  return {
    title: answer.title,
    columns: answer.columns.map((column) => column.title),
    dates: new Set(answer.columns.flatMap(({ type }, at) => (type === 'date' ? [at] : []))),
    rows: answer.rows.map((row) => ({ key: '', cells: answer.columns.map((column) => cellOf(row[column.name] ?? null, column.name, names)) })),
  };
}

/** Return the rows in the order of a column, equal ones as they were; -1 keeps the order. */
export function sorted(rows: readonly Row[], by: number, down: boolean): readonly Row[] {
  if (by < 0) return rows;
  const order = new Intl.Collator('es', { numeric: true }).compare;
  const compare = (a: Cell, b: Cell) => (typeof a === 'number' && typeof b === 'number' ? a - b : order(String(a), String(b)));
  return [...rows].sort((a, b) => compare(a.cells[by] ?? '', b.cells[by] ?? '') * (down ? -1 : 1));
}

function cellOf(value: Value, name: string, names: Lexicon): Cell {
  if (typeof value === 'number') return value;
  if (value === null) return '—';
  if (Array.isArray(value)) return value.map((item: Value) => cellOf(item, name, names)).join('; ');
  if (typeof value === 'object') {
    const person = value as Properties;
    return String(person.name ?? person.pseudonym ?? person.uid ?? JSON.stringify(value));
  }
  return names.code(name, String(value));
}

function whenText(properties: Properties): string {
  const texts = ['date', 'fact_date'].map((name) => properties[name]).filter((value): value is string => typeof value === 'string');
  if (texts[0]) return texts[0];
  const span = whenOf(properties);
  return span ? partialOf(span) : '';
}

function registries(properties: Properties, names: Lexicon): string {
  const found = properties.registries;
  return Array.isArray(found) ? found.map((name: Value) => names.code('registry', String(name))).join(', ') : '';
}

function doubtfully(text: string, properties: Properties, words: Words): string {
  return properties.doubtful === true ? `${text} (${words.table.doubtful})` : text;
}
