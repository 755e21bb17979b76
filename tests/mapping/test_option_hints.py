"""The options that cells ask for and do not prove: told once, and with it nothing is told."""

from pathlib import Path

import pytest

from tests.mapping.test_profile_options import HEADER, PLACE, written
from trama.values.defects import Issue, Outcome

ROW = "F;20;Captación;03/01/2024"


def told(issues: list[Issue]) -> list[tuple[str, str]]:
    """Return the columns and the options of the hints."""
    hints = [issue for issue in issues if issue.defect.code.value == "profile_option"]
    assert all(issue.line == 1 and issue.defect.outcome is Outcome.NOTED for issue in hints)
    return [(issue.column, issue.defect.suggestion) for issue in hints]


@pytest.mark.parametrize(
    ("name", "without", "lines", "column", "option"),
    [
        (
            "blank_key_below",
            ("key: {columns: Expediente, fill_down: true}", "key: Expediente"),
            [f"SINT-1;SINTETICA UNO, ANA;{ROW};{PLACE};", f";;F;;Explotación;09/01/2024;{PLACE};"],
            "Expediente",
            "key: {columns: Expediente, fill_down: true}",
        ),
        (
            "given_names_first",
            ("names: {order: given_first}\n", ""),
            [
                f"SINT-1;Luz María Ccopa Nina;{ROW};{PLACE};",
                f"SINT-2;Rosa Elena Ccopa Nayra;{ROW};{PLACE};",
            ],
            "Victima",
            "order: given_first",
        ),
        (
            "people_in_one_cell",
            ('        separators: ["/"]\n', ""),
            [f"SINT-1;SINTETICA UNO, ANA;{ROW};{PLACE};Ana Pérez Soto y Luis Rojas Díaz"],
            "Imputado",
            "separators: [' y ']",
        ),
    ],
)
def test_an_option_that_the_profile_lacks_is_told_at_the_header(
    tmp_path: Path, name: str, without: tuple[str, str], lines: list[str], column: str, option: str
) -> None:
    text = "\n".join([HEADER, *lines]) + "\n"

    _, issues = written(tmp_path, name, text, without)
    assert told(issues) == [(column, option)]

    if name != "people_in_one_cell":  # its separator is another one
        _, issues = written(tmp_path, name, text)
        assert told(issues) == []


def test_a_code_of_one_person_in_two_cases_is_told(tmp_path: Path) -> None:
    text = "caso;persona;apellido;nombre\nSINT-1;P-1;WARD;ALAN\nSINT-2;P-1;WARD;ALAN\n"

    _, issues = written(tmp_path, "person_code_of_the_registry", text, (", across_cases: true", ""))

    assert told(issues) == [("persona", "{column: persona, across_cases: true}")]


def test_several_stages_beside_a_list_of_places_are_told(tmp_path: Path) -> None:
    text = "caso;fecha;actos;lugar\nSINT-1;01/02/2012;Captación + Traslado;Puno + Cusco\n"

    _, issues = written(tmp_path, "stages_in_one_cell", text, ('        separators: ["/"]\n', ""))

    assert told(issues) == [("actos", "separators: ['+']")]
