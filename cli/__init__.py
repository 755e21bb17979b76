"""The command `trama`: each command parses its words and calls one function of the library."""

from trama.cli.main import main

__all__ = ["main"]
