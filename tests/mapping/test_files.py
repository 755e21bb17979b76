"""Whole exports of the synthetic twin, with all their dirt, against its truth."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from trama.graph.records import Kind, Mention
from trama.mapping.files import map_file
from trama.mapping.mapped import MappedRow
from trama.profiles.library import load_profile
from trama.twin.options import TwinOptions
from trama.twin.write import write_twin
from trama.values.defects import Issue, Outcome

CASES = 150


class Exports:
    """The twin's two exports, mapped, and its truth."""

    def __init__(self, folder: Path) -> None:
        written = write_twin(folder, TwinOptions(cases=CASES, seed=7))
        self.truth: dict[str, Any] = json.loads(written.truth.read_text(encoding="utf-8"))
        self.issues: list[Issue] = []
        self.rows: dict[tuple[str, str, int], MappedRow] = {}
        self.counts: dict[tuple[str, str], tuple[int, int]] = {}
        for path in (written.reta, *written.sistra):
            profile = load_profile("reta_cases" if path == written.reta else "sistra_cases")
            with map_file(path, profile, self.issues.append) as tables:
                for table in tables:
                    for row in table.rows:
                        assert isinstance(row, MappedRow)
                        self.rows[path.name, table.sheet, row.line] = row
                    counted = (table.count.rows, table.count.rejected)
                    self.counts[path.name, table.sheet] = counted

    def mentions(self, place: tuple[str, str, int], kind: Kind) -> list[Mention]:
        return [mention for mention in self.rows[place].mentions if mention.kind is kind]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Exports:
    return Exports(tmp_path_factory.mktemp("twin"))


def test_every_row_is_counted_and_blank_ones_are_not(exports: Exports) -> None:
    rows = {
        (file, sheet): count["rows"]
        for file, sheets in exports.truth["account"].items()
        for sheet, count in sheets.items()
    }

    assert rows
    assert {place: counted for place, (counted, _) in exports.counts.items()} == rows


def test_the_rows_that_say_nothing_usable_are_the_rejected_ones(exports: Exports) -> None:
    # A child row whose case nobody knows is the loader's to reject.
    planted = {
        (reject["file"], reject["sheet"], reject["line"])
        for reject in exports.truth["rejects"]
        if reject["code"] != "unknown_case"
    }
    rejected = {
        (issue.file, issue.sheet, issue.line)
        for issue in exports.issues
        if issue.defect.outcome is Outcome.REJECTED
    }

    assert planted
    assert rejected == planted


def test_victims_of_a_registration_are_told_apart_by_their_cells(exports: Exports) -> None:
    file = exports.truth["files"]["reta"]
    checked = 0
    assert exports.truth["cases"]
    for case in exports.truth["cases"]:
        keys: dict[str, set[str]] = defaultdict(set)
        for victim in (case["reta"] or {}).get("victims", ()):
            for line in victim["lines"]:
                (mention,) = exports.mentions((file, "", line), Kind.VICTIM)
                keys[victim["person"]].add(mention.entity_key)
        assert all(len(entity_keys) == 1 for entity_keys in keys.values())
        assert len(set().union(*keys.values())) == len(keys)
        checked += len(keys)
    assert checked > 50


def test_dates_and_places_of_registrations_are_the_true_ones(exports: Exports) -> None:
    file = exports.truth["files"]["reta"]
    checked = 0
    assert exports.truth["cases"]
    for case in exports.truth["cases"]:
        for victim in (case["reta"] or {}).get("victims", ()):
            for line in victim["lines"]:
                (mention,) = exports.mentions((file, "", line), Kind.CASE)
                assert mention.case_key == case["reta"]["number"]
                assert mention.fields.get("fact_date") == case["reta"]["fact_date"]
                assert mention.fields.get("place") == case["reta"]["place"]
                checked += 1
    assert checked > 50


def test_stages_of_carpetas_have_their_true_phase_date_and_place(exports: Exports) -> None:
    checked = 0
    assert exports.truth["cases"]
    for case in exports.truth["cases"]:
        for stage in (case["sistra"] or {}).get("stages", ()):
            place = (case["sistra"]["file"], "HECHOS", stage["line"])
            (mention,) = exports.mentions(place, Kind.STAGE)
            assert mention.fields.get("date") == stage["date"]
            assert mention.fields.get("place") == stage["place"]
            assert mention.fields["phase"] == case["stages"][stage["stage"]]["phase"]
            checked += 1
    assert checked > 100


def test_birthplace_and_residence_of_carpetas_are_the_true_ones(exports: Exports) -> None:
    checked = 0
    assert exports.truth["cases"]
    for case in exports.truth["cases"]:
        for victim in (case["sistra"] or {}).get("victims", ()):
            place = (case["sistra"]["file"], "AGRAVIADOS", victim["line"])
            (mention,) = exports.mentions(place, Kind.VICTIM)
            assert mention.entity_key == victim["cod"]
            assert mention.fields.get("birthplace") == victim["birthplace"]
            assert mention.fields.get("residence") == victim["residence"]
            checked += 1
    assert checked > 50
