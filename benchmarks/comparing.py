"""The open benchmark of comparing Peruvian identities, and the cost of each comparator.

    python benchmarks/comparing.py [--others PYTHON] [--freeze]

It writes two tables into docs/comparing.md. ``PYTHON`` is the interpreter of an environment with
splink 5.0.0, duckdb, delfuzz 1.0.0 and tocayo 0.1.0a1; without it a temporary one is made.
``--freeze`` only writes what the comparators give today (labelled/run.csv).
"""

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from labelled_identities import LabelledPair, labelled_pairs, write_run
from rapidfuzz.distance import JaroWinkler

from trama.compare import comparison as comparators
from trama.compare.aliases import AliasLevel as Alias
from trama.compare.apart import ApartLevel as Apart
from trama.compare.births import BirthLevel as Birth
from trama.compare.comparison import Comparison, compare
from trama.compare.documents import DocumentLevel as Document
from trama.compare.given_names import agreeing_given_names, given_level
from trama.compare.names import NameLevel as Name
from trama.compare.rarity import RarityLevel as Rarity
from trama.compare.residences import PlaceLevel as Place
from trama.compare.sentences import Level
from trama.compare.spellings import pair_words
from trama.compare.traits import NationalityLevel as Nationality
from trama.compare.traits import SexLevel as Sex
from trama.values.name_words import word_likeness

PAGE = Path(__file__).parents[1] / "docs" / "comparing.md"
OTHERS = ("splink==5.0.0", "duckdb", "delfuzz==1.0.0", "tocayo==0.1.0a1")
ROUNDS = 15

# Points of each level, fixed beforehand; a level that is missing has 0. They serve this
# page only: Splink weighs the levels when registries are linked.
NAMES: Mapping[Level, int] = {
    Name.SAME: 5,
    Name.SPELLED_OTHERWISE: 4,
    Name.SLIP: 4,
    Name.SURNAMES_SWAPPED: 4,
    Name.FIELDS_EXCHANGED: 4,
    Name.GIVEN_PART: 4,
    Name.SURNAME_MISSING: 3,
    Name.MARRIED_NAME: 3,
    Name.INITIALS_FIT: 2,
    Name.FRAGMENT_FITS: 1,
    Name.FRAGMENT_DIFFERS: -6,
    Name.ONE_SURNAME_DIFFERS: -2,
    Name.GIVEN_DIFFERS: -4,
    Name.INITIALS_CONTRADICT: -5,
    Name.DIFFERENT: -6,
}
RARITY: Mapping[Level, int] = {
    Rarity.VERY_RARE: 3,
    Rarity.RARE: 2,
    Rarity.UNCOMMON: 1,
    Rarity.VERY_COMMON: -1,
}
POINTS: Mapping[str, Mapping[Level, int]] = {
    "documents": {
        Document.SAME: 8,
        Document.SAME_NUMBER: 6,
        Document.TRANSPOSED: 5,
        Document.DIGIT_LOST: 5,
        Document.ONE_DIGIT: 3,
        Document.DIFFERENT: -5,
    },
    "births": {
        Birth.SAME_DAY: 4,
        Birth.DAY_AND_MONTH_SWAPPED: 3,
        Birth.FITS: 1,
        Birth.ONE_PART_OFF: 2,
        Birth.AGE_FITS: 1,
        Birth.NEAR: -1,
        Birth.APART: -4,
        Birth.CANNOT_MEET: -6,
    },
    "birthplaces": {
        Place.SAME_PLACE: 1,
        Place.OTHER_SCHEME: 1,
        Place.SAME_PROVINCE: 1,
        Place.OTHER_DEPARTMENT: -1,
        Place.OTHER_COUNTRY: -2,
    },
    "residences": {Place.SAME_PLACE: 1, Place.OTHER_SCHEME: 1, Place.SAME_PROVINCE: 1},
    "sexes": {Sex.OTHER: -3},
    "nationalities": {Nationality.OTHER: -2},
    "aliases": {Alias.SAME: 3, Alias.SPELLED_OTHERWISE: 2, Alias.NAMES_THE_OTHER: 1},
    "apart": {Apart.SIBLINGS: -2, Apart.TWINS: -4, Apart.PARENT_AND_CHILD: -4},
}
ENOUGH = 5
"""The least points of one person."""

