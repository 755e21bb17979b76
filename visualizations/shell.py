"""The HTML shell of every page: one file that opens offline, runs no text, sends no request."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from markupsafe import Markup, escape

from trama.core.errors import Language
from trama.core.html_templates import printable, source_hash, templates_of
from trama.visualizations.page_words import page_words

# Commands that stand open under a page; the others unfold.
FIRST_COMMANDS = 8


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One sign of the legend: ``shape`` is a class of page.css, ``colour`` as CSS writes it."""

    text: str
    colour: str
    shape: str = "dot"


@dataclass(frozen=True, slots=True)
class Part:
    """A text; ``href`` is the page to which it leads, or "". As a command, ``href`` is typed."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table: its parts, what joins them, and its class in page.css.

    ``sort`` is what the column is sorted by, if that is not the text: a number, an ISO date.
    """

    parts: Sequence[Part]
    joint: str = ", "
    kind: str = ""
    sort: str = ""

    @property
    def text(self) -> str:
        """Return the text of the cell as it is shown."""
        return self.joint.join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Fold:
    """A list that unfolds: its anchor in the page, its title and its items."""

    anchor: str
    title: str
    items: Sequence["Item"]


@dataclass(frozen=True, slots=True)
class Item:
    """A person or case of a list; ``search`` finds its rows, ``href`` is its page or ""."""

    text: str
    search: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a column; a ``numeric`` column is sorted as numbers."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The texts of a page beside its picture; none of them is markup.

    ``warning`` and ``alerts`` stand before the picture: what the picture leaves out. ``notes``
    stand at the end. ``commands`` are what to type for a page that is not written. ``folds`` are
    the people of the boxes that stand for several, and ``cases`` the cases of a long page.
    """

    title: str
    subtitle: str
    legend: Sequence[LegendEntry]
    columns: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = field(default=())
    alerts: Sequence[str] = field(default=())
    links: Sequence[Part] = field(default=())
    commands: Sequence[Part] = field(default=())
    folds: Sequence[Fold] = field(default=())
    cases: Sequence[Item] = field(default=())
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
    environment = templates_of("trama.visualizations")
    environment.filters["unbroken"] = unbroken
    shared = ("table.js", "legend.js", "folds.js", "edges.js")
    all_scripts = [*scripts, *map(static, shared)]
    return environment.get_template(template).render(
        title=page.title,
        subtitle=page.subtitle,
        legend=page.legend,
        columns=page.columns,
        rows=page.rows,
        notes=page.notes,
        alerts=page.alerts,
        links=page.links,
        commands=page.commands,
        first_commands=FIRST_COMMANDS,
        folds=page.folds,
        cases=page.cases,
        warning=page.warning,
        language=page.language,
        words=page_words("page")[page.language],
        policy=_policy(all_scripts),
        # Files of ours and no data: the template does not escape them.
        style=Markup(static("page.css")),  # noqa: S704 - see the line above
        scripts=[Markup(script) for script in all_scripts],  # noqa: S704 - same
        **picture,
    )


def unbroken(text: str) -> Markup:
    """Return a text as markup; no line breaks in a person's key, a case number or an option."""
    safe = str(escape(printable(text)))
    # The pattern holds letters, digits, colons and dashes only: what it finds is no markup.
    return Markup(_KEY.sub(r'<span class="key">\g<0></span>', safe))  # noqa: S704 - see above


# A case number longer than 34 signs may break, and so may what is no number at all.
_KEY = re.compile("--[a-z-]+|[XP]-[A-Z2-7]{10}|(?:RETA|SISTRA):[0-9A-Z-]{1,26}(?![0-9A-Za-z-])")


def _policy(scripts: Sequence[str]) -> str:
    hashes = " ".join(map(source_hash, scripts))
    # vis-network sizes its elements with inline styles and draws images from data: addresses.
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
