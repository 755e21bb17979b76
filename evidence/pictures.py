"""The pictures of a pack, decoded and written anew: signs and letters that hide in a file are gone.

A browser draws them for whoever packs, so nobody can ask for them again; the report says so.
"""

import io
import warnings
from collections.abc import Sequence

from trama.core.evidence_errors import BadPicture
from trama.core.extras import require_libraries
from trama.reports.report import Picture
from trama.schemas.evidence_models import MOST_PICTURES

MOST_BYTES = 8 * 1024 * 1024
"""Bytes of one picture as it arrives: a canvas of 4,096 × 4,096 dots rarely has as many."""

MOST_DOTS = 4096 * 4096
EXTRA = ("PIL", "reportlab")
"""The libraries of the extra ``report``."""

_WRONG = ("no es un PNG que se pueda leer", "it is no PNG that can be read")


def require_extra() -> None:
    """Check that pictures and reports can be written.

    Raises:
        MissingPart: the extra ``report`` is not installed.
    """
    require_libraries(
        EXTRA, "report", "arma informes y paquetes de evidencia", "makes reports and evidence packs"
    )


def written_anew(pictures: Sequence[tuple[str, bytes]]) -> list[Picture]:
    """Return the pictures of captions and PNG files, with nothing but their dots.

    Raises:
        BadPicture: one is no PNG, or too large; or there are too many.
        MissingPart: the extra ``report`` is not installed.
    """
    if len(pictures) > MOST_PICTURES:
        raise BadPicture(
            number=MOST_PICTURES + 1,
            why_es=f"caben {MOST_PICTURES} en un paquete",
            why_en=f"a pack holds {MOST_PICTURES}",
        )
    return [_anew(number, *one) for number, one in enumerate(pictures, 1)]


def _anew(number: int, caption: str, sent: bytes) -> Picture:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - of the extra

    if len(sent) > MOST_BYTES:
        raise _too_large(number)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(sent), formats=["PNG"]) as opened:
                if opened.width * opened.height > MOST_DOTS:
                    raise _too_large(number)
                opened.load()
                dots = Image.new("RGB", opened.size, "white")
                drawn = opened.convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise BadPicture(number=number, why_es=_WRONG[0], why_en=_WRONG[1]) from None
    # Another picture, of the dots alone: a text or a profile of colours stays behind.
    dots.paste(drawn, mask=drawn.getchannel("A"))
    written = io.BytesIO()
    dots.save(written, "PNG", optimize=False)
    return Picture(caption, written.getvalue(), dots.width, dots.height)


def _too_large(number: int) -> BadPicture:
    return BadPicture(
        number=number,
        why_es=f"pasa de {MOST_BYTES // 1024**2} MB o de 16 millones de puntos",
        why_en=f"it has over {MOST_BYTES // 1024**2} MB or 16 million dots",
    )
