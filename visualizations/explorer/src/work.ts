/** Workspaces: the canvas as the server keeps it, saved and opened. */
import { Failed, type Answer } from './api/client';
import { edgesOf, nodesOf } from './among';
import type { May, Written, WorkClient } from './api/work';
import { labelled, type Desk } from './desk';
import { again, type Repeater } from './repeat';
import { documentOf, isReadable, keptOf, NOTHING_KEPT, restored, type Document, type GraphEdge, type OpenWorkspace, type Store } from './store';
import { workWords } from './views/work/words';

/** Pages of an answer that are asked for while edges of its rows are still missing. */
const MOST_PAGES = 10;
/** Questions that are asked again, the latest first. */
const MOST_QUESTIONS = 20;

export interface Work {
  readonly client: WorkClient;
  /** Save the canvas to its workspace. False if it could not be: another's change is in `workspace.conflict`. */
  save(title?: string): Promise<boolean>;
  saveAs(title: string): Promise<boolean>;
  /** Put a workspace on the canvas, instead of what is there. */
  open(id: string): Promise<boolean>;
  /** Delete a workspace; what is on the canvas stays. */
  remove(id: string): Promise<boolean>;
  /** Merge what is on the canvas with what another saved, into a new workspace. */
  mergeMine(title: string): Promise<boolean>;
  merge(id: string, other: string, title: string): Promise<boolean>;
  /** Add nodes and what joins them to the canvas. */
  bring(keys: readonly string[]): Promise<void>;
  /** Leave the workspace with an empty canvas. */
  close(): void;
}

export function createWork(store: Store, desk: Desk, client: WorkClient): Work {
  const words = () => workWords[store.state.language];
  const told = (message: string) => store.set({ message });

  function kept(title: string | undefined, written: Written, document: Document, more: Partial<OpenWorkspace> = {}): void {
    const workspace = { id: written.id, title, revision: written.revision, may: 'own' as May, stored: JSON.stringify(document), kept: NOTHING_KEPT, withheld: {}, gone: 0, goneNotes: [], lost: 0, changed: false };
    store.set({ workspace: { ...workspace, ...more, conflict: undefined } });
  }

  async function save(title?: string): Promise<boolean> {
    const open = store.state.workspace;
    if (!open) return false;
    const document = documentOf(store.state, open.kept);
    const saved = await desk.attempt('save', async () => {
      try {
        const written = await client.save(open.id, open.revision, document, title);
        // A save makes the state of the data now that of the workspace, and drops what is gone.
        kept(title ?? open.title, written, document, { may: open.may, kept: open.kept, withheld: open.withheld });
        return true;
      } catch (error) {
        if (!(error instanceof Failed) || error.code !== 'workspace_changed') throw error;
        store.set({ workspace: { ...open, conflict: { sentence: error.sentence } } });
        return false;
      }
    });
    if (saved) told(words().saved);
    return saved === true;
  }

  async function saveAs(title: string): Promise<boolean> {
    const document = documentOf(store.state); // a new workspace cannot hold what its maker may not read
    const done = await desk.attempt('save', async () => {
      kept(title, await client.create(title, document), document);
      return true;
    });
    if (done) told(words().saved);
    return done === true;
  }

  async function open(id: string): Promise<boolean> {
    const done = await desk.attempt('open', async () => {
      const answer = await client.open(id);
      const { investigation } = answer;
      if (!isReadable(investigation)) {
        store.set({ problem: { code: 'unknown_version', sentence: words().unknownVersion } });
        return false;
      }
      const nodes = await nodesOf(desk.client, investigation.keys);
      const joined = investigation.relations?.length === 0 ? [] : await edgesOf(desk.client, investigation.keys, (part, of) => told(words().opening(part, of)));
      const ofRows = await rowEdges(desk.client, investigation);
      const lost = investigation.edges.length - ofRows.length;
      const group = words().withheldGroup;
      const canvas = restored(investigation, labelled(nodes, store.state), [...joined, ...ofRows], group);
      const kept = keptOf(investigation, group);
      store.send({ type: 'opened', investigation: canvas });
      const stored = JSON.stringify(documentOf(canvas, kept));
      const { title, revision, may, withheld, gone, gone_notes: goneNotes, state } = answer;
      store.set({
        workspace: { id, title: title ?? undefined, revision, may, stored, kept, withheld, gone, goneNotes, lost, changed: state.changed, conflict: undefined },
        answer: undefined,
        comparison: undefined,
        message: words().opened(canvas.graph.nodes.size),
      });
      return true;
    });
    return done === true;
  }

  async function merge(id: string, other: string, title: string): Promise<boolean> {
    const made = await desk.attempt('merge', () => client.merge(id, other, title));
    return made !== undefined && open(made.id);
  }

  return {
    client,
    save,
    saveAs,
    open,
    merge,
    async mergeMine(title) {
      const theirs = store.state.workspace?.id;
      if (theirs === undefined || !(await saveAs(words().mine(title)))) return false;
      const mine = store.state.workspace?.id;
      if (mine === undefined || !(await merge(theirs, mine, words().merged(title)))) return false;
      await desk.attempt('remove', () => client.remove(mine)); // all of it is in the new one
      return true;
    },
    async bring(keys) {
      await desk.attempt('open', async () => {
        const nodes = await nodesOf(desk.client, keys);
        const all = [...new Set([...keys, ...store.state.graph.nodes.keys()])];
        const edges = await edgesOf(desk.client, all, (part, of) => told(words().opening(part, of)));
        store.send({ type: 'answered', nodes: labelled(nodes, store.state), edges });
        store.send({ type: 'selected', keys: nodes.map((node) => node.key) });
      });
    },
    async remove(id) {
      const done = await desk.attempt('remove', async () => {
        await client.remove(id);
        return true;
      });
      if (done && store.state.workspace?.id === id) store.set({ workspace: undefined });
      if (done) told(words().removed);
      return done === true;
    },
    close() {
      store.send({ type: 'cleared' });
      store.set({ workspace: undefined, answer: undefined });
    },
  };
}

