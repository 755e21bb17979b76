/** The panel of work: workspaces, sharing, reports and standing questions, one screen at a time. */
import { nothing, render } from 'lit-html';
import type { Desk } from '../../desk';
import type { Store } from '../../store';
import type { Work } from '../../work';
import { askConflict } from './conflict';
import { homeScreen } from './home';
import { wordsOfPanel, type Panel, type Screen } from './screen';
import './work.css';

export function mount(element: HTMLElement, store: Store, desk: Desk, work: Work): () => void {
  let screen: Screen | undefined;
  let asking = false;

  const panel: Panel = {
    store,
    desk,
    work,
    get words() {
      return wordsOfPanel(store);
    },
    redraw: draw,
    go(make = homeScreen) {
      screen = make(panel);
      draw();
      element.querySelector<HTMLElement>('h2')?.focus();
    },
  };

  function draw(): void {
    const { session, pane, workspace } = store.state;
    if (!session) screen = undefined;
    else if (pane === 'work') screen ??= homeScreen(panel);
    render(screen ? screen() : nothing, element);
    if (workspace?.conflict && !asking) void settle();
  }

  async function settle(): Promise<void> {
    asking = true;
    await askConflict(panel);
    asking = false;
    if (screen) panel.go();
  }

  draw();
  return store.subscribe(draw);
}
