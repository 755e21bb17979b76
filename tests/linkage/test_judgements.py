"""The judgements that stand: a person outranks a model, and the last row of a judge counts."""

import itertools

from trama.graph.records import CaseKey
from trama.linkage.judgements import Decisions, Verdict, case_end, case_of_end, standing, with_ends
from trama.ontology.internal_layer import Judgement

MODEL = "modelo-1"


def row(
    number: int, verdict: Verdict, model: str = "", one: str = "R-1", other: str = "R-2"
) -> Judgement:
    return Judgement(
        uid=f"J-{one}-{other}-{number}",
        subject="person",
        one=one,
        other=other,
        verdict=verdict.value,
        number=number,
        model=model,
        score=0.97 if model else None,
    )


def verdicts(*rows: Judgement) -> list[str]:
    orders = [list(standing(order)) for order in itertools.permutations(rows)]
    assert orders
    assert all(order == orders[0] for order in orders)
    return [row.verdict for row in orders[0]]


def test_the_last_row_of_a_person_stands() -> None:
    assert verdicts(row(1, Verdict.SAME), row(2, Verdict.DIFFERENT)) == ["different"]


def test_a_person_outranks_a_later_model() -> None:
    assert verdicts(row(1, Verdict.DIFFERENT), row(2, Verdict.SAME, MODEL)) == ["different"]


def test_a_person_who_is_unsure_outranks_the_model_too() -> None:
    assert verdicts(row(1, Verdict.SAME, MODEL), row(2, Verdict.UNSURE)) == ["unsure"]


def test_the_model_stands_again_when_the_person_withdraws() -> None:
    rows = [row(1, Verdict.SAME, MODEL), row(2, Verdict.DIFFERENT), row(3, Verdict.WITHDRAWN)]

    assert verdicts(*rows) == ["same"]


def test_nothing_stands_when_both_withdraw() -> None:
    rows = [row(1, Verdict.SAME, MODEL), row(2, Verdict.WITHDRAWN, MODEL)]
    rows += [row(3, Verdict.SAME), row(4, Verdict.WITHDRAWN)]

    assert verdicts(*rows) == []


def test_links_of_people_come_before_those_of_the_model() -> None:
    rows = [
        row(1, Verdict.SAME, MODEL),
        row(1, Verdict.SAME, other="R-3"),
        row(1, Verdict.DIFFERENT, other="R-4"),
    ]

    decisions = Decisions.of(rows)

    assert [(link.other, link.by_person) for link in decisions.links_of(["R-1"])] == [
        ("R-3", True),
        ("R-2", False),
    ]
    assert decisions.part({"R-4"}, {"R-1", "R-2"})
    assert not decisions.part({"R-4"}, {"R-2", "R-3"})


def test_a_link_key_leads_to_both_records() -> None:
    (key,) = Decisions.of([row(1, Verdict.SAME)]).keys(["R-2"])

    assert with_ends({key, "DNI:00000101"}) == {"R-1", "R-2", "DNI:00000101"}


def test_a_number_with_colons_stays_whole() -> None:
    case = CaseKey("UNIDAD", "12:30/2019")

    assert case_of_end(case_end(case)) == case
