"""The driver of a command's own process does without pandas; that of a library does not."""

import subprocess
import sys


def printed(program: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


def test_the_commands_driver_brings_neither_numpy_nor_pandas() -> None:
    program = (
        "import sys; from trama.terminal.driver import import_driver; import_driver(); "
        "print('neo4j' in sys.modules, {'numpy', 'pandas', 'pyarrow'} & sys.modules.keys())"
    )

    assert printed(program) == "True set()"


def test_what_was_hidden_from_the_driver_can_be_imported_afterwards() -> None:
    program = (
        "from trama.terminal.driver import import_driver; import_driver(); "
        "from trama.visualizations.frames import pd; print(pd.DataFrame([1]).shape)"
    )

    assert printed(program) == "(1, 1)"


def test_what_is_there_already_stays() -> None:
    program = (
        "import numpy; from trama.terminal.driver import import_driver; import_driver(); "
        "import sys; print(sys.modules['numpy'] is numpy)"
    )

    assert printed(program) == "True"


def test_a_program_that_imports_trama_keeps_a_driver_that_knows_frames() -> None:
    program = "import sys; import trama.graph.engine; print('pandas' in sys.modules)"

    assert printed(program) == "True"
