"""The format of a profile, and the reading of a YAML text into a profile or its problems."""

import hashlib
import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from trama.core.checked_yaml import (
    Declared,
    Document,
    Many,
    Marked,
    Parsed,
    Text,
    between,
    compose,
    refusal,
)
from trama.core.problems import Problem, unknown_word
from trama.core.text import fold
from trama.ontology.codelists import code_list
from trama.places.gazetteer import HOME, gazetteer
from trama.profiles.fields import AnyOf, Scheme, Setting, Words, read_unknown, under
from trama.profiles.indicators import IndicatorFormat, Indicators, read_indicators
from trama.profiles.specs import DEFAULT_SEPARATORS, NameOrder, Profile, TableSpec
from trama.profiles.tables import TableFormat, read_table
from trama.values.dates import DAY_FIRST, DateForm, DateOrder
from trama.values.quantities import Signs

_NEW_REGISTRY = re.compile(r"[A-Z][A-Z0-9_]{1,23}")


class RegistryFormat(AnyOf):
    """The registry: a code of the ontology, or a code that is declared as new.

    A misspelt RETA founds no registry of its own, because a new code stands under ``new``.
    """

    code: Marked | None = None
    new: Marked | None = None


class DatesFormat(Declared):
    """The dates of the source, as `DateForm`."""

    order: DateOrder = DAY_FIRST.order
    pivot: Annotated[Parsed[int], between(0, 99)] = DAY_FIRST.pivot
    earliest: Parsed[date] = DAY_FIRST.earliest
    latest: Parsed[date] | None = None
    serials: Parsed[bool] = DAY_FIRST.serials


class NamesFormat(Declared):
    """The order of the parts in whole names."""

    order: NameOrder | None = None


class NumbersFormat(Declared):
    """The signs in the numbers of the source, as `Signs`."""

    decimal: Literal[".", ","] = "."
    thousands: Literal["", ".", ",", " ", "'"] = ""

    @model_validator(mode="after")
    def _signs_differ(self) -> Self:
        if self.decimal == self.thousands:
            raise refusal(
                "el signo decimal y el de miles no pueden ser el mismo",
                "the decimal and the thousands sign cannot be the same",
            )
        return self


class PlacesFormat(Declared):
    """The scheme of place codes, and the country of places that name none."""

    scheme: Scheme = "INEI"
    country: Marked | None = None


class ProfileFormat(Declared):
    """A whole profile."""

    profile: Text
    registry: Annotated[RegistryFormat, under("code")]
    es: Text
    en: Text
    header_within: Annotated[Parsed[int], between(1, 1000)] = 30
    unknown: dict[Marked, Marked] = Field(default_factory=dict)
    dates: DatesFormat = DatesFormat()
    names: NamesFormat = NamesFormat()
    numbers: NumbersFormat = NumbersFormat()
    places: PlacesFormat = PlacesFormat()
    separators: Words = ()
    indicators: Many[IndicatorFormat] = ()
    tables: dict[Marked, TableFormat]


KEYS = tuple(ProfileFormat.model_fields)


def read_profile(text: str) -> tuple[Profile | None, list[Problem]]:
    """Return the profile that ``text`` declares, and its problems in the order of their lines.

    A profile with problems must not be used. It is None if a part that it needs is wrong.
    """
    document = compose(text)
    written = document.read(ProfileFormat)
    profile = _profile(written, document, text) if written else None
    return profile, sorted(set(document.problems))


def _profile(written: ProfileFormat, document: Document, text: str) -> Profile:
    indicators = read_indicators(written.indicators, document)
    country = written.places.country
    setting = Setting(
        document=document,
        scheme=written.places.scheme,
        country=_country(country, document) if country else HOME,
        separators=tuple(map(str, written.separators)) or DEFAULT_SEPARATORS,
    )
    return Profile(
        name=written.profile,
        registry=_registry(written.registry, document),
        es=written.es,
        en=written.en,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        tables=_tables(written, setting, indicators),
        indicators=indicators.by_uid,
        unknown=read_unknown(written.unknown, document),
        header_within=written.header_within,
        dates=DateForm(**dict(written.dates)),
        numbers=Signs(**dict(written.numbers)),
        names_order=written.names.order,
    )


def _country(name: Marked, document: Document) -> str:
    """Return the uid of the country; Peru's, and add a problem, if the name is unknown."""
    country = gazetteer().country(fold(name))
    if country is None:
        document.complain(name.line, f"no hay un país «{name}»", f"there is no country “{name}”")
    return country.uid if country else HOME


def _registry(written: RegistryFormat, document: Document) -> str:
    known = code_list("registry").codes
    if written.code and written.code not in known:
        choices = [*known, "{new: NOMBRE}"]
        document.complain(written.code.line, *unknown_word(written.code, choices))
    if written.new and written.new in known:
        es, en = f"«{written.new}» ya existe", f"“{written.new}” exists already"
        document.complain(written.new.line, es, en)
    elif written.new and not _NEW_REGISTRY.fullmatch(written.new):
        document.complain(
            written.new.line,
            "un registro se llama con 2 a 24 letras mayúsculas, dígitos o «_»",
            "a registry's code has 2 to 24 capital letters, digits or “_”",
        )
    return str(written.code or written.new)


def _tables(
    written: ProfileFormat, setting: Setting, indicators: Indicators
) -> tuple[TableSpec, ...]:
    """Return the tables; a table that mentions the cases themselves comes first."""
    specs = [read_table(name, table, setting, indicators) for name, table in written.tables.items()]
    observed = sum(spec.observations is not None for spec in specs)
    if observed not in (0, len(specs)):
        setting.document.complain(
            setting.document.line("tables"),
            "un perfil guarda casos o estadísticas, no ambos",
            "a profile holds cases or statistics, not both",
        )
    return tuple(sorted(specs, key=lambda spec: not spec.is_parent))
