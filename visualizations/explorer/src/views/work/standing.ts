/** Standing questions: asked anew after each load, and what they brought waits for a verdict. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { StandingRow } from '../../api/work';
import type { Question } from '../../store';
import { ROUTE, repeatable } from '../../repeat';
import { newsScreen } from './news';
import { textOf, type Panel } from './screen';
import { moment } from './words';

type Load = () => Promise<void>;

export function standingSection(panel: Panel, rows: readonly StandingRow[] | undefined, load: Load): TemplateResult {
  const { standing } = panel.words;
  return html`<section class="standing"><h2>${standing.title}</h2><p class="hint">${standing.lead}</p>
    ${!rows ? html`<p class="hint">…</p>` : rows.length ? html`<ul class="rows">${rows.map((row) => rowOf(panel, row, load))}</ul>` : html`<p class="hint">${standing.none}</p>`}
    ${formOf(panel, load)}</section>`;
}

function rowOf(panel: Panel, row: StandingRow, load: Load): TemplateResult {
  const { words, desk, work, store } = panel;
  const { standing } = words;
  const { language } = store.state;
  const run = async () => {
    const done = await desk.attempt('standing', () => work.client.runStanding(row.id));
    if (done) store.set({ message: done.error ?? standing.ran });
    await load();
  };
  const remove = async () => {
    await desk.attempt('standing', () => work.client.dismiss(row.id));
    await load();
  };
  const title = row.title || standing.others;
  const when = row.ran_at ? standing.ranAt(moment(row.ran_at, language)) : standing.never;
  const open = standing.fresh(row.new, row.changed, row.gone);
  const remarks = [row.error ?? '', row.cut ? standing.cut : '', row.current ? '' : standing.stale].filter(Boolean);
  return html`<li>
    <div><strong>${title}</strong><small>${row.sentence}</small><small>${when} · <b class=${open ? 'fresh' : ''}>${standing.review(open)}</b></small>
      ${remarks.map((remark) => html`<p class="doubt">${remark}</p>`)}</div>
    <div class="buttons">
      ${row.mine ? html`<button type="button" class=${open ? 'primary' : ''} aria-label=${`${standing.look}: ${title}`} @click=${() => panel.go(newsScreen(row))}>${standing.look}</button>
        <button type="button" aria-label=${`${standing.run}: ${title}`} @click=${run}>${standing.run}</button>` : nothing}
      <button type="button" aria-label=${`${standing.remove}: ${title}`} @click=${remove}>${standing.remove}</button>
    </div>
  </li>`;
}

/** The question that was asked last can be made a standing one. */
function formOf(panel: Panel, load: Load): TemplateResult {
  const { words, desk, work, store } = panel;
  const { standing } = words;
  const last = store.state.questions.at(-1);
  if (!last) return html`<p class="hint">${standing.addHint}</p>`;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const title = textOf(event.target, 'title');
    const made = await desk.attempt('standing', () => work.client.stand(stood(last, title)));
    if (made) store.set({ message: standing.made });
    await load();
  };
  return html`<form class="parameters" @submit=${submit}><h3>${standing.add}</h3><p class="hint">${last.title}</p>
    <label><span>${standing.name}</span><input name="title" required maxlength="200" autocomplete="off" .value=${last.title}></label>
    <div class="buttons"><button>${standing.make}</button></div></form>`;
}

function stood({ query, parameters }: Question, title: string) {
  if (query === ROUTE) return { title, route: String(parameters.route ?? '') };
  return { title, query, parameters: repeatable(parameters) };
}
