"""The bytes of a pack: its manifest, the signature over it, the key, then the files."""

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from trama.core.evidence_errors import PackTooLarge
from trama.evidence.manifest import (
    KEY,
    MANIFEST,
    MOST_BYTES,
    SIGNATURE,
    About,
    Manifest,
    packed_file,
    sha256,
)
from trama.evidence.signing import fingerprint, public_pem
from trama.evidence.stored_zip import zip_bytes

SUMS = "SHA256SUMS"
"""The hashes of the files once more, as ``sha256sum -c`` reads them."""

_ROOM = 16 * 1024 * 1024  # bytes for the manifest, and for what the zip adds


def sealed(about: About, files: Mapping[str, bytes], key: Ed25519PrivateKey) -> bytes:
    """Return a pack of the files, signed. The same arguments always give the same bytes.

    Raises:
        PackTooLarge: nobody could check it.
    """
    public = key.public_key()
    held = {KEY: public_pem(public), **files}
    sums = "".join(f"{sha256(content)}  {name}\n" for name, content in held.items())
    held[SUMS] = sums.encode()
    if sum(map(len, held.values())) > MOST_BYTES - _ROOM:
        raise PackTooLarge(megabytes=MOST_BYTES // 1024**2)
    manifest = Manifest(
        **dict(about),
        key=fingerprint(public),
        files=[packed_file(name, content) for name, content in held.items()],
    ).written()
    return zip_bytes([(MANIFEST, manifest), (SIGNATURE, key.sign(manifest)), *held.items()])
