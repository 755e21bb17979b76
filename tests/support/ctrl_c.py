"""The command `trama` as a process that hears Ctrl-C, wherever its test runs."""

# A shell lets what it runs in the background ignore Ctrl-C, and so would a process of a test.
HEARS_CTRL_C = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from trama.cli import main
main()
"""
