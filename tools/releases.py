"""The check that the packages from which a shipped table is built have the right release."""

from collections.abc import Mapping
from importlib.metadata import version


class OtherRelease(Exception):
    """A package is installed in another release than the one from which a table is built."""


def check_releases(table: str, built_from: Mapping[str, str]) -> None:
    """Compare the installed releases with ``built_from``, the releases of ``table`` by package.

    Raises:
        OtherRelease: the installed release of a package is another.
    """
    for package, release in built_from.items():
        installed = version(package)
        if installed != release:
            raise OtherRelease(
                f"{table} is built from {package} {release}, but {package} {installed} is"
                f" installed. Install {package}=={release}. To move the table to {installed}:"
                " change BUILT_FROM in the script and the pin in pyproject.toml, rebuild the"
                " table, and read its diff, because names and uids may change."
            )
