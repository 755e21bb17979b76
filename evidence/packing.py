"""Evidence packs and reports of an investigation, for whoever asks: brought again, then written."""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from trama.core.errors import Language
from trama.evidence.asking_again import AskedAgain, NotAsked, Source, ask_all
from trama.evidence.investigated import Investigated, file_of
from trama.evidence.items import items_of
from trama.evidence.manifest import About, Maker, PackedQuestion
from trama.evidence.pictures import require_extra, written_anew
from trama.evidence.reporting import report_of
from trama.evidence.sealed_pack import sealed
from trama.evidence.signing import fingerprint
from trama.exchange.answer_files import csv_text
from trama.queries.lookups.numbers import cases_in, numbers_of
from trama.queries.lookups.state import graph_state
from trama.queries.lookups.synthetic import holds_synthetic_cases
from trama.reports.html_report import html_of
from trama.reports.report import Picture, Report
from trama.workspaces.investigation import InvestigationForm

_ID_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that a reader takes for another
_ID_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Order:
    """A pack as somebody orders it.

    ``pictures`` are captions with PNG files. ``gone`` counts the nodes of the workspace that its
    reader did not get, so that they are not among the keys.
    """

    title: str
    investigation: InvestigationForm
    by: str
    language: Language
    workspace: str | None = None
    pictures: Sequence[tuple[str, bytes]] = ()
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack: its id, which names the file, and its bytes."""

    id: str
    content: bytes

    @property
    def file_name(self) -> str:
        """The name of the file: it tells nothing of what the pack is about."""
        return f"evidencia-{self.id}.zip"


def pack_of(order: Order, source: Source, key: Ed25519PrivateKey) -> Pack:
    """Return the signed pack of an investigation, as the viewer of ``source`` may have it.

    Raises:
        BadPicture, PackTooLarge: the order cannot be packed.
        MissingPart: the extra ``report`` is not installed.
        EngineError: the engine failed. A single question that fails is named in the pack.
    """
    found = investigated(order, source, key)
    return Pack(found.about.id, sealed(found.about, _files(found), key))


def report_alone(order: Order, source: Source, key: Ed25519PrivateKey) -> Report:
    """Return the report of an investigation without its data.

    Raises:
        TramaError: as :func:`pack_of`.
    """
    return report_of(investigated(order, source, key), packed=False)


def pdf_bytes(report: Report) -> bytes:
    """Return a report as PDF.

    Raises:
        MissingPart: the extra ``report`` is not installed.
    """
    require_extra()
    from trama.reports.pdf_report import pdf_of  # noqa: PLC0415 - of the extra

    return pdf_of(report)


def investigated(order: Order, source: Source, key: Ed25519PrivateKey) -> Investigated:
    """Return all that a pack is made of, brought again for the viewer.

    Raises:
        TramaError: as :func:`pack_of`.
    """
    require_extra()
    pictures = written_anew(order.pictures)
    seconds = source.limits.seconds
    before = graph_state(source.graph, seconds)
    questions = ask_all(order.investigation.questions, source)
    items = items_of(order.investigation, source)
    items = replace(items, gone=items.gone + order.gone)
    about = About(
        id="E-" + "".join(secrets.choice(_ID_LETTERS) for _ in range(_ID_LENGTH)),
        title=order.title,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        made_by=Maker(name=order.by, role=str(source.viewer.role)),
        language=order.language,
        workspace=order.workspace,
        trama=version("trama"),
        state=[before, graph_state(source.graph, seconds)],
        synthetic=holds_synthetic_cases(source.graph, seconds),
        questions=[_packed(one, order.language) for one in questions],
    )
    return Investigated(
        about=about,
        items=items,
        filter=order.investigation.filter,
        questions=questions,
        pictures=pictures,
        numbers=_numbers(questions, source),
        key=fingerprint(key.public_key()),
    )


def _numbers(questions: Iterable[AskedAgain | NotAsked], source: Source) -> Mapping[str, str]:
    uids: set[str] = set()
    for one in questions:
        if isinstance(one, AskedAgain):
            uids |= cases_in(one.query.columns.values(), one.answer.rows)
    return numbers_of(uids, source.lookup)


def _packed(question: AskedAgain | NotAsked, language: Language) -> PackedQuestion:
    at = language == "en"
    if isinstance(question, NotAsked):
        why = question.why[at]
        return PackedQuestion(number=question.number, query=question.name, asked=False, why=why)
    return PackedQuestion(
        number=question.number,
        query=question.query.name,
        asked=True,
        rows=len(question.answer.rows),
        truncated=question.answer.truncated,
        digest=question.answer.receipt.digest,
        why=" ".join(change[at] for change in question.changed),
    )


def _files(found: Investigated) -> dict[str, bytes]:
    """Return the files of a pack by name, in their order."""
    report = report_of(found, packed=True)
    files = {"report.html": html_of(report), "report.pdf": pdf_bytes(report)}
    for question in found.asked:
        name = file_of(question)
        files[f"data/{name}.json"] = _json(question.answer.as_document())
        files[f"data/{name}.csv"] = csv_text(question.query, question.answer).encode()
        files[f"queries/{name}.cypher"] = question.query.text.encode()
    files["receipts.json"] = _json([_receipt(one) for one in found.questions])
    files["items.json"] = _json(asdict(found.items) | {"filter": found.filter.model_dump()})
    files |= {f"pictures/{at:02d}.png": one.png for at, one in enumerate(found.pictures, 1)}
    if found.pictures:
        files["pictures.json"] = _json(_captions(found.pictures))
    return files


def _receipt(question: AskedAgain | NotAsked) -> dict[str, Any]:
    if isinstance(question, NotAsked):
        why = dict(zip(("es", "en"), question.why, strict=True))
        return {"number": question.number, "query": question.name, "not_asked": why}
    return {"number": question.number, **asdict(question.answer.receipt)}


def _captions(pictures: Sequence[Picture]) -> list[dict[str, str]]:
    return [
        {"file": f"pictures/{at:02d}.png", "caption": one.caption}
        for at, one in enumerate(pictures, 1)
    ]


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1).encode() + b"\n"
