"""The command `trama` as `python -m trama.api.cli`."""

from trama.api.cli.main import main

main()
