"""A session of Spark: private, and gone afterwards."""

import gc
import tempfile
from pathlib import Path

import pytest

from trama.core.errors import BadParameter
from trama.linkage.extra import LOCAL, java_version
from trama.spark.session import settings, spark_session


def test_spark_of_one_machine_listens_to_itself_only_and_encrypts_what_it_writes() -> None:
    told = settings(LOCAL, Path("/privada"))

    assert told["spark.driver.bindAddress"] == told["spark.driver.host"] == "127.0.0.1"
    assert told["spark.io.encryption.enabled"] == "true"
    assert told["spark.ui.enabled"] == told["spark.eventLog.enabled"] == "false"
    places = [name for name, value in told.items() if "/privada" in value]
    assert sorted(places) == [
        "spark.driver.extraJavaOptions",
        "spark.local.dir",
        "spark.sql.warehouse.dir",
    ]


def test_spark_of_a_cluster_takes_the_addresses_and_the_memory_of_the_cluster() -> None:
    told = settings("spark://maestro.ejemplo:7077", Path("/privada"))

    assert not [name for name in told if name.startswith("spark.driver.") and "Address" in name]
    assert "spark.driver.memory" not in told


def test_a_machine_without_java_has_version_0(tmp_path: Path) -> None:
    assert java_version({"PATH": str(tmp_path)}) == 0
    assert java_version({"PATH": "", "JAVA_HOME": str(tmp_path)}) == 0


@pytest.mark.parametrize(("told", "version"), [("17.0.15", 17), ("25", 25), ("1.8.0_402", 1)])
def test_the_version_of_java_is_its_first_number(told: str, version: int, tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{told}\"' >&2\n", encoding="utf-8")
    java.chmod(0o700)

    assert java_version({"JAVA_HOME": str(tmp_path)}) == version


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.xdist_group("spark")
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # pyspark's own pipe
def test_a_master_that_is_none_is_told_in_one_sentence_and_leaves_no_file(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyspark", reason="sin pyspark: .ci/setup spark")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(BadParameter) as refused, spark_session("nada://maestro"):
        pass

    assert "nada://maestro" in refused.value.message("es")
    assert capfd.readouterr().err == ""
    assert not list(tmp_path.glob("trama-spark-*"))
    del refused
    gc.collect()
