/**
 * Dates as people read them: 5 mar. 2017, mar. 2017, 2017. Data, fields, the order of rows and what is
 * copied keep ISO 8601. ICU writes «mar. de 2017» for a partial date, so the months stand here.
 */
import { html, type TemplateResult } from 'lit-html';
import { spanOf, type Language } from '../store';

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  es: ['ene.', 'feb.', 'mar.', 'abr.', 'may.', 'jun.', 'jul.', 'ago.', 'set.', 'oct.', 'nov.', 'dic.'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

/** Properties of nodes and links whose text is a date; the number of a case may look like one. */
const DATES: ReadonlySet<string> = new Set([
  'at', 'birth_date', 'date', 'fact_date', 'first', 'last', 'latest_day', 'loaded_at', 'registered_on', 'since', 'status_date', 'until', 'valid_from', 'valid_to',
]);

export function isDateField(name: string): boolean {
  return DATES.has(name);
}

/** Return a partial date or an interval of two as people read it; any other text as it is. */
export function dateText(date: string, language: Language): string {
  return spanOf(date) ? date.split('/').map((part) => partText(part, language)).join(' – ') : date;
}

/** Return a date as the page shows it; `copyDates` gives its ISO text to the clipboard. */
export function timeOf(date: string, language: Language): TemplateResult | string {
  return spanOf(date) ? html`<time datetime=${date}>${dateText(date, language)}</time>` : date;
}

function partText(part: string, language: Language): string {
  const [year = '', month, day] = part.split('-');
  return [day && String(Number(day)), month && MONTHS[language][Number(month) - 1], year].filter(Boolean).join(' ');
}

/** Give the clipboard the ISO text of each date that is copied from the page. */
export function copyDates(event: ClipboardEvent): void {
  const selection = window.getSelection();
  if (!event.clipboardData || !selection?.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const { commonAncestorContainer: around } = range;
  const within = (around instanceof Element ? around : around.parentElement)?.closest('time');
  const copied = Object.assign(document.createElement('div'), { className: 'unseen' });
  copied.append(within && range.toString() === within.textContent ? within.cloneNode(true) : range.cloneContents());
  const dates = copied.querySelectorAll('time');
  if (!dates.length) return;
  for (const date of dates) date.textContent = date.dateTime;
  document.body.append(copied); // only what is drawn has tabs between its cells
  event.clipboardData.setData('text/plain', copied.innerText);
  event.clipboardData.setData('text/html', copied.innerHTML);
  copied.remove();
  event.preventDefault();
}
