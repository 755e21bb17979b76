/** What the page asks of the server, and how its answers come into the store. */
import { Failed, KEYS_AT_ONCE, type Answer, type Client, type Entry, type Hit, type QueryDescription, type SessionAnswer } from './api/client';
import { lexicon } from './api/vocabulary';
import type { GraphNode, LeftOut, Properties, Question, State, Store } from './store';
import { wordsOf } from './words';

export interface Desk {
  readonly client: Client;
  /** Do something of the server's; a failure becomes the problem of the state, and undefined. */
  attempt<T>(name: string, work: () => Promise<T>): Promise<T | undefined>;
  enter(by: Entry): Promise<boolean>;
  /** Go on with the session of the cookie. Raises Failed without one. */
  resume(): Promise<void>;
  leave(): Promise<void>;
  /** Ask a saved query and put what it joins on the canvas. */
  ask(query: QueryDescription, parameters: Properties, options?: { replace?: boolean; cursor?: string }): Promise<Answer | undefined>;
  askRoute(route: string, cursor?: string): Promise<Answer | undefined>;
  addHit(hit: Hit): Promise<void>;
  counts(key: string, include: boolean): Promise<readonly Properties[] | undefined>;
  /** Bring neighbours by one question after the other, up to the limit of all together. */
  expand(key: string, parameters: Properties, parts: readonly Expansion[]): Promise<void>;
  about(key: string): Promise<readonly Properties[] | undefined>;
  path(one: string, other: string): Promise<void>;
}

/** A question for some kinds of neighbours; without relations, for all. */
export interface Expansion {
  readonly relations?: readonly string[];
  readonly types?: readonly string[];
  /** `RELATION|in` or `RELATION|out`: edges of any other way are dropped. */
  readonly ways?: ReadonlySet<string>;
}

/** The node type and role of each kind of hit. */
const KINDS: Readonly<Record<string, { type: string; roles: readonly string[] }>> = {
  case: { type: 'Case', roles: [] },
  suspect: { type: 'Person', roles: ['suspect'] },
  victim: { type: 'Person', roles: ['victim'] },
  phone: { type: 'Phone', roles: [] },
  account: { type: 'Account', roles: [] },
  vehicle: { type: 'Vehicle', roles: [] },
  establishment: { type: 'Establishment', roles: [] },
  organisation: { type: 'Organisation', roles: [] },
  place: { type: 'Location', roles: [] },
};

export function nodeOf(hit: Hit): GraphNode {
  const kind = KINDS[hit.kind] ?? { type: hit.kind, roles: [] };
  return { key: hit.node, ...kind, label: hit.name ?? hit.key, properties: {} };
}

/** Return an answer without the edges of other ways, and without the neighbours that these alone bring. */
function onlyWays(answer: Answer, key: string, ways: ReadonlySet<string> | undefined): Answer {
  if (!ways || !answer.graph) return answer;
  const edges = answer.graph.edges.filter((edge) => ways.has(`${edge.type}|${edge.source === key ? 'out' : 'in'}`));
  const ends = new Set([key, ...edges.flatMap((edge) => [edge.source, edge.target])]);
  return { ...answer, graph: { nodes: answer.graph.nodes.filter((node) => ends.has(node.key)), edges } };
}

/** What has no name of its own, such as a stage, goes by what it is. */
export function labelled(nodes: readonly GraphNode[], { vocabulary, language }: Pick<State, 'vocabulary' | 'language'>): readonly GraphNode[] {
  const names = lexicon(vocabulary, language);
  const called = (node: GraphNode) => (typeof node.properties.phase === 'string' ? names.code('phase', node.properties.phase) : names.type(node.type));
  return nodes.map((node) => (node.label ? node : { ...node, label: called(node) }));
}

