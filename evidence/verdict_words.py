"""The sentences of a check: whether a pack is whole, by which key, and where it is not."""

from collections.abc import Mapping, Sequence

from trama.core.errors import Language
from trama.core.safe_cells import visible
from trama.core.written_numbers import number_text
from trama.evidence.manifest import KEY, MANIFEST, MOST_BYTES, SIGNATURE
from trama.evidence.verification import Fault, Problem, Verdict

_LONGEST_NAME = 100  # characters of a name that a stranger wrote
_MOST_LINES = 20  # problems that a person reads; the JSON object has all
_NOTHING_ELSE = (
    "Mientras la firma no cuadre, nada más del paquete se puede comprobar.",
    "As long as the signature does not fit, nothing else of the pack can be checked.",
)
_FAULTS: Mapping[Fault, tuple[str, str]] = {
    Fault.TOO_LARGE: (
        f"El archivo pasa de {MOST_BYTES // 1024**2} MB: ningún paquete es tan grande.",
        f"The file is over {MOST_BYTES // 1024**2} MB: no pack is that large.",
    ),
    Fault.NO_PACK: (
        (
            "No es un paquete de evidencia como los de esta versión de Trama. Si se descomprimió "
            "y se volvió a comprimir, pida el archivo original."
        ),
        (
            "This is no evidence pack as this version of Trama writes it. If it was unzipped and "
            "zipped again, ask for the original file."
        ),
    ),
    Fault.UNSIGNED: (
        "La firma no corresponde a {name}: nada de lo que dice el paquete es de fiar.",
        "The signature does not fit {name}: nothing that the pack says can be relied on.",
    ),
    Fault.OTHER_KEY: (
        "El paquete está firmado con otra clave, no con la que usted dio.",
        "The pack is signed with another key, not with the one that you gave.",
    ),
    Fault.FOREIGN_KEY: (
        "El paquete nombra otra clave que la que lo firmó: alguien lo firmó de nuevo.",
        "The pack names another key than the one that signed it: somebody signed it anew.",
    ),
    Fault.CHANGED: ("Cambió {name}{where}.", "{name} was changed{where}."),
    Fault.STRUCTURE: (
        "Cambió la estructura del zip{of}{where} del paquete.",
        "The structure of the zip was changed{of}{where} of the pack.",
    ),
    Fault.ADDED: ("Sobra un archivo: {name}.", "A file was added: {name}."),
    Fault.MISSING: ("Falta un archivo: {name}.", "A file is missing: {name}."),
    Fault.MOVED: ("Un archivo no está en su sitio: {name}.", "A file was moved: {name}."),
    Fault.CUT: (
        "El paquete está cortado{of}: termina en el byte {first}.",
        "The pack is cut off{of}: it ends at byte {first}.",
    ),
    Fault.LONGER: (
        "Hay bytes añadidos al final{where} del paquete.",
        "Bytes were added at the end{where} of the pack.",
    ),
}


def verdict_lines(verdict: Verdict, language: Language, *, trusted: bool) -> list[str]:
    """Return a check in sentences; ``trusted`` if the reader gave the key."""
    problems = verdict.problems
    if not problems:
        return _whole(verdict, language, trusted=trusted)
    english = language == "en"
    told = [problem_text(one, language) for one in problems[:_MOST_LINES]]
    if more := len(problems) - len(told):
        told.append(f"And {more} changes more." if english else f"Y {more} cambios más.")
    if problems[0].name in (MANIFEST, SIGNATURE, KEY) and verdict.manifest is None:
        told.append(_NOTHING_ELSE[english])
    return told


def problem_text(problem: Problem, language: Language) -> str:
    """Return a problem as a sentence; bytes are counted from 1."""
    english = language == "en"
    name = visible(problem.name[:_LONGEST_NAME])
    in_ = " in " if english else " en "
    return _FAULTS[problem.fault][english].format(
        name=name,
        of=f"{in_}{name}" if name else "",
        where=_where(problem, language),
        first=_number(problem.first, language),
    )


def _whole(verdict: Verdict, language: Language, *, trusted: bool) -> list[str]:
    """Return what is said of a pack that is whole; ``trusted`` if the reader gave the key.

    A key that only the pack itself brings proves nothing of who signed, and the sentence says so.
    """
    manifest = verdict.manifest
    assert manifest is not None  # noqa: S101 - without problems there is one
    files = number_text(len(manifest.files) + 2, language)
    about = f"{manifest.id}, {manifest.made_at}, {visible(manifest.made_by.name)}"
    if language == "en":
        whole = f"The pack is whole: each byte of its {files} files is as it was signed ({about})."
        key = (
            "It is signed with the key that you gave."
            if trusted
            else f"It is signed with the key of fingerprint {verdict.fingerprint}. The pack itself "
            "brings that key: compare the fingerprint with the office's, or repeat with --key."
        )
    else:
        whole = f"El paquete está íntegro: cada byte de sus {files} archivos es el que se firmó "
        whole += f"({about})."
        key = (
            "Está firmado con la clave que usted dio."
            if trusted
            else f"Está firmado con la clave de huella {verdict.fingerprint}. Esa clave viene en "
            "el mismo paquete: compare la huella con la de la oficina, o repita con --key."
        )
    return [whole, key]


def verdict_document(verdict: Verdict, language: Language, *, trusted: bool) -> dict[str, object]:
    """Return a check as a JSON object: ``problems`` is empty if the pack is whole."""
    manifest = verdict.manifest
    return {
        "whole": not verdict.problems,
        "trusted": trusted and not verdict.problems,
        "fingerprint": verdict.fingerprint,
        "id": manifest.id if manifest else None,
        "made_at": manifest.made_at if manifest else None,
        "problems": _problems(verdict.problems, language),
    }


def _problems(problems: Sequence[Problem], language: Language) -> list[dict[str, object]]:
    return [
        {
            "fault": str(one.fault),
            "file": visible(one.name[:_LONGEST_NAME]),
            "first": one.first,
            "last": one.last,
            "detail": problem_text(one, language),
        }
        for one in problems
    ]


def _where(problem: Problem, language: Language) -> str:
    first, last = problem.first, problem.last
    if first is None:
        return ""
    begin = _number(first, language)
    if last is None or first == last:
        return f", byte {begin}"
    end = _number(last, language)
    return f", bytes {begin} to {end}" if language == "en" else f", bytes {begin} a {end}"


def _number(offset: int | None, language: Language) -> str:
    return "" if offset is None else number_text(offset + 1, language)
