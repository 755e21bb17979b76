"""Cases found by a number as people write it: of any registry, whatever its signs and zeros."""

import re
from collections.abc import Sequence
from typing import Any

from rapidfuzz import fuzz

from trama.ontology.declare import Sensitivity
from trama.queries.lookups.lookup import Clock, Lookup
from trama.queries.search.hits import Hit, HitKind, Next, Reason

_MOST = 200  # cases that one spelling may bring; a bare "2017-1" fits one case in each office
_LEAST_SIGNS = 3  # letters and digits of a number that may be searched without the index
_LONGEST_GROUPS = 12  # groups of letters or digits: a carpeta has four, with its registry six
# Words before a number that name the document, not the case.
_BEFORE = re.compile(
    r"^(?:(?:CARPETA(?:\s+FISCAL)?|CASO|EXPEDIENTE|EXP|REGISTRO|ATESTADO|CASE|CF|N[°ºRO]*|#)[\s.:°º#]+)+"
)
_RUN_TOGETHER = 10  # digits: a number this long was written without its dashes
_SIGN = "[^0-9A-ZÑ]"
_CUTS = (2, 4, 7)  # last signs of a number that may be wrong, tried from the fewest
_MOST_BEGINNING = 2_000  # numbers that begin alike and are compared
_LIKELY = 0.85  # two numbers of 14 signs differ in two of them at most
_SHOWN = 5  # numbers that a message suggests
_GROUPS = re.compile(r"[A-ZÑ]+|\d+")
# Letters that people and scanners write for digits, in a group of nothing else: 2O17, l23.
_LOOKS_LIKE = str.maketrans("OIL", "011")
_FOR_DIGITS = re.compile(r"(?<![A-ZÑ])[OIL\d]+(?![A-ZÑ])")
# A number before its year, as offices write it: 000009-2017, 9/2017.
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,6})\s*[-/ ]\s*((?:19|20)\d\d)$")
_UID = re.compile(r"C-[0-9a-f]{24}")

_IDENTIFIED = """
MATCH (c:Case {uid: $given})
RETURN c.uid AS uid, c.numbers AS numbers, 'identifier' AS reason
"""
_RENAMED = """
MATCH (c:Case)
WHERE $given IN c.aliases
RETURN c.uid AS uid, c.numbers AS numbers, 'identifier' AS reason
"""
_BY_KEY = """
UNWIND $spellings AS spelling
MATCH (r:Record {%s: spelling})
WHERE r.kind = 'case' AND ($registry IS NULL OR r.registry = $registry)
MATCH (c:Case)-[:ATTESTED_BY]->(r)
RETURN DISTINCT c.uid AS uid, c.numbers AS numbers
ORDER BY uid
"""
_BEGINNING = """
MATCH (r:Record)
WHERE r.case_key STARTS WITH $begin AND r.kind = 'case'
MATCH (c:Case)-[:ATTESTED_BY]->(r)
RETURN DISTINCT c.uid AS uid, c.numbers AS numbers, r.case_key AS key ORDER BY key, uid
"""
# No index holds the numbers of a case: this statement reads every case.
_BY_PATTERN = """
MATCH (c:Case)
WHERE any(number IN c.numbers WHERE number =~ $pattern)
RETURN c.uid AS uid, c.numbers AS numbers, c.numbers AS written
ORDER BY uid
"""
# Every text is at least the empty one: an index serves, and records without a number are left out.
_BY_KEY_PATTERN = """
MATCH (r:Record)
WHERE r.%s >= '' AND r.%s =~ $pattern AND r.kind = 'case'
MATCH (c:Case)-[:ATTESTED_BY]->(r)
RETURN DISTINCT c.uid AS uid, c.numbers AS numbers, [r.%s] AS written
ORDER BY uid
"""


def cases_numbered(
    text: str, lookup: Lookup, clock: Clock, *, in_any_spelling: bool = True
) -> list[Hit]:
    """Return the cases that people know by this number, the best first.

    1. Look for the identifier (C-…).
    2. Ask the indexes for the number as a registry's key, as the number that people use, and as the
       police report that a carpeta names: as written, and with dashes for blanks.
    3. If nothing is found, and ``in_any_spelling``, read the numbers of all cases for the same
       groups of letters and digits, whatever stands between them and however many zeros stand
       before. The words around the groups may be left out. Then read the numbers that people use,
       and the police reports, in the same way. If still nothing is found, do so with the year
       before the number (000009-2017). The time of this step grows with the number of cases.
    """
    if not lookup.viewer.sees(Sensitivity.RESTRICTED):
        return []
    given = text.strip()
    if _UID.fullmatch(given):
        for statement in (_IDENTIFIED, _RENAMED):
            if rows := clock.rows(statement, 1, {"given": given}):
                return [_hit(rows[0], Reason.IDENTIFIER, 1.0)]
        return []
    bare = _BEFORE.sub("", " ".join(given.upper().split()))
    if not any(sign.isdigit() for sign in bare):
        return []
    found: dict[str, Hit] = {}
    for reason, name in (
        (Reason.CASE_NUMBER, "case_key"),
        (Reason.CASE_NUMBER, "case_number"),
        (Reason.POLICE_REPORT, "police_report"),
    ):
        for registry, spellings in _spellings(bare):
            asked = {"spellings": spellings, "registry": registry}
            for row in clock.rows(_BY_KEY % name, _MOST, asked):
                found.setdefault(row["uid"], _hit(row, reason, 1.0))
    if found or not in_any_spelling:
        return list(found.values())
    turned = _YEAR_LAST.sub(r"\2-\1", bare)
    hits = _in_any_spelling(bare, clock)
    return hits if hits or turned == bare else _in_any_spelling(turned, clock)


