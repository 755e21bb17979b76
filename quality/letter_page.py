"""Letters as HTML pages that open offline and print on A4; an index leads to them."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from markupsafe import Markup

from trama.core.errors import Language
from trama.core.html_templates import source_hash, templates_of
from trama.core.text import fold, speaker
from trama.quality.letter import Letter
from trama.quality.letter_words import (
    closing,
    counted,
    median_text,
    opening,
    period_text,
    share_text,
    trend_label,
)
from trama.quality.mending import form_column, how_to_mend, what_is_wrong

_LONGEST_NAME = 60  # characters of a file's name; some systems take 143 bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index: the unit, its letter's file or '', and its letter or None."""

    unit: str
    registry: str
    file: str
    letter: Letter | None


def letter_page(letter: Letter, language: Language) -> str:
    """Return a letter as HTML. It runs nothing, asks for nothing and shows no value of a cell."""
    return _render(
        "letter.html",
        language,
        letter=letter,
        opening=opening(letter, language),
        closing=closing(letter, language),
        counted=counted(letter, language),
        period=period_text(letter, language),
        column=form_column,
        label=trend_label,
        wrong=what_is_wrong,
        mend=lambda group: how_to_mend([one.flaw for one in group], language),
    )


def index_page(entries: Sequence[Entry], language: Language, *, synthetic: bool) -> str:
    """Return the page that leads to the letters, the units with most to mend first."""
    ordered = sorted(
        entries, key=lambda e: (e.letter is None, -(e.letter.total.part if e.letter else 0), e.unit)
    )
    return _render("index.html", language, entries=ordered, synthetic=synthetic)


def file_name(unit_uid: str) -> str:
    """Return the file of a unit's letter; no two units have the same.

    >>> file_name("RETA:COMISARIA WANCHAQ")
    'reta-comisaria-wanchaq-3f7f72.html'
    """
    words = re.sub(r"[^a-z0-9]+", "-", fold(unit_uid).lower()).strip("-")[:_LONGEST_NAME]
    return f"{words}-{hashlib.sha256(unit_uid.encode()).hexdigest()[:6]}.html"


def _render(template: str, language: Language, **context: object) -> str:
    style = (files("trama.quality") / "static" / "letter.css").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src {source_hash(style)}; base-uri 'none'; form-action 'none'"
    )
    return (
        templates_of("trama.quality")
        .get_template(template)
        .render(
            language=language,
            say=speaker(language),
            share=share_text,
            median=median_text,
            policy=policy,
            # A file of ours and no data: the template does not escape it.
            style=Markup(style),  # noqa: S704 - see the line above
            **context,
        )
    )
