/** What was done with a workspace, by whom and when. */
import { html, nothing } from 'lit-html';
import type { LogAnswer, LogEntry } from '../../api/work';
import { headOf, type Panel, type Screen } from './screen';
import { moment, type WorkWords } from './words';

export const logScreen = (id: string) => (panel: Panel): Screen => {
  const { desk, work, store } = panel;
  let log: LogAnswer | undefined;
  void desk.attempt('log', () => work.client.log(id)).then((found) => {
    log = found ?? { entries: [], left_out: 0 };
    panel.redraw();
  });
  return () => {
    const { history } = panel.words;
    return html`${headOf(panel, history.title, history.lead)}
      ${!log ? html`<p class="hint">…</p>` : log.entries.length ? html`<ul class="log">${[...log.entries].reverse().map(
        (entry) => html`<li><small>${moment(entry.at, store.state.language)}</small> ${entry.name} ${sentenceOf(entry, history)}</li>`,
      )}</ul>` : html`<p class="hint">${history.none}</p>`}
      ${log?.left_out ? html`<p class="hint">${history.earlier(log.left_out)}</p>` : nothing}`;
  };
};

/** Return what an entry says was done, with its counts and names of queries. */
export function sentenceOf(entry: LogEntry, words: WorkWords['history']): string {
  const { added, removed } = entry;
  const counts = [typeof added === 'number' && added ? words.added(added) : '', typeof removed === 'number' && removed ? words.removed(removed) : ''].filter(Boolean).join(' ');
  const asked = Array.isArray(entry.asked) ? entry.asked.join(', ') : '';
  const details = [counts, asked].filter(Boolean).join(' · ');
  return `${words.actions[entry.did] ?? entry.did}${details ? ` (${details})` : ''}`;
}
