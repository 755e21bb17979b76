"""The mends of each kind of finding, in the words of the unit's own form (mending.yaml)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from trama.core import safe_yaml
from trama.core.errors import Language
from trama.core.text import speaker
from trama.mapping.rereading import LEFT_BLANK, Flaw
from trama.quality.across import DISAGREE, HANDOVER
from trama.values.defects import explain_shortly

_OWN_CODES = {
    LEFT_BLANK: (
        "El formulario lo pide y quedó en blanco, sin decir por qué.",
        "The form asks for it, and it was left blank without a reason.",
    ),
    HANDOVER: (
        "Dice que pasó a la Fiscalía hace más de noventa días, y ninguna carpeta cargada lo tiene.",
        "It says that it went to prosecutors over ninety days ago, and no loaded carpeta has it.",
    ),
    DISAGREE: (
        "RETA y SISTRA dicen cosas que no pueden ser ciertas a la vez.",
        "RETA and SISTRA say things that cannot both be true.",
    ),
}
"""The words of the codes that no load reports: Spanish, English."""


@dataclass(frozen=True, slots=True)
class Mend:
    """The advice about a code, in both languages; ``{column}`` stands for the form's column."""

    es: str
    en: str


@dataclass(frozen=True, slots=True)
class Mends:
    """The mends by code, and the codes of files, profiles and judgements, which no unit enters."""

    by_code: Mapping[str, Mend]
    of_files: frozenset[str]


@cache
def mends() -> Mends:
    """Return what mending.yaml declares."""
    text = (files("trama.quality") / "mending.yaml").read_text(encoding="utf-8")
    declared = safe_yaml.load(text)
    by_code = {
        code: Mend(entry["es"], entry["en"])
        for entry in declared["mends"]
        for code in entry["codes"]
    }
    return Mends(by_code, frozenset(declared["files"]))


def form_column(flaw: Flaw) -> str:
    """Return the column as the form's users know it: with its sheet, if the form has several."""
    return f"{flaw.sheet} · {flaw.column}" if flaw.sheet else flaw.column


def how_to_mend(flaws: Sequence[Flaw], language: Language) -> str:
    """Return what the unit should do about flaws of one code, in one or several columns."""
    mend = mends().by_code[flaws[0].code]
    text = mend.es if language == "es" else mend.en
    quotes = "«»" if language == "es" else "“”"
    columns = [f"{quotes[0]}{form_column(flaw)}{quotes[1]}" for flaw in flaws]
    return text.replace("{column}", ", ".join(columns))


def what_is_wrong(flaw: Flaw, language: Language) -> str:
    """Return the first sentence of the explanation: the rest is for whoever loads the file."""
    if flaw.code in _OWN_CODES:
        return speaker(language)(*_OWN_CODES[flaw.code])
    return explain_shortly(flaw.code, language)
