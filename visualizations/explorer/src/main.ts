/** The explorer's page: one store, and the views that draw from it. */
import { createStore } from './store';
import { mount as mountMap } from './views/map';
import { mount as mountTime } from './views/time';

const root = document.getElementById('explorer');
if (!root) throw new Error('The page has no place for the explorer.');
const store = createStore();
for (const mount of [mountMap, mountTime]) {
  const element = document.createElement('section');
  root.append(element);
  mount(element, store);
}
