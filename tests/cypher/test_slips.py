"""Slips that the embedded engine answers with no more than "syntax error"."""

import pytest

from trama.cypher.cypher_tokens import tokens
from trama.cypher.slips import slips

SOUND = """MATCH way = (c:Case)<-[i:VICTIM_IN*1..2]-(v:Victim)
WHERE c.until >= $since AND any(one IN i.purposes WHERE one <> 'x') AND v.name CONTAINS 'a'
WITH c, count(DISTINCT v) AS victims, [s IN collect(v) | {uid: s.uid, end: 1}] AS people
OPTIONAL MATCH (c)<-[:PART_OF]-(s WHERE s.phase = 'CAPTURE') WHERE (s)-[:AT]->(:Location)
RETURN c.uid AS case, victims, duration.inDays(date(), date()).days AS days,
       CASE WHEN s IS NULL THEN 0 ELSE -1 END AS known, people[0] AS person,
       reduce(sum = 0, x IN [1, 2] | sum + x) AS total, COUNT { (c)<--(:Stage) } AS stages
ORDER BY victims DESC, case
"""


def told(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.en) for problem in slips(tokens(text))]


def test_a_sound_text_has_no_slip() -> None:
    assert told(SOUND) == []


@pytest.mark.parametrize(
    ("right", "wrong", "line", "meant"),
    [
        ("(v:Victim)", "(v:Victim", 1, "“(” has no partner"),
        ("people[0]", "people[0)", 6, "“)” has no partner"),
        (
            "count(DISTINCT",
            "coutn(DISTINCT",
            3,
            "function: “coutn” does not exist; did you mean “count”?",
        ),
        ("WHERE c.until", "WERE c.until", 2, "“WERE” does not exist; did you mean “WHERE”?"),
        (
            "OPTIONAL MATCH",
            "OPTINAL MATCH",
            4,
            "“OPTINAL” does not exist; did you mean “OPTIONAL”?",
        ),
        ("ORDER BY", "ODER BY", 8, "“ODER” does not exist; did you mean “ORDER”?"),
        (
            "victims, duration",
            "victims duration",
            5,
            "something is missing between “victims” and “duration”",
        ),
        (
            "victims, [s IN",
            "victimas, [s IN",
            5,
            "name: “victims” does not exist; did you mean “victimas”?",
        ),
        (">= $since", ">=", 2, "a value is missing between “>=” and “AND”"),
        ("people[0]", "peple[0]", 6, "name: “peple” does not exist; did you mean “people”?"),
    ],
)
def test_a_slip_is_told_with_its_line_and_what_was_meant(
    right: str, wrong: str, line: int, meant: str
) -> None:
    assert right in SOUND

    assert (line, meant) in told(SOUND.replace(right, wrong))


def test_a_text_that_writes_is_told_no_slip() -> None:
    assert told("MATCH (c:Case) DETACH DELETE d") == []