def _in_any_spelling(bare: str, clock: Clock) -> list[Hit]:
    """Return the cases of which some number has the same groups of letters and digits."""
    if (pattern := _pattern(bare)) is None:
        return []
    asked = {"pattern": f"(.*{_SIGN})?{pattern}({_SIGN}.*)?"}
    whole = re.compile(f"([A-Z_]+:)?{pattern}")
    hits = [_written_otherwise(row, whole) for row in clock.rows(_BY_PATTERN, _MOST, asked)]
    known = {hit.uid: hit for hit in hits}
    for name in ("case_number", "police_report"):
        for row in clock.rows(_BY_KEY_PATTERN % (name, name, name), _MOST, asked):
            reason = Reason.POLICE_REPORT if name == "police_report" else None
            known.setdefault(row["uid"], _written_otherwise(row, whole, reason))
    return list(known.values())


def cases_numbered_alike(text: str, lookup: Lookup, clock: Clock) -> list[Hit]:
    """Return the cases whose number differs in a letter or two from the one written, best first.

    The index gives the numbers that begin as the number written begins.
    """
    if not lookup.viewer.sees(Sensitivity.RESTRICTED):
        return []
    bare = _BEFORE.sub("", " ".join(text.upper().split())).rpartition(":")[2].strip()
    if not any(sign.isdigit() for sign in bare):
        return []
    for cut in _CUTS:
        begin = bare[:-cut]
        if len(begin) < _LEAST_SIGNS:
            break
        rows = clock.rows(_BEGINNING, _MOST_BEGINNING, {"begin": begin})
        scored = [(row, fuzz.ratio(bare, row["key"]) / 100) for row in rows]
        near = sorted(
            ((row, score) for row, score in scored if score >= _LIKELY),
            key=lambda one: (-one[1], one[0]["key"]),
        )
        if near:
            return [_hit(row, Reason.NEAR_NUMBER, score * 0.9) for row, score in near[:_SHOWN]]
    digits = _FOR_DIGITS.sub(lambda group: group.group().translate(_LOOKS_LIKE), bare)
    return cases_numbered_alike(digits, lookup, clock) if digits != bare else []


def _spellings(number: str) -> list[tuple[str | None, list[str]]]:
    """Return the registry written before the number, None for any, with the ways to write it."""
    ways: list[tuple[str | None, str]] = [(None, number)]
    registry, sign, rest = number.partition(":")
    if sign and rest.strip():
        ways.insert(0, (registry.strip(), rest.strip()))
    return [
        (named, list(dict.fromkeys((bare, re.sub(r"[\s/_.–—-]+", "-", bare)))))
        for named, bare in ways
    ]


def _pattern(number: str) -> str | None:
    """Return the pattern of all ways to write a number, None if it is too short to mean one.

    >>> _pattern("SINT 2017/1")
    '0*SINT[^0-9A-ZÑ]*0*2017[^0-9A-ZÑ]*0*1'
    """
    groups: Sequence[str] = _GROUPS.findall(number)
    if not groups or len(groups) > _LONGEST_GROUPS or sum(map(len, groups)) < _LEAST_SIGNS:
        return None
    return "0*" + f"{_SIGN}*0*".join(map(_group_pattern, groups))


def _group_pattern(group: str) -> str:
    """Return the pattern of one group; digits that were run together may stand apart."""
    if len(group) >= _RUN_TOGETHER and group.isdigit():
        return f"{_SIGN}*".join(group)
    return (group.lstrip("0") or "0") if group.isdigit() else group


def _written_otherwise(
    row: dict[str, Any], whole: re.Pattern[str], reason: Reason | None = None
) -> Hit:
    """Return the hit of a case: its whole number in another spelling, or a part of its number.

    ``reason`` stands for both where the number is no case number.
    """
    if any(whole.fullmatch(number) for number in row["written"]):
        return _hit(row, reason or Reason.OTHER_SPELLING, 0.95)
    return _hit(row, reason or Reason.PART_OF_NUMBER, 0.85)


def _hit(row: dict[str, Any], reason: Reason, score: float) -> Hit:
    numbers = list(row["numbers"] or ())
    key = numbers[0] if numbers else row["uid"]
    return Hit(
        HitKind.CASE,
        row["uid"],
        key,
        " / ".join(numbers) or row["uid"],
        reason,
        score,
        cases=numbers,
        case_uids=[row["uid"]],
        next=Next("route_of_case", {"case": key}),
        node=row["uid"],
    )
