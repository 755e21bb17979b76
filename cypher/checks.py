"""The checks of a saved query at load time: it only reads, and does what its header says.

The engines enforce what a query may do when it runs. These checks give its author the line.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from trama.core.problems import Problem, unknown_word
from trama.cypher.cypher_tokens import Token, TokenKind
from trama.cypher.draft import Draft
from trama.cypher.early_filters import early_filters
from trama.cypher.header import STARTS, Column, ColumnType, Header, ParameterType
from trama.cypher.null_ends import null_ends
from trama.cypher.pattern_names import ANYTHING, Patterns, Use
from trama.cypher.patterns import read_patterns
from trama.cypher.read_only import READ_ONLY
from trama.cypher.slips import slips
from trama.cypher.vocabulary import Vocabulary
from trama.ontology.declare import Sensitivity

# Steps of a path. No victim lives a longer chain of stages, and an unbounded search does not end.
LONGEST_PATH = 12

# Names that a query may use although they tell who somebody is. A person is asked for by uid, and
# never by another property: whoever compares a document learns who has it.
_HARMLESS: Mapping[Use, Collection[str]] = {
    Use.TAKEN: (),
    Use.COMPARED: ("uid",),
    Use.PROJECTED: ("uid", "name"),
}
_COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
_OF_A_FIELD = (ColumnType.VALUES, ColumnType.FACTS)
# Keys that queries give to maps of their own; no person has them.
_OF_MAPS = frozenset({"values", "suspects", "victims"})


def problems(query: Draft) -> tuple[Problem, ...]:
    """Return every problem of the query, in the order of lines."""
    found = [problem for check in _CHECKS for problem in check(query)]
    return tuple(sorted(found, key=lambda problem: problem.line))


def text_problems(tokens: Sequence[Token], words: Vocabulary) -> Iterator[Problem]:
    """Find what is wrong with a text whatever its header says, which may not be understood."""
    yield from slips(tokens)
    yield from _unknown_terms(read_patterns(tokens), words)


def column_sensitivity(header: Header, name: str, words: Vocabulary) -> Sensitivity:
    """Return the sensitivity of a column: the stricter of its own and its property's.

    A column that states neither is restricted. So is a column of people: each person is redacted
    when an answer leaves.
    """
    column = header.columns[name]
    stated = [column.sensitivity] if column.sensitivity else []
    if column.of and "." in column.of:
        declared = words.property(column.of)
        stated += [declared.sensitivity] if declared else []
    return max(stated, key=lambda one: one.rank, default=Sensitivity.RESTRICTED)


def _null_ends(query: Draft) -> Iterator[Problem]:
    for end in null_ends(query.tokens):
        yield Problem(
            end.line,
            f"{end.text} puede ser null y no abre su patrón; escriba ({end.text}) primero",
            f"{end.text} may be null and does not open its pattern; write ({end.text}) first",
        )


def _early_filters(query: Draft) -> Iterator[Problem]:
    for name in early_filters(query.tokens):
        yield Problem(
            name.line,
            f"junto a un OPTIONAL MATCH el motor no ve {name.text} en este OR; compárelo: … = true",
            f"beside an OPTIONAL MATCH the engine overlooks {name.text} in this OR; compare it: "
            "… = true",
        )


def _parameters(query: Draft) -> Iterator[Problem]:
    declared = query.header.parameters
    used = {token.text: token.line for token in query.tokens if token.kind is TokenKind.PARAMETER}
    for name, line in used.items():
        if name not in declared:
            es, en = unknown_word(name, declared)
            yield Problem(line, f"parámetro: {es}", f"parameter: {en}")
    for name, parameter in declared.items():
        line = query.header.line("params", name)
        if name not in used:
            yield Problem(line, f"${name} no se usa", f"${name} is not used")
        for other in (parameter.level, parameter.apart_from):
            if other is not None and other not in declared:
                yield Problem(line, f"no hay parámetro {other}", f"there is no parameter {other}")
        if parameter.type is ParameterType.PROPERTIES:
            yield from _properties(query, name)


def _properties(query: Draft, name: str) -> Iterator[Problem]:
    parameter = query.header.parameters[name]
    line = query.header.line("params", name)
    chosen = parameter.default
    for one in chosen if isinstance(chosen, list) else [None]:
        if query.words.property(f"{parameter.of}.{one}") is None:
            yield Problem(line, f"no existe {parameter.of}.{one}", f"no {parameter.of}.{one}")


def _starts(query: Draft) -> Iterator[Problem]:
    """Find what no query can start from: a light query would then be a heavy one."""
    for name in query.header.starts_from:
        declared = query.header.parameters
        line = query.header.line("starts_from")
        if name not in declared:
            es, en = unknown_word(name, declared)
            yield Problem(line, f"parámetro: {es}", f"parameter: {en}")
        elif declared[name].type not in STARTS:
            yield Problem(
                line,
                f"«{name}» no es un parámetro de caso, persona, lugar o red",
                f"“{name}” is no parameter for a case, person, place or network",
            )


def _examples(query: Draft) -> Iterator[Problem]:
    declared = query.header.parameters
    for place, example in enumerate(query.header.examples):
        line = query.header.line("examples", place)
        for name in example.parameters.keys() - declared.keys():
            es, en = unknown_word(name, declared)
            yield Problem(line, f"parámetro: {es}", f"parameter: {en}")
        for name, parameter in declared.items():
            if parameter.required and name not in example.parameters:
                yield Problem(line, f"el ejemplo no da {name}", f"the example lacks {name}")


def _never_given(query: Draft) -> Iterator[Problem]:
    """Find a comparison with what a caller may leave out: with null it lets no row pass."""
    around = list(zip(query.tokens, query.tokens[1:], query.tokens[2:], strict=False))
    tested = {one.text for _, one, after in around if _is_parameter(one) and after.is_word("IS")}
    tested |= {one.text for word, _, one in around if word.is_word("COALESCE")}
    depth = 0
    for before, token, _ in around:
        depth += before.is_sign("(", "[", "{") - before.is_sign(")", "]", "}")
        name = token.text
        if not _is_parameter(token) or depth or name in tested:
            continue
        declared = query.header.parameters.get(name)
        if declared and declared.may_lack and before.is_sign(*_COMPARISONS):
            tested.add(name)
            yield Problem(
                token.line,
                f"sin ${name} esta comparación no da ninguna fila: escriba (${name} IS NULL OR …), "
                "o dele default o required",
                f"without ${name} this comparison gives no row: write (${name} IS NULL OR …), "
                "or give it a default or required",
            )


def _is_parameter(token: Token) -> bool:
    return token.kind is TokenKind.PARAMETER


def _limit(query: Draft) -> Iterator[Problem]:
    end = query.tokens[-2:]
    limit = query.header.parameters.get("limit")
    bounded = limit and limit.type is ParameterType.INTEGER and limit.max and limit.default
    if len(end) < 2 or not end[0].is_word("LIMIT") or end[1].text != "limit" or not bounded:
        yield Problem(
            end[-1].line if end else 1,
            "debe terminar con LIMIT $limit, un entero con default y max",
            "it must end with LIMIT $limit, an integer with a default and a max",
        )
    if not any(token.is_word("ORDER") for token in query.tokens):
        yield Problem(end[-1].line if end else 1, "falta ORDER BY", "ORDER BY is missing")


def _columns(query: Draft) -> Iterator[Problem]:
    declared = list(query.header.columns)
    returned = [name for name, _ in query.patterns.returned]
    line = query.patterns.return_line
    if returned != declared:
        yield Problem(
            line,
            f"RETURN da ({', '.join(returned)}) y la cabecera declara ({', '.join(declared)})",
            f"RETURN gives ({', '.join(returned)}), the header says ({', '.join(declared)})",
        )
    for name, column in query.header.columns.items():
        here = query.header.line("columns", name)
        if column.of is not None and not _names_something(column, query.words):
            es, en = unknown_word(column.of, _nameable(column, query.words))
            yield Problem(here, f"of: {es}", f"of: {en}")
        if column.counts is not None and column.counts.partition("=")[0] not in declared:
            yield Problem(here, "«counts» no nombra una columna", "“counts” names no column")
        if column.beside is not None and column.beside not in declared:
            yield Problem(here, "«beside» no nombra una columna", "“beside” names no column")
        if column.type in _OF_A_FIELD and column.field not in declared:
            yield Problem(here, "falta «field: columna»", "“field: column” is missing")


def _names_something(column: Column, words: Vocabulary) -> bool:
    """Return whether ``of`` names what the type of the column asks for."""
    return column.of in _nameable(column, words)


def _nameable(column: Column, words: Vocabulary) -> Collection[str]:
    """Return all that ``of`` may name in a column of its type."""
    if column.type in (ColumnType.CODE, ColumnType.CODES):
        return words.lists
    if column.type is ColumnType.VALUES:
        return words.labels
    return [f"{owner}.{name}" for owner, own in words.properties.items() for name in own]


def _words(query: Draft) -> Iterator[Problem]:
    yield from slips(query.tokens)
    yield from _unknown_terms(query.patterns, query.words)
    for name in query.header.indexes:
        declared = query.words.property(name)
        if declared is None or not (declared.indexed or declared.unique):
            line = query.header.line("indexes")
            yield Problem(line, f"no hay índice {name}", f"there is no index {name}")


def _unknown_terms(patterns: Patterns, words: Vocabulary) -> Iterator[Problem]:
    """Find labels, types and properties that the ontology lacks.

    A property of what the ontology lacks is told with its owner.
    """
    lacked = {name.text for name in patterns.labels if name.text not in words.labels}
    lacked |= {name.text for name in patterns.types if name.text not in words.types}
    for label in patterns.labels:
        if label.text in lacked:
            es, en = unknown_word(label.text, sorted(words.labels))
            yield Problem(label.line, f"etiqueta: {es}", f"label: {en}")
    for type_ in patterns.types:
        if type_.text in lacked:
            es, en = unknown_word(type_.text, sorted(words.types))
            yield Problem(type_.line, f"relación: {es}", f"relationship: {en}")
    for access in patterns.accesses:
        if not lacked.issuperset(access.of) and not any(
            words.property(f"{owner}.{access.name.text}") for owner in access.of
        ):
            known = {name for owner in access.of for name in words.properties.get(owner, ())}
            es, en = unknown_word(access.name.text, sorted(known))
            owners = "|".join(access.of)
            yield Problem(access.name.line, f"{owners}: {es}", f"{owners}: {en}")


def _bounded(query: Draft) -> Iterator[Problem]:
    for star in query.patterns.unbounded(LONGEST_PATH):
        yield Problem(
            star.line,
            f"camino sin límite: escriba *0..{LONGEST_PATH} o menos",
            f"a path without bounds: write *0..{LONGEST_PATH} or less",
        )


def _sensitivity(query: Draft) -> Iterator[Problem]:
    stated = query.header.sensitivity
    for name in query.header.columns:
        sensitivity = column_sensitivity(query.header, name, query.words)
        if sensitivity.rank > stated.rank:
            yield Problem(
                query.header.line("columns", name),
                f"es {sensitivity} y la consulta se declara {stated}",
                f"it is {sensitivity} and the query says {stated}",
            )
    counts = any(
        column.type is ColumnType.COUNT or column.counts is not None
        for column in query.header.columns.values()
    )
    asks_role = any(
        parameter.type is ParameterType.MAY_COUNT for parameter in query.header.parameters.values()
    )
    if stated is Sensitivity.PUBLIC and counts and not asks_role:
        yield Problem(
            query.header.line("sensitivity"),
            "una consulta pública que cuenta personas debe usar may_count",
            "a public query that counts people must use may_count",
        )


def _identities(query: Draft) -> Iterator[Problem]:
    """Find what reads who somebody is. The answer is weighed again when the query runs.

    A name such as ``document_key`` tells who somebody is on whatever it is read. ``name`` and
    ``uid`` tell nothing if a pattern gives the variable a label, and the label is no person's.
    """
    if query.header.sensitivity is Sensitivity.IDENTITY:
        return
    for access in query.patterns.accesses:
        name = access.name.text
        owners = {*access.of, *access.maybe}
        if ANYTHING in owners or not owners:
            owners = {*query.words.labels}
        found = [query.words.property(f"{owner}.{name}") for owner in owners]
        known = [declared.sensitivity for declared in found if declared]
        tells = Sensitivity.IDENTITY in known or name in query.words.identities
        if name in _OF_MAPS and not access.of:
            tells = False
        if access.use is Use.COUNTED:
            continue
        if access.name.is_sign("*") or (tells and name not in _HARMLESS[access.use]):
            yield Problem(
                access.name.line,
                f"lee {name}, que dice quién es alguien, fuera del mapa de una persona",
                f"it reads {name}, which tells who somebody is, outside a person's map",
            )


_CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    *READ_ONLY,
    _parameters,
    _starts,
    _examples,
    _never_given,
    _limit,
    _columns,
    _words,
    _bounded,
    _null_ends,
    _early_filters,
    _sensitivity,
    _identities,
)
