/** What the view of pairs asks of the server: the queue, the judgements about somebody, one pair, a verdict. */
import type { Client } from './api/client';
import type { components } from './api/schema';

type Schemas = components['schemas'];
export type PairAnswer = Schemas['PairAnswer'];
export type Verdict = Schemas['JudgementMade']['verdict'];
export type Stored = Schemas['JudgementStored'];
type QueuedRow = Schemas['QueuedPairRow'];
type JudgementRow = Schemas['JudgementRow'];
type End = Schemas['JudgementEnd'];

/** A pair of the list: `HANDLE.1` and `HANDLE.2` name its ends, whoever may know them. */
export interface Listed {
  readonly handle: string;
  /** The two ends as the role may name them; '' of a pair that is read blind. */
  readonly names: readonly [string, string];
  /** victim, suspect or case; undefined where the list does not say. */
  readonly kind: string | undefined;
  readonly score: number | null;
  /** Of a judged pair: the word that stands, and whose it is; a model's name if it is a model's. */
  readonly said: { readonly verdict: string; readonly by: string; readonly model: boolean } | undefined;
  readonly contradiction: boolean;
}

export interface PairList {
  readonly pairs: readonly Listed[];
  /** How many the server has, those listed among them. */
  readonly all: number;
}

/** Pairs that are listed at once. */
const PAGE = 50;

const nameOf = (end: End): string => end.pseudonym ?? end.key ?? '';

function queued(row: QueuedRow, blind: boolean): Listed {
  const names: [string, string] = blind ? ['', ''] : [nameOf(row.one), nameOf(row.other)];
  return { handle: row.handle, names, kind: row.kind, score: blind ? null : row.score, said: undefined, contradiction: false };
}

/** Return each pair once, with the word that stands; the rows come latest first. */
export function pairsOfRows(rows: readonly JudgementRow[]): Listed[] {
  const pairs = new Map<string, Listed>();
  for (const row of rows) {
    const { handle } = row;
    if (!handle || row.blind || (pairs.has(handle) && !row.stands)) continue;
    const said = row.stands && row.verdict !== 'withdrawn' ? { verdict: row.verdict, by: row.model || row.by, model: row.model !== '' } : undefined;
    pairs.set(handle, { handle, names: [nameOf(row.one), nameOf(row.other)], kind: row.subject === 'case' ? 'case' : undefined, score: row.score, said, contradiction: row.contradiction });
  }
  return [...pairs.values()];
}

export async function readQueue(client: Client, blind: boolean, kind: string): Promise<PairList> {
  const wanted = new URLSearchParams({ limit: String(PAGE), ...(blind ? { again: 'true' } : {}), ...(kind ? { kind } : {}) });
  const { pairs, left } = (await client.call('GET', `/judgements/queue?${wanted.toString()}`)) as Schemas['QueueAnswer'];
  return { pairs: pairs.map((row) => queued(row, blind)), all: left };
}

export async function readPairsOf(client: Client, key: string): Promise<PairList> {
  const { judgements, more } = (await client.call('GET', `/judgements?${new URLSearchParams({ of: key }).toString()}`)) as Schemas['JudgementListAnswer'];
  const pairs = pairsOfRows(judgements);
  return { pairs, all: pairs.length + more };
}

export async function readPair(client: Client, handle: string, blind: boolean): Promise<PairAnswer> {
  const wanted = new URLSearchParams({ one: `${handle}.1`, other: `${handle}.2`, ...(blind ? { blind: 'true' } : {}) });
  return (await client.call('GET', `/judgements/pair?${wanted.toString()}`)) as PairAnswer;
}

export interface Said {
  readonly verdict: Verdict;
  readonly why?: string;
  /** The state of the pair as it was seen; the server refuses a verdict on a pair that has changed. */
  readonly seen?: string;
  readonly blind?: boolean;
}

export async function judge(client: Client, handle: string, said: Said): Promise<Stored> {
  return (await client.call('POST', '/judgements', { one: `${handle}.1`, other: `${handle}.2`, ...said })) as Stored;
}
