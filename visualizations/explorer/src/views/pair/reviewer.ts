/** The course of a review: the list, the pair that is looked at, and what was decided here. */
import { asked } from '../../asking';
import type { Desk } from '../../desk';
import { judge, readPair, readPairsOf, readQueue, type Listed, type PairAnswer, type Stored, type Verdict } from '../../pair';
import type { Problem, Store } from '../../store';
import { wordsOf } from '../../words';

export interface Review {
  readonly list: readonly Listed[];
  /** Pairs that the server has. */
  readonly all: number;
  readonly chosen: Listed | undefined;
  readonly pair: PairAnswer | undefined;
  readonly loading: boolean;
  readonly problem: Problem | undefined;
  /** Verdicts given on this page, the latest last. */
  readonly given: readonly Stored[];
  readonly blind: boolean;
  /** victim, suspect or case; '' for all. */
  readonly kind: string;
}

const EMPTY: Review = { list: [], all: 0, chosen: undefined, pair: undefined, loading: false, problem: undefined, given: [], blind: false, kind: '' };

export interface Reviewer {
  readonly review: Review;
  /** Read the list of the queue, or of the node whose pairs are asked for, and open its first pair. */
  load(): Promise<void>;
  open(one: Listed): Promise<void>;
  choose(more: Partial<Pick<Review, 'blind' | 'kind'>>): Promise<void>;
  say(verdict: Verdict, why: string): Promise<void>;
  /** Put the pair at the end of the list. */
  skip(): Promise<void>;
  /** Take back the last verdict given here. */
  undo(): Promise<void>;
}

/** Return whether both sides are one person or case now; of cases the word that stands says it. */
function isOne({ subject, one, other, judged, row }: PairAnswer): boolean {
  if (subject === 'case') return (judged ?? row)?.verdict === 'same';
  return one.pseudonym !== null && one.pseudonym === other.pseudonym;
}

/** Make a reviewer; `changed` is called after each change of the review. */
export function createReviewer(store: Store, desk: Pick<Desk, 'client'>, changed: () => void): Reviewer {
  let review = EMPTY;
  /** Number of the newest question: the answer to an older one comes too late. */
  let turn = 0;
  const words = () => wordsOf(store.state.language).pair;

  function become(more: Partial<Review>): void {
    review = { ...review, ...more };
    changed();
  }

  async function load(first?: string): Promise<void> {
    turn += 1;
    const mine = turn;
    const { pairsOf } = store.state;
    // Whoever asks for somebody's pairs sees what was said of them: no reading of these is blind.
    const { kind, blind } = pairsOf ? { ...review, blind: false } : review;
    become({ blind, loading: true, problem: undefined });
    const { found, problem } = await asked(store, 'pairs', () => (pairsOf ? readPairsOf(desk.client, pairsOf.key) : readQueue(desk.client, blind, kind)));
    if (mine !== turn) return;
    const list = found?.pairs ?? [];
    become({ list, all: found?.all ?? 0, chosen: undefined, pair: undefined, loading: false, problem });
    const start = list.find((one) => one.handle === first) ?? list[0];
    if (start) await open(start);
  }

  async function open(one: Listed, problem?: Problem): Promise<void> {
    turn += 1;
    const mine = turn;
    become({ chosen: one, pair: undefined, loading: true, problem });
    const answer = await asked(store, 'pair', () => readPair(desk.client, one.handle, review.blind));
    if (mine !== turn) return;
    become({ pair: answer.found, loading: false, problem: answer.problem ?? problem });
  }

  async function say(verdict: Verdict, why: string): Promise<void> {
    const { chosen, pair, loading, blind } = review;
    if (!chosen || !pair || loading) return;
    turn += 1;
    become({ loading: true, problem: undefined });
    const { found, problem } = await asked(store, 'judge', () => judge(desk.client, chosen.handle, { verdict, why, seen: pair.state, blind }));
    become({ loading: false, problem });
    // Somebody else judged it, or a load changed it: the pair is shown anew, with what the server says.
    if (problem?.code === 'pair_changed') return open(chosen, problem);
    if (!found) return;
    become({ given: verdict === 'withdrawn' ? review.given : [...review.given, found] });
    judged(chosen.handle, isOne(pair));
    store.set({ message: words().stored(verdict, found.cases) });
    await (store.state.pairsOf || verdict === 'withdrawn' ? load(chosen.handle) : next(chosen));
  }

  /** Have the canvas refreshed once it is looked at again. */
  function judged(handle: string, wasOne: boolean): void {
    store.set({ judged: [...store.state.judged, { handle, wasOne }] });
  }

  /** Open the pair after one that was judged; at the end of the page the queue is read again. */
  async function next(judged: Listed): Promise<void> {
    const at = review.list.indexOf(judged);
    const list = review.list.filter((one) => one !== judged);
    if (!list.length) return load();
    become({ list, all: review.all - 1 });
    await open(list[Math.min(at, list.length - 1)] as Listed);
  }

  async function skip(): Promise<void> {
    const { chosen, list, loading } = review;
    if (!chosen || loading || list.length < 2) return;
    const at = list.indexOf(chosen);
    become({ list: [...list.filter((one) => one !== chosen), chosen] });
    await open(review.list[Math.min(at, list.length - 2)] as Listed);
  }

  async function undo(): Promise<void> {
    const last = review.given.at(-1);
    if (!last || review.loading) return;
    turn += 1;
    become({ loading: true, problem: undefined });
    const { found, problem } = await asked(store, 'judge', () => judge(desk.client, last.handle, { verdict: 'withdrawn', blind: review.blind }));
    become({ loading: false, problem });
    if (!found) return;
    become({ given: review.given.slice(0, -1) });
    judged(last.handle, last.verdict === 'same');
    store.set({ message: words().stored('withdrawn', found.cases) });
    await load(last.handle);
  }

  return {
    get review() {
      return review;
    },
    load: () => load(),
    open: (one) => open(one),
    async choose(more) {
      // A blind reading takes back a blind one only: what was said before is no longer undone from here.
      become({ ...more, given: more.blind === undefined ? review.given : [] });
      await load();
    },
    say,
    skip,
    undo,
  };
}