# delfuzz took three seconds of processor time a pair (2 cores, Python 3.11): it gets a sample.
EVERY = {"splink": 1, "delfuzz": 8, "tocayo": 1}

OF_OTHERS = """
import json, sys
asked = json.load(sys.stdin)
answer = {}
def tried(name, work):
    try:
        answer[name] = [float(work(*pair)) for pair in asked["pairs"][:: asked["every"][name]]]
    except Exception as error:
        answer[name] = type(error).__name__ + ": " + str(error)
def splink():
    import duckdb, splink.comparison_library as library
    levels = library.NameComparison("name").get_comparison("duckdb").comparison_levels
    cases = [f"WHEN {level.sql_condition} THEN {len(levels) - i}"
             for i, level in enumerate(levels) if "NULL" not in level.sql_condition
             and level.sql_condition != "ELSE"]
    ask = "SELECT CASE WHEN name_l IS NULL OR name_r IS NULL THEN 0 " + " ".join(cases)
    ask += " ELSE 1 END FROM (SELECT ? AS name_l, ? AS name_r)"
    connection = duckdb.connect()
    return lambda one, other: connection.execute(ask, [one or None, other or None]).fetchone()[0]
def delfuzz():
    import delfuzz
    return lambda one, other: delfuzz.score(one, other) if one and other else 0
def tocayo():
    from tocayo import normalizar
    return lambda one, other: bool(one) and normalizar(one) == normalizar(other)
for name, make in (("splink", splink), ("delfuzz", delfuzz), ("tocayo", tocayo)):
    try:
        work = make()
    except Exception as error:
        answer[name] = type(error).__name__ + ": " + str(error)
        continue
    tried(name, work)
json.dump(answer, sys.stdout)
"""


