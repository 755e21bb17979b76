"""The builder of linkage/model/shipped.json: a model of synthetic twins.

    python tools/train_shipped_model.py [--cases N] [OUTPUT.json]

A person runs it when comparators, levels or the twin change. The twins have several seeds and
amounts of dirt, so that no defect is told to be impossible. The same code and options give the same
file. The weights are learned without any truth; the calibration reads that of further twins.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from joint import compared, true_people  # type: ignore[import-not-found]  # a benchmark

from trama.graph.records import CaseKey, Kind, RecordState
from trama.linkage.identity import PEOPLE, local_people
from trama.linkage.joint.calibrating import Labelled, calibrated
from trama.linkage.model.weights import Model
from trama.linking.case_reading import ReadCase
from trama.linking.model_training import trained_model
from trama.mapping.files import map_file
from trama.mapping.mapped import MappedRow
from trama.profiles.library import load_profile
from trama.twin import DirtRates, TwinOptions, write_twin

SHIPPED = Path(__file__).parents[1] / "linkage" / "model" / "shipped.json"
TWINS = ((102, 1.0), (101, 0.5), (103, 1.0), (104, 1.5), (105, 2.0))
"""Seed and dirt of each twin: none of a benchmark or a test. Cases are learned from the first."""

CALIBRATED = ((111, 0.5), (112, 1.0), (113, 1.5), (114, 2.0), (115, 3.0))
"""Seed and dirt of each twin that calibrates: none of those above, of a benchmark or a test."""

CASES = 800


def main() -> None:
    """Train, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("output", type=Path, nargs="?", default=SHIPPED)
    parser.add_argument("--cases", type=int, default=CASES, help="cases of each twin")
    asked = parser.parse_args()
    model = shipped(asked.cases)
    model.save(asked.output)
    print(f"{asked.output}: {model.hash}")  # noqa: T201 - run by hand


def shipped(cases: int) -> Model:
    """Return the model of the twins, with so many cases each."""
    read = [list(twin_cases(cases, seed, dirt)) for seed, dirt in TWINS]
    told = ", ".join(f"{seed} ({dirt:g})" for seed, dirt in TWINS)
    model = trained_model(read, f"SINTETICO: twins of {cases} cases, seeds and dirt {told}")
    return calibrated(model, [labelled(model, cases, *twin) for twin in CALIBRATED])


def labelled(model: Model, cases: int, seed: int, dirt: float) -> Labelled:
    """Return the scored pairs of a twin with its truth."""
    found = compared(cases, seed, dirt)
    people = true_people(found.twin, Kind.VICTIM) | true_people(found.twin, Kind.SUSPECT)
    return Labelled(found.scored(model), people, found.twin.case_links())


def twin_cases(cases: int, seed: int, dirt: float) -> Iterator[ReadCase]:
    """Yield the cases of a twin; the seed stands before each number, apart from other twins."""
    with tempfile.TemporaryDirectory() as folder:
        options = TwinOptions(cases=cases, seed=seed, dirt=DirtRates().scaled(dirt))
        summary = write_twin(Path(folder), options)
        files = [(summary.reta, "reta_cases", "RETA")]
        files += [(book, "sistra_cases", "SISTRA") for book in summary.sistra]
        records: dict[CaseKey, list[RecordState]] = defaultdict(list)
        for number, record in enumerate(r for file in files for r in _records(*file, seed)):
            named = replace(record, uid=f"R-{seed}-{number:07d}")
            records[named.case].append(named)
    for key, of_case in records.items():
        others = tuple(record for record in of_case if record.kind not in PEOPLE)
        yield ReadCase(key, local_people(of_case), others)


def _records(path: Path, profile: str, registry: str, seed: int) -> Iterator[RecordState]:
    with map_file(path, load_profile(profile), lambda _: None) as tables:
        for table in tables:
            for row in table.rows:
                assert isinstance(row, MappedRow)
                for mention in row.mentions:
                    fields = dict(mention.fields)
                    if mention.kind is Kind.CASE and "police_report" in fields:
                        fields["police_report"] = f"{seed} {fields['police_report']}"
                    number = f"{seed} {mention.case_key}"
                    told = mention._replace(case_key=number, fields=fields)
                    yield RecordState("", registry, told)


if __name__ == "__main__":
    main()
