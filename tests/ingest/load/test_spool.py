"""Where rows wait until their case is complete."""

from trama.graph.records import Kind, Mention
from trama.ingest.load.spool import Observed, Spool
from trama.ingest.mapping.mapped import MappedRow
from trama.values.defects import Defect, DefectCode, Issue, Outcome


def row(case: str, line: int, report: str | None = None) -> MappedRow:
    fields = {"police_report": report} if report else {}
    mention = Mention.of(Kind.CASE, case, "", fields, {"N": case})
    return MappedRow("", line, f"{case} {line}", case, parent=True, mentions=(mention,))


def test_the_rows_of_a_case_come_together_in_the_order_of_files_and_lines() -> None:
    spool = Spool()
    for file, line, case in [(0, 2, "B"), (0, 3, "A"), (0, 4, "B"), (1, 2, "A")]:
        spool.add("RETA", file, file, [row(case, line)])

    count = spool.group()
    cases = list(spool.cases())

    assert count == 2
    assert [(case.key.number, [(r.file, r.line) for r in case.rows]) for case in cases] == [
        ("A", [(0, 3), (1, 2)]),
        ("B", [(0, 2), (0, 4)]),
    ]


def test_a_carpeta_comes_right_beside_the_registration_it_names() -> None:
    spool = Spool()
    unlinked = row("B-9", 3, report="nobody has loaded it")
    spool.add("SISTRA", 0, 0, [row("A-9", 2, report="Z-1"), unlinked])
    spool.add("RETA", 1, 1, [row("Z-1", 2)])
    spool.group()

    assert [case.key.number for case in spool.cases()] == ["B-9", "Z-1", "A-9"]


def test_accounts_come_back_as_they_were_given() -> None:
    spool = Spool()
    fields = {"means": ("FRAUDE", "AMENAZA"), "age": 17.0, "identity_reserved": True}
    mention = Mention.of(Kind.VICTIM, "A", "A1", fields, {"Ñ": "«x»"})
    spool.add("RETA", 0, 0, [MappedRow("", 2, "d", "A", parent=False, mentions=(mention,))])
    spool.group()

    ((found,),) = [case.rows for case in spool.cases()]

    assert found.parent is False
    assert found.mentions[0].fields == fields
    assert found.mentions[0].originals == '{"Ñ": "«x»"}'


def test_a_row_is_kept_once_in_its_sheet() -> None:
    spool = Spool()

    assert spool.add("RETA", 0, 0, [row("A", 2), row("A", 3), row("A", 2)]) == 2
    assert spool.add("RETA", 0, 0, [row("A", 3)]) == 0
    assert spool.add("RETA", 0, 1, [row("A", 3)]) == 1


def test_a_sheet_that_broke_off_leaves_no_row() -> None:
    spool = Spool()
    spool.add("RETA", 0, 0, [row("A", 2)])
    spool.add("RETA", 0, 1, [row("B", 2)])
    spool.drop(0, 0)
    spool.group()

    assert [case.key.number for case in spool.cases()] == ["B"]


def test_issues_come_back_by_file() -> None:
    spool = Spool()
    defect = Defect(DefectCode.UNKNOWN_CASE, Outcome.REJECTED, "sugerencia")
    late = Issue("b.csv", "", 2, "", defect)
    early = Issue("a.csv", "hoja", 9, "EDAD_VICT", defect, "valor")
    spool.add_issue(1, late)
    spool.add_issue(0, early)

    assert list(spool.issues()) == [early, late]


def observed(file: int, sheet: int, content: str) -> Observed:
    return Observed(file, sheet, f"the whole row of {content}", content)


def test_an_observation_is_remembered_with_what_a_file_first_said_of_it() -> None:
    spool = Spool()
    first, later = observed(0, 0, "one"), observed(1, 1, "three")

    assert spool.observe("O-1", first) is None
    assert spool.observe("O-1", observed(0, 0, "two")) == first
    assert spool.observe("O-1", later) == first
    assert spool.observe("O-1", observed(1, 1, "four")) == later


def test_a_row_is_repeated_where_its_own_sheet_had_it_whether_first_or_not() -> None:
    spool = Spool()
    first, second = observed(0, 0, "one"), observed(0, 0, "two")
    spool.observe("O-1", first)

    assert spool.is_repeated(first, first)
    assert not spool.is_repeated(second, first)
    assert spool.is_repeated(second, first)
    assert not spool.is_repeated(observed(0, 1, "one"), first)
    assert not spool.is_repeated(observed(1, 0, "one"), first)
