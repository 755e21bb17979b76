"""Drafts of profiles: the YAML of a profile for a file that no profile reads, from its columns.

A draft is a sound profile. It reads the columns whose headings are usual words, and lists the
others, so that a person only has to correct and complete it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from trama.core.text import fold, heading_form
from trama.profiles.draft_options import (
    Column,
    cells_of,
    fills_down,
    holds_across_cases,
    is_bound,
    is_code,
    is_count,
    name_order,
    people_separators,
    stage_separators,
)

_NOTE = """\
# Borrador de `trama profile guess`: corrija y complete cada línea. Qué puede decirse en cada una:
# docs/writing-a-profile.md. Luego: trama profile check ARCHIVO y trama profile add ARCHIVO.
# A draft by `trama profile guess`: correct and complete each line. All that a line can say:
# docs/writing-a-profile.md. Then: trama profile check FILE and trama profile add FILE.
"""

_LONGEST_REGISTRY = 24  # letters of a registry's name
# Words before the noun of a heading, and words of a date that is no date of a stage.
_COUNTS = frozenset({"NRO", "NUM", "NUMERO", "N", "NO", "ID", "COD", "CODIGO", "DE", "DEL"})
_BIRTH = frozenset({"NACIMIENTO", "NAC", "BIRTH"})
# For each use of a column, the words that headings begin with. The first column that fits is used.
_CASE = ("EXPEDIENTE", "CASO", "CARPETA", "DENUNCIA", "REGISTRO", "ATESTADO", "CASE")
_VICTIM_WORDS = ("VICTIMA", "AGRAVIADA", "AGRAVIADO", "USUARIA", "BENEFICIARIA", "VICTIM")
_SUSPECT_WORDS = ("IMPUTADO", "SUSPECT", "TRATANTE", "DENUNCIADO", "RESPONSABLE", "INVESTIGADO")
_SEX = ("SEXO", "GENERO", "SEX", "GENDER")
_AGE = ("EDAD", "AGE")
_PHASE = ("ETAPA", "MOMENTO", "FASE", "CONDUCTA", "ACTO", "ACTOS", "STAGE", "PHASE")
_DATE = ("FECHA", "DATE")
_HOUR = ("HORA", "HOUR", "TIME")
_COUNTED = (
    "VICTIMAS",
    "CANTIDAD",
    "TOTAL",
    "MENORES",
    "MUJERES",
    "HOMBRES",
    "AGRAVIADAS",
    "AGRAVIADOS",
)
_PERSON = ("PERSONA", "PERSON")
_CODES = frozenset({"COD", "CODIGO", "ID", "CODE"})  # words of a heading of codes
_PLACE = ("LUGAR", "PLACE", "UBICACION")
_DEPARTMENT = ("DEPARTAMENTO", "DPTO", "DEPTO", "DEPARTMENT")
_PROVINCE = ("PROVINCIA", "PROV", "PROVINCE")
_DISTRICT = ("DISTRITO", "DIST", "DISTRICT")


def draft(
    name: str,
    columns: Mapping[str, Sequence[str]],
    cells: Mapping[str, Mapping[str, Column]] | None = None,
) -> str:
    """Return the YAML of a profile called ``name`` for tables of these columns, by sheet.

    ``cells`` has the first cells of each column, by sheet and heading: they show further options. A
    table without a column for the case counts each line as a case.

    Example: of the columns ``Expediente`` and ``Sexo`` the key is ``Expediente``, and a victim has
    ``sex: {read: sex, from: Sexo}``.
    """
    document = {
        "profile": name,
        "registry": {"new": _registry(name)},
        "es": f"Exporte {name}",
        "en": f"Export {name}",
        "dates": {"order": "dmy"},
        "places": {"scheme": "INEI"},
        "tables": {
            sheet or "DATOS": _table(_distinct(headings), (cells or {}).get(sheet, {}))
            for sheet, headings in columns.items()
        },
    }
    return _NOTE + yaml.safe_dump(
        document, allow_unicode=True, sort_keys=False, default_flow_style=None, width=100
    )


def _registry(name: str) -> str:
    """Return a name for the registry of a profile: a capital, then capitals, digits and ``_``."""
    known = fold(name).replace(" ", "_")
    begun = known if known[:1].isalpha() and len(known) > 1 else f"REGISTRO_{known}"
    return re.sub(r"[^A-Z0-9_]", "", begun)[:_LONGEST_REGISTRY]


def _table(headings: Sequence[str], cells: Mapping[str, Column]) -> dict[str, Any]:
    case = _column(headings, _CASE)
    key: object = case if case is not None else {"line": True}
    if _fills(case, cells):
        key = {"columns": case, "fill_down": True}
    people = [*_people(headings, cells, case)]
    return {
        "key": key,
        "columns": {heading: [] for heading in headings},
        "accounts": [_case(case), *people, *_stages(headings, cells, people)],
    }


def _distinct(headings: Sequence[str]) -> list[str]:
    """Return the headings that a profile tells apart, the first of those that are alike."""
    return list({heading_form(heading): heading for heading in reversed(headings)}.values())[::-1]


def _case(column: str | None) -> dict[str, Any]:
    fields = {"case_number": {"read": "case_number", "from": column}} if column else {}
    return {"about": "case", "fields": fields}


def _people(
    headings: Sequence[str], cells: Mapping[str, Column], case: str | None
) -> Iterable[dict[str, Any]]:
    named = [h for h in headings if not is_count(cells_of(cells, h)) and not _is_code(h, cells)]
    victim = _fields(named, name=("name", _VICTIM_WORDS))
    suspect = _fields(named, name=("name", _SUSPECT_WORDS))
    names = [cells_of(cells, each["name"]["from"]) for each in (victim, suspect) if each]
    if name_order([name for column in names for name in column]) == "given_first":
        for each in filter(None, (victim, suspect)):
            each["name"]["order"] = "given_first"
    victim |= _fields(headings, sex=("sex", _SEX), age=("age", _AGE))
    if victim:
        code = _code_key(headings, cells, case, _VICTIM_WORDS, victim)
        own = {**_listed(victim, cells), **_filled(victim, cells, case)}
        key = [*code, {"any_of": sorted(victim)}]
        yield {"about": "victim", "called": "v", **own, "key": key, "fields": victim}
    yield from _counted(headings, cells)
    if suspect:
        code = _code_key(headings, cells, case, _SUSPECT_WORDS, suspect)
        own = {"if_written": [suspect["name"]["from"]], **_listed(suspect, cells)}
        key = [*code, {"all_of": ["name"]}]
        yield {"about": "suspect", "called": "s", **own, "key": key, "fields": suspect}


def _counted(headings: Sequence[str], cells: Mapping[str, Column]) -> Iterable[dict[str, Any]]:
    """Yield the unnamed victims of the first column whose cells count them."""
    counting = [h for h in headings if is_count(cells_of(cells, h))]
    column = _column(counting, (*_COUNTED, *_VICTIM_WORDS))
    if column is not None:
        count: dict[str, Any] = {"column": column}
        if is_bound(cells_of(cells, column)):
            count["at_least"] = True
        yield {"about": "victim", "called": "n", "count": count, "fields": {}}


def _code_key(
    headings: Sequence[str],
    cells: Mapping[str, Column],
    case: str | None,
    words: Sequence[str],
    fields: Mapping[str, Mapping[str, str]],
) -> list[dict[str, Any]]:
    """Return the part of a key that is the registry's code of a person. Return [] without one."""
    codes = [heading for heading in headings if _is_code(heading, cells)]
    column = _column(codes, (*words, *_PERSON))
    name = fields.get("name", {}).get("from")
    if column is None or name is None:
        return []
    across = holds_across_cases(
        cells_of(cells, column), cells_of(cells, case), cells_of(cells, name)
    )
    return [{"column": column, "across_cases": True}] if across else [{"column": column}]


