"""The hits of a search, each with its reason and with the query that leads on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from trama.core.errors import Language
from trama.queries.missing_steps import MissingStep


class HitKind(StrEnum):
    """The kind of what was found, in the order in which equal hits stand."""

    CASE = "case"
    SUSPECT = "suspect"
    VICTIM = "victim"
    PHONE = "phone"
    ACCOUNT = "account"
    VEHICLE = "vehicle"
    ESTABLISHMENT = "establishment"
    ORGANISATION = "organisation"
    PLACE = "place"


KIND_NAMES: Mapping[HitKind, Mapping[Language, str]] = {
    HitKind.CASE: {"es": "caso", "en": "case"},
    HitKind.SUSPECT: {"es": "presunto tratante", "en": "suspect"},
    HitKind.VICTIM: {"es": "víctima", "en": "victim"},
    HitKind.PHONE: {"es": "teléfono", "en": "phone"},
    HitKind.ACCOUNT: {"es": "cuenta de red social", "en": "social-media account"},
    HitKind.VEHICLE: {"es": "vehículo", "en": "vehicle"},
    HitKind.ESTABLISHMENT: {"es": "establecimiento", "en": "establishment"},
    HitKind.ORGANISATION: {"es": "empresa", "en": "company"},
    HitKind.PLACE: {"es": "lugar", "en": "place"},
}


class Reason(StrEnum):
    """The reason for a hit; its words stand in ``_WORDS``."""

    IDENTIFIER = "identifier"
    CASE_NUMBER = "case_number"
    OTHER_SPELLING = "case_number_other_spelling"
    PART_OF_NUMBER = "part_of_case_number"
    NEAR_NUMBER = "similar_case_number"
    POLICE_REPORT = "police_report"
    SAME_NAME = "same_name"
    ALL_WORDS = "all_words"
    SIMILAR_NAME = "similar_name"
    SHORT_NAME = "short_name"
    NICKNAME = "nickname"
    SIMILAR_NICKNAME = "similar_nickname"
    NAME_AND_NICKNAME = "name_and_nickname"
    DOCUMENT = "document"
    SAME_PHONE = "same_phone"
    PHONE_ENDING = "phone_ending"
    SAME_ACCOUNT = "same_account"
    SAME_PLATE = "same_plate"
    USES = "uses"
    PLACE_CODE = "place_code"


_WORDS: Mapping[Reason, Mapping[Language, str]] = {
    Reason.IDENTIFIER: {"es": "identificador", "en": "identifier"},
    Reason.CASE_NUMBER: {"es": "número de caso", "en": "case number"},
    Reason.OTHER_SPELLING: {
        "es": "número de caso, escrito de otro modo",
        "en": "case number, written otherwise",
    },
    Reason.PART_OF_NUMBER: {"es": "parte del número de caso", "en": "part of the case number"},
    Reason.NEAR_NUMBER: {"es": "número de caso parecido", "en": "similar case number"},
    Reason.POLICE_REPORT: {"es": "atestado policial", "en": "police report"},
    Reason.SAME_NAME: {"es": "mismo nombre", "en": "same name"},
    Reason.ALL_WORDS: {"es": "el nombre tiene esas palabras", "en": "the name has these words"},
    Reason.SIMILAR_NAME: {"es": "nombre parecido", "en": "similar name"},
    Reason.SHORT_NAME: {"es": "el nombre, escrito entero", "en": "the name in full"},
    Reason.NICKNAME: {"es": "alias", "en": "nickname"},
    Reason.SIMILAR_NICKNAME: {"es": "alias parecido", "en": "similar nickname"},
    Reason.NAME_AND_NICKNAME: {"es": "nombre y alias", "en": "name and nickname"},
    Reason.DOCUMENT: {"es": "mismo documento", "en": "same document"},
    Reason.SAME_PHONE: {"es": "mismo teléfono", "en": "same phone"},
    Reason.PHONE_ENDING: {"es": "el teléfono termina así", "en": "the phone ends so"},
    Reason.SAME_ACCOUNT: {"es": "misma cuenta", "en": "same account"},
    Reason.SAME_PLATE: {"es": "misma placa", "en": "same plate"},
    Reason.USES: {"es": "usa", "en": "uses"},
    Reason.PLACE_CODE: {"es": "código de lugar", "en": "code of a place"},
}


@dataclass(frozen=True, slots=True)
class Next:
    """The query that leads on from a hit, with its parameters."""

    query: str
    parameters: Mapping[str, str]

    def as_document(self) -> dict[str, Any]:
        """Return the query and its parameters as a JSON object."""
        return {"query": self.query, "parameters": dict(self.parameters)}


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found.

    ``uid`` stays inside. ``key`` serves as a parameter of queries: a case's number, a person's
    pseudonym or uid, a place's uid. ``score`` is 1 for the same, below 1 for what is only alike.
    ``through`` names the means by which a person was found. ``details`` tell namesakes apart:
    property → value, as far as the viewer may see. ``cases`` are the numbers of the first cases,
    ``case_count`` counts all, ``case_uids`` stay inside. ``node`` is the key by which graphs of
    answers know it.
    """

    kind: HitKind
    uid: str
    key: str
    name: str | None
    reason: Reason
    score: float
    through: str | None = None
    details: Mapping[str, str] | None = None
    cases: Sequence[str] = ()
    case_count: int | None = None
    case_uids: Sequence[str] = ()
    next: Next | None = None
    node: str = ""

    def why(self, language: Language) -> str:
        """Return the reason in words: ``nombre parecido al 91 %``."""
        words = _WORDS[self.reason][language]
        if self.reason in (Reason.SIMILAR_NAME, Reason.NEAR_NUMBER):
            # 99 at most: what is only alike is never all.
            share = min(99, round(100 * self.score))
            return f"{words} al {share} %" if language == "es" else f"{words} ({share}%)"
        return f"{words} {self.through}" if self.through else words

    def as_document(self) -> dict[str, Any]:
        """Return the hit as a JSON object."""
        return {
            "kind": str(self.kind),
            "key": self.key,
            "name": self.name,
            "reason": {"code": str(self.reason), "es": self.why("es"), "en": self.why("en")},
            "score": round(self.score, 4),
            "details": dict(self.details or {}),
            "cases": list(self.cases),
            "case_count": self.case_count,
            "next": self.next.as_document() if self.next else None,
            "node": self.node,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search, ready to leave: the best hits first.

    ``more`` counts the hits that were left out. ``complete`` is False if the search stopped at its
    bound of candidates, so that there may be still more. ``missing`` is the step for want of which
    there may be no hit.
    """

    hits: Sequence[Hit]
    more: int
    complete: bool
    missing: MissingStep | None = None

    def as_document(self) -> dict[str, Any]:
        """Return the answer as a JSON object."""
        return {
            "hits": [hit.as_document() for hit in self.hits],
            "more": self.more,
            "complete": self.complete,
            "missing": asdict(self.missing) if self.missing else None,
        }
