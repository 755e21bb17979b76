/** The two sides of a pair, field by field, and the sentences that explain its score. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { lexicon, type Lexicon } from '../../api/vocabulary';
import type { PairAnswer } from '../../pair';
import type { Language, State } from '../../store';
import type { Words } from '../../words';
import { dateText, isDateField, timeOf } from '../../words/dates';

type Side = PairAnswer['one'];
type Field = PairAnswer['fields'][number];

const MARKS: Readonly<Record<Field['mark'], 'same' | 'differs' | 'alone'>> = { '=': 'same', '≠': 'differs', '·': 'alone' };

export function sidesOf(pair: PairAnswer, state: Pick<State, 'language' | 'vocabulary'>, words: Words): TemplateResult {
  const names = lexicon(state.vocabulary, state.language);
  const marked = (mark: Field['mark']) => pair.fields.filter((field) => field.mark === mark).length;
  return html`<div class="pair-sides" tabindex="0" role="group" aria-label=${words.pair.sides}>
    <table>
      <caption>${words.pair.differing(marked('≠'), marked('·'), pair.fields.length)}</caption>
      <thead><tr><th scope="col">${words.pair.field}</th>${sideHead(pair.one, names, words)}<th scope="col"><span class="unseen">${words.pair.comparison}</span></th>${sideHead(pair.other, names, words)}</tr></thead>
      <tbody>${pair.fields.map((field) => rowOf(field, words, state.language))}</tbody>
    </table>
    ${pair.judged ? html`<p class="pair-judged">${words.pair.judged(words.pair.verdicts[pair.judged.verdict] ?? pair.judged.verdict, pair.judged.by || words.pair.somebody, dateText(pair.judged.at.slice(0, 10), state.language))}</p>` : nothing}
    ${explained(pair, words)}
  </div>`;
}

function sideHead(side: Side, names: Lexicon, words: Words): TemplateResult {
  const beneath = [side.case ?? '', side.pseudonym ?? '', words.pair.records(side.records)].filter(Boolean);
  return html`<th scope="col">${names.code('registry', side.registry)}<small>${beneath.join(' · ')}</small></th>`;
}

function rowOf({ field, title, one, other, mark }: Field, words: Words, language: Language): TemplateResult {
  const shown = (text: string) => (isDateField(field) ? timeOf(text, language) : text);
  const cell = (text: string | null) => html`<td>${text === null ? html`<em>${words.pair.hidden}</em>` : text ? shown(text) : '—'}</td>`;
  const kind = MARKS[mark];
  return html`<tr class=${kind}><th scope="row">${title}</th>${cell(one)}<td class="pair-mark"><span aria-hidden="true">${mark}</span><span class="unseen">${words.pair.marks[kind]}</span></td>${cell(other)}</tr>`;
}

/** Each bit doubles the odds that both are the same, or halves them. */
function explained({ explanation, row, blind }: PairAnswer, words: Words): TemplateResult {
  const guard = row?.reason ? (words.pair.guards[row.reason] ?? row.reason) : '';
  return html`<section class="pair-reasons"><h3>${words.pair.reasons}</h3>
    <p>${words.pair.probability(percent(explanation.probability))}
      ${row?.score != null && !row.at_hand && !blind ? words.pair.otherModel(percent(row.score)) : nothing}
      ${guard ? words.pair.stopped(guard) : nothing}</p>
    <p class="hint">${words.pair.bitsHint}</p>
    <ul>
      <li><b>${bitsText(explanation.start)}</b><span>${words.pair.start}</span></li>
      ${explanation.lines.map((line) => html`<li><b>${bitsText(line.bits)}</b><span>${line.title}: ${line.sentence}</span></li>`)}
    </ul></section>`;
}

/** Return a probability as a percentage that never says 0 or 100 of what is not certain. */
export function percent(share: number): string {
  const shown = Math.round(share * 100);
  if (shown === 0 && share > 0) return '<1';
  return shown === 100 && share < 1 ? '>99' : String(shown);
}

export function bitsText(bits: number | null): string {
  if (bits === null) return '·';
  const shown = Math.abs(bits).toFixed(1);
  return shown === '0.0' ? '0' : `${bits < 0 ? '−' : '+'}${shown}`;
}
