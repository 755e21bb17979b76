from pathlib import Path

import pytest

from trama.core.errors import InputError
from trama.readers import ReaderDefect, Row, open_tables
from trama.values.defects import Outcome


def read(folder: Path, content: str | bytes) -> tuple[list[Row], list[ReaderDefect]]:
    path = folder / "SINTETICO.jsonl"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with open_tables(path) as (table,):
        rows = list(table.rows)
    assert (table.file, table.sheet, table.hidden) == ("SINTETICO.jsonl", "", False)
    return rows, table.defects


def test_the_keys_of_all_lines_are_the_header_in_the_order_they_are_met(tmp_path: Path) -> None:
    rows, defects = read(
        tmp_path, '{"nro": "S-1", "edad": 15}\n{"nro": "S-2", "sexo": "F", "edad": null}\n'
    )

    assert rows == [
        Row(0, ("nro", "edad", "sexo")),
        Row(1, ("S-1", 15, None)),
        Row(2, ("S-2", None, "F")),
    ]
    assert defects == []


def test_numbers_and_truth_values_keep_their_type(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, '{"a": 1, "b": 1.5, "c": true, "d": "007"}\n')

    assert [type(cell) for cell in rows[1].cells] == [int, float, bool, str]


def test_nested_values_are_set_aside_with_what_they_were(tmp_path: Path) -> None:
    rows, defects = read(tmp_path, '{"nro": "S-1", "medio": ["ENGAÑO", "FRAUDE"], "x": {"y": 1}}')

    assert rows[1].cells == ("S-1", None, None)
    assert [(defect.line, defect.column, defect.value) for defect in defects] == [
        (1, 1, '["ENGAÑO", "FRAUDE"]'),
        (1, 2, '{"y": 1}'),
    ]
    assert {(defect.defect.code, defect.defect.outcome) for defect in defects} == {
        ("nested_value", Outcome.SET_ASIDE)
    }


@pytest.mark.parametrize(
    "broken", ['{"nro": "S-2"', "[1, 2]", "7", '{"nro": NaN}', '{"nro": "\\ud83d"}', "[" * 100_000]
)
def test_a_line_that_is_no_object_is_rejected_and_the_others_are_read(
    tmp_path: Path, broken: str
) -> None:
    rows, defects = read(tmp_path, f'{{"nro": "S-1"}}\n\n{broken}\n{{"nro": "S-3"}}\n')

    assert rows == [Row(0, ("nro",)), Row(1, ("S-1",)), Row(4, ("S-3",))]
    assert [(defect.line, defect.defect.code, defect.defect.outcome) for defect in defects] == [
        (3, "unreadable_row", Outcome.REJECTED)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850"])
def test_any_encoding_that_is_read_as_csv_is_read_here(tmp_path: Path, encoding: str) -> None:
    rows, defects = read(tmp_path, '{"apellido": "MUÑOZ NÚÑEZ"}\r\n'.encode(encoding))

    assert rows[1].cells == ("MUÑOZ NÚÑEZ",)
    assert defects == []


def test_damaged_letters_are_repaired_and_reported(tmp_path: Path) -> None:
    rows, defects = read(tmp_path, '{"apellido": "MUÃ‘OZ"}\n')

    assert rows[1].cells == ("MUÑOZ",)
    assert [defect.defect.code for defect in defects] == ["mojibake_repaired"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('[{"nro": 1}]', "arreglo JSON"),
        ('{\n "nro": 1\n}\n', "no es JSON Lines"),
        ("{}\n{}\n", "no es JSON Lines"),
    ],
)
def test_other_json_is_refused_with_what_to_do(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read(tmp_path, content)


def test_keys_that_are_data_are_refused(tmp_path: Path) -> None:
    content = "".join(f'{{"clave{number}": 1}}\n' for number in range(16_400))

    with pytest.raises(InputError, match="mismas claves"):
        read(tmp_path, content)
