/** The open workspace beside another: what is in both, only here, only there; and their union. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ComparisonAnswer, WorkspaceRow } from '../../api/work';
import { isUnsaved } from '../../store';
import { headOf, mayReplace, textOf, titleField, type Panel, type Screen } from './screen';

export const compareScreen = (other: WorkspaceRow) => (panel: Panel): Screen => {
  const { desk, work, store } = panel;
  const here = store.state.workspace;
  let found: ComparisonAnswer | undefined;
  if (here) {
    void desk.attempt('comparison', () => work.client.compare(here.id, other.id)).then((answer) => {
      found = answer;
      panel.redraw();
    });
  }

  async function merge(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const title = textOf(event.target, 'title');
    if (!here || !(await mayReplace(panel, isUnsaved(store.state)))) return;
    if (await work.merge(here.id, other.id, title)) panel.go();
  }

  function keysOf(title: string, keys: readonly string[]): TemplateResult {
    const { comparing } = panel.words;
    const { nodes } = store.state.graph;
    const there = keys.filter((key) => nodes.has(key));
    const away = keys.filter((key) => !nodes.has(key));
    return html`<section><h3>${comparing.count(title, keys.length)}</h3><div class="buttons">
      ${there.length ? html`<button type="button" aria-label=${`${comparing.select}: ${title}`} @click=${() => store.send({ type: 'selected', keys: there })}>${comparing.select}</button>` : nothing}
      ${away.length ? html`<button type="button" aria-label=${`${comparing.bring}: ${title}`} @click=${() => work.bring(away)}>${comparing.bring}</button>` : nothing}
    </div></section>`;
  }

  function notesOf({ notes }: ComparisonAnswer): TemplateResult | typeof nothing {
    const { comparing } = panel.words;
    if (!notes.length) return nothing;
    const label = (key: string) => store.state.graph.nodes.get(key)?.label ?? key;
    const text = (note: string | null) => note ?? comparing.nothing;
    return html`<section><h3>${comparing.count(comparing.notes, notes.length)}</h3><dl>${notes.map(
      (note) => html`<dt>${label(note.key)}</dt><dd>${text(note.here)}</dd><dd>${text(note.there)}</dd>`,
    )}</dl></section>`;
  }

  function questionsOf({ questions }: ComparisonAnswer): TemplateResult {
    const { comparing } = panel.words;
    const rows = [[comparing.both, questions.both], [comparing.here, questions.here], [comparing.there, questions.there]] as const;
    return html`<section><h3>${comparing.questions}</h3><dl>${rows.filter(([, asked]) => asked.length).map(([title, asked]) => html`<dt>${title}</dt><dd>${asked.map((one) => one.title ?? one.query).join(', ')}</dd>`)}</dl></section>`;
  }

  return () => {
    const { words } = panel;
    const { comparing } = words;
    const title = other.title ?? words.hidden;
    return html`${headOf(panel, comparing.title(title), isUnsaved(store.state) ? comparing.saved : '')}
      ${found ? html`${keysOf(comparing.both, found.both)}${keysOf(comparing.here, found.here)}${keysOf(comparing.there, found.there)}
        ${notesOf(found)}${questionsOf(found)}
        <form class="parameters" @submit=${merge}><h3>${comparing.merge}</h3><p class="hint">${comparing.mergeHint}</p>
          ${titleField(words.name, words.merged(here?.title ?? title), words.nameHint)}<div class="buttons"><button class="primary">${comparing.merge}</button></div></form>`
      : html`<p class="hint">…</p>`}`;
  };
};
