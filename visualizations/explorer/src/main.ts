/** The explorer's page: one store, one client, and the views that draw from the store. */
import './style.css';
import { createClient } from './api/client';
import { createWorkClient } from './api/work';
import { createDesk, resumed } from './desk';
import { createStore } from './store';
import { guardUnsaved } from './unsaved';
import { mount as mountDetails } from './views/details';
import { mount as mountGraph } from './views/graph';
import { mount as mountLegend } from './views/legend';
import { mount as mountMap } from './views/map';
import { mount as mountPaper } from './views/paper';
import { mountShell } from './views/shell';
import { mount as mountStart } from './views/start';
import { mount as mountTable } from './views/table';
import { mount as mountTime } from './views/time';
import { mount as mountWork } from './views/work';
import { createWork } from './work';

const root = document.getElementById('explorer');
if (!root) throw new Error('The page has no place for the explorer.');
const store = createStore();
const client = createClient(() => store.state.language);
const desk = createDesk(store, client);
const places = mountShell(root, store, desk);
mountStart(places.ask, store, desk);
mountLegend(places.legend, store);
mountDetails(places.details, store, desk);
mountGraph(places.graph, store);
mountTable(places.table, store);
mountMap(places.map, store);
mountTime(places.time, store, desk);
mountWork(places.work, store, desk, createWork(store, desk, createWorkClient(client)));
mountPaper(places.paper, store, window);
guardUnsaved(store, window);
void resumed(store, desk, window.location, window.history).finally(() => {
  document.body.dataset.drawn = 'true';
});
