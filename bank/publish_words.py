"""The descriptions of a release: its README in both languages, and its DCAT record for a portal."""

from collections.abc import Mapping, Sequence
from typing import Any

from trama.bank.publish_files import title_of
from trama.core.errors import Language
from trama.core.written_numbers import number_text, percent_text
from trama.disclosure.losses import CELL_KEY, CELL_KEY_GROUPS, ROUNDING_DOWN, SUPPRESSION
from trama.disclosure.rules import Rules

Manifest = Mapping[str, Any]

LICENCES: Mapping[str, str] = {
    "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "odc-by-1.0": "https://opendatacommons.org/licenses/by/1-0/",
}
"""The addresses of licences by their short names."""

MEDIA = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
}
"""The types of the files of a release by their endings."""

_METHODS: Mapping[str, tuple[str, str]] = {
    SUPPRESSION: (
        "Solo suprimir (sin la supresión secundaria, que quitaría más)",
        "Suppression alone (without the secondary one, which would take more)",
    ),
    ROUNDING_DOWN: ("Redondear hacia abajo a decenas", "Rounding down to tens"),
    CELL_KEY: ("**Clave de celda: lo que se publica**", "**Cell key: what is published**"),
    CELL_KEY_GROUPS: (
        "Clave de celda, en los grupos (macrorregión, dos edades)",
        "Cell key, in the groups (macro-region, two ages)",
    ),
}
_TEXT: Mapping[Language, str] = {
    "es": """# {title}

{warning}Publicación {number}, {date}. Datos: {vintage}. Publica: {publisher}. Licencia: {licence}.

**Unidad: personas.** Cada víctima cuenta una vez, en su primer episodio conocido; el año es el
del hecho o, si no se sabe, el del primer registro. El lugar más fino es: {level}.

**Cómo leer un número.** Es un múltiplo de 10; detrás hay siempre 10 personas o más, y difiere de
la cuenta en {error} como máximo. Una celda vacía tiene menos de 10 personas (también ninguna), o
unas pocas más. Los números no suman exactamente: use siempre la celda del total o del grupo.
{drift}

**Método.** Claves de celda (la misma gente da el mismo ruido en toda tabla y publicación), umbral
de {minimum}, redondeo a {base}. `manifest.json` tiene los parámetros, y `trama bank verify` vuelve
a revisar la publicación con solo estos archivos.

## Qué se pierde, con cada método

{losses}

## Archivos

{files}
""",
    "en": """# {title}

{warning}Release {number}, {date}. Data: {vintage}. Published by: {publisher}. Licence: {licence}.

**Unit: people.** Each victim counts once, in their first known episode; the year is that of the
fact or, if it is not known, of the first registration. The finest place is: {level}.

**How to read a number.** It is a multiple of 10; behind it there are always 10 people or more, and
it differs from the count by {error} at most. An empty cell has fewer than 10 people (or nobody),
or a few more. Numbers do not add up exactly: always take the cell of the total or of the group.
{drift}

**Method.** Cell keys (the same people give the same noise in every table and release), a threshold
of {minimum}, rounding to {base}. `manifest.json` has the parameters, and `trama bank verify` audits
the release again from these files alone.

## What is lost, with each method

{losses}

## Files

{files}
""",
}
_DRIFT: Mapping[Language, str] = {
    "es": "Un número que no cambió puede llevar hasta {} personas de retraso: un cambio se\n"
    "muestra cuando detrás hay 10 personas o más.",
    "en": "A number that did not change may be up to {} people behind: a change shows when there\n"
    "are 10 people or more behind it.",
}
_LEVELS: Mapping[str, Mapping[Language, str]] = {
    "department": {"es": "departamento", "en": "department"},
    "macroregion": {"es": "macrorregión", "en": "macro-region"},
}
_HEADS: Mapping[Language, tuple[str, ...]] = {
    "es": ("Tabla", "Método", "Celdas que quedan", "Personas mostradas", "Error total (personas)"),
    "en": ("Table", "Method", "Cells kept", "People shown", "Total error (people)"),
}
_SYNTHETIC = {
    "es": "**DATOS SINTÉTICOS (SINTETICO): inventados, no describen a nadie.**\n\n",
    "en": "**SYNTHETIC DATA (SINTETICO): invented, they describe nobody.**\n\n",
}
_TITLE = {
    "es": "Víctimas de trata de personas en el Perú: tablas nacionales",
    "en": "Victims of trafficking in persons in Peru: national tables",
}


