import gzip
from pathlib import Path

import pytest

from trama.core.errors import InputError
from trama.readers.archives import unzipped
from trama.readers.sources import Cut, blocks, file_source


def test_what_is_missing_empty_or_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vacio.csv").touch()

    for name, reason in (("no.csv", "no existe"), ("vacio.csv", "vacío"), (".", "carpeta")):
        with pytest.raises(InputError, match=reason):
            file_source(tmp_path / name)


def test_a_source_cut_short_gives_all_that_there_is(tmp_path: Path) -> None:
    whole = b"".join(b"%d;%d\n" % (number, number * number) for number in range(50_000))
    packed = gzip.compress(whole)
    path = tmp_path / "SINTETICO"
    path.write_bytes(packed[: len(packed) // 2])
    cut = unzipped(file_source(path))

    content = b"".join(blocks(cut, 1 << 20))

    assert len(content) > len(whole) // 3
    assert whole.startswith(content)
    with cut.open() as stream, pytest.raises(Cut):
        stream.read()
