"""The parameters of a saved query: typed, bounded, looked up; no other value gets in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trama.core.errors import AccessDenied, BadParameter
from trama.graph.ontology.codelists import code_list
from trama.queries.header import Parameter, ParameterType
from trama.queries.lookups.places import LEVEL_NAMES, UnderstoodPlace, check_apart, find_place
from trama.queries.lookups.registries import find_registry
from trama.queries.lookups.subjects import Lookup, find_case, find_person, is_key
from trama.queries.vocabulary import vocabulary
from trama.values.partial_date import PartialDate
from trama.values.places.gazetteer import gazetteer

LONGEST_TEXT = 200  # characters: every name, number and code is shorter
_TRUE = frozenset({"true", "1", "si", "sí", "yes"})
_FALSE = frozenset({"false", "0", "no"})


@dataclass(slots=True)
class Bound:
    """Parameters ready to run: ``values`` for Cypher, ``shown`` as the answer repeats them.

    ``shown`` holds a person's key as the caller wrote it: the uid behind a pseudonym stays inside.
    ``understood`` says what each text for a place was taken for.
    """

    values: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)
    understood: list[UnderstoodPlace] = field(default_factory=list)


def bind(declared: Mapping[str, Parameter], given: Mapping[str, object], lookup: Lookup) -> Bound:
    """Return the parameters of a query with the values ``given``, else with their defaults.

    A text serves for every type: a command line and an address give nothing else.

    Raises:
        BadParameter: a parameter is unknown, missing, of another type or out of bounds; names it.
        UnknownName: no place, case or person has that name.
        AccessDenied: the viewer may not ask for that property.
    """
    for name in given:
        if name not in declared or not declared[name].is_asked:
            known = ", ".join(one.name for one in declared.values() if one.is_asked)
            raise BadParameter(
                name=name, why_es=f"no existe; hay: {known}", why_en=f"unknown; known: {known}"
            )
    bound = Bound()
    # Levels come first: a place name is read at a level.
    for parameter in sorted(declared.values(), key=lambda one: one.type is not ParameterType.LEVEL):
        _bind_one(parameter, given.get(parameter.name), bound, lookup)
    _check_period(declared, bound)
    order = [name for name in declared if name in bound.shown]
    bound.shown = {name: bound.shown[name] for name in order}
    return bound


def _check_period(declared: Mapping[str, Parameter], bound: Bound) -> None:
    """Check that a period does not end before it begins: it would find nothing at all.

    Raises:
        BadParameter: the period ends before it begins.
    """
    days = {one.bound: one for one in declared.values() if one.bound}
    begins, ends = days.get("first"), days.get("last")
    if begins is None or ends is None:
        return
    since, until = bound.values[begins.name], bound.values[ends.name]
    if since is not None and until is not None and until < since:
        raise _bad(ends, f"es anterior a «{begins.name}»", f"it is before “{begins.name}”")


def _bind_one(parameter: Parameter, written: object, bound: Bound, lookup: Lookup) -> None:
    name = parameter.name
    if parameter.type is ParameterType.MINIMUM_CELL:
        bound.values[name] = lookup.viewer.minimum_cell
        return
    value = parameter.default if written is None or written == "" else written
    if parameter.type is ParameterType.PROPERTIES:
        asked = written is not None and written != ""
        bound.values[name] = bound.shown[name] = _properties(parameter, value, lookup, asked=asked)
        return
    if value is None:
        if parameter.required:
            raise _bad(parameter, "es obligatorio", "it is required")
        bound.values[name] = bound.shown[name] = None
        return
    if parameter.type is ParameterType.PLACE:
        place = _place(parameter, value, bound)
        bound.understood.append(place)
        bound.values[name] = bound.shown[name] = place.place
    elif parameter.type is ParameterType.CASE:
        case = find_case(_text(parameter, value), parameter, lookup)
        bound.values[name] = bound.shown[name] = case
    elif parameter.type is ParameterType.REGISTRY:
        registry = find_registry(_text(parameter, value), parameter, lookup)
        bound.values[name] = bound.shown[name] = registry
    elif parameter.type is ParameterType.PERSON:
        person = _text(parameter, value)
        bound.values[name] = uid = find_person(person, parameter, lookup)
        # Whom a name meant is told by the uid, which a viewer who may ask by name may see.
        bound.shown[name] = person if is_key(person) else uid
    else:
        bound.values[name], bound.shown[name] = _READERS[parameter.type](parameter, value)


def _place(parameter: Parameter, value: object, bound: Bound) -> UnderstoodPlace:
    level = bound.values[parameter.level] if parameter.level else None
    understood = find_place(_text(parameter, value), parameter, level)
    other_uid = bound.values.get(parameter.apart_from) if parameter.apart_from else None
    place, other = gazetteer().get(understood.place), gazetteer().get(other_uid or "")
    if place is not None and other is not None:
        check_apart(parameter, place, other)
    return understood


def _properties(parameter: Parameter, value: object, lookup: Lookup, *, asked: bool) -> list[str]:
    """Return the names of the properties that the viewer may see."""
    if isinstance(value, str):
        names = [name.strip() for name in value.split(",") if name.strip()]
    else:
        names = [str(name) for name in value] if isinstance(value, list | tuple) else []
    # A name that is given again asks nothing new; each would cost a pass over the records.
    names = list(dict.fromkeys(names))
    allowed = set(parameter.default) if isinstance(parameter.default, list) else set()
    if strange := [name for name in names if name not in allowed]:
        known = ", ".join(sorted(allowed))
        raise _bad(
            parameter,
            f"{strange[0][:LONGEST_TEXT]} no existe; hay: {known}",
            f"there is no {strange[0][:LONGEST_TEXT]}; known: {known}",
        )
    seen = []
    for name in names:
        declared = vocabulary().property(f"{parameter.of}.{name}")
        if declared is not None and lookup.viewer.sees(declared.sensitivity):
            seen.append(name)
        elif asked:
            raise AccessDenied(role=lookup.viewer.role)
    return seen


def _text(parameter: Parameter, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _bad(parameter, "debe ser un texto", "it must be a text")
    if len(value) > LONGEST_TEXT:
        raise _bad(
            parameter,
            f"pasa de {LONGEST_TEXT} caracteres",
            f"it is longer than {LONGEST_TEXT} characters",
        )
    return value.strip()


def _string(parameter: Parameter, value: object) -> tuple[str, str]:
    text = _text(parameter, value)
    if parameter.among and text not in parameter.among:
        raise _one_of(parameter, parameter.among)
    return text, text


def _integer(parameter: Parameter, value: object) -> tuple[int, int]:
    try:
        number = int(value) if isinstance(value, str) else value
    except ValueError:
        number = None
    if not isinstance(number, int) or isinstance(number, bool):
        raise _bad(parameter, "debe ser un número entero", "it must be a whole number")
    if parameter.min is not None and number < parameter.min:
        raise _bad(parameter, f"mínimo {parameter.min}", f"at least {parameter.min}")
    if parameter.max is not None and number > parameter.max:
        raise _bad(parameter, f"máximo {parameter.max}", f"at most {parameter.max}")
    return number, number


def _boolean(parameter: Parameter, value: object) -> tuple[bool, bool]:
    if isinstance(value, bool):
        return value, value
    if isinstance(value, str) and value.strip().lower() in _TRUE | _FALSE:
        truth = value.strip().lower() in _TRUE
        return truth, truth
    raise _bad(parameter, "debe ser sí o no (true o false)", "it must be true or false")


def _partial_date(parameter: Parameter, value: object) -> tuple[str, str]:
    text = _text(parameter, str(value) if isinstance(value, int) else value)
    try:
        date = PartialDate.parse(text)
    except ValueError as error:
        raise _bad(
            parameter,
            "debe ser una fecha: 2017, 2017-03 o 2017-03-05",
            "it must be a date: 2017, 2017-03 or 2017-03-05",
        ) from error
    day = date.last if parameter.bound == "last" else date.first
    return day.isoformat(), text


def _code(parameter: Parameter, value: object) -> tuple[str, str]:
    codes = code_list(str(parameter.of)).codes
    code = _text(parameter, value).upper()
    if code not in codes:
        raise _one_of(parameter, codes)
    return code, code


def _level(parameter: Parameter, value: object) -> tuple[str, str]:
    written = _text(parameter, value)
    code = LEVEL_NAMES.get(written.lower(), written.upper())
    allowed = {
        name: level
        for name, level in LEVEL_NAMES.items()
        if not parameter.among or name in parameter.among
    }
    if code not in allowed.values():
        raise _one_of(parameter, allowed)
    return code, code


def _one_of(parameter: Parameter, choices: Iterable[str]) -> BadParameter:
    known = ", ".join(choices)
    return _bad(parameter, f"uno de: {known}", f"one of: {known}")


def _bad(parameter: Parameter, es: str, en: str) -> BadParameter:
    return BadParameter(name=parameter.name, why_es=es, why_en=en)


_READERS: dict[ParameterType, Callable[[Parameter, object], tuple[Any, Any]]] = {
    ParameterType.STRING: _string,
    ParameterType.INTEGER: _integer,
    ParameterType.BOOLEAN: _boolean,
    ParameterType.PARTIAL_DATE: _partial_date,
    ParameterType.CODE: _code,
    ParameterType.LEVEL: _level,
}
