"""A small evidence pack of invented data, signed with a key that stands in the open."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from trama.evidence.manifest import About, Maker
from trama.evidence.sealed_pack import sealed

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LONG = b"".join(b"SINTETICO,%05d\n" % number for number in range(110))
FILES = {
    "data/01-short.csv": b"place,victims\nPE-08,3\n",
    "data/02-long.csv": LONG,
    "report.html": "<p>SINTÉTICO</p>".encode(),
    "pictures/01.png": b"",
}
ABOUT = About(
    id="E-SINTETICO",
    title="Caso SINTETICO",
    made_at="2026-11-30T12:00:00+00:00",
    made_by=Maker(name="Perita SINTETICA", role="analyst"),
    language="es",
    workspace=None,
    trama="0.1.0",
    state=["a:1:0", "a:1:0"],
    synthetic=True,
    questions=[],
)


def small_pack(key: Ed25519PrivateKey = KEY) -> bytes:
    """Return the bytes of the pack."""
    return sealed(ABOUT, FILES, key)
