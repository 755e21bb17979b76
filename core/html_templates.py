"""HTML from templates that escape every text; the hash that lets in a script or a style."""

import base64
import hashlib
import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

# C0 and C1 but tab and line feed; the signs of Unicode's bidirectional algorithm; surrogates.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@cache
def templates_of(package: str) -> Environment:
    """Return the templates in the folder ``templates`` of a package: one environment for each."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def printable(value: object) -> object:
    """Return a value without the signs that a browser shows as something else.

    Control signs, marks that turn the direction of writing, and half surrogates become U+FFFD. So
    a name cannot reorder the text beside it, and every page can be written as UTF-8.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value)


def source_hash(text: str) -> str:
    """Return the hash by which a Content-Security-Policy lets in a script or a style (CSP 3)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
