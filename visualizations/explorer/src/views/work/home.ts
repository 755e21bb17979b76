/** The first screen: the workspace that is open, those that are saved, and the standing questions. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { StandingRow, WorkspaceRow } from '../../api/work';
import { isUnsaved, type OpenWorkspace } from '../../store';
import { compareScreen } from './compare';
import { choose } from './dialog';
import { logScreen } from './log';
import { reportScreen } from './report';
import { headOf, mayReplace, textOf, titleField, type Panel, type Screen } from './screen';
import { shareScreen } from './share';
import { standingSection } from './standing';
import { moment, type WorkWords } from './words';

export function homeScreen(panel: Panel): Screen {
  let rows: readonly WorkspaceRow[] | undefined;
  let standing: readonly StandingRow[] | undefined;
  let failed = false;

  async function load(): Promise<void> {
    const { desk, work } = panel;
    const [found, asked] = await Promise.all([desk.attempt('workspaces', () => work.client.workspaces()), desk.attempt('standing', () => work.client.standing())]);
    failed = !found || !asked;
    rows = found ?? rows;
    standing = asked ?? standing;
    panel.redraw();
  }
  void Promise.resolve().then(load); // a request redraws the page, which must have this screen by then

  return () => html`
    ${openPart(panel, load)}
    <section><h2>${panel.words.list}</h2>${rows ? listOf(panel, rows, load) : failed ? unread(panel, load) : html`<p class="hint">…</p>`}</section>
    ${standingSection(panel, standing, load)}`;
}

function openPart(panel: Panel, load: () => Promise<void>): TemplateResult {
  const { words, store, work } = panel;
  const { workspace, graph } = store.state;
  const unsaved = isUnsaved(store.state);
  const some = graph.nodes.size > 0;
  const save = async () => {
    if (await work.save()) await load();
  };
  const close = async () => {
    if (await mayReplace(panel, unsaved)) work.close();
  };
  const owned = workspace?.may === 'own';
  return html`<section class="open" aria-label=${words.title}>
    <h2>${workspace ? (workspace.title ?? words.hidden) : words.untitled}</h2>
    <p class=${unsaved ? 'mark unsaved' : 'mark'}>${workspace ? (unsaved ? words.isUnsaved : words.isSaved) : some ? words.isUnsaved : words.empty}</p>
    ${workspace ? remarks(words, workspace) : nothing}
    <div class="buttons">
      ${workspace && workspace.may !== 'read' ? html`<button type="button" class="primary" ?disabled=${!unsaved} @click=${save}>${words.save}</button>` : nothing}
      <button type="button" class=${workspace ? '' : 'primary'} ?disabled=${!some} @click=${() => panel.go(saveAsScreen)}>${words.saveAs}</button>
      ${workspace && workspace.may !== 'read' ? html`<button type="button" @click=${() => panel.go(renameScreen)}>${words.rename}</button>` : nothing}
      ${workspace && owned ? html`<button type="button" @click=${() => panel.go(shareScreen(workspace.id))}>${words.share}</button>` : nothing}
      ${workspace ? html`<button type="button" @click=${() => panel.go(logScreen(workspace.id))}>${words.log}</button>` : nothing}
      <button type="button" ?disabled=${!some} @click=${() => panel.go(reportScreen)}>${words.report}</button>
      ${workspace ? html`<button type="button" @click=${close}>${words.close}</button>` : nothing}
    </div>
  </section>`;
}

/** What differs between the workspace as it was saved and as it is seen now. */
function remarks(words: WorkWords, workspace: OpenWorkspace): TemplateResult {
  const parts = Object.entries(workspace.withheld).filter(([, count]) => count > 0);
  const named = parts.map(([kind, count]) => words.parts[kind]?.(count) ?? `${count} ${kind}`);
  const lines = [
    workspace.may === 'read' ? words.readOnly : '',
    workspace.changed ? words.changed : '',
    workspace.gone ? words.gone(workspace.gone) : '',
    workspace.lost ? words.lost(workspace.lost) : '',
    named.length ? words.withheld(named.join(', ')) : '',
  ];
  const { goneNotes } = workspace;
  return html`${lines.filter(Boolean).map((line) => html`<p class="doubt">${line}</p>`)}
    ${goneNotes.length ? html`<details><summary>${words.goneNotes}</summary>${goneNotes.map((note) => html`<p>${note}</p>`)}</details>` : nothing}`;
}

/** What could not be read is not told as empty; the notice above says why. */
function unread(panel: Panel, load: () => Promise<void>): TemplateResult {
  return html`<p class="hint">${panel.words.unread}</p><div class="buttons"><button type="button" @click=${load}>${panel.words.again}</button></div>`;
}

function listOf(panel: Panel, rows: readonly WorkspaceRow[], load: () => Promise<void>): TemplateResult {
  if (!rows.length) return html`<p class="hint">${panel.words.none}</p>`;
  return html`<ul class="rows">${rows.map((row) => rowOf(panel, row, load))}</ul>`;
}

function rowOf(panel: Panel, row: WorkspaceRow, load: () => Promise<void>): TemplateResult {
  const { words, store, work } = panel;
  const { workspace, language } = store.state;
  const title = row.title ?? words.hidden;
  const isOpen = workspace?.id === row.id;
  const open = async () => {
    if (!(await mayReplace(panel, isUnsaved(store.state)))) return;
    if ((await work.open(row.id)) && window.innerWidth < 900) store.set({ pane: 'view' });
    await load();
  };
  const remove = async () => {
    const sure = await choose({ title: words.removeTitle, text: [words.removeText(title)], choices: [{ id: 'remove' as const, label: words.remove }], cancel: words.cancel });
    if (sure && (await work.remove(row.id))) await load();
  };
  const who = row.mine ? words.mineToo : words.of(row.owner_name);
  return html`<li aria-current=${isOpen ? 'true' : nothing}>
    <div><strong>${title}</strong><small>${[who, words.items(row.items), words.changedBy(moment(row.changed_at, language), row.changed_by_name)].join(' · ')}</small></div>
    <div class="buttons">
      <button type="button" ?disabled=${isOpen} aria-label=${`${isOpen ? words.isOpen : words.open}: ${title}`} @click=${open}>${isOpen ? words.isOpen : words.open}</button>
      ${workspace && !isOpen ? html`<button type="button" aria-label=${`${words.compare}: ${title}`} @click=${() => panel.go(compareScreen(row))}>${words.compare}</button>` : nothing}
      ${row.may === 'own' ? html`<button type="button" aria-label=${`${words.remove}: ${title}`} @click=${remove}>${words.remove}</button>` : nothing}
    </div>
  </li>`;
}

function titleScreen(panel: Panel, heading: string, button: string, value: string, save: (title: string) => Promise<boolean>): Screen {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (await save(textOf(event.target, 'title'))) panel.go();
  };
  return () => html`${headOf(panel, heading)}
    <form class="parameters" @submit=${submit}>${titleField(panel.words.name, value, panel.words.nameHint)}<div class="buttons"><button class="primary">${button}</button></div></form>`;
}

function saveAsScreen(panel: Panel): Screen {
  const { words, work, store } = panel;
  return titleScreen(panel, words.saveAs, words.save, store.state.workspace?.title ?? '', (title) => work.saveAs(title));
}

function renameScreen(panel: Panel): Screen {
  const { words, work, store } = panel;
  return titleScreen(panel, words.rename, words.save, store.state.workspace?.title ?? '', (title) => work.save(title));
}