def readme(manifest: Manifest, language: Language) -> str:
    """Return the README of a release."""
    rules = manifest["rules"]
    return _TEXT[language].format(
        title=_TITLE[language],
        warning=_SYNTHETIC[language] if manifest["synthetic"] else "",
        number=manifest["release"],
        date=manifest["date"],
        vintage=manifest["vintage"],
        publisher=manifest["publisher"],
        licence=manifest["licence"],
        level=_LEVELS[manifest["level"]][language],
        error=Rules(**rules).largest_error,
        drift=_DRIFT[language].format(manifest["largest_drift"]) * (manifest["release"] > 1),
        minimum=rules["minimum"],
        base=rules["base"],
        losses=_losses(manifest["losses"], language),
        files="\n".join(
            f"- `{table['name']}.csv`: {title_of(table['name'])[language]}"
            for table in manifest["tables"]
        ),
    )


def dcat(manifest: Manifest, files: Sequence[str]) -> dict[str, Any]:
    """Return the release as a ``dcat:Dataset`` in JSON-LD (DCAT-AP 3), for an open-data portal.

    Addresses of files are relative: the portal that holds the folder completes them.
    """
    publisher = {"@type": "foaf:Agent", "foaf:name": manifest["publisher"]}
    return {
        "@context": _CONTEXT,
        "@id": f"urn:trama:release:{manifest['key']}:{manifest['release']}",
        "@type": "dcat:Dataset",
        "dct:title": [_said(_title(manifest, own), own) for own in ("es", "en")],
        "dct:description": [_said(_about(manifest, own), own) for own in ("es", "en")],
        "dct:publisher": publisher,
        "dct:issued": {"@type": "xsd:date", "@value": manifest["date"]},
        "dct:language": ["http://publications.europa.eu/resource/authority/language/SPA"],
        "dct:spatial": {"@id": "http://publications.europa.eu/resource/authority/country/PER"},
        "dct:license": {"@id": manifest["licence"]},
        "dcat:version": str(manifest["release"]),
        "dcat:theme": {"@id": "http://publications.europa.eu/resource/authority/data-theme/JUST"},
        "dcat:keyword": [_said("trata de personas", "es"), _said("human trafficking", "en")],
        "dcat:distribution": [_distribution(name, manifest) for name in files],
    }


_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _distribution(name: str, manifest: Manifest) -> dict[str, Any]:
    stem, dot, suffix = name.partition(".")
    known = {table["name"] for table in manifest["tables"]}
    titles = title_of(stem) if stem in known else {"es": stem, "en": stem}
    return {
        "@type": "dcat:Distribution",
        "dct:title": [_said(titles[own], own) for own in ("es", "en")],
        "dct:license": {"@id": manifest["licence"]},
        "dcat:accessURL": {"@id": name},
        "dcat:downloadURL": {"@id": name},
        "dcat:mediaType": MEDIA[dot + suffix],
        "dcat:byteSize": manifest["files"][name]["bytes"],
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": manifest["files"][name]["sha256"],
        },
    }


def _said(text: str, language: str) -> dict[str, str]:
    return {"@language": language, "@value": text}


def _title(manifest: Manifest, language: Language) -> str:
    mark = {"es": " (DATOS SINTÉTICOS)", "en": " (SYNTHETIC DATA)"}
    return _TITLE[language] + (mark[language] if manifest["synthetic"] else "")


def _about(manifest: Manifest, language: Language) -> str:
    return {
        "es": "Personas registradas como víctimas en el RETA y el SISTRA, en tablas seguras: "
        f"múltiplos de {manifest['rules']['base']}, ninguna celda de menos de "
        f"{manifest['rules']['minimum']} personas. Vea README.es.md.",
        "en": "People registered as victims in RETA and SISTRA, in safe tables: multiples of "
        f"{manifest['rules']['base']}, no cell of fewer than {manifest['rules']['minimum']} "
        "people. See README.en.md.",
    }[language]


def _losses(losses: Sequence[Mapping[str, Any]], language: Language) -> str:
    place = 0 if language == "es" else 1
    head = _HEADS[language]
    rows = [
        (
            loss["table"],
            _METHODS[loss["method"]][place],
            percent_text(loss["cells_kept"], language, 0),
            percent_text(loss["people_shown"], language, 0),
            number_text(loss["error"], language),
        )
        for loss in losses
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, tuple("---" for _ in head), *rows))
