"""The folder of a study: reports, tables and the receipt from which every figure is made again."""

import hashlib
import json
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from trama.core.errors import OutputError
from trama.core.study_errors import StudyChanged
from trama.core.unwritable import why_unwritable
from trama.reports.html_report import html_of
from trama.study.analysis import Options, Study, make_study
from trama.study.publishing import Figures, differences, figures_of
from trama.study.source import Source, Years

RECEIPT = "estudio.json"
_LIBRARIES = ("numpy", "scipy", "pandas", "libpysal", "esda", "spreg", "statsmodels")

Written = dict[str, bytes]
"""The bytes of each file of the folder, by name."""


def study_files(study: Study, made_at: str, mark: str) -> tuple[Written, Figures]:
    """Return all files of a study, and its receipt.

    ``made_at`` is the moment as text; ``mark`` the word for invented data, "" for real ones.
    """
    figures = {"draws": study.options.draws, **figures_of(study)}
    files = {**_reports(figures, made_at, mark), **_tables(figures)}
    if own := study.options.covariates:
        files[_own_name(own)] = own.read_bytes()
    receipt = {
        "receipt": receipt_of(study, made_at, mark),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
        "figures": figures,
    }
    text = json.dumps(receipt, ensure_ascii=False, indent=1)
    return {**files, RECEIPT: text.encode()}, receipt


def _reports(figures: Figures, made_at: str, mark: str) -> Written:
    from trama.reports.pdf_report import pdf_of  # noqa: PLC0415 - of the extra
    from trama.study.annex import annex  # noqa: PLC0415 - of the extra
    from trama.study.describing import Describing, summary  # noqa: PLC0415 - of the extra

    foot = f"Trama · trama study · {made_at[:10]}"
    spanish, english = (Describing(figures, language, mark, foot) for language in ("es", "en"))
    reports = {"resumen": summary(spanish), "anexo": annex(spanish), "annex": annex(english)}
    files = {f"{name}.html": html_of(report) for name, report in reports.items()}
    return files | {f"{name}.pdf": pdf_of(report) for name, report in reports.items()}


def _tables(figures: Figures) -> Written:
    files = {}
    for name, key in (("departamentos", "departments"), ("provincias", "provinces")):
        table = pd.DataFrame(figures[key]["places"])
        files[f"{name}.csv"] = table.to_csv(index=False).encode("utf-8-sig")
    effects = pd.DataFrame(figures["model"]["effects"])
    return files | {"factores.csv": effects.to_csv(index=False).encode("utf-8-sig")}


def receipt_of(study: Study, made_at: str, mark: str) -> Figures:
    """Return what makes the figures of a study again: options, hashes and versions."""
    options = study.options
    own = options.covariates
    return {
        "made_at": made_at,
        "trama": version("trama"),
        "source": study.source.code,
        "mark": mark,
        "years": [options.years.first, options.years.last] if options.years else None,
        "draws": options.draws,
        "seed": options.seed,
        "inputs": dict(study.source.hashes),
        "covariates": {"file": _own_name(own), "given": own.name} if own else None,
        "libraries": {name: version(name) for name in _LIBRARIES},
    }


def _own_name(own: Path) -> str:
    """Return the name of the copy of a file of measures: no other file of a study has it."""
    return f"medidas{own.suffix.lower()}"


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_folder(folder: Path) -> None:
    """Check that a study may be written into a folder, before minutes of work.

    Raises:
        OutputError: a file has its name.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(file=str(folder), why_es="no es una carpeta", why_en="it is no folder")


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a study, the receipt last.

    Raises:
        OutputError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in sorted(files, key=lambda name: (name == RECEIPT, name)):
            (folder / name).write_bytes(files[name])
    except OSError as error:
        why_es, why_en = why_unwritable(error)
        raise OutputError(file=str(folder), why_es=why_es, why_en=why_en) from error


def check_study(folder: Path, source_of: Callable[[str], Source]) -> Figures:
    """Make the figures of a receipt again, and return what the receipt holds.

    ``source_of`` returns a source by its code.

    Raises:
        StudyChanged: a file, the data or a figure is not what the receipt says.
    """
    told = _read_receipt(folder)
    receipt = told["receipt"]
    for name, digest in told["files"].items():
        if not (folder / name).is_file() or _sha(folder / name) != digest:
            raise StudyChanged(
                why_es=f"{name} falta o cambió", why_en=f"{name} is missing or changed"
            )
    source = source_of(receipt["source"])
    if dict(source.hashes) != receipt["inputs"]:
        raise StudyChanged(why_es="los datos son otros", why_en="the data are others")
    options = _options(receipt, folder)
    figures = {"draws": options.draws, **figures_of(make_study(source, options))}
    changed = list(differences(told["figures"], json.loads(json.dumps(figures))))
    if changed:
        listed = ", ".join(changed[:5])
        raise StudyChanged(
            why_es=f"{len(changed)} cifras son otras: {listed}",
            why_en=f"{len(changed)} figures are others: {listed}",
        )
    return dict(told)


def _read_receipt(folder: Path) -> dict[str, Any]:
    try:
        told = json.loads((folder / RECEIPT).read_text(encoding="utf-8"))
        if {"receipt", "files", "figures"} <= told.keys():
            return dict(told)
    except (OSError, ValueError, AttributeError):
        pass
    raise StudyChanged(
        why_es=f"no hay un {RECEIPT} que se lea", why_en=f"there is no {RECEIPT} that can be read"
    )


def _options(receipt: Figures, folder: Path) -> Options:
    own, years = receipt["covariates"], receipt["years"]
    return Options(
        Years(*years) if years else None,
        receipt["draws"],
        receipt["seed"],
        folder / own["file"] if own else None,
    )
