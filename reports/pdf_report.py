"""A report as PDF: A4, letters that can be selected, a number and the mark on every page.

The same report always gives the same bytes. The letters are DejaVu Sans (``fonts/``): Latin, Greek
and Cyrillic. A sign that they lack stands as its number.
"""

import io
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    Image,
    LongTable,
    PageTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Paragraph as Text

from trama.core.safe_cells import visible
from trama.reports.report import Block, Facts, Paragraph, Picture, Report, Section, Table

_MARGIN = 17 * mm
_WIDTH = A4[0] - 2 * _MARGIN
_HIGHEST_PICTURE = 190 * mm
_LEAST_BEGINNING = 32 * mm  # of a page, for a heading and the first lines below it
_PAD = 3.0  # points at each side of a cell
_FACT_TITLE = 42 * mm
_NARROWEST = 12.0  # points of a column for its text, also without any
_LETTERS, _BOLD = "Trama", "Trama-Bold"
_SOFT, _LINE, _HEAD = (colors.HexColor(one) for one in ("#52606d", "#d9e2ec", "#f0f4f8"))


def pdf_of(report: Report) -> bytes:
    """Return the report as PDF."""
    _letters()
    written = io.BytesIO()
    document = BaseDocTemplate(
        written,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=report.title,
        author="Trama",
        lang=report.language,
        invariant=1,
    )
    frame = Frame(_MARGIN, _MARGIN, _WIDTH, A4[1] - 2 * _MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame]))
    document.build([*_title(report), *_sections(report)], canvasmaker=_numbered(report))
    return written.getvalue()


@cache
def _letters() -> None:
    """Let ReportLab know the letters, which it embeds as far as they are used."""
    for name, file in ((_LETTERS, "DejaVuSans.ttf"), (_BOLD, "DejaVuSans-Bold.ttf")):
        with as_file(files("trama.reports") / "fonts" / file) as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))


def _style(size: float, **more: Any) -> ParagraphStyle:  # noqa: ANN401 - what ReportLab takes
    said = {"fontName": _LETTERS, "leading": 1.35 * size, "alignment": TA_LEFT, **more}
    return ParagraphStyle("", fontSize=size, splitLongWords=1, **said)


_BODY = _style(9.5, spaceAfter=5)
_WARNING = _style(
    9.5, spaceBefore=3, spaceAfter=7, backColor="#fff8f3", borderPadding=4, leftIndent=4
)
_SMALL = _style(8, textColor=_SOFT, spaceAfter=5)
_FACT = _style(8.5, spaceAfter=3)
_CELL = _style(6.8)
_CELL_HEAD = _style(6.8, fontName=_BOLD)
_HEADINGS = {
    1: _style(14, fontName=_BOLD, spaceBefore=16, spaceAfter=6),
    2: _style(10.5, fontName=_BOLD, spaceBefore=11, spaceAfter=4),
}
_TITLE = _style(22, fontName=_BOLD, spaceBefore=4, spaceAfter=10)
_KIND = _style(9, textColor=_SOFT)
_MARK = _style(11, fontName=_BOLD, textColor="#5f3b00", backColor="#fff3bf", borderPadding=5)


def _text(text: str, style: ParagraphStyle) -> Text:
    """Return a text as it is: no sign of it is markup, and each that the letters lack is told."""
    lines = [_known(visible(line), style.fontName) for line in text.splitlines()]
    return Text("<br/>".join(map(escape, lines)), style)


def _known(text: str, letters: str) -> str:
    held = pdfmetrics.getFont(letters).face.charToGlyph
    return "".join(sign if ord(sign) in held else f"⟨U+{ord(sign):04X}⟩" for sign in text)


def _title(report: Report) -> Iterator[Flowable]:
    yield _text(f"{report.kind} · Trama", _KIND)
    yield _text(report.title, _TITLE)
    if report.mark:
        yield _text(report.mark, _MARK)
        yield Spacer(0, 8)
    yield _facts(report.facts)


def _sections(report: Report) -> Iterator[Flowable]:
    for number, section in enumerate(report.sections):
        yield CondPageBreak(_beginning(section))
        yield _Mark(section, number)
        yield _text(section.title, _HEADINGS[section.level])
        for block in section.blocks:
            yield from _block(block)