export function createDesk(store: Store, client: Client, reload: () => void = () => window.location.reload()): Desk {
  const words = () => wordsOf(store.state.language);
  let owner = '';

  async function attempt<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
    store.set({ busy: new Set([...store.state.busy, name]), problem: undefined });
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      store.set({ problem: error.problem });
      return undefined;
    } finally {
      store.set({ busy: new Set([...store.state.busy].filter((other) => other !== name)) });
    }
  }

  /** Loading the page again forgets the canvas, its undone steps and what was found. */
  function forget(): void {
    store.send({ type: 'cleared' }); // nothing is left to ask about on the way out
    store.set({ workspace: undefined });
    reload();
  }

  async function begin(session: SessionAnswer): Promise<void> {
    const { name, role, until, synthetic } = session;
    // Who enters after another's session expired must not find what the other saw.
    if (owner && owner !== `${name}|${role}`) return forget();
    owner = `${name}|${role}`;
    store.set({ session: { name, role, until, synthetic }, problem: undefined });
    if (store.state.vocabulary.nodes.length === 0) store.set({ vocabulary: await client.vocabulary() });
  }

  function shown(answer: Answer, question: Question | undefined, replace: boolean): void {
    const { nodes, edges } = answer.graph ?? { nodes: [], edges: [] };
    const before = store.state.graph;
    const leftOut: LeftOut[] = answer.truncated ? [{ reason: 'limit', count: 1 }] : [];
    store.send({ type: 'answered', nodes: labelled(nodes, store.state), edges, leftOut, replace, ...(question ? { question } : {}) });
    const after = store.state.graph;
    const more = replace ? [after.nodes.size, after.edges.size] : [after.nodes.size - before.nodes.size, after.edges.size - before.edges.size];
    store.set({ message: nodes.length ? words().start.got(more[0] ?? 0, more[1] ?? 0) : words().start.nothing });
  }

  function tabulated(answer: Answer, title: string, query: QueryDescription | undefined): void {
    const { language } = store.state;
    const titles = new Map(query?.columns.map((column) => [column.name, column]));
    const columns = answer.columns.map((name) => ({ name, title: titles.get(name)?.title[language] ?? name, type: titles.get(name)?.type ?? 'string' }));
    store.set({ answer: { title, columns, rows: answer.rows } });
  }

  function taken(answer: Answer, title: string, query: QueryDescription | undefined, replace: boolean): void {
    const question = { query: answer.query, title, parameters: answer.parameters, receipt: answer.receipt };
    if (answer.graph) {
      // Beside what was selected, what was found would step back.
      if (answer.graph.nodes.length) store.send({ type: 'selected', keys: [] });
      shown(answer, question, replace);
    }
    else store.set({ message: answer.rows.length ? words().start.tabular : words().start.nothing, view: answer.rows.length ? 'table' : store.state.view });
    tabulated(answer, title, query);
    if (answer.rows.length) store.set({ pane: 'view' });
  }

  /** Return the node of a hit as answers know it, with its dates. */
  async function found(hit: Hit): Promise<GraphNode> {
    const { graph } = await client.run('neighbour_counts', { of: hit.node });
    return graph?.nodes[0] ?? nodeOf(hit);
  }

  /** Draw the edges between the nodes of the canvas, the selected and the newest first. */
  async function joinUp(): Promise<void> {
    const { graph, selection } = store.state;
    const keys = [...new Set([...selection, ...[...graph.nodes.keys()].reverse()])].slice(0, KEYS_AT_ONCE);
    if (keys.length < 2) return;
    const answer = await client.run('among', { keys });
    if (answer.graph) store.send({ type: 'answered', nodes: labelled(answer.graph.nodes, store.state), edges: answer.graph.edges });
  }

  return {
    client,
    attempt,
    async enter(by) {
      const done = await attempt('session', async () => begin(await client.enter(by)).then(() => true));
      return done === true;
    },
    resume: async () => begin(await client.session()),
    async leave() {
      if (await attempt('session', () => client.leave().then(() => true))) forget();
    },
    ask: (query, parameters, { replace = false, cursor } = {}) =>
      attempt('ask', async () => {
        const answer = await client.run(query.name, parameters, cursor);
        taken(answer, query.title[store.state.language], query, replace);
        return answer;
      }),
    askRoute: (route, cursor) =>
      attempt('ask', async () => {
        const answer = await client.routes({ route }, cursor);
        taken(answer, route, undefined, false);
        return answer;
      }),
    async addHit(hit) {
      await attempt('among', async () => {
        const node = await found(hit);
        store.send({ type: 'answered', nodes: labelled([node], store.state), edges: [] });
        store.send({ type: 'selected', keys: [node.key] });
        store.set({ pane: 'view' });
        await joinUp();
      });
    },
    counts: (key, include) => attempt('counts', async () => (await client.run('neighbour_counts', { of: key, include_excluded: include })).rows),
    async expand(key, parameters, parts) {
      await attempt('expand', async () => {
        let left = Number(parameters.limit ?? KEYS_AT_ONCE);
        const answers: Answer[] = [];
        for (const { ways, ...part } of parts) {
          const answer = left > 0 ? await client.run('neighbours', { of: key, ...parameters, ...part, limit: left }) : undefined;
          left -= answer?.rows.length ?? 0;
          if (answer) answers.push(onlyWays(answer, key, ways));
        }
        const [first] = answers;
        const graph = { nodes: answers.flatMap((answer) => answer.graph?.nodes ?? []), edges: answers.flatMap((answer) => answer.graph?.edges ?? []) };
        if (first) shown({ ...first, graph, truncated: answers.length < parts.length || answers.some((answer) => answer.truncated) }, undefined, false);
      });
    },
    about: (key) => attempt('about', async () => (await client.run('about', { of: key })).rows),
    async path(one, other) {
      const type = store.state.graph.nodes.get(one)?.type;
      await attempt('path', async () => {
        const answer =
          type === 'Case'
            ? await client.run('bridge_between_cases', { case: one, other })
            : await client.run('bridge_between_people', { person: one, other });
        if (!answer.graph?.nodes.length) store.set({ message: words().details.noPath });
        else {
          shown(answer, undefined, false);
          store.send({ type: 'selected', keys: answer.graph.nodes.map((node) => node.key) });
        }
      });
    },
  };
}

/** Return the words of the session that the address brings or that the cookie holds; undefined without either. */
export async function resumed(store: Store, desk: Desk, address: Location, history: History): Promise<void> {
  const code = /^#entrada=([\w-]+)(?:&visita)?$/.exec(address.hash)?.[1];
  if (code) {
    // The code works once: it leaves the address before anybody can copy it.
    history.replaceState(null, '', address.pathname + address.search);
    if (await desk.enter({ entry: code })) return;
    store.set({ problem: { code: 'entry', sentence: wordsOf(store.state.language).entry.code } });
    return;
  }
  try {
    await desk.resume();
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    if (error.code !== 'expired') store.set({ problem: error.problem });
  }
}
