"""Pictures are decoded and written anew, or refused with their number."""

import io
import struct
import zlib

import pytest
from investigated import SECRET_IN_PICTURE, picture
from PIL import Image

from trama.core.evidence_errors import BadPicture
from trama.evidence.pictures import MOST_BYTES, written_anew


def chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def png(width: int, height: int, data: bytes, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(data))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + body + chunk(b"IEND", b"")


def test_only_the_dots_of_a_picture_are_kept() -> None:
    sent = picture(20, 10) + b"TRAILING-SINTETICO"
    (made,) = written_anew([("Lienzo", sent)])
    drawn = Image.open(io.BytesIO(made.png))

    assert SECRET_IN_PICTURE.encode() in sent
    assert SECRET_IN_PICTURE.encode() not in made.png
    assert b"TRAILING" not in made.png
    assert (made.width, made.height) == drawn.size == (20, 10)
    assert drawn.tobytes() == Image.open(io.BytesIO(sent)).convert("RGB").tobytes()


def test_what_is_seen_through_becomes_white() -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (2, 2), (255, 0, 0, 0)).save(clear, "PNG")
    (made,) = written_anew([("", clear.getvalue())])

    assert Image.open(io.BytesIO(made.png)).getpixel((0, 0)) == (255, 255, 255)


SWELLING = chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"S" * 80_000_000))
BAD = {
    "empty": b"",
    "letters": b"no es una imagen",
    "cut": picture(300, 300)[:-200],
    "too many dots": png(60_000, 60_000, b""),
    "swelling text": png(1, 1, b"\0\0", SWELLING),
    "no dots": png(0, 5, b""),
    "too many bytes": bytes(MOST_BYTES + 1),
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_picture_is_refused_by_its_number(kind: str) -> None:
    with pytest.raises(BadPicture) as refused:
        written_anew([("uno", picture(3, 3)), ("dos", BAD[kind])])

    assert refused.value.facts["number"] == 2


def test_too_many_pictures_are_refused() -> None:
    with pytest.raises(BadPicture):
        written_anew([("", picture(2, 2))] * 21)
