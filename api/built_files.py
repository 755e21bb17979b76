"""The built files of the explorer: its page and what the page loads, shipped with the package.

``npm run build`` writes them (visualizations/explorer/). A name with a hash never gets another
content, so a browser keeps such a file for ever.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

PAGE = "index.html"
PAGE_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""The headers of the page and its files: nothing is loaded from elsewhere, nothing frames it."""

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".geojson": "application/geo+json",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_STEP = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")  # neither hidden nor upwards
_HASHED = re.compile(r"assets/(?:.*/)?[^/]+-[A-Za-z0-9_-]{8}\.[a-z0-9]+")
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"

MISSING = """<!doctype html>
<html lang="es">
<head><meta charset="utf-8"><title>Trama</title></head>
<body>
<h1>Falta construir el explorador</h1>
<p>Esta instalación no tiene los archivos de la página. Quien la administra los hace con
<code>npm ci &amp;&amp; npm run build</code> en <code>visualizations/explorer</code>. La
API contesta en <code>/api/v1</code>.</p>
<p lang="en">The explorer is not built: this installation lacks the files of the page. Whoever runs
it makes them with <code>npm ci &amp;&amp; npm run build</code> in
<code>visualizations/explorer</code>. The API answers at <code>/api/v1</code>.</p>
</body>
</html>
"""
"""The page of an installation without the built files."""


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file of the explorer, ready to send; ``tag`` is its ETag, a digest of the content."""

    content: bytes
    media_type: str
    cache: str

    @property
    def tag(self) -> str:
        """The ETag: a digest of the content."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:32]}"'


def shipped_folder() -> Path:
    """Return the folder of the built files that came with Trama; it may not exist."""
    return Path(str(files("trama.visualizations") / "static" / "explorer"))


def built_file(folder: Path, name: str) -> BuiltFile | None:
    """Return the built file ``name``, such as ``assets/index-Ab12Cd34.js``.

    Return None if there is no such file, if its kind is unknown, or if it lies outside of the
    folder: a name goes down only, and no link is followed out of it.
    """
    steps = name.split("/")
    media_type = _TYPES.get(Path(name).suffix)
    if media_type is None or not all(map(_STEP.fullmatch, steps)):
        return None
    path = folder.joinpath(*steps)
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        return None
    return BuiltFile(
        path.read_bytes(), media_type, _FOR_EVER if _HASHED.fullmatch(name) else _ASK_AGAIN
    )
