"""The explorer's graph of 5,000 nodes and 20,000 edges in Chromium, drawn in software.

For the same data, in turn: the explorer, and plain sigma (its defaults, a redraw for each frame
of a gesture). Figures: seconds from the answer to the first picture, and to the arranged and
sharp one; frames a second while the wheel zooms, seconds until the picture is sharp again, memory
of the page. The explorer's first picture has every node and edge where it stands before the forces
move it, and the names of the largest; plain sigma's has no arrangement at all.

    .venv/bin/python benchmarks/explorer.py [--nodes 5000 --edges 20000 --rounds 3]
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from browser import driver
from explorer_fixture import Made, explorer_fixture, made_graph
from explorer_pages import WEBGL, ExplorerPage
from explorer_sources import SOURCES, npm

# Frames of two seconds in which a wheel turns twenty times a second. A frame counts where the page
# had time to draw it; the marks are the browser's own.
GESTURE = """
const done = arguments[0], host = document.querySelector('.canvas');
const box = host.getBoundingClientRect();
let frames = 0, turns = 0, over = false;
const begun = performance.now();
const frame = () => { frames += 1; if (!over) requestAnimationFrame(frame); };
requestAnimationFrame(frame);
const turn = setInterval(() => {
  turns += 1;
  const target = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  target.dispatchEvent(new WheelEvent('wheel', {deltaY: turns % 2 ? -60 : 60, bubbles: true,
    cancelable: true, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2}));
  if (performance.now() - begun < 2000) return;
  clearInterval(turn);
  over = true;
  const seconds = (performance.now() - begun) / 1000;
  requestAnimationFrame(() => requestAnimationFrame(() =>
    done({rate: frames / seconds, rest: (performance.now() - begun) / 1000 - seconds})));
}, 50);
"""
PLAIN = """
import { MultiDirectedGraph } from 'graphology';
import Sigma from 'sigma';
const { nodes, edges } = await (await fetch('./graph.json')).json();
Object.assign(document.querySelector('.canvas').style, { width: '1058px', height: '690px' });
const begun = performance.now();
const graph = new MultiDirectedGraph();
for (const [n, node] of nodes.entries()) graph.addNode(node.key, { label: node.label, size: 3,
  x: Math.sqrt(n) * Math.cos(n * 2.4), y: Math.sqrt(n) * Math.sin(n * 2.4) });
for (const edge of edges) graph.addEdgeWithKey(edge.id, edge.source, edge.target);
new Sigma(graph, document.querySelector('.canvas'), { settings: { itemSizesReference: 'screen' } });
requestAnimationFrame(() => requestAnimationFrame(() => {
  document.body.dataset.first = String((performance.now() - begun) / 1000);
}));
"""
PAGE = """<!doctype html><body><div class="canvas"></div>
<script type="module" src="./plain.js"></script></body>"""


def explorer(page: ExplorerPage, address: str) -> dict[str, float]:
    """Return the figures of the explorer."""
    page.enter(address)
    page.press("Red de prueba", ".queries button")
    page.wait("return document.querySelector('.parameters')")
    page.run(
        "performance.clearResourceTimings();"
        "const seen = new MutationObserver(() => { seen.disconnect();"
        "requestAnimationFrame(() => requestAnimationFrame(() => {"
        "const [answer] = performance.getEntriesByType('resource')"
        ".filter(one => one.name.endsWith('/made/run'));"
        "document.body.dataset.first = (performance.now() - answer.responseEnd) / 1000; })); });"
        "seen.observe(document.querySelector('.canvas'), {attributes: true,"
        "attributeFilter: ['data-nodes']})"
    )
    page.press("Consultar", ".parameters button")
    page.wait("return document.body.dataset.first")
    page.wait_arranged()
    page.run(
        "requestAnimationFrame(() => requestAnimationFrame(() => {"
        "const [answer] = performance.getEntriesByType('resource')"
        ".filter(one => one.name.endsWith('/made/run'));"
        "document.body.dataset.arranged = (performance.now() - answer.responseEnd) / 1000; }))"
    )
    arranged = float(page.wait("return document.body.dataset.arranged"))
    time.sleep(2)
    return {**measured(page), "sharp_s": arranged}


def plain(page: ExplorerPage, address: str) -> dict[str, float]:
    """Return the figures of plain sigma."""
    page.driver.get(address + "index.html")
    page.wait("return document.body.dataset.first")
    time.sleep(2)
    return measured(page)


def measured(page: ExplorerPage) -> dict[str, float]:
    """Return the figures of a page that has drawn its graph."""
    gesture = page.driver.execute_async_script(GESTURE)  # type: ignore[no-untyped-call]
    page.driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    used = page.driver.execute_cdp_cmd("Runtime.getHeapUsage", {})
    return {
        "first_s": float(page.run("return document.body.dataset.first")),
        "frames_s": gesture["rate"],
        "rest_s": gesture["rest"],
        "heap_mib": (used["usedSize"] + used["backingStorageSize"]) / 2**20,
    }


def build_plain(folder: Path, made: Made) -> None:
    """Build the page of plain sigma into a folder."""
    source = SOURCES / ".plain"  # beside node_modules, where Vite looks for sigma
    source.mkdir(exist_ok=True)
    try:
        (source / "index.html").write_text(PAGE, encoding="utf-8")
        (source / "plain.js").write_text(PLAIN, encoding="utf-8")
        places = ("--base", "./", "--outDir", str(folder), "--emptyOutDir")
        npm("exec", "--", "vite", "build", str(source), "--configLoader", "native", *places)
    finally:
        shutil.rmtree(source)
    (folder / "graph.json").write_text(
        json.dumps({"nodes": made.nodes, "edges": made.edges}), encoding="utf-8"
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--nodes", type=int, default=5_000)
    asked.add_argument("--edges", type=int, default=20_000)
    asked.add_argument("--rounds", type=int, default=3)
    given = asked.parse_args()
    made = made_graph(given.nodes, given.edges)
    found: dict[str, list[dict[str, Any]]] = {"explorer": [], "plain sigma": []}
    with tempfile.TemporaryDirectory() as folder:
        build_plain(Path(folder), made)
        with explorer_fixture(made, Path(folder)) as address:
            for _ in range(given.rounds):
                with driver(*WEBGL) as chromium:
                    chromium.set_script_timeout(120)
                    found["explorer"].append(explorer(ExplorerPage(chromium), address))
                with driver(*WEBGL) as chromium:
                    chromium.set_script_timeout(120)
                    found["plain sigma"].append(plain(ExplorerPage(chromium), f"{address}beside/"))
    for name, rounds in found.items():
        for figure in rounds[0]:
            values = [one[figure] for one in rounds]
            print(f"{name:12} {figure:9} {statistics.median(values):8.2f}  {values}")


if __name__ == "__main__":
    main()
