"""A route pattern as a sentence, so that who asks reads what will be searched before it runs."""

from collections.abc import Iterable, Iterator, Sequence

from trama.core.errors import Language
from trama.ontology.codelists import code_list
from trama.places.match import full_name
from trama.routes.language.filters import ADULT_AGE, Filters
from trama.routes.language.pattern import Pattern, Step


def explanation(pattern: Pattern) -> dict[str, str]:
    """Return the sentences of a pattern by language."""
    return {"es": sentence(pattern, "es"), "en": sentence(pattern, "en")}


def sentence(pattern: Pattern, language: Language = "es") -> str:
    """Return what a pattern asks for, in whole sentences.

    Example: ``captar en 0809 > recibir en 17 ; menor`` is «Víctimas menores de 18 años con estas
    etapas, una tras otra y ninguna entre ellas: (1) captar en La Convención, Cusco; (2) recibir en
    Madre de Dios. Los registros anotan fases: «recibir» busca también «acoger».»
    """
    words = _ES if language == "es" else _EN
    steps = [_step(step, language) for step in pattern.steps]
    numbered = "; ".join(f"({number}) {step}" for number, step in enumerate(steps, start=1))
    who = " ".join([words["victims"], *_who(pattern.filters, language)])
    said = [f"{who}{words['stages'] if len(steps) > 1 else words['stage']}{numbered}."]
    said += [f"{text}." for text in _filters(pattern.filters, language)]
    if also := list(dict.fromkeys(_searched_too(pattern.steps, language))):
        said.append(f"{words['phases']}{'; '.join(also)}.")
    return " ".join(said)


def _step(step: Step, language: Language) -> str:
    words = _ES if language == "es" else _EN
    verbs = [code_list("verb").codes[verb].name(language).lower() for verb in step.verbs]
    said = _or(verbs, language) or words["any"]
    if step.places:
        said += f" {words['in']} {_or([full_name(place) for place in step.places], language)}"
    if (step.least, step.most) == (1, 1):
        return said
    if step.least == step.most:
        return f"{said} {words['exactly'].format(most=step.most)}"
    return f"{said} {words['times'].format(least=step.least, most=step.most)}"


def _who(filters: Filters, language: Language) -> list[str]:
    words = _ES if language == "es" else _EN
    sexes = [code_list("sex").codes[sex].name(language).lower() for sex in filters.sex]
    said = [f"({_or(sexes, language)})"] if sexes else []
    if filters.minor is not None:
        said.append(words["minor" if filters.minor else "adult"].format(age=ADULT_AGE))
    return said


def _filters(filters: Filters, language: Language) -> list[str]:
    words = _ES if language == "es" else _EN
    said = []
    if filters.since or filters.until:
        since, until = filters.since, filters.until
        bounds = words["between"] if since and until else words["from" if since else "to"]
        said.append(words["period"] + bounds.format(since=since, until=until))
    for name in ("transport", "purpose", "recruitment", "means", "provision", "registry"):
        codes = getattr(filters, name)
        if codes:
            said.append(words[name] + _or(_names(name, codes, language), language))
    return said


def _names(name: str, codes: Iterable[str], language: Language) -> list[str]:
    if name == "provision":
        return [code.removeprefix("CP-") for code in codes]
    if name == "registry":
        return list(codes)
    return [code_list(name).codes[code].name(language).lower() for code in codes]


def _searched_too(steps: Iterable[Step], language: Language) -> Iterator[str]:
    """Yield what else is searched for each step that names some of the verbs of a phase."""
    words = _ES if language == "es" else _EN
    for step in steps:
        for phase in sorted(step.phases) if step.verbs else ():
            of_phase = [
                verb for verb in code_list("verb").codes.values() if verb.extra["phase"] == phase
            ]
            asked = [verb.name(language).lower() for verb in of_phase if verb.code in step.verbs]
            also = [verb.name(language).lower() for verb in of_phase if verb.code not in step.verbs]
            if also:
                yield words["also"].format(asked=_or(asked, language), also=_or(also, language))


def _or(names: Sequence[str], language: Language) -> str:
    if len(names) < 2:
        return "".join(names)
    either = "o" if language == "es" else "or"
    if language == "es" and names[-1].lower().startswith(("o", "ho")):
        either = "u"
    return f"{', '.join(names[:-1])} {either} {names[-1]}"


_ES = {
    "victims": "Víctimas",
    "minor": "menores de {age} años",
    "adult": "de {age} años o más",
    "stages": " con estas etapas, una tras otra y ninguna entre ellas: ",
    "stage": " con esta etapa: ",
    "any": "cualquier etapa",
    "in": "en",
    "exactly": "({most} etapas seguidas)",
    "times": "(de {least} a {most} etapas seguidas)",
    "period": "Período en que pudieron vivirse: ",
    "between": "del {since} al {until}",
    "from": "desde el {since}",
    "to": "hasta el {until}",
    "transport": "Alguna de estas etapas por: ",
    "purpose": "Finalidad: ",
    "recruitment": "Captación: ",
    "means": "Medio empleado: ",
    "provision": "Alguna de estas etapas tipificada por el artículo ",
    "registry": "Casos que están en ",
    "phases": "Los registros anotan fases y no conductas: ",
    "also": "«{asked}» busca también «{also}»",
}
_EN = {
    "victims": "Victims",
    "minor": "under {age}",
    "adult": "of {age} or older",
    "stages": " with these stages, one after another and none between them: ",
    "stage": " with this stage: ",
    "any": "any stage",
    "in": "in",
    "exactly": "({most} stages in a row)",
    "times": "({least} to {most} stages in a row)",
    "period": "Period in which they may have been lived: ",
    "between": "{since} to {until}",
    "from": "from {since}",
    "to": "up to {until}",
    "transport": "One of these stages by: ",
    "purpose": "Purpose: ",
    "recruitment": "Recruitment: ",
    "means": "Means: ",
    "provision": "One of these stages typified under article ",
    "registry": "Cases that are in ",
    "phases": "Records have phases and no verbs: ",
    "also": "“{asked}” searches “{also}” too",
}
