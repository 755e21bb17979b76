/** Leaving the page with unsaved work is asked about. */
import { isUnsaved, type Store } from './store';

export function guardUnsaved(store: Store, page: Pick<Window, 'addEventListener'>): void {
  page.addEventListener('beforeunload', (event) => {
    if (isUnsaved(store.state)) event.preventDefault();
  });
}
