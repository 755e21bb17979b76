"""The words of the overlap: names of keys, steps and causes, in both languages."""

from collections.abc import Iterable, Mapping

from trama.core.errors import Language
from trama.ontology.codelists import code_name
from trama.overlap.handovers import Why
from trama.overlap.keys import UNKNOWN, By, Cause
from trama.overlap.units import UnitKind
from trama.overlap.waterfall import Step
from trama.places.gazetteer import gazetteer

Words = tuple[str, str]

NOT_SAID: Words = ("no consta", "not stated")

KINDS: Mapping[UnitKind, Words] = {
    UnitKind.VICTIMS: ("víctimas (personas)", "victims (people)"),
    UnitKind.EPISODES: ("episodios (persona en un caso)", "episodes (a person in a case)"),
    UnitKind.CASES: ("casos (registros y carpetas)", "cases (registrations and carpetas)"),
}

BYS: Mapping[By, Words] = {
    By.YEAR: ("año", "year"),
    By.CAUSE: ("vía", "way"),
    By.SEX: ("sexo", "sex"),
    By.AGE: ("edad al hecho", "age at the fact"),
    By.DEPARTMENT: ("departamento", "department"),
    By.UNIT: ("dependencia", "unit"),
    By.DISTRICT: ("distrito fiscal", "fiscal district"),
}

CAUSES: Mapping[Cause, Words] = {
    Cause.HANDED_OVER: (
        "de la Policía a la Fiscalía",
        "from the police to the prosecutors",
    ),
    Cause.NOT_HANDED_OVER: ("la Policía lo dio a otro destino", "the police sent it elsewhere"),
    Cause.DISCARDED: ("desistimiento ante la Policía", "withdrawn before the police"),
    Cause.DIRECT: ("presentado directamente a la Fiscalía", "lodged with the prosecutors"),
    Cause.UNKNOWN: NOT_SAID,
}

STEPS: Mapping[tuple[Step, str], Words] = {
    (Step.REPEATED, "RETA"): ("repetido en RETA", "repeated within RETA"),
    (Step.EPISODE, "RETA"): (
        "otro episodio de la misma persona en RETA",
        "another episode of the person in RETA",
    ),
    (Step.UNDECIDED, "RETA"): ("sin decidir (RETA)", "undecided (RETA)"),
    (Step.DISCARDED, "RETA"): ("desistimiento", "withdrawn"),
    (Step.NEVER_HANDED_OVER, "RETA"): ("nunca derivado a la Fiscalía", "never handed over"),
    (Step.LOST, "RETA"): ("derivado, sin carpeta", "handed over, no carpeta"),
    (Step.DESTINATION_UNKNOWN, "RETA"): (
        "RETA no dice el destino",
        "RETA states no destination",
    ),
    (Step.ANOTHER_YEAR, "RETA"): (
        "SISTRA lo cuenta en otro año",
        "SISTRA counts it in another year",
    ),
    (Step.TYPIFIED_OTHERWISE, ""): (
        "en ambos, tipificado de otro modo",
        "in both, typified otherwise",
    ),
    (Step.ARCHIVED, ""): ("en ambos, archivado", "in both, archived"),
    (Step.ALIKE, ""): ("en ambos, igual", "in both, alike"),
    (Step.UNDECIDED, "SISTRA"): ("sin decidir (SISTRA)", "undecided (SISTRA)"),
    (Step.ANOTHER_YEAR, "SISTRA"): ("RETA lo cuenta en otro año", "RETA counts it in another year"),
    (Step.DIRECT, "SISTRA"): (
        "presentado directamente a la Fiscalía",
        "lodged directly with the prosecutors",
    ),
    (Step.FROM_POLICE, "SISTRA"): (
        "de la Policía, sin registro en RETA",
        "from the police, not in RETA",
    ),
    (Step.ORIGIN_UNKNOWN, "SISTRA"): ("SISTRA no dice el origen", "SISTRA states no origin"),
    (Step.EPISODE, "SISTRA"): (
        "otro episodio de la misma persona en SISTRA",
        "another episode of the person in SISTRA",
    ),
    (Step.REPEATED, "SISTRA"): ("repetido en SISTRA", "repeated within SISTRA"),
}

_STEP_CODES: Mapping[Step, str] = {
    Step.REPEATED: "REPETIDO",
    Step.EPISODE: "EPISODIO",
    Step.UNDECIDED: "SIN_DECIDIR",
    Step.DISCARDED: "DESISTIDO",
    Step.NEVER_HANDED_OVER: "NO_DERIVADO",
    Step.LOST: "SIN_CARPETA",
    Step.DESTINATION_UNKNOWN: "SIN_DESTINO",
    Step.DIRECT: "DIRECTO",
    Step.FROM_POLICE: "DE_LA_POLICIA",
    Step.ORIGIN_UNKNOWN: "SIN_ORIGEN",
    Step.ANOTHER_YEAR: "OTRO_PERIODO",
    Step.TYPIFIED_OTHERWISE: "OTRO_TIPO",
    Step.ARCHIVED: "ARCHIVADO",
    Step.ALIKE: "IGUAL",
}
"""The words by which a Spanish reader asks for a step, without signs that a keyboard may lack."""

WHYS: Mapping[Why, Words] = {
    Why.NO_CARPETA: ("derivado a la Fiscalía, sin carpeta", "handed over, no carpeta"),
    Why.UNKNOWN_REGISTRATION: (
        "la carpeta nombra un registro que RETA no tiene",
        "the carpeta names a registration that RETA does not have",
    ),
    Why.UNNAMED_REGISTRATION: (
        "carpeta de origen policial que no nombra registro",
        "carpeta from the police that names no registration",
    ),
}


OUTSIDE: Words = (
    (
        "Hay cifras fuera de su intervalo: lo decidido deja aparte a quienes están sin decidir; el "
        "intervalo los cuenta, unas veces como los mismos y otras como distintos."
    ),
    (
        "Some figures lie outside their interval: what is decided leaves the undecided apart; the "
        "interval counts them, at times as the same and at times as different."
    ),
)


def outside(figures: Iterable[Mapping[str, int | None]], language: Language) -> str:
    """Return why a decided figure lies outside its interval, "" if each lies within.

    Example: ``= 143 (144–148)`` is told, ``143 (140–148)`` is not.
    """
    for figure in figures:
        count, low, high = (figure[name] for name in ("decided", "low", "high"))
        if count is None or low is None or high is None:
            continue
        if not low <= count <= high:
            return word(OUTSIDE, language)
    return ""


def word(words: Words, language: Language) -> str:
    """Return the word in a language."""
    return words[0] if language == "es" else words[1]


def step_code(step: Step, language: Language) -> str:
    """Return the word by which a reader asks for a step: ``--step SIN_CARPETA``, ``LOST``."""
    return step.value if language == "en" else _STEP_CODES[step]


def step_of(asked: str) -> Step | None:
    """Return the step of a word in either language, in any case. Return None if there is none."""
    name = asked.strip().upper().replace("-", "_").replace(" ", "_")
    return next((step for step in Step if name in (step.value, _STEP_CODES[step])), None)


def key_name(key: str, by: By | None, language: Language) -> str:
    """Return the name of a key as people read it."""
    if by is By.CAUSE:
        return word(CAUSES[Cause(key)], language)
    if key == UNKNOWN:
        return "" if by is None else word(NOT_SAID, language)
    if by is By.SEX:
        return code_name("sex", key, language)
    if by is By.DEPARTMENT:
        place = gazetteer().get(key)
        return key if place is None else place.name if language == "es" else place.name_en
    return key
