/** The route line: a pattern is completed from the ontology and read back as a sentence. */
import { html, nothing, render } from 'lit-html';
import type { Completion } from '../../api/client';
import { Failed } from '../../api/client';
import type { Desk } from '../../desk';
import type { Store } from '../../store';
import { wordsOf } from '../../words';

/** Milliseconds after the last key until the server is asked. */
const PAUSE = 200;
const MOST = 8;

export function mountRoute(element: HTMLElement, store: Store, desk: Desk): () => void {
  let text = '';
  let offered: readonly Completion[] = [];
  let active = -1;
  let told: { sentence: string; wrong: boolean } = { sentence: '', wrong: false };
  /** The text that was searched: nothing is offered for it, also if the offer comes late. */
  let searched: string | undefined;
  /** The page after the one that came last of its route. */
  let next: { text: string; cursor: string } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look(): Promise<void> {
    const asked = text;
    try {
      const [completions, explained] = await Promise.all([desk.client.complete(asked), asked.trim() ? desk.client.explain(asked) : undefined]);
      if (asked !== text) return;
      offered = asked === searched ? [] : completions.slice(0, MOST);
      told = { sentence: explained?.[store.state.language] ?? '', wrong: false };
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      if (asked !== text) return;
      offered = asked === searched ? [] : await desk.client.complete(asked).then((found) => found.slice(0, MOST), () => []);
      told = { sentence: error.sentence, wrong: true };
    }
    active = -1;
    draw();
  }

  function typed(event: Event): void {
    text = (event.target as HTMLInputElement).value;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), PAUSE);
  }

  function take(completion: Completion): void {
    text = `${text.slice(0, completion.begin - 1)}${completion.text} `;
    offered = [];
    draw();
    element.querySelector<HTMLInputElement>('input')?.focus();
    void look();
  }

  function key(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!offered.length) return;
      active = (active + (event.key === 'ArrowDown' ? 1 : offered.length)) % offered.length;
    } else if (event.key === 'Escape') offered = [];
    else {
      const chosen = event.key === 'Enter' || event.key === 'Tab' ? offered[active] : undefined;
      if (!chosen) return;
      take(chosen);
    }
    event.preventDefault();
    draw();
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    searched = text;
    offered = [];
    next = undefined;
    draw();
    if (text.trim()) void ask(text);
  }

  async function ask(route: string, cursor?: string): Promise<void> {
    const answer = await desk.askRoute(route.trim(), cursor);
    if (route !== searched) return;
    next = answer?.next ? { text: route, cursor: answer.next } : undefined;
    draw();
  }

  function draw(): void {
    const words = wordsOf(store.state.language);
    render(
      html`<h2>${words.start.route}</h2>
        <form class="route" @submit=${submit}>
          <input type="text" role="combobox" autocomplete="off" spellcheck="false" aria-label=${words.start.route} aria-autocomplete="list" aria-controls="completions" aria-expanded=${offered.length > 0}
            aria-activedescendant=${active >= 0 ? `completion-${active}` : nothing} placeholder=${words.start.routeHint} .value=${text} @input=${typed} @keydown=${key} @focus=${() => void look()}>
          <button class="primary">${words.start.routeRun}</button>
          ${next ? html`<button type="button" class="more" @click=${() => next && ask(next.text, next.cursor)}>${words.start.more_rows}</button>` : nothing}
          <ul id="completions" role="listbox" aria-label=${words.start.route} ?hidden=${!offered.length}>
            ${offered.map((one, n) => html`<li id=${`completion-${n}`} role="option" aria-selected=${n === active} @mousedown=${(event: Event) => event.preventDefault()} @click=${() => take(one)}><span>${one.text}</span><small>${one.label === one.text ? '' : one.label}</small></li>`)}
          </ul>
        </form>
        <p class=${told.wrong ? 'hint wrong' : 'hint'} aria-live="polite">${told.sentence}</p>`,
      element,
    );
  }
  draw();
  const blur = (event: FocusEvent) => {
    if (element.contains(event.relatedTarget as Node | null)) return;
    offered = [];
    draw();
  };
  element.addEventListener('focusout', blur);
  const leave = store.subscribe(draw);
  return () => {
    leave();
    clearTimeout(timer);
    element.removeEventListener('focusout', blur);
  };
}
