"""The exceptions of evidence packs: what cannot be packed.

UsageError
├── BadPicture              a picture that is no PNG, or too large
└── PackTooLarge            a pack that nobody could check                        (HTTP 413)
"""

from trama.core.errors import UsageError


class BadPicture(UsageError):
    """A picture for a pack that cannot be read as PNG, or is too large; ``number`` from 1."""

    code = "bad_picture"
    es = "La imagen {number} no sirve: {why_es}."
    en = "Picture {number} cannot be used: {why_en}."


class PackTooLarge(UsageError):
    """An evidence pack larger than what a check reads."""

    code = "pack_too_large"
    status = 413
    es = "El paquete pasaría de {megabytes} MB. Quite imágenes o haga dos."
    en = "The pack would exceed {megabytes} MB. Leave pictures out, or make two."
