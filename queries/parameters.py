"""The parameters of a saved query: typed, bounded, looked up; no other value gets in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trama.core.errors import AccessDenied, BadParameter, UnknownName
from trama.core.text import fold
from trama.cypher.header import Example, Parameter, ParameterType
from trama.cypher.parameter_text import (
    bad,
    code,
    cut,
    not_among,
    one_among,
    partial_date,
    text_of,
    truth,
    unknown_parameter,
    whole_number,
)
from trama.cypher.vocabulary import vocabulary
from trama.linkage.judgements import ASK_AT
from trama.ontology.codelists import code_list
from trama.places.gazetteer import gazetteer
from trama.queries.lookups.nodes import find_nodes, labelled_node
from trama.queries.lookups.places import (
    LEVEL_NAMES,
    LEVEL_WORDS,
    UnderstoodPlace,
    check_apart,
    find_place,
    level_that_holds,
)
from trama.queries.lookups.registries import find_registry
from trama.queries.lookups.stored_networks import find_network
from trama.queries.lookups.subjects import Lookup, find_case, find_person, is_key

_MOST_ITEMS = 100  # of a list: no label has more properties that may be asked for
# Words for a level that neither its code nor its name is.
_LEVEL_WORDS = {
    "REGION": "DEPARTAMENTO",
    "REGIONES": "DEPARTAMENTO",
    "DISTRITOS": "DISTRITO",
    "PROVINCIAS": "PROVINCIA",
    "DEPARTAMENTOS": "DEPARTAMENTO",
    "PAISES": "PAIS",
}


@dataclass(slots=True)
class Bound:
    """Parameters ready to run: ``values`` for Cypher, ``shown`` as the answer repeats them.

    ``shown`` holds a person's key as the caller wrote it: the uid behind a pseudonym stays inside.
    A level is shown by its name, by which a caller can ask for it again.
    ``understood`` says what each text for a place was taken for. ``unasked_levels`` are the levels
    that the caller left out: a place may make such a level finer. ``start_labels`` has the label of
    the node that was asked for.
    """

    values: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)
    understood: list[UnderstoodPlace] = field(default_factory=list)
    unasked_levels: set[str] = field(default_factory=set)
    start_labels: set[str] = field(default_factory=set)


def bind(
    declared: Mapping[str, Parameter],
    given: Mapping[str, object],
    lookup: Lookup,
    examples: Iterable[Example] = (),
) -> Bound:
    """Return the parameters of a query with the values ``given``, else with their defaults.

    A text serves for every type: a command line and an address give nothing else. A level that the
    caller leaves out becomes that of the finest place asked, if the default is coarser:
    ``Loreto SJL`` is answered by districts. An error about a missing parameter repeats its value in
    the first of ``examples`` that has it.

    Raises:
        BadParameter: a parameter is unknown, missing, of another type or out of bounds; names it.
        UnknownName: no place, case or person has that name.
        AccessDenied: the viewer may not ask for that property.
    """
    for name in given:
        if name not in declared or not declared[name].is_asked:
            raise unknown_parameter(name, declared.values())
    bound = Bound()
    # Levels come first: a place name is read at a level.
    for parameter in sorted(declared.values(), key=lambda one: one.type is not ParameterType.LEVEL):
        needed = parameter.required and parameter.default is None
        if needed and given.get(parameter.name) in (None, ""):
            raise _missing(parameter, examples)
        try:
            _bind_one(parameter, given.get(parameter.name), bound, lookup)
        except UnknownName as error:
            error.facts["parameter"] = parameter.name
            raise
    for parameter in declared.values():
        if parameter.type is ParameterType.REACH:
            bound.values[parameter.name] = bound.values["limit"] + 1
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
        raise bad(ends, f"es anterior a «{begins.name}»", f"it is before “{begins.name}”")


def _missing(parameter: Parameter, examples: Iterable[Example]) -> BadParameter:
    es, en = "es obligatorio", "it is required"
    name = parameter.name
    for example in examples:
        if name in example.parameters:
            asked = f"{name}={example.parameters[name]}"
            return bad(parameter, f"{es}; por ejemplo {asked}", f"{en}; such as {asked}")
    return bad(parameter, es, en)


def _bind_one(parameter: Parameter, written: object, bound: Bound, lookup: Lookup) -> None:
    name = parameter.name
    if not parameter.is_asked:
        if parameter.type in _FILLED:
            bound.values[name] = _FILLED[parameter.type](lookup)
        return
    value = parameter.default if written is None or written == "" else written
    if parameter.type is ParameterType.PROPERTIES:
        asked = written is not None and written != ""
        bound.values[name] = bound.shown[name] = _properties(parameter, value, lookup, asked=asked)
        return
    if value is None:
        bound.values[name] = bound.shown[name] = None
        return
    if parameter.type is ParameterType.PLACE:
        place = _place(parameter, value, bound)
        bound.understood.append(place)
        bound.values[name] = bound.shown[name] = place.place
    elif parameter.type in _FINDERS:
        found = _FINDERS[parameter.type](text_of(parameter, value), parameter, lookup)
        bound.values[name] = bound.shown[name] = found
    elif parameter.type is ParameterType.NODE:
        # What a key means stays inside, as the uid behind a pseudonym does.
        node = labelled_node(value, parameter, lookup)
        bound.values[name], bound.shown[name] = node.uid, value
        bound.start_labels.add(node.label)
    elif parameter.type is ParameterType.NODES:
        bound.values[name], bound.shown[name] = find_nodes(value, parameter, lookup), value
    elif parameter.type is ParameterType.PERSON:
        person = text_of(parameter, value)
        bound.values[name] = uid = find_person(person, parameter, lookup)
        # Whom a name meant is told by the uid, which a viewer who may ask by name may see.
        bound.shown[name] = person if is_key(person) else uid
    else:
        bound.values[name], bound.shown[name] = _READERS[parameter.type](parameter, value)
        if parameter.type is ParameterType.LEVEL and (written is None or written == ""):
            bound.unasked_levels.add(name)


def _place(parameter: Parameter, value: object, bound: Bound) -> UnderstoodPlace:
    level = bound.values[parameter.level] if parameter.level else None
    is_free = parameter.level in bound.unasked_levels
    understood = find_place(text_of(parameter, value), parameter, None if is_free else level)
    if parameter.level and level is not None and is_free:
        fine = level_that_holds(understood.place, level)
        bound.values[parameter.level], bound.shown[parameter.level] = fine, LEVEL_WORDS[fine]
    other_uid = bound.values.get(parameter.apart_from) if parameter.apart_from else None
    place, other = gazetteer().get(understood.place), gazetteer().get(other_uid or "")
    if place is not None and other is not None:
        check_apart(parameter, place, other)
    return understood


def _properties(parameter: Parameter, value: object, lookup: Lookup, *, asked: bool) -> list[str]:
    """Return the names of the properties that the viewer may see."""
    if isinstance(value, str):
        value = text_of(parameter, value) if asked else value
        names = [name.strip() for name in value.split(",") if name.strip()]
    else:
        names = [str(name) for name in value] if isinstance(value, list | tuple) else []
    # A name that is given again asks nothing new; each would cost a pass over the records.
    names = list(dict.fromkeys(names))
    allowed = set(parameter.default) if isinstance(parameter.default, list) else set()
    if len(names) > _MOST_ITEMS:
        raise bad(parameter, f"pasa de {_MOST_ITEMS}", f"it has more than {_MOST_ITEMS} items")
    titles = {name: _title(parameter, name) for name in sorted(allowed)}
    by_title = {fold(title): name for name, title in titles.items() if title}
    names = list(dict.fromkeys(by_title.get(fold(name), name) for name in names))
    if strange := [name for name in names if name not in allowed]:
        raise not_among(parameter, cut(strange[0]), titles)
    seen = []
    for name in names:
        declared = vocabulary().property(f"{parameter.of}.{name}")
        if declared is not None and lookup.viewer.sees(declared.sensitivity):
            seen.append(name)
        elif asked:
            raise AccessDenied(role=lookup.viewer.role)
    return seen


def _title(parameter: Parameter, name: str) -> str:
    """Return the Spanish name of a property of the parameter's label."""
    declared = vocabulary().property(f"{parameter.of}.{name}")
    return declared.es if declared else ""


