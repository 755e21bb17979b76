"""The key with which an installation signs its evidence packs: Ed25519, made at the first pack.

The private half stays in the home folder, in a file that only its owner reads. The public half goes
into each pack and to whoever asks for it. Its fingerprint is the SHA-256 of its DER form, as
``openssl pkey -pubin -outform DER | sha256sum`` prints it.
"""

import hashlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from trama.core.errors import InputError
from trama.core.home import Home

KEY_FILE = "evidence.key"
"""The file of the private key in the home folder: 64 hexadecimal digits."""

SIGNATURE_BYTES = 64
PEM_BYTES = 113
"""The length of a public key as PEM: that of Ed25519 never varies."""

_BEGIN = b"-----BEGIN PUBLIC KEY-----"
_LONGEST_PEM = 1_000  # bytes, with blank lines at the end


def signing_key(home: Home) -> Ed25519PrivateKey:
    """Return the private key of a home folder; the first call makes it.

    Raises:
        InsecureFile: other users of the machine can read or change its file.
        InputError: its file holds no key.
    """
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(home.secret(KEY_FILE)))
    except ValueError:
        raise InputError(
            file=home.folder / KEY_FILE,
            why_es="no es una clave de firma; repóngala de una copia, o quítela y habrá otra",
            why_en="it is no key to sign with; restore it from a copy, or remove it for a new one",
        ) from None


def public_pem(key: Ed25519PublicKey) -> bytes:
    """Return a public key as PEM, which OpenSSL reads."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_public(pem: bytes) -> Ed25519PublicKey | None:
    """Return the public key of a PEM text. Return None if it holds no key of Ed25519.

    The text must be the key alone: a whole pack, in which a key stands somewhere, is none.
    """
    if not pem.startswith(_BEGIN) or len(pem) > _LONGEST_PEM:
        return None
    try:
        key = load_pem_public_key(pem)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) else None


def fingerprint(key: Ed25519PublicKey) -> str:
    """Return the SHA-256 of a public key, as 64 hexadecimal digits."""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def is_signed(content: bytes, signature: bytes, key: Ed25519PublicKey) -> bool:
    """Return whether the private half of ``key`` signed the content."""
    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True
