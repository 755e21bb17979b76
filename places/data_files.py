"""Readers of the tables in data/: a CSV file as rows by column name, a YAML file as a mapping."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from trama.core import safe_yaml

_DATA = files("trama.places") / "data"


def csv_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of the file ``name``, each by column name."""
    return list(csv.DictReader((_DATA / name).read_text(encoding="utf-8").splitlines()))


@cache
def yaml_table(name: str) -> Mapping[str, Any]:
    """Return the content of the file ``name``, read once."""
    content: Mapping[str, Any] = safe_yaml.load((_DATA / name).read_text(encoding="utf-8"))
    return content
