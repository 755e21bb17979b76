"""The article of the penal code that each registry writes for a case, by the conduct's date."""

from collections.abc import Mapping
from datetime import date

from trama.twin.hand import Hand
from trama.twin.true_cases import TrueCase

RENUMBERED_ON = date(2021, 3, 31)
"""Ley 31146: article 153 is number 129-A from this day on."""
DL_1323 = date(2017, 1, 7)
"""Decreto Legislativo 1323: articles 153-B, 153-C and 168-B exist from this day on."""
RECLASSIFIED_SHARE = 0.22
"""Share of the carpetas under another article than trata de personas (assumed)."""

NEW_NUMBERS: Mapping[str, str] = {
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
    """Return whether art. 153-A/129-B applies: a minor, several victims or several suspects."""
    minor = any(victim.age < 18 for victim in case.victims)
    return minor or len(case.victims) > 1 or len(case.suspects) > 1


def is_trafficking(article: str) -> bool:
    """Return whether an article is trata de personas or its aggravated form, old or new number."""
    return article in {"153", "153-A", "129-A", "129-B"}


def police_article(case: TrueCase, hand: Hand) -> str:
    """Return the article that RETA writes."""
    return _numbered("153", case, hand)


def prosecutor_article(case: TrueCase, hand: Hand) -> tuple[str, str]:
    """Return the article that SISTRA writes, and its title; some carpetas are reclassified."""
    former = "153-A" if is_aggravated(case) else "153"
    if hand.random.random() < RECLASSIFIED_SHARE and case.began >= DL_1323:
        former = {
            "EXPLOTACION SEXUAL": "153-B",
            "TRABAJOS Y SERVICIOS FORZADOS": "168-B",
            "EXPLOTACION LABORAL": "153-C",
        }.get(case.real_purpose, former)
    return _numbered(former, case, hand), TITLES[former]


def aggravating(case: TrueCase) -> list[str]:
    """Return the aggravating circumstances of art. 153-A/129-B in a case."""
    ages = [victim.age for victim in case.victims]
    circumstances = []
    if len(ages) > 1:
        circumstances.append("PLURALIDAD DE VICTIMAS")
    if any(14 <= age < 18 for age in ages):
        circumstances.append("VICTIMA DE 14 A MENOS DE 18 AÑOS")
    if any(age < 14 for age in ages):
        circumstances.append("VICTIMA MENOR DE 14 AÑOS")
    if len(case.suspects) > 1:
        circumstances.append("COMETIDO POR DOS O MAS PERSONAS")
    return circumstances


def _numbered(former: str, case: TrueCase, hand: Hand) -> str:
    """Return the article's number in force when the conduct began, or by mistake the former."""
    if case.began < RENUMBERED_ON or hand.slips(hand.rates.law_outdated):
        return former
    return NEW_NUMBERS[former]
