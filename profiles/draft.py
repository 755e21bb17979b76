"""Drafts of profiles: the YAML of a profile for a file that no profile reads, from its columns.

A draft is a sound profile. It reads the columns whose headings are usual words, and lists the
others, so that a person only has to correct and complete it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from trama.core.text import fold, heading_form

_NOTE = """\
# Borrador de `trama profile guess`: corrija y complete cada línea. Qué puede decirse en cada una:
# docs/writing-a-profile.md. Luego: trama profile check ARCHIVO y trama profile add ARCHIVO.
# A draft by `trama profile guess`: correct and complete each line. All that a line can say:
# docs/writing-a-profile.md. Then: trama profile check FILE and trama profile add FILE.
"""

# Words before the noun of a heading, and words of a date that is no date of a stage.
_COUNTS = frozenset({"NRO", "NUM", "NUMERO", "N", "NO", "ID", "COD", "CODIGO", "DE", "DEL"})
_BIRTH = frozenset({"NACIMIENTO", "NAC", "BIRTH"})
# For each use of a column, the words that headings begin with. The first column that fits is used.
_CASE = ("EXPEDIENTE", "CASO", "CARPETA", "DENUNCIA", "REGISTRO", "ATESTADO", "CASE")
_VICTIM_WORDS = ("VICTIMA", "AGRAVIADA", "AGRAVIADO", "USUARIA", "BENEFICIARIA", "VICTIM")
_SUSPECT_WORDS = ("IMPUTADO", "SUSPECT", "TRATANTE", "DENUNCIADO", "RESPONSABLE", "INVESTIGADO")
_SEX = ("SEXO", "GENERO", "SEX", "GENDER")
_AGE = ("EDAD", "AGE")
_PHASE = ("ETAPA", "MOMENTO", "FASE", "CONDUCTA", "STAGE", "PHASE")
_DATE = ("FECHA", "DATE")
_DEPARTMENT = ("DEPARTAMENTO", "DPTO", "DEPTO", "DEPARTMENT")
_PROVINCE = ("PROVINCIA", "PROV", "PROVINCE")
_DISTRICT = ("DISTRITO", "DIST", "DISTRICT")


def draft(name: str, columns: Mapping[str, Sequence[str]]) -> str:
    """Return the YAML of a profile called ``name`` for tables of these columns, by sheet.

    A table without a column for the case counts each line as a case.

    Example: of the columns ``Expediente`` and ``Sexo`` the key is ``Expediente``, and a victim has
    ``sex: {read: sex, from: Sexo}``.
    """
    document = {
        "profile": name,
        "registry": {"new": f"{fold(name).replace(' ', '_')}"},
        "es": f"Exporte {name}",
        "en": f"Export {name}",
        "dates": {"order": "dmy"},
        "places": {"scheme": "INEI"},
        "tables": {
            sheet or "DATOS": _table(_distinct(headings)) for sheet, headings in columns.items()
        },
    }
    return _NOTE + yaml.safe_dump(
        document, allow_unicode=True, sort_keys=False, default_flow_style=None, width=100
    )


def _table(headings: Sequence[str]) -> dict[str, Any]:
    case = _column(headings, _CASE)
    return {
        "key": case if case is not None else {"line": True},
        "columns": {heading: [] for heading in headings},
        "accounts": [_case(case), *_people(headings), *_stages(headings)],
    }


def _distinct(headings: Sequence[str]) -> list[str]:
    """Return the headings that a profile tells apart, the first of those that are alike."""
    return list({heading_form(heading): heading for heading in reversed(headings)}.values())[::-1]


def _case(column: str | None) -> dict[str, Any]:
    fields = {"case_number": {"read": "case_number", "from": column}} if column else {}
    return {"about": "case", "fields": fields}


def _people(headings: Sequence[str]) -> Iterable[dict[str, Any]]:
    victim = _fields(
        headings,
        name=("name", _VICTIM_WORDS),
        sex=("sex", _SEX),
        age=("age", _AGE),
    )
    if victim:
        yield {"about": "victim", "called": "v", "key": [{"any_of": sorted(victim)}]} | {
            "fields": victim
        }
    suspect = _fields(headings, name=("name", _SUSPECT_WORDS))
    if suspect:
        written = suspect["name"]["from"]
        yield {
            "about": "suspect",
            "called": "s",
            "if_written": [written],
            "key": [{"all_of": ["name"]}],
            "fields": suspect,
        }


def _stages(headings: Sequence[str]) -> Iterable[dict[str, Any]]:
    fields = _fields(headings, phase=("code", _PHASE), date=("date", _DATE))
    if "phase" not in fields:
        return
    place = {
        level: column
        for level, words in (
            ("department", _DEPARTMENT),
            ("province", _PROVINCE),
            ("district", _DISTRICT),
        )
        if (column := _column(headings, words)) is not None
    }
    if place:
        fields["place"] = {"read": "place", **place}
    people = [mention["called"] for mention in _people(headings)]
    stage: dict[str, Any] = {"about": "stage"}
    if "v" in people:
        stage["victims"] = ["v"]
    if "s" in people:
        stage["suspects"] = ["s"]
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
