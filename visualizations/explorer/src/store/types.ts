/** The state of the page: an investigation, which undo restores, and its surroundings. */

import type { Vocabulary } from '../api/vocabulary';

/** ISO 8601: `2017`, `2017-03`, `2017-03-05` or `2017-03-05/2017-03-09`. */
export type PartialDate = string;

export type Value = string | number | boolean | null | readonly Value[] | { readonly [field: string]: Value };
export type Properties = Readonly<Record<string, Value>>;

export interface GraphNode {
  /** A person's uid or pseudonym, the uid of a case or place, or a sealed handle `M-…`. */
  readonly key: string;
  /** A label of the ontology. */
  readonly type: string;
  /** Of a person: victim, suspect. */
  readonly roles: readonly string[];
  readonly label: string;
  /** `registries: []` who says so; `doubtful: true` if it rests on an unjudged link or a conflict. */
  readonly properties: Properties;
}

export interface GraphEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** A relationship of the ontology, or LEG, or TOGETHER. */
  readonly type: string;
  readonly properties: Properties;
}

export interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: ReadonlyMap<string, GraphEdge>;
}

/** The filter that every view obeys. A set that ends in `Off` holds what is switched off. */
export interface Filter {
  readonly typesOff: ReadonlySet<string>;
  readonly relationsOff: ReadonlySet<string>;
  readonly registriesOff: ReadonlySet<string>;
  /** Uids of the places to keep, each with the places inside it; empty keeps all. */
  readonly places: ReadonlySet<string>;
  readonly since: PartialDate | undefined;
  readonly until: PartialDate | undefined;
  /** Leave out cases registered after it, and what rests on them alone: see registered.ts. */
  readonly asOf: PartialDate | undefined;
  /** False leaves out what is doubtful. */
  readonly doubtful: boolean;
  /** Keep the nodes whose label has this text, and their neighbours; empty keeps all. */
  readonly text: string;
}

export type GroupedBy = 'place' | 'case' | 'network' | 'role' | 'selection';

/** Nodes that are drawn as one. Its node has the key `group:` + id and the type `Group`. */
export interface Group {
  readonly id: string;
  readonly label: string;
  readonly by: GroupedBy;
  readonly members: readonly string[];
}

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** A question that was asked, with what the server answered to cite it. */
export interface Question {
  readonly query: string;
  readonly title: string;
  readonly parameters: Properties;
  readonly receipt: Properties | undefined;
}

export interface LeftOut {
  /** `hidden`, `type`, …: see visible.ts; or `limit`: the server had more than it sent. */
  readonly reason: string;
  readonly count: number;
}

/** What undo and redo restore. */
export interface Investigation {
  readonly graph: Graph;
  readonly hidden: ReadonlySet<string>;
  readonly pinned: ReadonlyMap<string, Position>;
  readonly notes: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, Group>;
  /** Keys of nodes and ids of edges, in the order in which they were selected. */
  readonly selection: ReadonlySet<string>;
  readonly filter: Filter;
  /** What answers left out before they came here. */
  readonly leftOut: readonly LeftOut[];
  readonly questions: readonly Question[];
}

/** Two periods side by side, each with its first and last day. */
export interface Comparison {
  readonly before: readonly [since: string, until: string];
  readonly after: readonly [since: string, until: string];
  /** Legs of both periods as the server counted them, by the question of that title. */
  readonly asked?: {
    readonly title: string;
    readonly before: readonly GraphEdge[];
    readonly after: readonly GraphEdge[];
    /** True if an answer was cut at its limit. */
    readonly truncated: boolean;
  };
}

export type Language = 'es' | 'en';
export type View = 'graph' | 'table' | 'map' | 'networks' | 'pair';
/** What stands beside the view; a telephone shows one at a time. */
export type Pane = 'ask' | 'view' | 'legend' | 'work' | 'details';

/** Another's change that stands against a save. */
export interface Conflict {
  readonly sentence: string;
}

/** The workspace that the canvas was opened from or saved to. */
export interface OpenWorkspace {
  readonly id: string;
  /** Undefined if the role may not read it. */
  readonly title: string | undefined;
  readonly revision: number;
  readonly may: 'read' | 'write' | 'own';
  /** The document as the server has it: what the canvas says otherwise is unsaved. */
  readonly stored: string;
  readonly kept: Kept;
  /** Parts that the role may not see, by kind. */
  readonly withheld: Readonly<Record<string, number>>;
  /** Items that are in the data no more. */
  readonly gone: number;
  readonly goneNotes: readonly string[];
  /** Links of answers that no question gave again. */
  readonly lost: number;
  /** True if data were loaded or linked since it was saved. */
  readonly changed: boolean;
  readonly conflict: Conflict | undefined;
}

/** Parts of a document that the role may not read; a save sends them back as they came. */
export interface Kept {
  readonly notes: readonly string[];
  /** The label that stands for a withheld one, by id of the group. */
  readonly groups: ReadonlyMap<string, string>;
  readonly text: boolean;
  readonly questions: readonly WithheldQuestion[];
}

export interface WithheldQuestion {
  readonly query: string;
  readonly title: string | null;
  readonly parameters: Properties | null;
  readonly receipt: Properties | null;
}

/** Gives a copy of what a view shows; undefined if it shows nothing. */
export type Picture = () => HTMLCanvasElement | undefined;

/** The person or case whose pairs are looked at side by side. */
export interface PairsOf {
  readonly key: string;
  readonly label: string;
}

/** A pair that was judged on this page. */
export interface JudgedPair {
  readonly handle: string;
  /** True if both sides were one person or case before the judgement. */
  readonly wasOne: boolean;
}

export interface Session {
  readonly name: string;
  readonly role: string;
  readonly until: string;
  readonly synthetic: boolean | null;
}

/** What stands in the way, as a sentence and a way on. */
export interface Problem {
  /** The server's stable code, or `offline`, `expired`, `unreadable`. */
  readonly code: string;
  readonly sentence: string;
}

/** An answer as a table: rows of a query that joins nothing have no other picture. */
export interface TableAnswer {
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly title: string; readonly type: string }[];
  readonly rows: readonly Properties[];
}

export interface State extends Investigation {
  readonly session: Session | undefined;
  readonly language: Language;
  readonly view: View;
  readonly pane: Pane;
  /** Requests under way, each by its own name. */
  readonly busy: ReadonlySet<string>;
  readonly problem: Problem | undefined;
  /** What the page last did, for a screen reader and the line under the view. */
  readonly message: string;
  readonly vocabulary: Vocabulary;
  /** The rows of the last answer, for the table. */
  readonly answer: TableAnswer | undefined;
  /** Where the canvas has drawn the nodes. */
  readonly positions: ReadonlyMap<string, Position>;
  /** While two periods are compared, the map shows what rises and what falls. */
  readonly comparison: Comparison | undefined;
  readonly workspace: OpenWorkspace | undefined;
  /** Views that can give a picture of what they show, by name. */
  readonly pictures: ReadonlyMap<'graph' | 'map', Picture>;
  /** Whose pairs stand side by side; undefined: those of the queue. */
  readonly pairsOf: PairsOf | undefined;
  /** Pairs that were judged here since the canvas was last refreshed. */
  readonly judged: readonly JudgedPair[];
  /** The step of the guided tour, from 0; undefined while there is none. */
  readonly tour: number | undefined;
  readonly undoable: number;
  readonly redoable: number;
}