def _string(parameter: Parameter, value: object) -> tuple[str, str]:
    text = text_of(parameter, value)
    if parameter.among:
        text = one_among(parameter, text)
    return text, text


def _strings(parameter: Parameter, value: object) -> tuple[list[str], list[str]]:
    given = value.split(",") if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or len(given) > _MOST_ITEMS:
        raise bad(parameter, "debe ser una lista", "it must be a list")
    texts = [one_among(parameter, text_of(parameter, one)) for one in given]
    texts = list(dict.fromkeys(texts))
    return texts, texts


def _protected(lookup: Lookup) -> str:
    """Return whose means of contact the viewer may not know."""
    if lookup.viewer.sees_person(victim=True):
        return "nobody"
    return "victims" if lookup.viewer.sees_person(victim=False) else "everybody"


def _integer(parameter: Parameter, value: object) -> tuple[int, int]:
    number = whole_number(parameter, value)
    return number, number


def _boolean(parameter: Parameter, value: object) -> tuple[bool, bool]:
    told = truth(parameter, value)
    return told, told


def _partial_date(parameter: Parameter, value: object) -> tuple[str, str]:
    date = partial_date(parameter, value)
    day = date.last if parameter.bound == "last" else date.first
    return day.isoformat(), date.text


def _code(parameter: Parameter, value: object) -> tuple[str, str]:
    found = code(parameter, value)
    return found, found


def _level(parameter: Parameter, value: object) -> tuple[str, str]:
    written = text_of(parameter, value)
    names = {fold(name): level for name, level in LEVEL_NAMES.items()}
    levels = code_list("place_level")
    known = levels.find(written)
    found = names.get(fold(written)) or (known.code if known else _LEVEL_WORDS.get(fold(written)))
    allowed = {
        name: level
        for name, level in LEVEL_NAMES.items()
        if not parameter.among or name in parameter.among
    }
    if found is None or found not in allowed.values():
        raise not_among(
            parameter, written, {name: levels.codes[level].es for name, level in allowed.items()}
        )
    return found, LEVEL_WORDS[found]


_FINDERS: dict[ParameterType, Callable[[str, Parameter, Lookup], str]] = {
    ParameterType.CASE: find_case,
    ParameterType.REGISTRY: find_registry,
    ParameterType.NETWORK: find_network,
}
# A REACH is filled when the other parameters are known.
_FILLED: dict[ParameterType, Callable[[Lookup], object]] = {
    ParameterType.MAY_COUNT: lambda lookup: lookup.viewer.counts_people,
    ParameterType.FIRST_CASE: lambda _lookup: "",
    ParameterType.PROTECTED: _protected,
    ParameterType.ASK_AT: lambda _lookup: ASK_AT,
}
_READERS: dict[ParameterType, Callable[[Parameter, object], tuple[Any, Any]]] = {
    ParameterType.STRING: _string,
    ParameterType.STRINGS: _strings,
    ParameterType.INTEGER: _integer,
    ParameterType.BOOLEAN: _boolean,
    ParameterType.PARTIAL_DATE: _partial_date,
    ParameterType.CODE: _code,
    ParameterType.LEVEL: _level,
}
