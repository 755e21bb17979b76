"""The look-ups that weigh an answer: as few keys as can identify anybody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from trama.access.policy import Role, Viewer
from trama.graph.engine import Answer, Graph
from trama.queries.hidden.collecting import Asked
from trama.queries.hidden.weighing import hidden_texts

CASES = {f"C-{number:024x}" for number in range(500)}
UNKNOWN = "C-SINTETICO-1"
AGENCY = "DEPINTRAP SINTETICA"


@dataclass
class Lookups:
    """A graph that has the cases and an agency, and keeps the keys that each look-up asks for."""

    asked: dict[str, set[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def read(self, text: str, given: Mapping[str, Any], *, seconds: float, rows: int) -> Answer:
        """Answer that every case of an answer is one of the graph, and so is the agency."""
        assert seconds > 0
        self.texts.append(text)
        if "(a:Agency)" in text:
            return Answer((), [{"text": AGENCY}], truncated=False)
        for name, keys in given.items():
            self.asked.setdefault(name, set()).update(keys if isinstance(keys, list) else ())
        known = [uid for uid in given.get("cases", ()) if uid in CASES]
        if " AS cases" not in text:
            return Answer((), [], truncated=False)
        found = [{"uid": uid, "numbers": [f"RETA:{uid[-4:]}"], "means": []} for uid in known]
        return Answer((), [{"part": "C", "cases": found}], truncated=False)


def weighed(*texts: str) -> Lookups:
    """Return the look-ups about an answer that holds the cases and these texts."""
    graph = Lookups()
    asked = Asked(texts={*CASES, *texts}, bound={*CASES, *texts}, cases={*CASES})
    hidden_texts(asked, cast("Graph", graph), Viewer(Role.ANALYST), 1.0)
    return graph


def test_the_uid_of_a_case_that_the_graph_has_is_looked_up_nowhere_else() -> None:
    asked = weighed().asked

    assert asked["cases"] == CASES
    keys = {key for name, keys in asked.items() if name != "cases" for key in keys}
    assert not keys


def test_a_text_that_only_looks_like_the_uid_of_a_case_is_weighed() -> None:
    asked = weighed(UNKNOWN).asked

    assert asked["uids"] == {UNKNOWN}
    assert UNKNOWN in {key.replace(" ", "-") for key in asked["names"]}


def test_a_number_is_looked_up_under_the_types_of_document_whose_form_it_has() -> None:
    asked = weighed("40000123").asked

    assert asked["documents"] == {"DNI:40000123", "CEDULA_EXT:40000123", "PASAPORTE:40000123"}


READ_WHOLE = ("(o:Observation)", "(p:Person)-[:ATTESTED_BY]->(r:Record)\nWHERE $everybody")


def reads_whole(graph: Lookups) -> set[str]:
    """Return what the look-ups read from end to end."""
    return {label for label in READ_WHOLE if any(label in text for text in graph.texts)}


def test_observations_and_records_are_read_only_for_what_a_small_table_does_not_explain() -> None:
    assert not reads_whole(weighed(AGENCY))
    assert reads_whole(weighed(AGENCY, "OTRA SINTETICA")) == {*READ_WHOLE}


def test_an_agency_is_known_in_any_spelling() -> None:
    assert not reads_whole(weighed("Depintrap. sintética"))


def test_a_date_is_looked_for_among_dates_of_birth_alone() -> None:
    graph = weighed("2001-03-05")

    assert graph.asked["days"] == {"2001-03-05"}
    assert not reads_whole(graph)
