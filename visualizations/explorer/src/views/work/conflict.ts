/** Two people saved the same workspace: what to do with what is on the canvas. */
import type { Panel } from './screen';
import { choose } from './dialog';

export async function askConflict(panel: Panel): Promise<void> {
  const { store, work, words } = panel;
  const { workspace } = store.state;
  if (!workspace?.conflict) return;
  const title = workspace.title ?? words.untitled;
  const chosen = await choose({
    title: words.conflictTitle,
    text: [workspace.conflict.sentence, words.conflictText],
    choices: [
      { id: 'mine' as const, label: words.saveMine },
      { id: 'merge' as const, label: words.mergeBoth },
      { id: 'theirs' as const, label: words.loadTheirs },
    ],
    cancel: words.later,
  });
  // The conflict returns with the next save, unless it was settled.
  store.set({ workspace: { ...workspace, conflict: undefined } });
  if (chosen === 'mine') await work.saveAs(words.mine(title));
  if (chosen === 'merge') await work.mergeMine(title);
  if (chosen === 'theirs') await work.open(workspace.id);
}
