"""A twin as mapping reads it, beside its truth."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trama.graph.records import Kind, Mention
from trama.mapping.files import map_file
from trama.mapping.mapped import MappedRow
from trama.profiles.library import load_profile
from trama.twin import TwinOptions, write_twin
from trama.values.defects import Issue

Truth = Mapping[str, Any]
Place = tuple[str, int, Kind]


@dataclass(frozen=True)
class Reading:
    """A twin's truth.json, and the mentions that mapping reads in its files.

    The mentions are by sheet, line and kind; the counts are by file and sheet.
    """

    truth: Truth
    mentions: Mapping[Place, list[Mention]]
    issues: list[Issue]
    counts: Mapping[tuple[str, str], Mapping[str, int]]

    def mention(self, sheet: str, line: int, kind: Kind) -> Mention:
        (only,) = self.mentions[sheet, line, kind]
        return only


def read(folder: Path, options: TwinOptions) -> Reading:
    summary = write_twin(folder, options)
    issues: list[Issue] = []
    mentions: dict[Place, list[Mention]] = defaultdict(list)
    counts = {}
    profiles = {summary.reta: "reta_cases", **dict.fromkeys(summary.sistra, "sistra_cases")}
    for path, profile in profiles.items():
        known: set[str] = set()
        with map_file(path, load_profile(profile), issues.append) as tables:
            for table in tables:
                seen: set[str] = set()
                merged = orphans = 0
                for row in table.rows:
                    assert isinstance(row, MappedRow)
                    known |= {row.case_key} if row.parent else set()
                    if row.case_key not in known:
                        orphans += 1
                    elif row.digest in seen:
                        merged += 1
                    else:
                        seen.add(row.digest)
                        for mention in row.mentions:
                            mentions[table.sheet, row.line, mention.kind].append(mention)
                counts[path.name, table.sheet] = {
                    "rows": table.count.rows,
                    "merged": merged,
                    "rejected": table.count.rejected + orphans,
                }
    truth = json.loads(summary.truth.read_text(encoding="utf-8"))
    return Reading(truth, mentions, issues, counts)


def document(mention: Mention) -> str | None:
    key = mention.fields.get("document_key")
    return str(key).partition(":")[2] if key else None


def plain(number: str | None) -> str | None:
    return number.replace("-", "") if number else None


def notes_of(twin: Reading, registry: str) -> list[Truth]:
    """Return what truth.json holds of each record of ``registry`` (reta or sistra)."""
    return [note for case in twin.truth["cases"] for note in records_of(case, registry)]


def records_of(case: Truth, registry: str) -> list[Truth]:
    first = [case[registry]] if case[registry] is not None else []
    return [*first, *case["repeated"][registry]]
