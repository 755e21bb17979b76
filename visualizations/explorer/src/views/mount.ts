/** A view draws what the store shows into an element until the function returned is called. */
import type { Store } from '../store';

export type Mount = (element: HTMLElement, store: Store) => () => void;
