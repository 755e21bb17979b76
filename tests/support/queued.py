"""Pairs that a model leaves to people, stored as `trama link` stores them."""

from collections.abc import Mapping

from reviewed import CARPETA, POLICE, Reviewed

from trama.canonical.judging import Opinion, judge
from trama.linkage.judgements import Subject, Verdict
from trama.review.deciding import deriving_of, now

MODEL = "prueba@0123456789ab"
CASES = (f"RETA:{POLICE[0]}", f"RETA:{POLICE[1]}", f"SISTRA:{CARPETA}")


def leave_open(
    reviewed: Reviewed,
    scores: Mapping[tuple[str, str], float],
    subject: Subject = Subject.PERSON,
    reason: str = "",
) -> None:
    opinions = [
        Opinion(
            subject,
            *pair,
            Verdict.UNSURE,
            by="trama link",
            at=now(),
            reason=reason,
            score=score,
            model=MODEL,
        )
        for pair, score in scores.items()
    ]
    judge(reviewed.graph, opinions, deriving_of(reviewed.home), None)


def leave_five_open(reviewed: Reviewed) -> None:
    """Leave open the three pairs of women, that of the suspects, and one of cases."""
    rosa, ines, eva = reviewed.women
    women = {(rosa, ines): 0.6, (rosa, eva): 0.7, (ines, eva): 0.8}
    leave_open(reviewed, women)
    leave_open(reviewed, {(reviewed.suspects[0], reviewed.suspects[1]): 0.9})
    leave_open(reviewed, {(CASES[0], CASES[2]): 0.65}, Subject.CASE)
