/** What was done with a workspace, by whom and when. */
import { html } from 'lit-html';
import type { LogEntry } from '../../api/work';
import { headOf, type Panel, type Screen } from './screen';
import { moment, type WorkWords } from './words';

export const logScreen = (id: string) => (panel: Panel): Screen => {
  const { desk, work, store } = panel;
  let entries: readonly LogEntry[] | undefined;
  void desk.attempt('log', () => work.client.log(id)).then((found) => {
    entries = found ?? [];
    panel.redraw();
  });
  return () => {
    const { history } = panel.words;
    return html`${headOf(panel, history.title, history.lead)}
      ${!entries ? html`<p class="hint">…</p>` : entries.length ? html`<ol class="log">${entries.map(
        (entry) => html`<li><small>${moment(entry.at, store.state.language)}</small> ${entry.by} ${sentenceOf(entry, history)}</li>`,
      )}</ol>` : html`<p class="hint">${history.none}</p>`}`;
  };
};

/** Return what an entry says was done, with its counts and names of queries. */
export function sentenceOf(entry: LogEntry, words: WorkWords['history']): string {
  const { added, removed, queries } = entry;
  const counts = [typeof added === 'number' && added ? words.added(added) : '', typeof removed === 'number' && removed ? words.removed(removed) : ''].filter(Boolean).join(' ');
  const asked = Array.isArray(queries) ? queries.join(', ') : '';
  const details = [counts, asked].filter(Boolean).join(' · ');
  return `${words.actions[entry.what] ?? entry.what}${details ? ` (${details})` : ''}`;
}
