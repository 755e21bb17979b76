"""The HTML shell of every page: one file that opens offline, runs no text, sends no request."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from trama.core.errors import Language

WORDS: Mapping[Language, Mapping[str, str]] = {
    "es": {
        "legend": "Leyenda",
        "table": "Los mismos datos en tabla",
        "swipe": "Deslice el dibujo hacia la izquierda para ver lo que sigue →",
        "nothing": "No hay nada que dibujar: en los datos cargados nada responde a esta pregunta. "
        "Pruebe con un período más largo o con lugares más grandes.",
    },
    "en": {
        "legend": "Legend",
        "table": "The same data as a table",
        "swipe": "Swipe the drawing to the left to see what follows →",
        "nothing": "There is nothing to draw: nothing in the data loaded answers this question. "
        "Try a longer period or larger places.",
    },
}


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One sign of the legend: ``shape`` is a class of page.css, ``colour`` as CSS writes it."""

    text: str
    colour: str
    shape: str = "dot"


@dataclass(frozen=True, slots=True)
class Page:
    """The texts of a page beside its picture; none of them is markup.

    ``warning`` stands before the picture, ``notes`` at the end.
    """

    title: str
    subtitle: str
    legend: Sequence[LegendEntry]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = field(default=())
    warning: str = ""
    language: Language = "es"


def static(name: str) -> str:
    """Return the text of a file in the folder ``static``."""
    return (files("trama.visualizations") / "static" / name).read_text(encoding="utf-8")


def render(template: str, page: Page, scripts: Sequence[str], **picture: object) -> str:
    """Return the HTML of a page: one document that holds all it needs.

    The Content-Security-Policy runs only ``scripts``, by their hashes, and fetches nothing. The
    template escapes data, or holds it as JSON in a block that never runs.
    """
    environment = Environment(
        loader=PackageLoader("trama.visualizations"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    all_scripts = [*scripts, static("legend.js")]
    return environment.get_template(template).render(
        title=page.title,
        subtitle=page.subtitle,
        legend=page.legend,
        columns=page.columns,
        rows=page.rows,
        notes=page.notes,
        warning=page.warning,
        language=page.language,
        words=WORDS[page.language],
        policy=_policy(all_scripts),
        # Files of ours and no data: the template does not escape them.
        style=Markup(static("page.css")),  # noqa: S704 - see the line above
        scripts=[Markup(script) for script in all_scripts],  # noqa: S704 - same
        **picture,
    )


def _policy(scripts: Sequence[str]) -> str:
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in scripts
    )
    # vis-network sizes its elements with inline styles and draws images from data: addresses.
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
