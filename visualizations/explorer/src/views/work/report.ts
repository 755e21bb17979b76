/** A report or an evidence pack of the canvas, with pictures of graph and map. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Pack } from '../../api/work';
import { documentOf, type State } from '../../store';
import { download, pngOf } from '../download';
import { headOf, textOf, titleField, type Panel, type Screen } from './screen';

type As = 'pdf' | 'html' | 'pack';
type Name = 'graph' | 'map';
const NAMES: readonly Name[] = ['graph', 'map'];

export function reportScreen(panel: Panel): Screen {
  const { desk, work, store } = panel;
  let fingerprint = '';
  const off = new Set<Name>();
  void work.client.key().then((key) => {
    fingerprint = key.fingerprint;
    panel.redraw();
  }, () => undefined); // the report does not need it

  async function make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const as = (event.submitter as HTMLButtonElement | null)?.value as As;
    const title = textOf(event.target, 'title');
    const done = await desk.attempt('report', async () => {
      const pack = await packOf(store.state, title, NAMES.filter((name) => !off.has(name)));
      return as === 'pack' ? work.client.evidence(pack) : work.client.report(pack, as);
    });
    if (!done) return;
    download(done.name, done.content);
    store.set({ message: panel.words.reporting.done(done.name) });
  }

  function pictureOf(name: Name): TemplateResult {
    const { reporting } = panel.words;
    const there = store.state.pictures.has(name);
    const toggle = (event: Event) => ((event.target as HTMLInputElement).checked ? off.delete(name) : off.add(name));
    return html`<label class="check"><input type="checkbox" ?disabled=${!there} .checked=${there && !off.has(name)} @change=${toggle}><span>${reporting[name]}
      ${there ? nothing : html`<small>${name === 'graph' ? reporting.noGraph : reporting.noMap}</small>`}</span></label>`;
  }

  return () => {
    const { words } = panel;
    const { reporting } = words;
    return html`${headOf(panel, reporting.title, reporting.lead)}
      <form class="parameters" @submit=${make}>
        ${titleField(reporting.name, store.state.workspace?.title ?? '')}
        <fieldset><legend>${reporting.pictures}</legend>${NAMES.map(pictureOf)}</fieldset>
        <div class="buttons">
          <button class="primary" value="pdf">${reporting.pdf}</button>
          <button value="html">${reporting.html}</button>
          <button value="pack">${reporting.pack}</button>
        </div>
        <p class="hint">${reporting.packHint}</p>
        ${fingerprint ? html`<p class="hint">${reporting.fingerprint}: <code>${fingerprint}</code></p>` : nothing}
      </form>`;
  };
}

/** Return what the server makes a report of. */
export async function packOf(state: State, title: string, names: readonly Name[]): Promise<Pack> {
  const pictures = [];
  for (const name of names) {
    const drawn = state.pictures.get(name)?.();
    const picture = drawn && (await pngOf(drawn));
    if (picture) pictures.push({ name: name === 'graph' ? 'grafo' : 'mapa', png: await base64(picture) });
  }
  const { workspace, language } = state;
  return { title, workspace: workspace?.id ?? null, investigation: documentOf(state), pictures, language };
}

async function base64(picture: Blob): Promise<string> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  let text = '';
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
