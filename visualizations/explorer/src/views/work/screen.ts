/** What the screens of the panel share. */
import { html, type TemplateResult } from 'lit-html';
import type { Desk } from '../../desk';
import type { Store } from '../../store';
import type { Work } from '../../work';
import { choose } from './dialog';
import { workWords, type WorkWords } from './words';

/** Draws itself; its own state lies beside it. */
export type Screen = () => TemplateResult;

export interface Panel {
  readonly store: Store;
  readonly desk: Desk;
  readonly work: Work;
  readonly words: WorkWords;
  redraw(): void;
  /** Show another screen; without one, the first. */
  go(make?: (panel: Panel) => Screen): void;
}

export function wordsOfPanel(store: Store): WorkWords {
  return workWords[store.state.language];
}

/** The head of a screen: its title, and the way back. */
export function headOf(panel: Panel, title: string, lead = ''): TemplateResult {
  return html`<button type="button" class="back" @click=${() => panel.go()}>‹ ${panel.words.back}</button>
    <h2 tabindex="-1">${title}</h2>
    ${lead ? html`<p class="hint">${lead}</p>` : ''}`;
}

/** Return the trimmed text of a form's field. */
export function textOf(form: EventTarget | null, name: string): string {
  const field = (form as HTMLFormElement).elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value.trim() : '';
}

export function titleField(label: string, value: string, hint = ''): TemplateResult {
  return html`<label><span>${label}</span><input name="title" required maxlength="200" autocomplete="off" value=${value}></label>
    ${hint ? html`<p class="hint">${hint}</p>` : ''}`;
}

/** Return whether the canvas may be replaced: it is saved, or the person saved or discards it now. */
export async function mayReplace(panel: Panel, unsaved: boolean): Promise<boolean> {
  if (!unsaved) return true;
  const { words, store, work } = panel;
  const { workspace } = store.state;
  const saving = workspace && workspace.may !== 'read' ? [{ id: 'save' as const, label: words.saveFirst }] : [];
  const chosen = await choose({ title: words.unsavedTitle, text: [words.unsavedText], choices: [...saving, { id: 'discard' as const, label: words.discard }], cancel: words.cancel });
  return chosen === 'save' ? work.save() : chosen === 'discard';
}
