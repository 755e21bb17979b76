"""The identity of a file whose cases have no key but their line."""

from collections.abc import Sequence

from trama.graph.records import digest
from trama.ingest.load.known_files import KnownFile, LineScopes, Scope
from trama.values.defects import DefectCode


def rows(*names: object) -> list[str]:
    """Return 32 hexadecimal digits for each row."""
    return [digest(str(name)) + "00000000" for name in names]


def scope(uid: str, name: str, digests: Sequence[str], *known: KnownFile) -> Scope:
    lines = LineScopes(uid, name, known)
    lines.add(digests)
    return lines.scope()


def known(uid: str, name: str, digests: Sequence[str]) -> KnownFile:
    found = scope(uid, name, digests)
    return KnownFile(
        uid,
        (name,),
        "p",
        line_scope=found.text,
        rows_digest=found.rows_digest,
        rows_sample=frozenset(found.rows_sample),
    )


def test_two_files_have_two_scopes_also_under_one_name() -> None:
    first = known("a", "datos.csv", rows(*range(10)))

    other_name = scope("b", "2024.csv", rows(*range(10, 20)), first)
    same_name = scope("c", "datos.csv", rows(*range(20, 30)), first)

    assert len({first.line_scope, other_name.text, same_name.text}) == 3
    assert (other_name.told, same_name.told) == (None, DefectCode.NAME_OF_ANOTHER_FILE)


def test_the_same_file_has_its_scope_and_a_renamed_copy_is_told() -> None:
    first = known("a", "2023.csv", rows(1, 2, 3))

    assert scope("a", "2023.csv", rows(1, 2, 3), first).told is None
    copy = scope("a", "copia.csv", rows(1, 2, 3), first)
    saved_again = scope("b", "copia.xlsx", rows(1, 2, 3), first)
    assert copy.text == saved_again.text == first.line_scope
    assert copy.told is saved_again.told is DefectCode.COPY_OF_A_FILE


def test_a_file_that_grew_or_was_corrected_under_its_name_is_an_edition() -> None:
    march = known("a", "2024.csv", rows(*range(100)))

    grown = scope("b", "2024.csv", rows(*range(300)), march)
    corrected = scope("c", "2024.csv", rows("x", "y", *range(2, 100)), march)

    assert grown.text == corrected.text == march.line_scope
    assert grown.told is corrected.told is None


def test_the_rows_of_another_file_under_a_new_name_are_counted_and_told() -> None:
    march = known("a", "marzo.csv", rows(1, 2))

    april = scope("b", "abril.csv", rows(1, 2, 3, 4), march)

    assert april.text != march.line_scope
    assert april.told is DefectCode.ROWS_OF_ANOTHER_FILE


def test_the_sample_is_the_same_whatever_the_order_of_rows() -> None:
    many = rows(*range(500))

    assert scope("a", "x", many).rows_sample == scope("b", "x", many[::-1]).rows_sample
    assert len(scope("a", "x", many).rows_sample) == 64
