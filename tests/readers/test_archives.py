import gzip
from pathlib import Path

import pytest

from trama.core.errors import InputError
from trama.readers.archives import too_much, unzipped
from trama.readers.sources import blocks, file_source


def test_what_unpacks_beyond_measure_is_stopped_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO"
    path.write_bytes(gzip.compress(bytes(65 << 20)))

    with pytest.raises(InputError, match="200 veces"):
        list(blocks(unzipped(file_source(path)), 1 << 20))


def test_small_files_may_unpack_to_many_times_their_size() -> None:
    assert not too_much(60 << 20, 100)
    assert too_much(65 << 20, 100)
    assert not too_much(65 << 20, 1 << 20)
