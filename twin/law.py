"""Which article a case is written under: by the date of its conduct, as each registry sees it."""

from collections.abc import Mapping
from datetime import date

from trama.twin.hand import Hand
from trama.twin.true_cases import TrueCase

RENUMBERED = date(2021, 3, 31)
"""Ley 31146: what was article 153 is 129-A from this day on."""
DL_1323 = date(2017, 1, 7)
"""Before it there were no articles 153-B, 153-C and 168-B."""
RECLASSIFIED_SHARE = 0.22

NOW: Mapping[str, str] = {
    "153": "129-A",
    "153-A": "129-B",
    "153-B": "129-C",
    "153-C": "129-Ñ",
    "168-B": "129-O",
}
TITLES: Mapping[str, str] = {
    "153": "TRATA DE PERSONAS",
    "153-A": "FORMAS AGRAVADAS DE LA TRATA DE PERSONAS",
    "153-B": "EXPLOTACION SEXUAL",
    "153-C": "ESCLAVITUD Y OTRAS FORMAS DE EXPLOTACION",
    "168-B": "TRABAJO FORZOSO",
}


def is_aggravated(case: TrueCase) -> bool:
    """Returns whether art. 153-A/129-B applies: several victims, a minor, or several suspects."""
    minor = any(victim.age < 18 for victim in case.victims)
    return minor or len(case.victims) > 1 or len(case.suspects) > 1


def police_article(case: TrueCase, hand: Hand) -> str:
    """Returns the article that RETA writes."""
    return _numbered("153", case, hand)


def prosecutor_article(case: TrueCase, hand: Hand) -> tuple[str, str]:
    """Returns article and title that SISTRA writes; some carpetas are reclassified."""
    former = "153-A" if is_aggravated(case) else "153"
    if hand.random.random() < RECLASSIFIED_SHARE and case.began >= DL_1323:
        former = {
            "EXPLOTACION SEXUAL": "153-B",
            "TRABAJOS Y SERVICIOS FORZADOS": "168-B",
            "EXPLOTACION LABORAL": "153-C",
        }.get(case.real_purpose, former)
    return _numbered(former, case, hand), TITLES[former]


def aggravating(case: TrueCase) -> list[str]:
    """Returns the aggravating circumstances of art. 153-A/129-B that the case shows."""
    ages = [victim.age for victim in case.victims]
    found = []
    if len(ages) > 1:
        found.append("PLURALIDAD DE VICTIMAS")
    if any(14 <= age < 18 for age in ages):
        found.append("VICTIMA DE 14 A MENOS DE 18 AÑOS")
    if any(age < 14 for age in ages):
        found.append("VICTIMA MENOR DE 14 AÑOS")
    if len(case.suspects) > 1:
        found.append("COMETIDO POR DOS O MAS PERSONAS")
    return found


def _numbered(former: str, case: TrueCase, hand: Hand) -> str:
    """Returns the number in force when the conduct began, or by mistake the former one."""
    if case.began < RENUMBERED or hand.slips(hand.rates.law_outdated):
        return former
    return NOW[former]
