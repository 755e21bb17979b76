import type { Mount } from '../mount';

export const mount: Mount = (element, store) => {
  const draw = () => {
    element.dataset.nodes = String(store.state.graph.nodes.size);
  };
  draw();
  return store.subscribe(draw);
};
