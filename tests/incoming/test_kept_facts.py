"""Facts that a later export does not give: they stay, unless the same cells were misread."""

from collections.abc import Mapping

from trama.graph.records import CaseKey, FieldValue, Kind, Mention, RecordState
from trama.incoming.reconcile import Reconciled, reconcile
from trama.incoming.rows import SpooledRow

CASE = CaseKey("REGISTRO_SINTETICO", "1/2022")
TUTOR = "SINTETICO FLORES WILMER"
CELLS = {"NOMB": "ROSA SINTETICA", "SX": "F", "IMPUTADO": TUTOR}


def suspect(cells: Mapping[str, str], **fields: FieldValue) -> Mention:
    return Mention.of(Kind.SUSPECT, CASE.number, "~s", {"name_key": TUTOR, **fields}, cells)


def victim(cells: Mapping[str, str], **fields: FieldValue) -> Mention:
    return Mention.of(Kind.VICTIM, CASE.number, "~v", {"name_key": "ROSA", **fields}, cells)


def load(*mentions: Mention, after: Reconciled | None = None) -> Reconciled:
    row = SpooledRow(0, 0, 2, parent=True, mentions=mentions)
    return reconcile(CASE, [row], after.after.values() if after else ())


def the_suspect(result: Reconciled) -> RecordState:
    (found,) = (record for record in result.after.values() if record.kind is Kind.SUSPECT)
    return found


def misread() -> Reconciled:
    """Return the records of a profile that takes the victim's sex for the suspect's."""
    return load(suspect({"SX": "F", "IMPUTADO": TUTOR}, sex="F"))


def test_a_mended_profile_takes_back_what_it_misread_of_the_same_cells() -> None:
    mended = load(
        victim({"NOMB": CELLS["NOMB"], "SX": "F"}, sex="F"),
        suspect({"IMPUTADO": TUTOR}),
        after=misread(),
    )

    assert "sex" not in the_suspect(mended).fields
    assert mended.kept == []


def test_an_export_whose_cell_is_blank_now_takes_nothing_back() -> None:
    later = load(
        victim({"NOMB": CELLS["NOMB"], "SX": ""}), suspect({"IMPUTADO": TUTOR}), after=misread()
    )

    assert the_suspect(later).fields["sex"] == "F"
    assert [fact.names for fact in later.kept] == [("sex",)]


def test_what_an_earlier_export_said_outlasts_a_new_reading_of_the_later_one() -> None:
    january = load(suspect({"IMPUTADO": TUTOR, "SX": "M"}, sex="M", nationality="PE"))
    february = load(suspect({"IMPUTADO": TUTOR, "SX": "?"}, nationality="PE"), after=january)

    mended = load(suspect({"IMPUTADO": TUTOR, "SX": "?"}), after=february)

    assert the_suspect(mended).fields.get("sex") == "M"
    assert "nationality" not in the_suspect(mended).fields
