"""A thousand texts that would run a script or ask an outside address if a page took them for HTML.

The scripts are harmless: each writes its number on the page. Every text ends with its number in
signs (``§17§``), by which a test knows that the page showed it.
"""

from collections.abc import Iterator

_MARK = "document.body.dataset.ran='{n}'"
_OUTSIDE = "https://example.invalid/{n}"
_TAGS = (
    f"<script>{_MARK}</script>",
    f'<img src=x onerror="{_MARK}">',
    f"<img src={_OUTSIDE}>",
    f"<svg/onload={_MARK}>",
    f"<svg><script>{_MARK}</script></svg>",
    f"<svg><animate onbegin={_MARK} attributeName=x dur=1s>",
    f'<iframe srcdoc="<script>parent.{_MARK}</script>"></iframe>',
    f"<iframe src={_OUTSIDE}></iframe>",
    f"<object data={_OUTSIDE}></object>",
    f"<embed src={_OUTSIDE}>",
    f"<link rel=stylesheet href={_OUTSIDE}>",
    f"<style>@import '{_OUTSIDE}'</style>",
    f'<b style="background:url({_OUTSIDE})">',
    f"<body onload={_MARK}>",
    f"<input autofocus onfocus={_MARK}>",
    f"<details open ontoggle={_MARK}>",
    f"<video><source onerror={_MARK}></video>",
    f'<a href="javascript:{_MARK}" autofocus>x</a>',
    f"<form action=javascript:{_MARK}><button autofocus>",
    f"<base href={_OUTSIDE}/>",
    f'<meta http-equiv=refresh content="0;url={_OUTSIDE}">',
    f'" onmouseover="{_MARK}" x="',
    f"' autofocus onfocus='{_MARK}",
    "${{" + _MARK + "}}",
    '{{{{constructor.constructor("' + _MARK + '")()}}}}',
)
_BEFORE = (
    "", '">', "'>", "-->", "<!-- -->", "</textarea>", "</title>", "</style>", "</script>", "]]>",
    "</svg>", "</select>", "</template>", "<b>", "`", '\\"', "\u202e", "%3E", "</p></div>", "\n",
)  # fmt: skip


def payloads() -> list[str]:
    """Return the texts, each another."""
    return [*_texts()]


def _texts() -> Iterator[str]:
    n = 0
    for tag in _TAGS:
        for before in _BEFORE:
            for escaped in (False, True):  # escaped: for a page that takes entities back
                text = before + tag.format(n=n)
                yield (text.replace("<", "&lt;") if escaped else text) + f" §{n}§"
                n += 1
