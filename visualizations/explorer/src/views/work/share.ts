/** Who else may read or change a workspace. */
import { html, type TemplateResult } from 'lit-html';
import type { Grant, Reader } from '../../api/work';
import { wordsOf } from '../../words';
import { headOf, textOf, type Panel, type Screen } from './screen';

export const shareScreen = (id: string) => (panel: Panel): Screen => {
  const { desk, work, store } = panel;
  let known: { readers: readonly Reader[]; grants: readonly Grant[] } | undefined;

  void desk
    .attempt('grants', () => Promise.all([work.client.readers(), work.client.grants(id)]))
    .then((found) => {
      if (found) known = { readers: found[0], grants: found[1] };
      panel.redraw();
    });

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target;
    const grants = (known?.readers ?? []).flatMap(({ token }) => {
      const may = textOf(form, token);
      return may === 'read' || may === 'write' ? [{ token, may } as const] : [];
    });
    const done = await desk.attempt('grants', () => work.client.grant(id, grants).then(() => true));
    if (!done) return;
    store.set({ message: panel.words.sharing.done });
    panel.go();
  }

  function rowOf({ token, name, role }: Reader, may: string): TemplateResult {
    const { sharing } = panel.words;
    return html`<label class="grant"><span><strong>${name}</strong> <small>${wordsOf(store.state.language).roles[role] ?? role}</small></span>
      <select name=${token} aria-label=${`${sharing.may}: ${name}`}>
        <option value="" ?selected=${may === ''}>${sharing.none}</option>
        <option value="read" ?selected=${may === 'read'}>${sharing.read}</option>
        <option value="write" ?selected=${may === 'write'}>${sharing.write}</option>
      </select></label>`;
  }

  return () => {
    const { sharing } = panel.words;
    const held = new Map(known?.grants.map((grant) => [grant.token, grant.may]));
    return html`${headOf(panel, sharing.title, sharing.lead)}
      ${!known ? html`<p class="hint">…</p>`
        : !known.readers.length ? html`<p class="hint">${sharing.nobody}</p>`
        : html`<form class="parameters" @submit=${submit}>${known.readers.map((reader) => rowOf(reader, held.get(reader.token) ?? ''))}
            <div class="buttons"><button class="primary">${sharing.save}</button></div></form>`}`;
  };
};
