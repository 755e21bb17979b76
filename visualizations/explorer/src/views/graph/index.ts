/** The graph: its canvas, the buttons over it, and what stands there while it is empty. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { NO_FILTER, visible, type Store } from '../../store';
import { wordsOf, type Words } from '../../words';
import { download, pngOf } from '../download';
import { createCanvas, type Canvas } from './canvas';
import type { Layout } from './layout';

export function mount(element: HTMLElement, store: Store): () => void {
  const host = Object.assign(document.createElement('div'), { className: 'canvas' });
  const over = Object.assign(document.createElement('div'), { className: 'over' });
  element.append(host, over);
  let arranging = false;
  let failed = false;
  let layout: Layout | 'fitting' = 'fitting';
  let canvas: Canvas | undefined;
  const supported = document.createElement('canvas').getContext('webgl2') !== null;

  const draw = () => {
    const { state } = store;
    const words = wordsOf(state.language);
    const { nodes, edges } = visible(state);
    host.setAttribute('role', 'img');
    host.setAttribute('aria-label', words.graph.name(nodes.length, edges.length));
    host.hidden = !supported || !nodes.length;
    render(supported ? overOf(words, nodes.length) : html`<p class="nothing">${words.graph.noWebgl}</p>`, over);
    if (!supported || element.hidden || !state.session) return;
    // sigma measures its container once: it must be on the page and visible.
    if (!canvas) begin();
    canvas?.draw();
  };

  function begin(): void {
    const begun = createCanvas(host, store, { arranging: (now) => { arranging = now; draw(); }, failed: () => { failed = true; draw(); } });
    canvas = begun;
    store.set({ pictures: new Map(store.state.pictures).set('graph', () => (host.hidden ? undefined : begun.picture())) });
  }

  function overOf(words: Words, count: number): TemplateResult {
    if (!count) return emptyOf(store, words);
    return html`<div class="tools" role="group">
      <button type="button" title=${words.graph.closer} aria-label=${words.graph.closer} @click=${() => canvas?.zoom(1.4)}>+</button>
      <button type="button" title=${words.graph.farther} aria-label=${words.graph.farther} @click=${() => canvas?.zoom(1 / 1.4)}>−</button>
      <button type="button" @click=${() => canvas?.fit()}>${words.graph.fit}</button>
      <select aria-label=${words.graph.layout} @change=${arrange}>
        <option value="fitting" ?selected=${layout === 'fitting'}>${words.graph.layout}</option>
        <option value="forces" ?selected=${layout === 'forces'}>${words.graph.forces}</option>
        <option value="layers" ?selected=${layout === 'layers'}>${words.graph.layers}</option>
      </select>
      <button type="button" @click=${() => canvas?.arrange(layout === 'fitting' ? undefined : layout)}>${words.graph.arrange}</button>
      <button type="button" @click=${save}>${words.graph.picture}</button>
      ${arranging ? html`<span class="hint" role="status">${words.graph.arranging}</span>` : nothing}
      ${failed ? html`<span class="hint" role="status">${words.graph.noWorker}</span>` : nothing}
    </div>`;
  }

  function arrange(event: Event): void {
    layout = (event.target as HTMLSelectElement).value as Layout | 'fitting';
    canvas?.arrange(layout === 'fitting' ? undefined : layout);
  }

  async function save(): Promise<void> {
    const picture = canvas && (await pngOf(canvas.picture()));
    if (picture) download('trama.png', picture);
  }

  draw();
  const leave = store.subscribe(draw);
  return () => {
    leave();
    canvas?.stop();
  };
}

function emptyOf(store: Store, words: Words): TemplateResult {
  if (store.state.graph.nodes.size) {
    return html`<div class="nothing"><p>${words.empty.filtered}</p>
      <button type="button" @click=${() => store.send({ type: 'filtered', change: NO_FILTER })}>${words.empty.clear}</button></div>`;
  }
  return html`<div class="nothing"><h2>${words.empty.title}</h2><p>${words.empty.lead}</p></div>`;
}
