"""The model's judgements: those that differ from what the model said before, and no others."""

from collections.abc import Callable, Collection, Iterable, Mapping

from trama.canonical.judging import Opinion
from trama.linkage.joint.scored import Decided, DecidedPair
from trama.linkage.judgements import Subject, Verdict, standing
from trama.ontology.internal_layer import Judgement

BY = "trama link"
"""The author of the model's judgements."""

Pair = tuple[str, str]


def model_said(rows: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """Return by pair the row by which a model stands, also if a person outranks it."""
    found = standing(row for row in rows if row.model)
    return {(row.one, row.other): row for row in found}


def new_opinions(
    decided: Decided,
    said: Mapping[Pair, Judgement],
    judged: Collection[Pair],
    exists: Callable[[Subject, Collection[str]], Collection[str]],
    as_row: Callable[[Subject, DecidedPair], Opinion],
) -> list[Opinion]:
    """Return the opinions to store so that the model's rows say what was decided.

    ``said`` has the rows of the model on all these pairs. A pair that is decided no more is
    withdrawn. A model's opinion of a pair that a person judged (``judged``) stays as it is: the
    person outranks it, and it counts again if the person takes the judgement back.
    ``exists`` returns those of some ends that are there: nothing is said of records that are gone.
    """
    opinions = []
    wanted = {
        (pair.one, pair.other): as_row(subject, pair)
        for subject, pairs in ((Subject.PERSON, decided.people), (Subject.CASE, decided.cases))
        for pair in pairs
    }
    for ends, opinion in wanted.items():
        if ends not in judged and not _says(said.get(ends), opinion):
            opinions.append(opinion)
    return [*opinions, *_withdrawn(said, {*wanted, *judged}, exists, as_row)]


def _says(row: Judgement | None, opinion: Opinion) -> bool:
    """Return whether a row says what an opinion says, by a model of the same hash."""
    return row is not None and (
        (row.verdict, row.score, row.reason, row.model.rpartition("@")[2])
        == (opinion.verdict, opinion.score, opinion.reason, opinion.model.rpartition("@")[2])
    )


def _withdrawn(
    said: Mapping[Pair, Judgement],
    kept: Collection[Pair],
    exists: Callable[[Subject, Collection[str]], Collection[str]],
    as_row: Callable[[Subject, DecidedPair], Opinion],
) -> list[Opinion]:
    gone = [row for ends, row in sorted(said.items()) if ends not in kept]
    there = {
        subject: exists(
            subject, {end for row in gone if row.subject == subject for end in (row.one, row.other)}
        )
        for subject in Subject
    }
    return [
        as_row(
            Subject(row.subject), DecidedPair(row.one, row.other, 0.0, Verdict.WITHDRAWN, "", 0, 0)
        )
        for row in gone
        if {row.one, row.other} <= {*there[Subject(row.subject)]}
    ]
