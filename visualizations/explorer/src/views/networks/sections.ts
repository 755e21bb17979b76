/** The parts of one network: its people, its cases, who joins it with others, and its history. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { lexicon, type Lexicon } from '../../api/vocabulary';
import { memberOf, membersOf, type Known, type Member } from '../../networks';
import type { Language, Properties, Store, Value } from '../../store';
import type { Words } from '../../words';
import { timeOf } from '../../words/dates';
import { numberOf } from './odds';

export function sectionsOf(store: Store, known: Known, words: Words): TemplateResult {
  const { state } = store;
  const names = lexicon(state.vocabulary, state.language);
  const { networks: said } = words;
  const person = (one: Member | undefined) => (one ? named(store, one) : '—');
  const people = (value: Value | undefined) => membersOf(value).map((one, at) => html`${at ? '; ' : ''}${person(one)}`);
  const cases = (value: Value | undefined) => listed(value).map((key, at) => html`${at ? '; ' : ''}${named(store, { key, label: known.labels.get(key) ?? key })}`);
  return html`
    ${tableOf(said.people, [said.suspect, said.roles, said.ownCases, said.partners], known.members.rows.map((row) => [
      person(memberOf(row.suspect)), codes(row.roles, 'role', names), count(row.cases), count(row.partners),
    ]))}
    ${tableOf(said.cases, [said.case, said.when, said.place, said.registries, said.who], known.cases.rows.map((row) => [
      cases([row.case ?? '']), period(row, state.language), known.labels.get(String(row.place)) ?? String(row.place ?? '—'), codes(row.registries, 'registry', names), people(row.people),
    ]), said.casesHint)}
    ${known.bridges.rows.length
      ? tableOf(said.bridges, [said.with, said.kind, said.ours, said.theirs, said.through], known.bridges.rows.map((row) => [
          said.name(String(row.other_network)), said.kinds[String(row.kind)] ?? String(row.kind), people(row.people), people(row.other_people),
          row.third ? person(memberOf(row.third)) : row.means ? String(row.means) : cases(row.case_uids),
        ]), said.bridgesHint)
      : html`<section><h3>${said.bridges}</h3><p class="hint">${said.noBridges}</p></section>`}
    ${known.brokers.rows.length
      ? tableOf(said.brokers, [said.suspect, said.partners, said.apart], known.brokers.rows.map((row) => [
          person(memberOf(row.suspect)), count(row.partners), said.share(Number(row.apart), numberOf(100 * Number(row.share), state.language)),
        ]), said.brokersHint)
      : nothing}
    ${tableOf(said.changes, [said.calculated, said.change, said.joined, said.left, said.sizeNow], known.changes.rows.map((row) => [
      timeOf(String(row.calculated ?? '').slice(0, 10), state.language), [names.code('network_change', String(row.change)), listed(row.others).join(', ')].filter(Boolean).join(': '), count(row.gained), count(row.lost),
      said.size(Number(row.members), Number(row.cases)),
    ]), said.changesHint)}`;
}

function tableOf(title: string, columns: readonly string[], rows: readonly (readonly unknown[])[], hint = ''): TemplateResult {
  return html`<section><h3>${title}</h3>${hint ? html`<p class="hint">${hint}</p>` : nothing}
    <div class="scroll" tabindex="0" role="region" aria-label=${title}><table>
      <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
      <tbody>${rows.map((cells) => html`<tr>${cells.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>`)}</tbody>
    </table></div></section>`;
}

/** What lies on the canvas can be selected from here; all else is text. */
function named(store: Store, { key, label }: Member): unknown {
  if (!store.state.graph.nodes.has(key)) return label;
  const select = () => {
    store.send({ type: 'selected', keys: [key] });
    store.set({ pane: 'details' });
  };
  return html`<button type="button" class="link" @click=${select}>${label}</button>`;
}

const listed = (value: Value | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);
const count = (value: Value | undefined): string => (typeof value === 'number' ? String(value) : '—');

function codes(value: Value | undefined, list: string, names: Lexicon): string {
  return listed(value).map((code) => names.code(list, code)).join(', ') || '—';
}

function period({ first, last }: Properties, language: Language): unknown {
  const day = (value: Value | undefined) => html`<span class="day">${timeOf(String(value ?? ''), language)}</span>`;
  if (!first && !last) return '—';
  return first === last ? day(first) : html`${day(first)} – ${day(last)}`;
}