def _beginning(section: Section) -> float:
    """Return the room below which a section begins on a new page: a picture has its title by it."""
    heights = [_size(one)[1] for one in section.blocks[:2] if isinstance(one, Picture)]
    return float(_LEAST_BEGINNING + sum(heights))


class _Mark(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """The place of a section in the outline of the document; it takes no room."""

    def __init__(self, section: Section, number: int) -> None:
        super().__init__()
        self._section = section
        self._key = f"s{number}"

    def draw(self) -> None:
        """Add the section to the outline."""
        self.canv.bookmarkHorizontal(self._key, 0, 0)
        self.canv.addOutlineEntry(visible(self._section.title), self._key, self._section.level - 1)


def _block(block: Block) -> Iterator[Flowable]:
    if isinstance(block, Paragraph):
        yield _text(block.text, _WARNING if block.warning else _SMALL if block.small else _BODY)
    elif isinstance(block, Facts):
        yield _facts(block)
        yield Spacer(0, 5)
    elif isinstance(block, Table):
        yield _table(block)
        yield Spacer(0, 3)
        yield _text(block.note, _SMALL)
    else:
        yield from _picture(block)


def _facts(facts: Facts) -> Flowable:
    rows = [[_text(title, _FACT), _text(text, _FACT)] for title, text in facts.rows]
    lines = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
    )
    widths = [_FACT_TITLE, _WIDTH - _FACT_TITLE]
    return LongTable(rows, colWidths=widths, style=lines, splitInRow=1)


def _table(table: Table) -> Flowable:
    widths = _widths(table)
    rows = [[_text(title, _CELL_HEAD) for title in table.titles]]
    rows += [[_text(text, _CELL) for text in row] for row in table.rows]
    lines = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
            ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    return LongTable(rows, colWidths=widths, style=lines, repeatRows=1, splitInRow=1)


def _widths(table: Table) -> list[float]:
    """Return the widths of the columns: each gets room for its words, the rest by its text.

    If the words of all columns are too wide, the longest ones are broken and short ones stay whole.
    """
    columns = list(zip(table.titles, *table.rows, strict=True))
    room = _WIDTH - 2 * _PAD * len(columns)
    words = _capped([max(_NARROWEST, *map(_widest_word, column)) for column in columns], room)
    whole = [min(max(map(_width, column)), _WIDTH / 2) for column in columns]
    wanted = [max(0.0, one - other) for one, other in zip(whole, words, strict=True)]
    share = min(1.0, (room - sum(words)) / sum(wanted)) if sum(wanted) else 0.0
    widths = zip(words, wanted, strict=True)
    return [word + share * more + 2 * _PAD for word, more in widths]


def _capped(widths: Sequence[float], room: float) -> list[float]:
    """Return the widths, the widest cut to one width at which all find room.

    >>> _capped([10, 20, 60, 90], 120)
    [10, 20, 45.0, 45.0]
    """
    left = room
    for at, width in enumerate(ordered := sorted(widths)):
        share = left / (len(ordered) - at)
        if width > share:
            return [min(one, share) for one in widths]
        left -= width
    return list(widths)


def _widest_word(text: str) -> float:
    return max(map(_width, text.split()), default=0.0)


def _width(text: str) -> float:
    return float(pdfmetrics.stringWidth(text, _BOLD, _CELL.fontSize))


def _picture(picture: Picture) -> Iterator[Flowable]:
    yield Image(io.BytesIO(picture.png), *_size(picture))
    yield _text(picture.caption, _SMALL)


def _size(picture: Picture) -> tuple[float, float]:
    """Return the width and height of a picture on the page, in points."""
    scale = min(_WIDTH / picture.width, _HIGHEST_PICTURE / picture.height, 1.0)
    return picture.width * scale, picture.height * scale


def _numbered(report: Report) -> type[Canvas]:
    """Return the canvas that writes the foot of each page once the number of pages is known."""

    class Numbered(Canvas):  # type: ignore[misc]  # ReportLab ships no types
        def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - what ReportLab gives
            super().__init__(*given, **more)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - ReportLab's name
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                self.setFont(_LETTERS, 7.5)
                self.setFillColor(_SOFT)
                self.drawString(_MARGIN, 10 * mm, report.foot)
                self.drawCentredString(A4[0] / 2, 10 * mm, report.mark)
                told = report.page.format(page=number, pages=len(self._pages))
                self.drawRightString(A4[0] - _MARGIN, 10 * mm, told)
                super().showPage()
            super().save()

    return Numbered
