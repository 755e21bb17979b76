/** The graph as a tree: each node opens into its links. Keys as in the ARIA pattern of trees. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Lexicon } from '../../api/vocabulary';
import { typeOf, visible, type GraphEdge, type GraphNode, type Store, type Visible } from '../../store';
import type { Words } from '../../words';

export interface Tree {
  draw(words: Words, names: Lexicon): TemplateResult;
}

/** A path names an item: keys of nodes and ids of edges from the root, joined by line ends. */
interface Item {
  readonly path: string;
  readonly node: GraphNode;
  readonly edge: GraphEdge | undefined;
  readonly depth: number;
}

/** Roots drawn at once; the tables hold all. */
const MOST = 300;

export function createTree(store: Store, redraw: () => void): Tree {
  const open = new Set<string>();
  let focused = '';

  function links({ nodes, edges }: Visible): ReadonlyMap<string, readonly { node: GraphNode; edge: GraphEdge }[]> {
    const byKey = new Map(nodes.map((node) => [node.key, node]));
    const found = new Map<string, { node: GraphNode; edge: GraphEdge }[]>();
    for (const edge of edges) {
      for (const [from, to] of [[edge.source, edge.target], [edge.target, edge.source]] as const) {
        const node = byKey.get(to);
        if (node) found.get(from)?.push({ node, edge }) ?? found.set(from, [{ node, edge }]);
      }
    }
    return found;
  }

  /** Return the items in the order in which arrows walk them. */
  function items(shown: Visible): readonly Item[] {
    const around = links(shown);
    const walk = (item: Item): Item[] => {
      if (!open.has(item.path)) return [item];
      const ancestors = new Set(item.path.split('\n'));
      const children = (around.get(item.node.key) ?? []).filter(({ node }) => !ancestors.has(node.key));
      return [item, ...children.flatMap(({ node, edge }) => walk({ path: `${item.path}\n${edge.id}\n${node.key}`, node, edge, depth: item.depth + 1 }))];
    };
    return shown.nodes.slice(0, MOST).flatMap((node) => walk({ path: node.key, node, edge: undefined, depth: 1 }));
  }

  function focus(path: string): void {
    focused = path;
    redraw();
    document.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')?.focus();
  }

  function pressed(event: KeyboardEvent, item: Item, all: readonly Item[]): void {
    const at = all.indexOf(item);
    const parent = item.path.split('\n').slice(0, -2).join('\n');
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(all[at + 1]?.path ?? item.path),
      ArrowUp: () => focus(all[at - 1]?.path ?? item.path),
      Home: () => focus(all[0]?.path ?? ''),
      End: () => focus(all.at(-1)?.path ?? ''),
      ArrowRight: () => (open.has(item.path) ? focus(all[at + 1]?.path ?? item.path) : toggle(item)),
      ArrowLeft: () => (open.has(item.path) ? toggle(item) : parent && focus(parent)),
      Enter: () => select(item, event.shiftKey),
      ' ': () => select(item, event.shiftKey),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  }

  function toggle(item: Item): void {
    if (!open.delete(item.path)) open.add(item.path);
    focus(item.path);
  }

  function select(item: Item, add: boolean): void {
    focused = item.path;
    store.send({ type: 'selected', keys: [item.node.key], add });
  }

  function itemOf(item: Item, all: readonly Item[], leads: boolean, first: string, names: Lexicon): TemplateResult {
    const chosen = store.state.selection.has(item.node.key);
    const relation = item.edge ? `${names.relation(item.edge.type)} · ` : '';
    return html`<li role="treeitem" aria-level=${item.depth} aria-expanded=${leads ? open.has(item.path) : nothing} aria-selected=${chosen} data-depth=${Math.min(item.depth, 8)}
      tabindex=${item.path === first ? 0 : -1} @keydown=${(event: KeyboardEvent) => pressed(event, item, all)} @click=${() => { select(item, false); toggle(item); }}>
      <span aria-hidden="true">${leads ? (open.has(item.path) ? '▾' : '▸') : '·'}</span> ${relation}<strong>${item.node.label}</strong> <small>${names.type(typeOf(item.node))}</small>
    </li>`;
  }

  return {
    draw(words, names) {
      const shown = visible(store.state);
      const around = links(shown);
      const all = items(shown);
      const first = all.some((item) => item.path === focused) ? focused : (all[0]?.path ?? '');
      if (!all.length) return html`<p class="nothing">${store.state.graph.nodes.size ? words.empty.filtered : words.empty.lead}</p>`;
      const leads = (item: Item) => (around.get(item.node.key) ?? []).some(({ node }) => !item.path.split('\n').includes(node.key));
      return html`<p class="hint" id="tree-hint">${words.table.treeHint}</p>
        <ul class="tree" role="tree" aria-multiselectable="true" aria-label=${words.table.tree} aria-describedby="tree-hint">${all.map((item) => itemOf(item, all, leads(item), first, names))}</ul>`;
    },
  };
}
