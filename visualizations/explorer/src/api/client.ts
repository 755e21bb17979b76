/** The client of /api/v1 in a browser session: cookie, CSRF header, and errors as sentences. */
import type { GraphEdge, GraphNode, Language, Problem, Properties, Value } from '../store';
import type { components } from './schema';
import type { Vocabulary } from './vocabulary';

/** Keys of nodes that the server takes at once. */
export const KEYS_AT_ONCE = 500;

const ROOT = '/api/v1';
const GRAPH = 'application/vnd.trama.graph+json';
const JSON_TYPE = 'application/json';

type Schemas = components['schemas'];

export type SessionAnswer = Schemas['SessionAnswer'];
export type Hit = Schemas['SearchHit'];
export type SearchAnswer = Schemas['SearchAnswer'];
/** Its `begin` is the column, from 1, where the text that it replaces begins. */
export type Completion = Schemas['RouteCompletion'];
export type Texts = Schemas['RouteExplanation'];

/** The titles of a query have both languages, which OpenAPI does not say. */
export type QuerySummary = Omit<Schemas['QuerySummary'], 'title' | 'question' | 'topic_title'> & { readonly title: Texts; readonly question: Texts; readonly topic_title: Texts };

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly title: Texts;
  readonly required: boolean;
  readonly default?: Value;
  readonly min?: number;
  readonly max?: number;
  readonly codes?: string;
  readonly among?: readonly string[];
  readonly words?: Readonly<Record<string, Texts>>;
}

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly title: Texts;
  readonly of: string | null;
}

export type QueryDescription = QuerySummary & {
  readonly notes: Partial<Texts>;
  readonly parameters: readonly Parameter[];
  readonly columns: readonly Column[];
};

export interface Answer {
  readonly query: string;
  readonly parameters: Properties;
  readonly columns: readonly string[];
  readonly rows: readonly Properties[];
  readonly truncated: boolean;
  readonly next: string | null;
  readonly receipt: Properties;
  /** Absent if the rows of the query join nothing. */
  readonly graph?: { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] };
}

/** An answer that is no answer: its code is stable, its sentence is for people. */
export class Failed extends Error {
  constructor(
    readonly code: string,
    readonly sentence: string,
    readonly status: number,
    readonly parameters: Readonly<Record<string, string>> = {},
    /** The whole answer: some problems say more than a sentence. */
    readonly told: Properties = {},
  ) {
    super(code);
  }

  get problem(): Problem {
    return { code: this.code, sentence: this.sentence };
  }
}

export interface Entry {
  readonly token?: string;
  readonly entry?: string;
}

/** A file as the server names it. */
export interface Download {
  readonly name: string;
  readonly content: Blob;
}

export interface Client {
  /** Ask any address below /api/v1, in JSON both ways; `graph` asks for a graph too. */
  call(method: string, path: string, body?: unknown, graph?: boolean): Promise<unknown>;
  file(path: string, body: unknown): Promise<Download>;
  session(): Promise<SessionAnswer>;
  enter(by: Entry): Promise<SessionAnswer>;
  leave(): Promise<void>;
  vocabulary(): Promise<Vocabulary>;
  search(text: string): Promise<SearchAnswer>;
  queries(): Promise<readonly QuerySummary[]>;
  describe(name: string): Promise<QueryDescription>;
  /** Ask a saved query; the answer has a graph if the rows of the query join things. */
  run(name: string, parameters: Properties, cursor?: string): Promise<Answer>;
  routes(parameters: Properties, cursor?: string): Promise<Answer>;
  explain(route: string): Promise<Texts>;
  complete(route: string): Promise<readonly Completion[]>;
}

/** Make a client; `languageOf` says in which language the server answers. */
export function createClient(languageOf: () => Language, send: typeof fetch = fetch.bind(globalThis)): Client {
  let csrf = '';

  async function sent(method: string, path: string, body: unknown, accept: string): Promise<Response> {
    const headers: Record<string, string> = { Accept: accept, 'Accept-Language': languageOf() };
    if (body !== undefined) headers['Content-Type'] = JSON_TYPE;
    if (method !== 'GET' && csrf) headers['Trama-CSRF'] = csrf;
    const request: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
    if (body !== undefined) request.body = JSON.stringify(body);
    let answer: Response;
    try {
      answer = await send(ROOT + path, request);
    } catch {
      throw new Failed('offline', '', 0);
    }
    if (!answer.ok) throw await failure(answer);
    return answer;
  }

  async function call(method: string, path: string, body?: unknown, accept = JSON_TYPE): Promise<unknown> {
    const answer = await sent(method, path, body, accept);
    if (answer.status === 204) return undefined;
    return answer.json().catch(() => {
      throw new Failed('unreadable', '', answer.status);
    });
  }

  async function opened(asked: Promise<unknown>): Promise<SessionAnswer> {
    const session = (await asked) as SessionAnswer;
    csrf = session.csrf;
    return session;
  }

  async function asked(path: string, parameters: Properties, cursor?: string): Promise<Answer> {
    const body = cursor ? { parameters, cursor } : { parameters };
    try {
      return (await call('POST', path, body, GRAPH)) as Answer;
    } catch (error) {
      if (!(error instanceof Failed) || error.status !== 406) throw error;
      return (await call('POST', path, body)) as Answer;
    }
  }

  return {
    call: (method, path, body, graph = false) => call(method, path, body, graph ? GRAPH : JSON_TYPE),
    async file(path, body) {
      const answer = await sent('POST', path, body, '*/*');
      const name = /filename="?([^";]+)/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ?? 'trama';
      return { name, content: await answer.blob() };
    },
    session: () => opened(call('GET', '/session')),
    enter: (by) => opened(call('POST', '/session', by)),
    async leave() {
      await call('DELETE', '/session');
      csrf = '';
    },
    vocabulary: async () => (await call('GET', '/vocabulary')) as Vocabulary,
    search: async (text) => (await call('POST', '/search', { text })) as SearchAnswer,
    queries: async () => (await call('GET', '/queries')) as QuerySummary[],
    describe: async (name) => (await call('GET', `/queries/${encodeURIComponent(name)}`)) as QueryDescription,
    run: (name, parameters, cursor) => asked(`/queries/${encodeURIComponent(name)}/run`, parameters, cursor),
    routes: (parameters, cursor) => asked('/routes', parameters, cursor),
    explain: async (route) => (await call('GET', `/routes/explanation?route=${encodeURIComponent(route)}`)) as Texts,
    complete: async (route) => (await call('GET', `/routes/completions?route=${encodeURIComponent(route)}`)) as Completion[],
  };
}

async function failure(answer: Response): Promise<Failed> {
  const told: unknown = await answer.json().catch(() => ({}));
  const { code, detail, errors } = (told ?? {}) as { code?: string; detail?: string; errors?: { parameter?: string; detail?: string }[] };
  const parameters = Object.fromEntries((errors ?? []).map((error) => [error.parameter ?? '', error.detail ?? '']));
  if (answer.status === 401) return new Failed('expired', detail ?? '', 401, parameters);
  return new Failed(code ?? 'unreadable', detail ?? '', answer.status, parameters, (told ?? {}) as Properties);
}
