"""A whole profile, from its YAML text, with every problem found and its line."""

import hashlib
import re
from datetime import date

from trama.core.marked_yaml import Problem, Section, open_section, unknown_word
from trama.core.text import fold
from trama.graph.ontology.codelists import code_list
from trama.ingest.profile.fields import SCHEMES, read_unknown
from trama.ingest.profile.indicators import read_indicators
from trama.ingest.profile.specs import DEFAULT_SEPARATORS, DateOrderWord, Profile, TableSpec
from trama.ingest.profile.tables import Choices, read_table
from trama.values.dates import DAY_FIRST, DateForm
from trama.values.places.gazetteer import HOME, gazetteer
from trama.values.quantities import PLAIN, Signs

_NEW_REGISTRY = re.compile(r"[A-Z][A-Z0-9_]{1,23}")
ORDERS: tuple[DateOrderWord, ...] = ("dmy", "mdy", "ymd")
KEYS = (
    "profile",
    "registry",
    "es",
    "en",
    "header_within",
    "unknown",
    "dates",
    "numbers",
    "places",
    "separators",
    "indicators",
    "tables",
)


def read_profile(text: str) -> tuple[Profile | None, list[Problem]]:
    """Returns the profile that ``text`` declares and its problems, in the order of the lines.

    A profile with problems is not to be used; it is None where the text is no mapping at all.
    """
    problems: list[Problem] = []
    section = open_section(text, problems)
    profile = _profile(section, text) if section else None
    return profile, sorted(set(problems), key=lambda problem: (problem.line, problem.es))


def _profile(section: Section, text: str) -> Profile:
    section.only(KEYS)
    indicators = read_indicators(section)
    places = section.section("places")
    if places is not None:
        places.only({"scheme", "country"})
    choices = Choices(
        scheme=places.choice("scheme", SCHEMES, "INEI") if places else "INEI",
        country=_country(places) if places else HOME,
        separators=tuple(m.text for m in section.texts("separators")) or DEFAULT_SEPARATORS,
        indicators=indicators.by_uid,
        indicator_texts=indicators.texts,
    )
    return Profile(
        name=section.needed("profile").text,
        registry=_registry(section),
        es=section.needed("es").text,
        en=section.needed("en").text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        tables=_tables(section, choices),
        indicators=indicators.by_uid,
        unknown=read_unknown(section),
        header_within=section.whole("header_within", 30, (1, 1000)),
        dates=_dates(section),
        numbers=_numbers(section),
    )


def _country(places: Section) -> str:
    """Returns the uid of the country of places that name none."""
    mark = places.text("country")
    if mark is None:
        return HOME
    found = gazetteer().country(fold(mark.text))
    if found is None:
        places.complain(mark.line, f"no hay un país «{mark}»", f"there is no country “{mark}”")
    return found.uid if found else HOME


def _registry(section: Section) -> str:
    """Returns the registry's code: one of the ontology, or a new one declared as new.

    Saying «new» keeps a misspelt RETA from founding a registry of its own.
    """
    known = code_list("registry").codes
    if not section.holds_mapping("registry"):
        mark = section.needed("registry")
        if mark.text and mark.text not in known:
            section.complain(mark.line, *unknown_word(mark.text, [*known, "{new: NOMBRE}"]))
        return mark.text
    inner = section.section("registry")
    if inner is None:
        return ""
    inner.only({"new"})
    mark = inner.needed("new")
    if mark.text in known:
        inner.complain(mark.line, f"«{mark}» ya existe", f"“{mark}” exists already")
    elif not _NEW_REGISTRY.fullmatch(mark.text):
        inner.complain(
            mark.line,
            "un registro se llama con 2 a 24 letras mayúsculas, dígitos o «_»",
            "a registry's code has 2 to 24 capital letters, digits or “_”",
        )
    return mark.text


def _tables(section: Section, choices: Choices) -> tuple[TableSpec, ...]:
    """Returns the tables, those that hold cases first."""
    inner = section.section("tables")
    if inner is None:
        section.complain(section.line, "falta «tables»", "“tables” is missing")
        return ()
    specs = []
    for name in inner.entries:
        one = inner.section(name)
        if one is not None:
            specs.append(read_table(name, one, choices))
    observed = sum(spec.observations is not None for spec in specs)
    if observed not in (0, len(specs)):
        section.complain(
            inner.line,
            "un perfil guarda casos o estadísticas, no ambos",
            "a profile holds cases or statistics, not both",
        )
    return tuple(sorted(specs, key=lambda spec: not spec.is_parent))


def _dates(section: Section) -> DateForm:
    inner = section.section("dates")
    if inner is None:
        return DAY_FIRST
    inner.only({"order", "pivot", "earliest", "latest", "serials"})
    order = inner.choice("order", ORDERS, DAY_FIRST.order)
    return DateForm(
        order=next(word for word in ORDERS if word == order),
        pivot=inner.whole("pivot", DAY_FIRST.pivot, (0, 99)),
        earliest=_day(inner, "earliest") or DAY_FIRST.earliest,
        latest=_day(inner, "latest"),
        serials=inner.flag("serials") if inner.text("serials") else DAY_FIRST.serials,
    )


def _day(section: Section, key: str) -> date | None:
    mark = section.text(key)
    if mark is None:
        return None
    try:
        return date.fromisoformat(mark.text)
    except ValueError:
        section.complain(mark.line, f"«{key}» debe ser AAAA-MM-DD", f"“{key}” must be YYYY-MM-DD")
        return None


def _numbers(section: Section) -> Signs:
    inner = section.section("numbers")
    if inner is None:
        return PLAIN
    inner.only({"decimal", "thousands"})
    decimal = inner.choice("decimal", (".", ","), PLAIN.decimal)
    thousands = inner.choice("thousands", ("", ".", ",", " ", "'"), PLAIN.thousands)
    if decimal == thousands:
        inner.complain(
            inner.line,
            "el signo decimal y el de miles no pueden ser el mismo",
            "the decimal and the thousands sign cannot be the same",
        )
    return Signs(decimal=decimal, thousands=thousands)