def _is_code(heading: str, cells: Mapping[str, Column]) -> bool:
    words = fold(heading).replace("_", " ").split()
    return bool(_CODES & set(words)) and is_code(cells_of(cells, heading))


def _filled(
    fields: Mapping[str, Mapping[str, str]], cells: Mapping[str, Column], case: str | None
) -> dict[str, Any]:
    """Return whether a person stands on the first row of a case only, as the case's key does."""
    keys, names = (cells_of(cells, at) for at in (case, fields.get("name", {}).get("from")))
    below = [not name for key, name in zip(keys, names, strict=False) if not key]
    return {"fill_down": True} if any(below) and _fills(case, cells) else {}


def _fills(case: str | None, cells: Mapping[str, Column]) -> bool:
    others = [column for heading, column in cells.items() if heading != case]
    return case is not None and fills_down(cells_of(cells, case), others)


def _listed(fields: Mapping[str, Mapping[str, str]], cells: Mapping[str, Column]) -> dict[str, Any]:
    """Return the separators of the people in a cell, if cells list several."""
    separators = people_separators(cells_of(cells, fields.get("name", {}).get("from")))
    return {"separators": separators} if separators else {}


def _stages(
    headings: Sequence[str], cells: Mapping[str, Column], people: Sequence[Mapping[str, Any]]
) -> Iterable[dict[str, Any]]:
    fields = _fields(headings, phase=("code", _PHASE), date=("date", _DATE))
    if "phase" not in fields:
        return
    hour = _column(headings, _HOUR)
    if "date" in fields and hour is not None:
        fields["date"]["time"] = hour
    place = {
        level: column
        for level, words in (
            ("department", _DEPARTMENT),
            ("province", _PROVINCE),
            ("district", _DISTRICT),
        )
        if (column := _column(headings, words)) is not None
    }
    written = _column(headings, _PLACE)
    if not place and written is not None:
        place = {"text": written}
    if place:
        fields["place"] = {"read": "place", **place}
    stage: dict[str, Any] = {"about": "stage"}
    for kind, about in (("victims", "victim"), ("suspects", "suspect")):
        called = [mention["called"] for mention in people if mention["about"] == about]
        if called:
            stage[kind] = called
    separators = stage_separators(cells_of(cells, fields["phase"]["from"]))
    if separators:
        stage["separators"] = separators
    yield stage | {"fields": fields}


def _fields(
    headings: Sequence[str], **wanted: tuple[str, Sequence[str]]
) -> dict[str, dict[str, str]]:
    """Return the fields of which a column is there: how to read each, and from which column."""
    return {
        field: {"read": reading, "from": column}
        for field, (reading, words) in wanted.items()
        if (column := _column(headings, words)) is not None
    }


def _column(headings: Sequence[str], words: Sequence[str]) -> str | None:
    """Return the first heading that begins with one of the words, the first word first."""
    for word in words:
        for heading in headings:
            parts = [
                part for part in fold(heading).replace("_", " ").split() if part not in _COUNTS
            ]
            if parts and parts[0] == word and not _BIRTH & set(parts):
                return heading
    return None
