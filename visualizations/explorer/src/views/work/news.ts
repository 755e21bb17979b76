/** What a standing question found anew, row by row, and what people say of it. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Answer, Column } from '../../api/client';
import { lexicon } from '../../api/vocabulary';
import type { StandingRow, Verdict } from '../../api/work';
import { labelled } from '../../desk';
import { ROUTE } from '../../repeat';
import type { Language, Properties, Value } from '../../store';
import { timeOf } from '../../words/dates';
import { answerRows, type Cell, type Sheet } from '../table/rows';
import { headOf, textOf, type Panel, type Screen } from './screen';
import { moment } from './words';

/** What a row of news says besides the columns of its query. */
const OF_NEWS: ReadonlySet<string> = new Set(['news', 'status', 'since', 'changed', 'judged', 'by', 'judged_at', 'why']);

export const newsScreen = (row: StandingRow) => (panel: Panel): Screen => {
  const { desk, work, store } = panel;
  let answer: Answer | undefined;
  let columns: readonly Column[] = [];

  async function load(): Promise<void> {
    const found = await desk.attempt('news', async () => {
      const described = row.query === ROUTE ? [] : (await desk.client.describe(row.query)).columns;
      return { answer: await work.client.news(row.id), columns: described };
    });
    if (found) ({ answer, columns } = found);
    panel.redraw();
  }
  void load();

  function toCanvas(): void {
    const graph = answer?.graph;
    if (!graph) return;
    store.send({ type: 'answered', nodes: labelled(graph.nodes, store.state), edges: graph.edges });
    store.set({ pane: 'view', message: panel.words.standing.look });
  }

  async function judge(news: string, event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const verdict = (event.submitter as HTMLButtonElement | null)?.value as Verdict;
    const why = textOf(event.target, 'why');
    if (await desk.attempt('judge', () => work.client.judge(row.id, news, verdict, why).then(() => true))) await load();
  }

  const titleOf = (name: string) => columns.find((column) => column.name === name)?.title[store.state.language] ?? name;

  function rowOf(news: Properties, cells: readonly (readonly [string, unknown])[]): TemplateResult {
    const { standing } = panel.words;
    const { language } = store.state;
    const judged = typeof news.judged === 'string' ? news.judged : undefined;
    const columnsOf = (names: Value | undefined) => (Array.isArray(names) ? names.map((name: Value) => titleOf(String(name))).join(', ') : '');
    const status = news.status === 'changed' ? standing.changedIn(columnsOf(news.changed)) : (standing.status[String(news.status ?? '')] ?? '');
    const said = judged
      ? [standing.judged[judged] ?? judged, news.by ? standing.judgedBy(String(news.by)) : '', String(news.why ?? '')].filter(Boolean).join(' · ')
      : standing.pending;
    return html`<li>
      <dl>${cells.map(([title, text]) => html`<dt>${title}</dt><dd>${text}</dd>`)}</dl>
      <small>${[status, standing.since(moment(String(news.since ?? ''), language)), said].filter(Boolean).join(' · ')}</small>
      ${judged ? nothing : html`<form class="verdict" @submit=${(event: SubmitEvent) => judge(String(news.news), event)}>
        <input name="why" maxlength="500" autocomplete="off" aria-label=${standing.why} placeholder=${`${standing.why} (${standing.whyHint})`}>
        <div class="buttons"><button value="relevant">${standing.relevant}</button><button value="not_relevant">${standing.notRelevant}</button></div></form>`}
    </li>`;
  }

  return () => {
    const { standing } = panel.words;
    const { vocabulary, language } = store.state;
    const head = headOf(panel, row.title, row.sentence);
    if (!answer) return html`${head}<p class="hint">…</p>`;
    const shown = answer.columns.filter((name) => !OF_NEWS.has(name)).map((name) => ({ name, title: titleOf(name), type: columns.find((column) => column.name === name)?.type ?? 'string' }));
    const sheet = answerRows({ title: row.title, columns: shown, rows: answer.rows }, lexicon(vocabulary, language));
    return html`${head}
      ${answer.rows.length ? nothing : html`<p class="hint">${standing.nothing}</p>`}
      ${answer.graph?.nodes.length ? html`<div class="buttons"><button type="button" @click=${toCanvas}>${standing.canvas}</button></div>` : nothing}
      <ul class="rows news">${answer.rows.map((news, n) => rowOf(news, cellsOf(sheet, n, language)))}</ul>`;
  };
};

function cellsOf({ columns, rows, dates }: Sheet, row: number, language: Language): (readonly [string, unknown])[] {
  const shown = (cell: Cell, n: number) => (dates.has(n) ? timeOf(String(cell), language) : String(cell));
  return (rows[row]?.cells ?? []).flatMap((cell, n) => (cell === '' || cell === '—' ? [] : [[columns[n] ?? '', shown(cell, n)] as const]));
}
