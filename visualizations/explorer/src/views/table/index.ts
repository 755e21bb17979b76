/** Tables and a tree of what is visible, equal to the canvas for keyboard and screen reader. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { lexicon, type Lexicon } from '../../api/vocabulary';
import { visible, type State, type Store } from '../../store';
import { wordsOf, type Words } from '../../words';
import { timeOf } from '../../words/dates';
import { answerRows, edgeRows, nodeRows, sorted, type Row, type Sheet } from './rows';
import { createTree, type Tree } from './tree';

/** Rows drawn at once: more are asked for. */
const PAGE = 200;

type Kind = 'nodes' | 'edges' | 'answer' | 'tree';

interface Local {
  kind: Kind;
  limit: number;
  by: number;
  down: boolean;
}

export function mount(element: HTMLElement, store: Store): () => void {
  const local: Local = { kind: 'nodes', limit: PAGE, by: -1, down: false };
  const tree = createTree(store, () => draw());
  let answer: unknown;
  const change = (more: Partial<Local>) => {
    Object.assign(local, more);
    draw();
  };
  const draw = () => {
    const { state } = store;
    if (state.answer !== answer) {
      answer = state.answer;
      if (state.answer && !visible(state).nodes.length) local.kind = 'answer';
      Object.assign(local, { limit: PAGE, by: -1 });
    }
    if (state.view !== 'table') return;
    const words = wordsOf(state.language);
    render(html`${choice(state, words, local, change)}${bodyOf(store, words, local, change, tree)}`, element);
  };
  draw();
  return store.subscribe(draw);
}

type Change = (more: Partial<Local>) => void;

function choice(state: State, words: Words, local: Local, change: Change): TemplateResult {
  const kinds: readonly Kind[] = state.answer ? ['nodes', 'edges', 'tree', 'answer'] : ['nodes', 'edges', 'tree'];
  return html`<div class="kinds" role="group" aria-label=${words.table.kind}>${kinds.map(
    (kind) => html`<button type="button" aria-pressed=${local.kind === kind} @click=${() => change({ kind, limit: PAGE, by: -1 })}>${words.table[kind]}</button>`,
  )}</div>`;
}

function bodyOf(store: Store, words: Words, local: Local, change: Change, tree: Tree): TemplateResult {
  const { state } = store;
  const names = lexicon(state.vocabulary, state.language);
  if (local.kind === 'tree') return tree.draw(words, names);
  const sheet = sheetOf(state, words, names, local.kind);
  if (!sheet.rows.length) return html`<p class="nothing">${state.graph.nodes.size ? words.empty.filtered : words.empty.lead}</p>`;
  return tableOf(store, words, local, change, sheet);
}

function sheetOf(state: State, words: Words, names: Lexicon, kind: Kind): Sheet {
  if (kind === 'answer' && state.answer) return answerRows(state.answer, names);
  return kind === 'edges' ? edgeRows(visible(state), words, names) : nodeRows(visible(state), words, names);
}

function tableOf(store: Store, words: Words, local: Local, change: Change, sheet: Sheet): TemplateResult {
  const rows = sorted(sheet.rows, local.by, local.down);
  const shown = rows.slice(0, local.limit);
  const order = (by: number) => change({ by, down: local.by === by && !local.down });
  const direction = (n: number) => (local.by === n ? (local.down ? 'descending' : 'ascending') : 'none');
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label=${sheet.title}>
      <table>
        <caption>${words.table.caption(sheet.title, shown.length, rows.length)}</caption>
        <thead><tr>${sheet.columns.map((title, n) => html`<th scope="col" aria-sort=${direction(n)}><button type="button" @click=${() => order(n)}>${title}</button></th>`)}</tr></thead>
        <tbody>${shown.map((row) => rowOf(store, words, row, sheet.dates))}</tbody>
      </table>
    </div>
    ${rows.length > local.limit ? html`<button type="button" @click=${() => change({ limit: local.limit + PAGE })}>${words.table.moreRows(Math.min(PAGE, rows.length - local.limit))}</button>` : nothing}
  `;
}

function rowOf(store: Store, words: Words, row: Row, dates: Sheet['dates']): TemplateResult {
  const chosen = row.key !== '' && store.state.selection.has(row.key);
  const select = (event: Event) => {
    const add = event instanceof MouseEvent && (event.shiftKey || event.ctrlKey || event.metaKey);
    store.send({ type: 'selected', keys: [row.key], add });
  };
  return html`<tr aria-selected=${row.key ? chosen : nothing}>${row.cells.map((cell, n) =>
    n === 0 && row.key
      ? html`<th scope="row"><button type="button" class="link" aria-pressed=${chosen} aria-label=${words.table.select(String(cell))} @click=${select}>${cell}</button></th>`
      : html`<td class=${typeof cell === 'number' ? 'number' : ''}>${dates.has(n) ? timeOf(String(cell), store.state.language) : cell}</td>`,
  )}</tr>`;
}
