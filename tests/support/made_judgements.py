"""Random judgements about the records and cases of made cases."""

import random
from collections.abc import Sequence

from trama.graph.records import RecordState
from trama.linkage.identity import PEOPLE
from trama.linkage.judgements import Subject, Verdict, case_end
from trama.ontology.internal_layer import Judgement

MODEL = "modelo-SINTETICO"


def made_judgements(seed: int, records: Sequence[RecordState], count: int) -> list[Judgement]:
    """Return judgements by people and by a model, most of them that two are the same."""
    chance = random.Random(seed)
    people = sorted(record.uid for record in records if record.kind in PEOPLE)
    cases = sorted({case_end(record.case) for record in records})
    rows = []
    for number in range(1, count + 1):
        subject = chance.choice((Subject.PERSON, Subject.PERSON, Subject.CASE))
        one, other = sorted(chance.sample(people if subject is Subject.PERSON else cases, 2))
        by_model = chance.random() < 0.5
        rows.append(
            Judgement(
                uid=f"J-{number}",
                subject=subject.value,
                one=one,
                other=other,
                verdict=chance.choice((*[Verdict.SAME] * 3, *Verdict)).value,
                number=number,
                model=MODEL if by_model else "",
                score=round(chance.random(), 2) if by_model else None,
            )
        )
    return rows
