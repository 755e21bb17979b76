"""The forms of evidence packs over HTTP: what is ordered, and the public key."""

from typing import Annotated

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field

from trama.core.errors import Language
from trama.workspaces.investigation import InvestigationForm, Title

MOST_PICTURES = 20
LARGEST_ORDER = 32 * 1024 * 1024
"""Bytes of an order, most of them pictures in letters."""

_LONGEST_ID = 50  # characters of the id of a workspace


class _Sent(BaseModel):
    """A part of a request: nothing in it is unknown, and errors repeat no value."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class OrderedPicture(_Sent):
    """Una imagen del lienzo / A picture of the canvas."""

    name: Annotated[str, Field(max_length=200)]
    png: Annotated[Base64Bytes, Field(description="PNG en base64 / PNG as base64")]


class EvidenceOrder(_Sent):
    """De qué se arma un paquete o un informe / What a pack or report is made of."""

    title: Title
    workspace: Annotated[str, Field(min_length=1, max_length=_LONGEST_ID)] | None = None
    investigation: InvestigationForm
    pictures: Annotated[list[OrderedPicture], Field(max_length=MOST_PICTURES)] = Field(
        default_factory=list
    )
    language: Language = "es"


class EvidenceKey(BaseModel):
    """La clave pública con que se firma / The public key of the signatures."""

    pem: str = Field(description="Ed25519")
    fingerprint: str = Field(description="SHA-256 de la forma DER / of the DER form")
