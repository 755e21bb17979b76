"""Sessions of Spark that leave nothing behind: no web page, no log, no file in clear.

Spark comes with the extra ``spark``; Java must be on the machine.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil

from trama.core.errors import BadParameter
from trama.linkage.extra import LOCAL, require_spark

_LOOPBACK = "127.0.0.1"
_LEAST_MEMORY = 1 << 30  # bytes, Spark's own
_STOP_SECONDS = 20  # until a Java that was asked to end is killed
_NO_LOG = "rootLogger.level = off\n"  # a log of Spark holds plans, and errors with values


@contextmanager
def spark_session(master: str = LOCAL) -> Iterator[Any]:
    """Give a session of Spark on ``master``, and end its Java afterwards.

    1. Make a folder that only the owner reads. All files of this machine's Spark go into it,
       encrypted with a key that Spark forgets.
    2. Start Java without a web page and without logs. On this machine alone, it listens on
       127.0.0.1 only.
    3. Afterwards end Java and remove the folder, whatever happened.

    Raises:
        MissingPart: pyspark or Java is missing or too old.
        BadParameter: Spark does not start with this master, or fails later. The error tells the
            kind of failure only: Spark's own words may hold names of people.
    """
    require_spark()
    from py4j.protocol import Py4JError  # noqa: PLC0415 - the extra may be absent
    from pyspark import SparkConf  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415

    with ExitStack() as stack, warnings.catch_warnings():
        # It warns of pandas 3 wherever it takes a table; ours are of Arrow, not of pandas.
        warnings.filterwarnings("ignore", message="PySpark does not yet", category=FutureWarning)
        folder = Path(tempfile.mkdtemp(prefix="trama-spark-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        (folder / "log4j2.properties").write_text(_NO_LOG, encoding="utf-8")
        conf = SparkConf(loadDefaults=False)
        conf.setAll(list(settings(master, folder).items()))
        stack.enter_context(_interrupt_kept())
        # Two variables outrank the settings: where files go, and which Python compares.
        stack.enter_context(_variable("SPARK_LOCAL_DIRS", str(folder)))
        if _is_local(master):
            stack.enter_context(_variable("PYSPARK_PYTHON", sys.executable))
        try:
            yield stack.enter_context(_started(conf))
        except (PySparkException, Py4JError) as error:
            raise _failed(master, error) from None


def settings(master: str, folder: Path) -> dict[str, str]:
    """Return Spark's settings. ``folder`` is private to the owner, and removed afterwards."""
    java = [
        f"-Dlog4j2.configurationFile={folder / 'log4j2.properties'}",
        f"-Djava.io.tmpdir={folder}",
        "-Djava.net.preferIPv4Stack=true",  # else an IPv6 socket serves 127.0.0.1
        "-XX:-UsePerfData",  # else /tmp gets a file that every user can read
    ]
    told = {
        "spark.app.name": "trama",
        "spark.master": master,
        "spark.driver.extraJavaOptions": " ".join(java),
        "spark.driver.maxResultSize": "0",  # the driver holds the pairs in any case
        "spark.eventLog.enabled": "false",
        "spark.io.encryption.enabled": "true",
        "spark.local.dir": str(folder),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    if _is_local(master):
        memory = max(psutil.virtual_memory().available // 2, _LEAST_MEMORY)
        told |= {
            "spark.driver.bindAddress": _LOOPBACK,
            "spark.driver.host": _LOOPBACK,
            "spark.driver.memory": f"{memory >> 20}m",
            "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
        }
    return told


def _is_local(master: str) -> bool:
    return master == "local" or master.startswith("local[")


@contextmanager
def _started(conf: Any) -> Iterator[Any]:  # noqa: ANN401 - pyspark may be absent
    """Give a session, and end it and its Java afterwards."""
    from pyspark import SparkContext  # noqa: PLC0415 - the extra may be absent
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    gateway = launch_gateway(conf, silent)
    try:
        context = SparkContext(conf=conf, gateway=gateway)
        try:
            yield SparkSession(context)
        finally:
            context.stop()
    finally:
        # Spark would give the next session this Java.
        SparkContext._gateway = SparkContext._jvm = None
        gateway.shutdown()
        gateway.proc.stdin.close()
        try:
            gateway.proc.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            gateway.proc.kill()
            gateway.proc.wait()


@contextmanager
def _variable(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@contextmanager
def _interrupt_kept() -> Iterator[None]:
    """Keep what Ctrl-C does: Spark would put its own in the place of it."""
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGINT) is not before:
            signal.signal(signal.SIGINT, before)


def _failed(master: str, error: Exception) -> BadParameter:
    kind = type(error).__name__
    return BadParameter(
        name="spark_master",
        why_es=f"Spark en {master} se detuvo ({kind}); revise que responda y tenga memoria",
        why_en=f"Spark on {master} stopped ({kind}); check that it answers and has memory",
    )
