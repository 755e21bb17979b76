/** The map, whose libraries are fetched when it is first shown. */
import type { Mount } from '../mount';
import type { MapView } from './view';

export const mount: Mount = (element, store) => {
  let view: MapView | undefined;
  let asked = false;
  let removed = false;
  const show = () => {
    if (store.state.view !== 'map') return;
    if (view) view.update();
    else if (!asked) {
      asked = true;
      void import('./view').then((made) => {
        if (!removed) view = new made.MapView(element, store);
      });
    }
  };
  const stop = store.subscribe(show);
  show();
  return () => {
    removed = true;
    stop();
    view?.remove();
  };
};