@dataclass(frozen=True, slots=True)
class Score:
    """True and false answers of «same» on pairs whose truth is known."""

    found: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of «same» answers that are true, 1 without any answer."""
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the same people that were found."""
        return self.found / (self.found + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.found / (2 * self.found + self.wrong + self.missed)


def points(comparison: Comparison) -> int:
    """Return the points of a pair. A rare name counts only if the names agree."""
    of_names = NAMES.get(comparison.names, 0)
    rare = RARITY.get(comparison.rarity, 0) if of_names > 0 else 0
    levels = comparison.levels()
    return of_names + rare + sum(table.get(levels[name], 0) for name, table in POINTS.items())


def score(pairs: Sequence[LabelledPair], answers: Sequence[bool]) -> Score:
    """Return the score of the answers, True for «same»."""
    truths = [pair.expected == "same" for pair in pairs]
    told = list(zip(truths, answers, strict=True))
    return Score(told.count((True, True)), told.count((False, True)), told.count((True, False)))


def best(pairs: Sequence[LabelledPair], values: Sequence[float]) -> tuple[Score, float]:
    """Return the best F1 that a threshold on the values gives, and the threshold.

    The threshold is chosen on the very pairs it is measured on, in favour of the other tool. The
    lowest value is none: it calls everybody the same.
    """
    cuts = sorted(set(values))
    cuts = cuts[1:] or cuts
    scored = [(score(pairs, [value >= cut for value in values]), cut) for cut in cuts]
    return max(scored, key=lambda entry: (entry[0].f1, entry[1]))


def of_others(pairs: Sequence[LabelledPair], python: str) -> Mapping[str, list[float] | str]:
    """Return what each other tool says of the full names, or the error that it gave."""
    names = [[pair.one.full_name, pair.other.full_name] for pair in pairs]
    asked = json.dumps({"pairs": names, "every": EVERY})
    process = subprocess.run(
        [python, "-c", OF_OTHERS], input=asked, capture_output=True, text=True, check=True
    )
    answers: Mapping[str, list[float] | str] = json.loads(process.stdout)
    return answers


def table_of_tools(python: str) -> list[str]:
    """Return the lines of the table that puts our levels beside other tools."""
    pairs = [pair for pair in labelled_pairs("identities") if pair.expected != "undecidable"]
    ours = [points(compare(pair.one, pair.other)) >= ENOUGH for pair in pairs]
    lines = [
        "| tool | pairs | F1 | precision | recall | how |",
        "|---|---|---|---|---|---|",
        _line("Trama, points on levels", pairs, ours, f"≥ {ENOUGH} points, fixed beforehand"),
    ]
    for part in ("open", "kept"):
        some = [(pair, same) for pair, same in zip(pairs, ours, strict=True) if pair.part == part]
        line = _line(f"… part {part}", [p for p, _ in some], [same for _, same in some], "")
        lines.append(line)
    of_names = [NAMES.get(comparators.compare_names(p.one, p.other), 0) > 0 for p in pairs]
    lines.append(_line("Trama, level of names alone", pairs, of_names, "points of names > 0"))
    winkler = [JaroWinkler.similarity(p.one.full_name, p.other.full_name) for p in pairs]
    lines.append(_at_best("Jaro-Winkler, joined name (rapidfuzz)", pairs, winkler))
    titles = {
        "splink": "Splink 5.0.0, stock NameComparison, joined name",
        "delfuzz": "delfuzz 1.0.0, joined name",
        "tocayo": "tocayo 0.1.0a1, `normalizar`, equal or not",
    }
    for tool, values in of_others(pairs, python).items():
        some = pairs[:: EVERY[tool]]
        if isinstance(values, str):
            lines.append(f"| {titles[tool]} | {len(some)} | – | – | – | it printed `{values}` |")
            continue
        lines.append(_at_best(titles[tool], some, values))
        if EVERY[tool] > 1:
            sampled = ours[:: EVERY[tool]]
            lines.append(_line("… Trama, points, on the same pairs", some, sampled, ""))
    return lines


def _at_best(name: str, pairs: Sequence[LabelledPair], values: Sequence[float]) -> str:
    _, cut = best(pairs, values)
    how = f"best threshold, chosen afterwards: {cut:.3g}"
    return _line(name, pairs, [value >= cut for value in values], how)


def _line(name: str, pairs: Sequence[LabelledPair], answers: Sequence[bool], how: str) -> str:
    of = score(pairs, answers)
    figures = f"{of.f1:.3f} | {of.precision:.3f} | {of.recall:.3f}"
    return f"| {name} | {len(pairs)} | {figures} | {how} |"


def table_of_costs() -> list[str]:
    """Return the lines of the table of costs: processor time a pair, first and repeated."""
    pairs = [(pair.one, pair.other) for pair in labelled_pairs("identities")]
    functions: dict[str, Callable[..., object]] = {
        name: getattr(comparators, name)
        for name in sorted(vars(comparators))
        if name == "compare" or name.startswith("compare_")
    }
    lines = ["| function | µs a pair, first | µs a pair, again |", "|---|---|---|"]
    for name, function in functions.items():
        first, again = [], []
        for _ in range(ROUNDS):
            for cached in (word_likeness, pair_words, given_level, agreeing_given_names):
                cached.cache_clear()
            first.append(_microseconds(function, pairs))
            again.append(_microseconds(function, pairs))
        lines.append(f"| `{name}` | {min(first):.1f} | {min(again):.1f} |")
    return lines


def _microseconds(function: Callable[..., object], pairs: Sequence[tuple[object, object]]) -> float:
    gc.disable()
    begun = time.process_time()
    for one, other in pairs:
        function(one, other)
    spent = time.process_time() - begun
    gc.enable()
    return spent / len(pairs) * 1e6


def write(marker: str, lines: Sequence[str]) -> None:
    """Replace what stands between the two comments of a marker in the page."""
    text = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {marker} -->\n", f"<!-- /{marker} -->"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    PAGE.write_text(before + begin + "\n".join(lines) + "\n" + end + after, encoding="utf-8")


def main() -> None:
    """Measure, print and write both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--others", help="the interpreter that has the other tools")
    parser.add_argument("--freeze", action="store_true", help="write run.csv and stop")
    options = parser.parse_args()
    if options.freeze:
        write_run()
        return
    python = options.others
    with tempfile.TemporaryDirectory(prefix="trama-others-") as folder:
        if python is None:
            venv.create(folder, with_pip=True)
            python = str(Path(folder) / "bin" / "python")
            subprocess.run([python, "-m", "pip", "install", "--quiet", *OTHERS], check=True)
        tables = {"tools": table_of_tools(python), "costs": table_of_costs()}
    for marker, lines in tables.items():
        print("\n".join(lines))
        write(marker, lines)


if __name__ == "__main__":
    main()
