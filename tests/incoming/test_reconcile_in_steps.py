"""Random corrections of one case: one load of several files says what several loads say."""

from hypothesis import given, settings
from hypothesis import strategies as st

from trama.graph.records import CaseKey, Kind, Mention, RecordState
from trama.incoming.reconcile import reconcile
from trama.incoming.rows import SpooledRow

CASE = CaseKey("RETA", "SINT-2017-000001")

NAMES = st.sampled_from(["SINTETICA QUISPE ROSA", "SINTETICA QUISPE LUZ", "FICTICIA MAMANI ANA"])
VICTIMS = st.tuples(
    st.sampled_from(["", "A1", "A2"]),
    st.fixed_dictionaries(
        {},
        optional={
            "name_key": NAMES,
            "sex": st.sampled_from(["F", "M"]),
            "age": st.sampled_from([15.0, 16.0, 40.0]),
            "document_key": st.sampled_from(["DNI:00000101", "DNI:00000102"]),
        },
    ),
)
STAGES = st.fixed_dictionaries(
    {"phase": st.sampled_from(["CAPTACION", "EXPLOTACION"])},
    optional={
        "place": st.sampled_from(["PE-080101", "PE-210101"]),
        "victims": st.sampled_from([("A1",), ("A1", "A2")]),
    },
)
CASES = st.fixed_dictionaries(
    {}, optional={"place": st.sampled_from(["PE-15", "PE-08"]), "fact_date": st.just("2017-03-05")}
)
MENTIONS = st.one_of(
    VICTIMS.map(lambda victim: Mention.of(Kind.VICTIM, CASE.number, victim[0], victim[1], {})),
    STAGES.map(lambda fields: Mention.of(Kind.STAGE, CASE.number, "", fields, {})),
    CASES.map(lambda fields: Mention.of(Kind.CASE, CASE.number, "", fields, {})),
)
FILES = st.lists(st.lists(MENTIONS, min_size=1, max_size=4), min_size=2, max_size=5)


def rows_of(file: int, mentions: list[Mention]) -> list[SpooledRow]:
    return [SpooledRow(file, file, line, True, (m,)) for line, m in enumerate(mentions, 2)]


def in_steps(files: list[list[Mention]]) -> dict[str, RecordState]:
    records: dict[str, RecordState] = {}
    for file, mentions in enumerate(files):
        records = reconcile(CASE, rows_of(file, mentions), records.values()).after
    return records


def at_once(files: list[list[Mention]]) -> dict[str, RecordState]:
    rows = [row for file, mentions in enumerate(files) for row in rows_of(file, mentions)]
    return reconcile(CASE, rows, ()).after


@settings(max_examples=300, deadline=None, derandomize=True)
@given(files=FILES)
def test_one_load_says_what_several_loads_say(files: list[list[Mention]]) -> None:
    assert at_once(files) == in_steps(files)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(files=FILES)
def test_the_same_files_again_change_nothing(files: list[list[Mention]]) -> None:
    records = in_steps(files)
    rows = [row for file, mentions in enumerate(files) for row in rows_of(file, mentions)]

    again = reconcile(CASE, rows, records.values(), loaded_before=range(len(files)))

    assert again.changed == []
    assert again.revisions == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(files=FILES)
def test_the_last_file_is_what_the_records_say_and_nobody_else_is_lost(
    files: list[list[Mention]],
) -> None:
    records = in_steps(files)

    assert {m.content for m in files[-1]} <= {record.content for record in records.values()}
    ever = {m.content for mentions in files for m in mentions}
    kept = {content for r in records.values() for content in (*r.earlier, r.content)}
    assert kept == ever
