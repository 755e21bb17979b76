"""The table under a picture: what its signs mean is said beside it."""

from answers import answer, pseudonym, stage

from trama.queries.catalog import catalog
from trama.visualizations.tables import notes, rows, unverified_note

QUERY = catalog().get("route_of_case")


def test_a_code_that_nobody_has_verified_is_marked_and_the_mark_explained() -> None:
    said = answer("route_of_case", [stage(victim=pseudonym("A"), position=1, transport="BUS")])
    transport = [QUERY.columns["transport"]]

    assert rows(transport, said, "es")[0][0].endswith("⚠")
    assert unverified_note("es") in notes(QUERY, said, "es")
    assert unverified_note("en") in notes(QUERY, said, "en")


def test_verified_codes_bear_no_mark_and_need_no_note() -> None:
    said = answer("route_of_case", [stage(victim=pseudonym("A"), position=1, phase="CAPTACION")])
    phase = [QUERY.columns["phase"]]

    assert rows(phase, said, "es") == [["Captación"]]
    assert unverified_note("es") not in notes(QUERY, said, "es")
