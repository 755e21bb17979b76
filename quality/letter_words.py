"""The sentences of a letter, in both languages: the page, the PDF and the terminal say the same."""

from collections.abc import Sequence

from trama.core.errors import Language
from trama.core.text import speaker
from trama.core.written_dates import day_text
from trama.core.written_numbers import percent_text
from trama.quality.letter import FEW, Letter, Share

_OF_CASES = {
    "RETA": ("registros de denuncia", "registrations"),
    "SISTRA": ("carpetas fiscales", "carpetas fiscales"),
}
_OF_ONE_CASE = {
    "RETA": ("registro de denuncia", "registration"),
    "SISTRA": ("carpeta fiscal", "carpeta fiscal"),
}


def counted(letter: Letter, language: Language) -> str:
    """Return the unit of count in words: what a case is in the unit's registry."""
    return speaker(language)(*_OF_CASES.get(letter.registry, ("casos", "cases")))


def _of_cases(letter: Letter, language: Language) -> str:
    """Return how many of the cases have something to mend."""
    say, total = speaker(language), letter.total
    cases = counted(letter, language)
    if total.of == 1:
        cases = say(*_OF_ONE_CASE.get(letter.registry, ("caso", "case")))
    one = total.part == 1
    return say(
        f"De {total.of} {cases} de esta dependencia, {total.part} {'tiene' if one else 'tienen'} "
        "algo que corregir.",
        f"Of {total.of} {cases} of this unit, {total.part} {'has' if one else 'have'} something "
        "to mend.",
    )


def share_text(share: Share | None, language: Language) -> str:
    """Return a share as per cent with its parts; a share of few cases is told as parts alone."""
    if share is None:
        return "—"
    parts = speaker(language)(f"{share.part} de {share.of}", f"{share.part} of {share.of}")
    return parts if share.few else f"{percent_text(share.value, language, 0)} ({parts})"


def median_text(value: float | None, language: Language) -> str:
    """Return the median of the units as per cent; a dash if there is none."""
    return "—" if value is None else percent_text(value, language, 0)


def period_text(letter: Letter, language: Language) -> str:
    """Return the months that a letter is about."""
    say = speaker(language)
    since = day_text(letter.since, language) if letter.since else ""
    until = day_text(letter.until, language) if letter.until else ""
    if since and until:
        return say(f"de {since} a {until}", f"from {since} to {until}")
    if since:
        return say(f"desde {since}", f"since {since}")
    if until:
        return say(f"hasta {until}", f"until {until}")
    return say("todo lo cargado", "all that was loaded")


def trend_label(label: str, language: Language) -> str:
    """Return a month as it is said (``03/2024``); a quarter or a year as it stands."""
    is_month = len(label) == len("2024-03") and label[5:].isdecimal()
    return day_text(label, language) if is_month else label


def opening(letter: Letter, language: Language) -> Sequence[str]:
    """Return the first paragraphs: what was found, beside before and beside the other units."""
    say, mend = speaker(language), _of_cases(letter, language)
    period, total = period_text(letter, language), letter.total
    lines = [
        say(
            f"Esta carta es para mejorar el registro y no califica a nadie. Periodo: {period}. "
            f"{mend}",
            f"This letter is to improve the register and grades nobody. Period: {period}. {mend}",
        )
    ]
    if letter.whole:
        lines.append(
            say(
                f"En el último año son menos de {FEW}: se cuenta todo lo cargado.",
                f"The latest year has fewer than {FEW}: all that was loaded is counted.",
            )
        )
    if letter.before is not None:
        before = share_text(letter.before, language)
        lines.append(say(f"Antes de ese periodo: {before}.", f"Before that period: {before}."))
    if letter.median is not None:
        middle = median_text(letter.median, language)
        lines.append(
            say(
                f"La mitad de las {letter.units} dependencias de {letter.registry} con {FEW} o más "
                f"está en {middle} o menos.",
                f"Half of the {letter.units} units of {letter.registry} with {FEW} or more are at "
                f"{middle} or below.",
            )
        )
    else:
        lines.append(
            say(
                f"Muy pocas dependencias tienen {FEW} o más en ese periodo: no hay con quién "
                "comparar.",
                f"Too few units have {FEW} or more in that period: there is nothing to compare "
                "with.",
            )
        )
    if total.few:
        lines.append(
            say(
                f"Son menos de {FEW}: un solo caso cambia mucho la parte; no se da en por ciento.",
                f"These are fewer than {FEW}: one case changes the share much, so no per cent is "
                "given.",
            )
        )
    return lines


def closing(letter: Letter, language: Language) -> Sequence[str]:
    """Return the last paragraphs: what the letter does not say."""
    say = speaker(language)
    lines = [
        say(
            "Las cuentas son de casos como los escribió la dependencia: uno con dos observaciones "
            "cuenta en cada una. No salen nombres, números ni valores; qué filas son lo dice, al "
            "cargar, trama load --issues.",
            "Counts are of cases as the unit wrote them: one with two findings counts in each. No "
            "names, numbers or values appear; the rows are told, at a load, by trama load "
            "--issues.",
        ),
        say(
            "No están aquí las filas que la carga rechazó (sin número de caso). De lo que solo se "
            "ve entre registros están los partes y las carpetas que nadie tiene y lo que RETA y "
            "SISTRA dicen distinto de la misma víctima; no lo que comparten dos casos. Un registro "
            "sin observaciones no está probado: puede decir mal algo bien escrito.",
            "Rows that the load rejected (without a case number) are not here. Of what shows only "
            "between registries there are reports and carpetas that nobody has, and what RETA and "
            "SISTRA say otherwise of one victim; not what two cases share. A record without "
            "findings is not proven: it may be well written and wrong.",
        ),
    ]
    if letter.undated:
        lines.append(
            say(
                f"{letter.undated} sin fecha de registro legible: no están en la tendencia.",
                f"{letter.undated} without a readable day of registration: not in the trend.",
            )
        )
    if letter.unread:
        lines.append(
            say(
                f"{letter.unread} no se releyeron: falta el perfil con que se cargaron.",
                f"{letter.unread} were not read again: the profile of their load is missing.",
            )
        )
    return lines