/**
 * Return the edges of rows that the document names: its questions are asked again until all are found.
 * An id tells of the question, the asker's role and the row; where it has changed, the ends decide,
 * and the id stays that of the document.
 */
export async function rowEdges(client: Repeater, document: Document): Promise<GraphEdge[]> {
  const told = new Map<string, GraphEdge>();
  const missing = () => document.edges.some(({ id }) => !told.has(id));
  const asked = document.questions.slice(-MOST_QUESTIONS).reverse();
  for (const { query, parameters } of asked) {
    if (!missing()) break;
    if (parameters) await tell(again(client, query, parameters), told, missing);
  }
  const rest = [...told.values()].filter(({ id }) => !document.edges.some((edge) => edge.id === id));
  return document.edges.flatMap((edge) => {
    const found = told.get(edge.id) ?? taken(rest, edge);
    return found ? [{ ...found, id: edge.id }] : [];
  });
}

/** Take out of `edges` the first with the type and ends of another. */
function taken(edges: GraphEdge[], { type, source, target }: Document['edges'][number]): GraphEdge | undefined {
  const at = edges.findIndex((edge) => edge.type === type && edge.source === source && edge.target === target);
  return at < 0 ? undefined : edges.splice(at, 1)[0];
}

/** Add the edges of an answer's pages to `told`, until none is missing. */
async function tell(pages: AsyncGenerator<Answer>, told: Map<string, GraphEdge>, missing: () => boolean): Promise<void> {
  let page = 0;
  try {
    for await (const { graph } of pages) {
      for (const edge of graph?.edges ?? []) told.set(edge.id, edge);
      page += 1;
      if (page === MOST_PAGES || !missing()) return;
    }
  } catch (error) {
    // A question that can be asked no more loses its edges, never the rest; without a session, all must wait.
    if (!(error instanceof Failed) || error.code === 'expired' || error.code === 'offline') throw error;
  }
}
