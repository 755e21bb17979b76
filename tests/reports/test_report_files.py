"""A report as HTML and as PDF: what a stranger wrote stays text, nothing is lost or too wide."""

import io
import re

from investigated import picture
from pypdf import PdfReader

from trama.evidence.pictures import written_anew
from trama.reports.html_report import html_of
from trama.reports.pdf_report import pdf_of
from trama.reports.report import LONGEST_CELL, Facts, Paragraph, Report, Section, Table, cell

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><b>ñ</b>',
    "<br/><font size=99>",
    "&lt;para&gt; &#0;",
    "{{ 7 * 7 }}",
    "%PDF-1.4 endstream endobj",
    "=HYPERLINK(1)",
)
LONG_WORD = "x" * 3_000


def report(*sections: Section, title: str = "Caso SINTETICO") -> Report:
    return Report(
        title=title,
        kind="Informe de evidencia",
        mark="SINTETICO",
        facts=Facts([("Paquete", "E-SINTETICO")]),
        sections=sections,
        foot="E-SINTETICO",
        language="es",
        contents="Contenido",
        page="Página {page} de {pages}",
    )


def letters(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def hostile_report() -> Report:
    blocks = [Paragraph(text) for text in HOSTILE]
    table = Table(list(HOSTILE), [list(HOSTILE)] * 3, HOSTILE[0])
    facts = Facts([(text, text) for text in HOSTILE])
    return report(
        Section("Todo", [*blocks, table, facts]),
        *(Section(text, [], 2) for text in HOSTILE),
        title=HOSTILE[0],
    )


def test_no_text_of_a_report_becomes_markup() -> None:
    html = html_of(hostile_report()).decode()

    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 5
    assert "{{ 7 * 7 }}" in html


def test_every_text_of_a_report_can_be_selected_in_its_pdf() -> None:
    text = squeezed(letters(pdf_of(hostile_report())))

    for told in HOSTILE:
        assert text.count(squeezed(told)) >= 4, told


def test_html_runs_nothing_and_asks_for_nothing() -> None:
    (drawn,) = written_anew([("Lienzo", picture(30, 20))])
    html = html_of(report(Section("Imágenes", [drawn]))).decode()

    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in html
    assert set(re.findall(r'(?:src|href|action)="([^"]{0,22})', html)) == {
        "data:image/png;base64,",
        "#s1",
    }
    assert "url(" not in html
    assert "@import" not in html


def test_letters_of_many_languages_stand_in_a_pdf_and_others_as_numbers() -> None:
    told = "Ñahui Ștefan Łukasz Дарья Ελένη → ⚠ 李"
    text = letters(pdf_of(report(Section(told, [Paragraph(told)]))))

    assert text.count("Ñahui Ștefan Łukasz Дарья Ελένη → ⚠ ⟨U+674E⟩") == 2


def test_signs_that_turn_a_text_around_are_told() -> None:
    turned = "SINTETICA \u202eANIMACIS\x1b[31m"
    made = report(Section("Nota", [Paragraph(turned)]))

    assert "\u202e" not in html_of(made).decode()
    assert "⟨U+202E⟩" in letters(pdf_of(made))


def test_the_same_report_gives_the_same_pdf() -> None:
    assert pdf_of(hostile_report()) == pdf_of(hostile_report())


def test_long_words_tall_rows_and_many_columns_find_room() -> None:
    many = Table([f"Columna {at}" for at in range(18)], [["una palabra-larguísima"] * 18] * 5)
    tall = Table(["a", "b"], [["y " * 4_000, "z " * 10]] * 2)
    text = letters(
        pdf_of(report(Section("Todo", [many, tall, Paragraph(LONG_WORD), Table([""], [[""]])])))
    )

    assert text.count("x") >= len(LONG_WORD)
    assert text.count("y") >= 8_000


def test_a_pdf_tells_its_sections_and_nothing_of_who_wrote_it() -> None:
    made = report(Section("Uno", []), Section("Dos", [], 2))
    opened = PdfReader(io.BytesIO(pdf_of(made)))

    assert opened.metadata is not None
    assert opened.metadata.title == "Caso SINTETICO"
    assert opened.metadata.author == "Trama"
    assert [one.title for one in opened.outline if not isinstance(one, list)] == ["Uno"]
    assert opened.pages[0].extract_text().count("Página 1 de 1") == 1


def test_a_cell_is_cut_where_it_would_fill_the_page() -> None:
    assert cell("ñ" * LONGEST_CELL) == "ñ" * LONGEST_CELL
    assert len(cell("ñ" * 10_000)) == LONGEST_CELL
    assert cell("ñ" * 10_000).endswith(" […]")
