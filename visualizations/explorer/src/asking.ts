/** Questions whose refusal a view tells in its own place, not over the page. */
import { Failed } from './api/client';
import type { Problem, Store } from './store';

export interface Asked<T> {
  readonly found?: T;
  readonly problem?: Problem;
}

/** Problems that end or stop the whole page, whichever view asked. */
const OF_THE_PAGE: ReadonlySet<string> = new Set(['expired', 'offline']);

/** Do something of the server's under a name of its own; return what it gave, or why it gave nothing. */
export async function asked<T>(store: Store, name: string, work: () => Promise<T>): Promise<Asked<T>> {
  store.set({ busy: new Set([...store.state.busy, name]) });
  try {
    return { found: await work() };
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    if (OF_THE_PAGE.has(error.code)) store.set({ problem: error.problem });
    return { problem: error.problem };
  } finally {
    store.set({ busy: new Set([...store.state.busy].filter((other) => other !== name)) });
  }
}
