"""The filters of a route pattern: age, sex, codes, registry, provision and period.

menor · mayor · mujer · hombre · por carretera · finalidad MENDICIDAD · captación internet
medio engaño · registro RETA · art. 153 · 2017..2021 · desde 2019 · hasta 2021-03
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from trama.core.errors import BadParameter
from trama.core.question_errors import BadRoute
from trama.core.text import fold
from trama.cypher.header import Parameter, ParameterType
from trama.cypher.parameter_text import code, nearest, partial_date
from trama.ontology.codelists import code_list
from trama.ontology.provisions import in_force, read_article
from trama.routes.language.refusals import Written, bad_route, refused, unknown
from trama.routes.language.written import WrittenFilter
from trama.values.partial_date import PartialDate

ADULT_AGE = 18
"""Years: the law calls who is younger a child or adolescent (art. 129-A)."""

LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "purpose": ("FINALIDAD", "PARA", "FOR", "PURPOSE"),
        "transport": ("POR", "TRANSPORTE", "TRANSPORT", "BY"),
        "recruitment": ("CAPTACION", "MODALIDAD", "RECRUITMENT"),
        "means": ("MEDIO", "MEDIANTE", "MEANS"),
        "sex": ("SEXO", "SEX"),
        "registry": ("REGISTRO", "REGISTRY"),
        "provision": ("ARTICULO", "ART", "ARTICLE"),
    }
)
"""The folded words that begin a filter, by the closed list; the first and the last are shown."""

DATES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"since": ("DESDE", "SINCE"), "until": ("HASTA", "UNTIL")}
)
"""The folded words that begin one end of the period."""

MINOR: tuple[str, ...] = ("MENOR", "MINOR", "MENORES", "MINORS", "NNA")
ADULT: tuple[str, ...] = ("MAYOR", "ADULT", "MAYORES", "ADULTS", "ADULTO", "ADULTA")
"""The folded words of the filters by age, which stand alone."""

WAYS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("CARRETERA", "ROAD", "TIERRA", "LAND"), "CARRETERA")
)
"""The folded words for a way that several means of transport share (``way`` of the list)."""

_WAY_WORDS = {"CARRETERA": "ROAD", "TIERRA": "LAND"}

_KEYS = {word: name for table in (LISTS, DATES) for name, words in table.items() for word in words}


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions on the victims, cases and stages of a route; a tuple of codes holds alternatives.

    ``minor`` is None for any age. ``since`` and ``until`` are the first and the last ISO day of the
    period, None if it is open.
    """

    minor: bool | None = None
    sex: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    transport: tuple[str, ...] = ()
    recruitment: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    registry: tuple[str, ...] = ()
    provision: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    @property
    def ask_of_stages(self) -> bool:
        """Return whether some filter asks for codes that stages have."""
        of_stages = (self.purpose, self.transport, self.recruitment, self.means, self.provision)
        return any(of_stages)


def read_filters(
    written: Iterable[WrittenFilter], more_registries: Callable[[], Collection[str]]
) -> Filters:
    """Return the filters that a route writes.

    Raises:
        BadRoute: a filter is unknown or repeated, its value does not exist, the period ends before
            it begins, or a provision was not in force on any day of the period.
    """
    found: dict[str, Any] = {}
    at: dict[str, Written] = {}
    for one in written:
        for name, (word, value) in _read(one, more_registries).items():
            if name in found:
                column = at[name].column
                raise bad_route(
                    word.column,
                    f"ya está dicho en la columna {column}",
                    f"column {column} says it already",
                )
            found[name], at[name] = value, word
    filters = Filters(**found)
    if filters.since and filters.until and filters.until < filters.since:
        raise bad_route(
            max(at["since"].column, at["until"].column),
            "el período termina antes de empezar",
            "the period ends before it begins",
        )
    for article in filters.provision:
        _check_in_force(article, at["provision"], filters)
    return filters


