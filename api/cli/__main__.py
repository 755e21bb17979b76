"""Lets `python -m trama.api.cli` be the command `trama`."""

from trama.api.cli.main import main

main()
