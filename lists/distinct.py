"""Columns of a list as distinct texts and a code for each record; a code is -1 if unknown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Codes = NDArray[np.int32]
"""A code for each record, -1 if unknown."""


@dataclass(frozen=True, slots=True)
class Distinct:
    """The distinct texts of a column, and the code of each record."""

    texts: Sequence[str]
    codes: Codes

    def mapped(self, key: Callable[[str], str]) -> "Distinct":
        """Return the column with another text for each text; '' is unknown."""
        return recoded([key(text) for text in self.texts], self.codes)


def recoded(texts: Sequence[str], codes: Codes) -> Distinct:
    """Return a column whose text of code ``i`` is ``texts[i]``, which may repeat or be ''."""
    written = pa.array(texts, pa.string())
    known = pc.if_else(pc.equal(written, ""), pa.scalar(None, pa.string()), written)
    return encoded(known, codes)


def encoded(known: pa.StringArray, codes: Codes | None = None) -> Distinct:
    """Return the texts of an array, null if unknown, as a column; ``codes`` point to them."""
    whole = known.dictionary_encode()
    places = whole.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    return Distinct(
        whole.dictionary.to_pylist(), places if codes is None else np.append(places, -1)[codes]
    )


def by_distinct_rows(
    columns: Sequence[NDArray[np.integer[Any]]], level: Callable[..., Sequence[int]], width: int
) -> NDArray[np.int8]:
    """Return the ``width`` levels that ``level`` gives for the numbers of each row of columns.

    ``level`` is called once for each distinct row. The numbers are small, and none is below 0.
    """
    sizes = [int(column.max(initial=0)) + 1 for column in columns]
    packed = np.ravel_multi_index([column.astype(np.int64) for column in columns], sizes)
    distinct, inverse = np.unique(packed, return_inverse=True)
    rows = zip(*(part.tolist() for part in np.unravel_index(distinct, sizes)), strict=True)
    levels = np.array([level(*row) for row in rows], np.int8).reshape(-1, width)
    return levels[inverse]