def _read(
    written: WrittenFilter, more_registries: Callable[[], Collection[str]]
) -> dict[str, tuple[Written, Any]]:
    """Return the values of one filter by name, each with the word to blame if it cannot stand."""
    if written.key is None:
        first, last = written.values
        dates = {} if first is None else {"since": (first, _day(first, "first"))}
        return dates if last is None else {**dates, "until": (last, _day(last, "last"))}
    key, values = written.key, [value for value in written.values if value is not None]
    name = _KEYS.get(fold(key.text), "")
    if not values:
        return _read_word(key, name)
    if name in DATES:
        if len(values) > 1:
            raise bad_route(values[1].column, "basta una fecha", "one date is enough")
        return {name: (values[0], _day(values[0], "first" if name == "since" else "last"))}
    if name not in LISTS:
        raise _unknown_filter(key)
    codes = (one for value in values for one in _codes(name, value, more_registries))
    return {name: (values[0], tuple(dict.fromkeys(codes)))}


def _read_word(key: Written, name: str) -> dict[str, tuple[Written, Any]]:
    """Return the filter of a word that stands alone: an age or a sex."""
    word = fold(key.text)
    if word in MINOR or word in ADULT:
        return {"minor": (key, word in MINOR)}
    if name:
        raise bad_route(
            key.column + len(key.text),
            f"falta un valor después de «{key.text}»",
            f"a value is missing after “{key.text}”",
        )
    try:
        return {"sex": (key, _codes("sex", key, tuple))}
    except BadRoute:
        raise _unknown_filter(key) from None


def _day(word: Written, bound: Literal["first", "last"]) -> str:
    try:
        date = partial_date(_parameter(ParameterType.PARTIAL_DATE), word.text)
    except BadParameter as error:
        raise refused(word, error) from None
    return (date.first if bound == "first" else date.last).isoformat()


def _codes(
    name: str, word: Written, more_registries: Callable[[], Collection[str]]
) -> tuple[str, ...]:
    """Return the codes that a value of a filter means.

    Raises:
        BadRoute: the list has no such code.
    """
    if name == "transport" and (way := WAYS.get(fold(word.text))):
        listed = code_list(name).codes.values()
        return tuple(one.code for one in listed if one.extra.get("way") == way)
    if name == "provision":
        return (_article(word),)
    unlisted = name == "registry" and word.text.upper() not in code_list(name).codes
    if unlisted and word.text.upper() in more_registries():
        return (word.text.upper(),)
    try:
        return (code(_parameter(ParameterType.CODE, name), word.text),)
    except BadParameter as error:
        if name == "transport" and (near := nearest(word.text, _WAY_WORDS)):
            meant = {way.lower(): _WAY_WORDS[way].lower() for way in near}
            raise unknown(word, ("no hay medio", "there is no transport"), meant) from None
        raise refused(word, error) from None


def _article(word: Written) -> str:
    found = read_article(word.text)
    if found is None:
        listed = code_list("provision").codes.values()
        numbers = {one.code.removeprefix("CP-"): one.es for one in listed}
        near = {number: number for number in nearest(word.text, numbers)}
        raise unknown(word, ("no hay artículo", "there is no article"), near)
    return found


def _check_in_force(article: str, word: Written, filters: Filters) -> None:
    """Check that an article had its number on some day of the period.

    Raises:
        BadRoute: it had not; the message says when it had, and its number in the period.
    """
    listed = code_list("provision").codes[article]
    first = date.fromisoformat(filters.since) if filters.since else date.min
    last = date.fromisoformat(filters.until) if filters.until else date.max
    if listed.valid(PartialDate(first, last, "")):
        return
    number = article.removeprefix("CP-")
    then = in_force(article, first if filters.since else last).removeprefix("CP-")
    since, until = listed.valid_from or "…", listed.valid_to or "…"
    meant = {then: then} if then != number else {}
    raise unknown(
        word,
        (
            f"en ese período no regía (sí desde {since} y antes de {until})",
            f"there was no such article in that period (but from {since}, before {until}):",
        ),
        meant,
    )


def _unknown_filter(key: Written) -> BadRoute:
    known = {words[0]: words[-1] for words in (*LISTS.values(), *DATES.values())}
    known |= {MINOR[0]: MINOR[1], ADULT[0]: ADULT[1], "MUJER": "FEMALE", "HOMBRE": "MALE"}
    meant = nearest(key.text, known) or list(known)
    return unknown(
        key,
        ("no hay filtro", "there is no filter"),
        {word.lower(): known[word].lower() for word in meant},
    )


def _parameter(type_: ParameterType, of: str | None = None) -> Parameter:
    return Parameter(name="filter", type=type_, of=of, title_es="Filtro", title_en="Filter")
