/** The one store: views read it, send it actions and are told of each change. */
import { NO_VOCABULARY } from '../api/vocabulary';
import { EMPTY, reduced, type Action } from './actions';
import type { Investigation, State } from './types';

/** Steps that undo can take back. */
const STEPS = 200;

type Surroundings = Partial<Pick<State, 'session' | 'language' | 'view' | 'pane' | 'busy' | 'problem' | 'message' | 'vocabulary' | 'answer' | 'positions' | 'comparison' | 'workspace' | 'pictures' | 'pairsOf' | 'judged' | 'tour'>>;

export interface Store {
  readonly state: State;
  /** Apply an action to the investigation; undo takes it back, a selection with the step before it. */
  send(action: Action): void;
  /** Change what surrounds the investigation; undo leaves it alone. */
  set(change: Surroundings): void;
  undo(): void;
  redo(): void;
  /** Call `listener` after each change, until the function returned is called. */
  subscribe(listener: (state: State) => void): () => void;
}

const FIRST: State = {
  ...EMPTY,
  session: undefined,
  language: 'es',
  view: 'graph',
  pane: 'ask',
  busy: new Set(),
  problem: undefined,
  message: '',
  vocabulary: NO_VOCABULARY,
  answer: undefined,
  positions: new Map(),
  comparison: undefined,
  workspace: undefined,
  pictures: new Map(),
  pairsOf: undefined,
  judged: [],
  tour: undefined,
  undoable: 0,
  redoable: 0,
};

export function createStore(first: Partial<State> = {}): Store {
  let state: State = { ...FIRST, ...first };
  let past: Investigation[] = [];
  let future: Investigation[] = [];
  let streaming: boolean | string | undefined;
  const listeners = new Set<(state: State) => void>();

  function become(change: Partial<State>): void {
    state = { ...state, ...change, undoable: past.length, redoable: future.length };
    for (const listener of [...listeners]) listener(state);
  }

  function record(action: Action): void {
    const live = action.type === 'filtered' && action.live ? action.live : undefined;
    if (action.type !== 'selected' && !(live && streaming === live)) {
      past = [...past, investigationOf(state)].slice(-STEPS);
      future = [];
    }
    streaming = live;
  }

  function step(from: Investigation[], to: Investigation[]): void {
    const found = from.pop();
    if (!found) return;
    to.push(investigationOf(state));
    streaming = undefined;
    become(found);
  }

  return {
    get state() {
      return state;
    },
    send(action) {
      const after = reduced(investigationOf(state), action);
      record(action);
      // What was there before a workspace was opened is not its past: a save would put it there.
      if (action.type === 'opened') past = [];
      become(after);
    },
    set: become,
    undo: () => step(past, future),
    redo: () => step(future, past),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function investigationOf(state: State): Investigation {
  const { graph, hidden, pinned, notes, groups, selection, filter, leftOut, questions } = state;
  return { graph, hidden, pinned, notes, groups, selection, filter, leftOut, questions };
}
