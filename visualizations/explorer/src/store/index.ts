export { EMPTY, NO_FILTER, type Action } from './actions';
export { partialOf, spanOf, whenOf, within, type Span } from './dates';
export { documentOf, isReadable, isUnsaved, keptOf, NOTHING_KEPT, restored, type Document } from './document';
export { folded } from './folded';
export { registeredOf } from './registered';
export { createStore, type Store } from './store';
export { typeOf, visible, visibleAtAnyTime, type Visible } from './visible';
export type * from './types';
