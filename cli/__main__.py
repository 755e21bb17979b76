"""The command `trama` as `python -m trama.cli`."""

from trama.cli.main import main

main()
