/** Workspaces, evidence and standing questions as /api/v1 tells them. */
import type { Document, OpenWorkspace, Properties } from '../store';
import type { Answer, Client, Download } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type May = OpenWorkspace['may'];
export type WorkspaceRow = Schemas['WorkspaceHeading'];
export type Written = Pick<WorkspaceRow, 'id' | 'revision'>;
export type WorkspaceAnswer = Omit<Schemas['WorkspaceAnswer'], 'investigation'> & { readonly investigation: Document };
export type Grant = Schemas['GrantForm'];
export type Reader = Schemas['WorkspaceReader'];

/** An entry has these, and figures by what was done, which OpenAPI does not say. */
export interface LogEntry {
  readonly at: string;
  readonly name: string;
  readonly did: string;
  readonly [detail: string]: unknown;
}

export type LogAnswer = Omit<Schemas['LogAnswer'], 'entries'> & { readonly entries: readonly LogEntry[] };
export type ComparisonAnswer = Schemas['ComparisonAnswer'];
/** To a supervisor, a question of somebody else has no title, parameters or sentence. */
export type StandingRow = Schemas['StandingRow'];

export interface Pack {
  readonly title: string;
  readonly workspace: string | null;
  readonly investigation: Document;
  readonly pictures: readonly { readonly name: string; readonly png: string }[];
  readonly language: string;
}

export type NewStanding = { readonly title: string } & ({ readonly query: string; readonly parameters: Properties } | { readonly route: string });
export type Verdict = 'relevant' | 'not_relevant';

export interface WorkClient {
  workspaces(): Promise<readonly WorkspaceRow[]>;
  create(title: string, investigation: Document): Promise<Written>;
  open(id: string): Promise<WorkspaceAnswer>;
  save(id: string, revision: number, investigation: Document, title?: string): Promise<Written>;
  remove(id: string): Promise<void>;
  readers(): Promise<readonly Reader[]>;
  grants(id: string): Promise<readonly Grant[]>;
  grant(id: string, grants: readonly Grant[]): Promise<void>;
  log(id: string): Promise<LogAnswer>;
  compare(id: string, other: string): Promise<ComparisonAnswer>;
  merge(id: string, other: string, title: string): Promise<Written>;
  evidence(pack: Pack): Promise<Download>;
  report(pack: Pack, as: 'html' | 'pdf'): Promise<Download>;
  key(): Promise<{ readonly fingerprint: string }>;
  standing(): Promise<readonly StandingRow[]>;
  stand(question: NewStanding): Promise<StandingRow>;
  runStanding(id: string): Promise<StandingRow>;
  news(id: string): Promise<Answer>;
  judge(id: string, news: string, verdict: Verdict, why: string): Promise<void>;
  dismiss(id: string): Promise<void>;
}

export function createWorkClient({ call: asked, file }: Pick<Client, 'call' | 'file'>): WorkClient {
  const call = async <T>(...given: Parameters<Client['call']>) => (await asked(...given)) as T;
  const at = (id: string, part = '') => `/workspaces/${encodeURIComponent(id)}${part}`;
  const standing = (id: string, part = '') => `/standing/${encodeURIComponent(id)}${part}`;
  return {
    workspaces: async () => (await call<{ workspaces: WorkspaceRow[] }>('GET', '/workspaces')).workspaces,
    create: (title, investigation) => call('POST', '/workspaces', { title, investigation }),
    open: (id) => call('GET', at(id)),
    save: (id, revision, investigation, title) => call('PUT', at(id), { revision, investigation, ...(title === undefined ? {} : { title }) }),
    remove: (id) => call('DELETE', at(id)),
    readers: async () => (await call<{ readers: Reader[] }>('GET', '/workspaces/readers')).readers,
    grants: async (id) => (await call<{ grants: Grant[] }>('GET', at(id, '/grants'))).grants,
    grant: (id, grants) => call('PUT', at(id, '/grants'), { grants }),
    log: (id) => call('GET', at(id, '/log')),
    compare: (id, other) => call('GET', at(id, `/comparison?other=${encodeURIComponent(other)}`)),
    merge: (id, other, title) => call('POST', at(id, '/merge'), { other, title }),
    evidence: (pack) => file('/evidence', pack),
    report: (pack, as) => file(`/evidence/report?as=${as}`, pack),
    key: () => call('GET', '/evidence/key'),
    standing: () => call('GET', '/standing'),
    stand: (question) => call('POST', '/standing', question),
    runStanding: (id) => call('POST', standing(id, '/run')),
    news: (id) => call('GET', standing(id, '/news'), undefined, true),
    judge: (id, news, verdict, why) => call('POST', standing(id, '/judgements'), { news, verdict, why }),
    dismiss: (id) => call('DELETE', standing(id)),
  };
}
