export { EMPTY, NO_FILTER, type Action } from './actions';
export { spanOf, whenOf, within, type Span } from './dates';
export { folded } from './folded';
export { registeredOf } from './registered';
export { createStore, type Store } from './store';
export { typeOf, visible, visibleAtAnyTime, type Visible } from './visible';
export type * from './types';
