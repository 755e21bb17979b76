"""The lines of a serving process: never a value, whoever logs."""

import logging
import subprocess
import sys

import pytest

from trama.api.log_lines import ValuelessFormatter

SECRET = "QUISPE SINTETICO ROSA"


def line(name: str, message: str, *arguments: object, error: BaseException | None = None) -> str:
    failure = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.ERROR, "/lib/place.py", 7, message, arguments, failure)
    return ValuelessFormatter().format(record)


def fail() -> None:
    raise ValueError(SECRET)


def raised() -> ValueError:
    with pytest.raises(ValueError, match=SECRET) as caught:
        fail()
    return caught.value


def test_our_own_words_are_written() -> None:
    assert line("trama.api.request_log", "%s %d", "GET", 200).endswith("GET 200")


@pytest.mark.parametrize("name", ["asyncio", "py.warnings", "neo4j.io", "root", "tramarama"])
def test_the_words_of_others_are_left_out(name: str) -> None:
    written = line(name, f"Task exception was never retrieved: {SECRET}")

    assert SECRET not in written
    assert "ERROR at /lib/place.py:7" in written


@pytest.mark.parametrize("name", ["trama.api", "uvicorn.error", "asyncio"])
def test_an_error_is_its_type_and_its_place(name: str) -> None:
    written = line(name, "Exception in ASGI application\n", error=raised())

    assert SECRET not in written
    assert "ValueError at " in written
    assert "test_log_lines.py:" in written
    assert "\n" not in written


def test_a_stack_told_as_a_message_is_left_out() -> None:
    written = line("uvicorn.error", f"Traceback …\n  {SECRET}\nValueError: {SECRET}")

    assert written.endswith("uvicorn.error the start failed")


def test_a_message_is_one_line() -> None:
    assert line("uvicorn.error", f"Invalid HTTP request.\n{SECRET}").endswith("request.")


PROGRAM = f"""
import asyncio, logging, threading, warnings
from trama.api.log_lines import log_without_values
log_without_values()

def fail(): raise ValueError("{SECRET}")

thread = threading.Thread(target=fail); thread.start(); thread.join()
warnings.warn("{SECRET}")
logging.getLogger("trama.x").info("%d", "{SECRET}")

class Dying:
    def __del__(self): fail()
Dying()

async def main():
    asyncio.get_running_loop().call_soon(fail)
    asyncio.create_task(asyncio.to_thread(fail))
    await asyncio.sleep(0.2)
asyncio.run(main())
import gc; gc.collect()
fail()
"""


def test_nothing_that_python_itself_tells_holds_a_value() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 1
    assert "thread ended by ValueError" in ran.stderr
    assert "destructor ended by ValueError" in ran.stderr
    assert "process ended by ValueError" in ran.stderr
    assert "asyncio ERROR" in ran.stderr
    assert SECRET not in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
