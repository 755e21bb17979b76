/** A question over the page, with a few answers; Escape is none of them. */
import { html, nothing, render } from 'lit-html';

export interface Choice<T extends string> {
  readonly id: T;
  readonly label: string;
}

export interface Asked<T extends string> {
  readonly title: string;
  readonly text: readonly string[];
  /** The first stands out. */
  readonly choices: readonly Choice<T>[];
  readonly cancel: string;
}

/** Ask; return the choice, or undefined if the person chose none. */
export function choose<T extends string>({ title, text, choices, cancel }: Asked<T>): Promise<T | undefined> {
  const dialog = document.createElement('dialog');
  const before = document.activeElement;
  dialog.className = 'choice';
  dialog.setAttribute('aria-labelledby', 'choice-title');
  document.body.append(dialog);
  return new Promise((resolve) => {
    let chosen: T | undefined;
    const close = (id?: T) => () => {
      chosen = id;
      dialog.close();
    };
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before instanceof HTMLElement) before.focus();
      resolve(chosen);
    });
    render(
      html`<h2 id="choice-title">${title}</h2>
        ${text.map((line) => (line ? html`<p>${line}</p>` : nothing))}
        <div class="choices">
          ${choices.map(({ id, label }, n) => html`<button type="button" class=${n ? '' : 'primary'} @click=${close(id)}>${label}</button>`)}
          <button type="button" @click=${close()}>${cancel}</button>
        </div>`,
      dialog,
    );
    dialog.showModal();
  });
}
