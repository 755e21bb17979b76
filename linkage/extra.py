"""The extras ``link`` and ``spark``: the libraries that linking needs and other commands do not."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from enum import StrEnum

from trama.core.errors import MissingPart
from trama.core.extras import require_libraries


class Engine(StrEnum):
    """The engines that find and compare the pairs of all records."""

    DUCKDB = "duckdb"
    SPARK = "spark"


LOCAL = "local[*]"
"""The master of Spark that is this machine, with all its processors."""

_LIBRARIES = ("duckdb", "numba", "numpy", "pyarrow", "splink")
LEAST_JAVA = 17
"""The oldest Java on which Spark 4 runs."""


def require_extra() -> None:
    """Check that the libraries of the extra are installed, before a module imports one.

    Raises:
        MissingPart: some are not.
    """
    require_libraries(_LIBRARIES, "link", "enlaza registros", "links records")


def require_spark() -> None:
    """Check that pyspark and a Java are here that fit each other.

    Raises:
        MissingPart: one is missing, or Java is older than 17.
    """
    require_libraries(("pyspark",), "spark", "enlaza con Spark", "links on Spark")
    if java_version() < LEAST_JAVA:
        raise MissingPart(
            part=f"Java {LEAST_JAVA}",
            what_to_do_es="Instale Java 17 o posterior (en Debian: apt-get install "
            "openjdk-17-jre-headless), o diga en JAVA_HOME dónde está",
            what_to_do_en="Install Java 17 or later (on Debian: apt-get install "
            "openjdk-17-jre-headless), or say in JAVA_HOME where it is",
        )


def java_version(environment: Mapping[str, str] = os.environ) -> int:
    """Return the first number of the version of the Java that Spark would take, 0 without one."""
    home = environment.get("JAVA_HOME")
    java = f"{home}/bin/java" if home else shutil.which("java", path=environment.get("PATH"))
    if java is None:
        return 0
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return 0
    found = re.search(r'version "(\d+)', told.stderr)
    return int(found[1]) if found else 0
