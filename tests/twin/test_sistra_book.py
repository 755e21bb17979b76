from pathlib import Path
from random import Random

from python_calamine import load_workbook

from trama.twin.case_maker import CaseMaker
from trama.twin.dirt_rates import DirtRates
from trama.twin.hand import Hand
from trama.twin.options import TwinOptions
from trama.twin.sistra_book import SistraBooks
from trama.twin.sistra_rows import CarpetaWriter


def test_a_workbook_that_gets_too_long_is_followed_by_another(tmp_path: Path) -> None:
    # Arrange
    options = TwinOptions(cases=40, dirt=DirtRates.none())
    hand = Hand(options.dirt, Random(1))
    writer = CarpetaWriter(hand, report_filled=0.3)
    maker = CaseMaker.of(options)
    cases = maker.cases(40, maker.plan(40))
    carpetas = [writer.carpeta(case, filed) for case in cases for filed in case.carpetas]

    # Act
    with SistraBooks(tmp_path, "SISTRA_SINTETICO", hand, most_rows=50) as books:
        for carpeta in carpetas:
            books.write(carpeta)
        books.end()

    # Assert: each carpeta stands in one workbook, whole
    numbers_by_book = []
    for path in books.paths:
        book = load_workbook(str(path))
        sheets = {
            name: {row[0] for row in book.get_sheet_by_name(name).to_python()[1:]}
            for name in book.sheet_names
        }
        assert sheets["CASOS"] == sheets["AGRAVIADOS"] == sheets["IMPUTADOS"]
        assert sheets["HECHOS"] <= sheets["CASOS"]
        numbers_by_book.append(sheets["CASOS"])
    assert len(numbers_by_book) > 1
    assert sum(len(numbers) for numbers in numbers_by_book) == len(carpetas)
    assert set().union(*numbers_by_book) == {carpeta.note["number"] for carpeta in carpetas}
