/**
 * The investigation as a document that the server keeps: keys and what was done with them, never
 * labels or properties. Whoever opens it asks for those again, as themselves.
 */
import { EMPTY } from './actions';
import { OF_ROWS } from './of_rows';
import type { GraphEdge, GraphNode, Group, GroupedBy, Investigation, Kept, PartialDate, Properties, Question, State, WithheldQuestion } from './types';

export const VERSION = 1;

export interface Document {
  readonly version: number;
  readonly keys: readonly string[];
  readonly edges: readonly Pick<GraphEdge, 'id' | 'source' | 'target' | 'type'>[];
  /** Kinds of the other edges on the canvas; null: all that join its nodes. */
  readonly relations: readonly string[] | null;
  readonly hidden: readonly string[];
  readonly pinned: readonly { readonly key: string; readonly x: number; readonly y: number }[];
  /** A null, here and below, is what the role may not read. */
  readonly notes: readonly { readonly key: string; readonly text: string | null }[];
  readonly groups: readonly { readonly id: string; readonly label: string | null; readonly by: GroupedBy; readonly members: readonly string[] }[];
  readonly filter: {
    readonly types_off: readonly string[];
    readonly relations_off: readonly string[];
    readonly registries_off: readonly string[];
    readonly places: readonly string[];
    readonly since: PartialDate | null;
    readonly until: PartialDate | null;
    /** Only what was registered by that day is shown. */
    readonly as_of: PartialDate | null;
    readonly doubtful: boolean;
    readonly text: string | null;
  };
  readonly questions: readonly WithheldQuestion[];
}

export const NOTHING_KEPT: Kept = { notes: [], groups: new Map(), text: false, questions: [] };

/** Return whether this page knows the version of a document. */
export function isReadable(document: Document): boolean {
  return document.version === VERSION;
}

/** Return the document of an investigation; `kept` are parts of it that the role may not read. */
export function documentOf(investigation: Investigation, kept: Kept = NOTHING_KEPT): Document {
  const { graph, hidden, pinned, notes, groups, filter, questions } = investigation;
  return {
    version: VERSION,
    keys: [...graph.nodes.keys()],
    edges: [...graph.edges.values()].filter((edge) => OF_ROWS.has(edge.type)).map(({ id, source, target, type }) => ({ id, source, target, type })),
    relations: [...new Set([...graph.edges.values()].map((edge) => edge.type).filter((type) => !OF_ROWS.has(type)))].sort(),
    hidden: [...hidden],
    pinned: [...pinned].map(([key, { x, y }]) => ({ key, x, y })),
    notes: [...kept.notes.filter((key) => !notes.has(key)).map((key) => ({ key, text: null })), ...[...notes].map(([key, text]) => ({ key, text }))],
    groups: [...groups.values()].map(({ id, label, by, members }) => ({ id, label: kept.groups.get(id) === label ? null : label, by, members })),
    filter: {
      types_off: [...filter.typesOff],
      relations_off: [...filter.relationsOff],
      registries_off: [...filter.registriesOff],
      places: [...filter.places],
      since: filter.since ?? null,
      until: filter.until ?? null,
      as_of: filter.asOf ?? null,
      doubtful: filter.doubtful,
      text: kept.text && !filter.text ? null : filter.text,
    },
    questions: [...kept.questions, ...distinct(questions)],
  };
}

/** Each question once, with its last receipt: a page of its answer is no other question. */
function distinct(questions: readonly Question[]): WithheldQuestion[] {
  const last = new Map<string, WithheldQuestion>();
  for (const { query, title, parameters, receipt } of questions) {
    last.set(JSON.stringify([query, parameters]), { query, title, parameters, receipt: receipt ?? null });
  }
  return [...last.values()];
}

/** Return the parts of a document that the role may not read; `groupLabel` stands for a label of a group. */
export function keptOf(document: Document, groupLabel: string): Kept {
  return {
    notes: document.notes.filter(({ text }) => text === null).map(({ key }) => key),
    groups: new Map(document.groups.filter(({ label }) => label === null).map(({ id }) => [id, groupLabel])),
    text: document.filter.text === null,
    questions: document.questions.filter(isWithheld),
  };
}

function isWithheld({ title, parameters }: WithheldQuestion): boolean {
  return title === null || parameters === null;
}

/** Return the investigation of a document, with what the server told of its nodes and edges. */
export function restored(document: Document, nodes: readonly GraphNode[], edges: readonly GraphEdge[], groupLabel: string): Investigation {
  const told = new Map(nodes.map((node) => [node.key, node]));
  const known = new Map(document.keys.flatMap((key) => entry(key, told.get(key))));
  const drawn = (type: string) => OF_ROWS.has(type) || !document.relations || document.relations.includes(type);
  const joined = edges.filter((edge) => drawn(edge.type) && known.has(edge.source) && known.has(edge.target));
  const { filter } = document;
  return {
    ...EMPTY,
    graph: { nodes: known, edges: new Map(joined.map((edge) => [edge.id, edge])) },
    hidden: new Set(document.hidden),
    pinned: new Map(document.pinned.map(({ key, x, y }) => [key, { x, y }])),
    notes: new Map(document.notes.flatMap(({ key, text }) => (text === null ? [] : [[key, text] as const]))),
    groups: new Map(document.groups.map(({ id, label, by, members }): [string, Group] => [id, { id, label: label ?? groupLabel, by, members }])),
    filter: {
      typesOff: new Set(filter.types_off),
      relationsOff: new Set(filter.relations_off),
      registriesOff: new Set(filter.registries_off),
      places: new Set(filter.places),
      since: filter.since ?? undefined,
      until: filter.until ?? undefined,
      asOf: filter.as_of ?? undefined,
      doubtful: filter.doubtful,
      text: filter.text ?? '',
    },
    questions: document.questions.filter((question) => !isWithheld(question)).map(questionOf),
  };
}

function entry<T>(key: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[key, value]];
}

function questionOf({ query, title, parameters, receipt }: WithheldQuestion): Question {
  return { query, title: title ?? query, parameters: parameters ?? ({} as Properties), receipt: receipt ?? undefined };
}

let last: { state: State; text: string } | undefined;

/** Return whether the canvas holds what its workspace does not; without a workspace, whether it holds anything. */
export function isUnsaved(state: State): boolean {
  const { workspace } = state;
  if (!workspace) return state.graph.nodes.size > 0;
  return textOf(state) !== workspace.stored;
}

/** The document as text; made anew only if something of it changed. */
function textOf(state: State): string {
  if (!last || !same(last.state, state)) last = { state, text: JSON.stringify(documentOf(state, state.workspace?.kept)) };
  return last.text;
}

const PARTS = ['graph', 'hidden', 'pinned', 'notes', 'groups', 'filter', 'questions', 'workspace'] as const;

function same(a: State, b: State): boolean {
  return PARTS.every((part) => a[part] === b[part]);
}
