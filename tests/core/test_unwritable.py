import errno
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from trama.core.unwritable import disk_full, why_unwritable


def test_a_full_disk_is_told_with_what_to_do() -> None:
    with pytest.raises(OSError, match="space") as caught, Path("/dev/full").open("wb", 0) as full:
        full.write(b"SINTETICO")

    assert why_unwritable(caught.value) == (
        "el disco está lleno; libere espacio y repita",
        "the disk is full; free some space and repeat",
    )
    told = disk_full(caught.value)
    assert told is not None
    assert "Libere espacio" in told.message("es")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (errno.EDQUOT, "cuota"),
        (errno.EFBIG, "ulimit -f"),
        (errno.EROFS, "solo lectura"),
        (errno.EACCES, "permiso"),
        (errno.ENOENT, "no existe esa carpeta"),
    ],
)
def test_other_reasons_are_told_in_words_too(code: int, why: str) -> None:
    assert why in why_unwritable(OSError(code, "as the system says it"))[0]


def test_a_reason_without_words_of_ours_is_told_as_the_system_says_it() -> None:
    assert why_unwritable(OSError(errno.EIO, "Input/output error")) == ("Input/output error",) * 2


def test_a_spool_without_room_names_the_temporary_folder() -> None:
    with closing(sqlite3.connect("")) as database:
        database.execute("PRAGMA max_page_count = 3")
        with pytest.raises(sqlite3.OperationalError) as caught:
            database.execute("CREATE TABLE rows AS SELECT zeroblob(100000) AS cells")

    told = disk_full(caught.value)

    assert told is not None
    assert tempfile.gettempdir() in told.message("en")


@pytest.mark.parametrize("error", [OSError(errno.EIO, ""), ValueError(), sqlite3.DataError()])
def test_what_is_no_full_disk_is_not_told_as_such(error: Exception) -> None:
    assert disk_full(error) is None
