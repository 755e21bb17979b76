"""Headings of two rows: a row of groups above a row of columns, put together as one heading.

``Víctima`` over ``Apellidos`` and ``Edad`` gives ``Víctima / Apellidos`` and ``Víctima / Edad``.
"""

from collections.abc import Sequence

from trama.core.text import fold
from trama.profiles.guessing.headings import GROUP_JOINT

_FEWEST_LABELS = 2  # texts in a row of groups: a lone text is a title


def grouped_headings(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...] | None:
    """Return the headings of two rows as one. Return None if the upper row is no row of groups.

    1. A row of groups has at least two texts, all of letters, and one that covers two columns.
    2. Besides it has a column of its own, or two texts that cover two columns each.
    3. A group goes on to the right until the next text. Blanks of one row take the other's text.

    ``Carpeta, Víctima, ,`` over `` , Nombres, Edad`` gives ``Carpeta``, ``Víctima / Nombres`` and
    ``Víctima / Edad``.
    """
    width = max(len(above), len(below))
    upper = [text.strip() for text in above] + [""] * (width - len(above))
    lower = [text.strip() for text in below] + [""] * (width - len(below))
    labels = [at for at, text in enumerate(upper) if text]
    if len(labels) < _FEWEST_LABELS or not all(_is_label(upper[at]) for at in labels):
        return None
    ends = [*labels[1:], width]
    covering = [
        at
        for at, end in zip(labels, ends, strict=True)
        if sum(bool(lower[place]) for place in range(at, end)) > 1
    ]
    own = [at for at in labels if not lower[at] or fold(lower[at]) == fold(upper[at])]
    if not covering or (not own and len(covering) < _FEWEST_LABELS):
        return None
    headings, group = [], ""
    for at in range(width):
        if upper[at]:
            group = "" if at in own else upper[at]
        alone = lower[at] or (upper[at] if at in own else "")
        headings.append(f"{group}{GROUP_JOINT}{alone}" if group and alone else alone)
    return tuple(headings)


def _is_label(text: str) -> bool:
    """Return whether a text may name a group: letters, and no sign of a value to its right."""
    return any(map(str.isalpha, text)) and not text.endswith(":")
